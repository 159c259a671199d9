# SPDX-License-Identifier: 0BSD
#
# Packs the texts of findings: `awk -f pack.awk -f findings.awk [.auto.conf] findings.def` prints findings.h. They become
# one text, for each finding its name, title, keys and words, each ended by a NUL, and all empty where its group is not
# in the build that .auto.conf tells of. Strings that stand side by side are one, as
# in C; of escapes there are \n and \".

# A piece of a string, its quotes gone.
function append_string(s,	i, c)
{
	if (out)
		return
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "\\")
			c = substr(s, ++i, 1) == "n" ? "\n" : substr(s, i, 1)
		append(c)
	}
}

# The strings of a line, and the commas between them, each of which ends a text.
function take(line,	i, c, string)
{
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (c == "\"") {
			string = ""
			for (i++; (c = substr(line, i, 1)) != "\""; i++) {
				if (i > length(line))
					fail("a string without an end")
				string = string c (c == "\\" ? substr(line, ++i, 1) : "")
			}
			append_string(string)
		} else if (c == ",") {
			text[count++] = 0
			parts++
		} else if (c == ")") {
			if (parts != 3 || i < length(line))
				fail("a finding has four texts")
			text[count++] = 0
			open = 0
		}
	}
}

FILENAME ~ /[.]conf$/ {
	configured = 1
	lines[$0]
	next
}
/^FINDING\(/ {
	if (open)
		fail("a finding without an end")
	open = 1
	parts = 0
	split($0, part, /, /)
	out = configured && !("CONFIG_FEATURE_CHECK_" part[2] "=y" in lines)
	sub(/^FINDING\([A-Z_0-9]+, [A-Z]+, [A-Z_]+, /, "")
	take($0)
	next
}
open { take($0) }

END { write_packed() }
