# SPDX-License-Identifier: 0BSD
#
# Packs the sentences of netstat -s: `awk -f pack.awk -f statistics.awk netstat-statistics.def` prints
# statistics.h. They become one text,
#
#	@<protocol><group>| then for each of its counters <name><when><sentence>|
#
# which applet/view/netstat/statistics.c looks through.

function fail(what)
{
	printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
	failed = 1
	exit 1
}

# The characters of `s` as numbers at the end of text[].
function append(s,	i, c)
{
	for (i = 1; i <= length(s); i++) {
		c = code(substr(s, i, 1))
		if (c < 32)
			fail("not a character for this table: " substr(s, i, 1))
		text[count++] = c
	}
}

BEGIN {
	protocol["TCP"] = 0
	protocol["UDP"] = 1
	protocol["RAW"] = 3
	protocol["SCTP"] = 4
	when["ALWAYS"] = "="
	when["NONZERO"] = "?"
	when["INPUT"] = "<"
	when["OUTPUT"] = ">"
	when["FORWARDING"] = "!"
	when["NEVER"] = "/"
}

/^GROUP\("[A-Za-z0-9]+", [A-Z]+\)$/ {
	split($0, part, /[(", )]+/)
	if (!(part[3] in protocol))
		fail("no such protocol: " part[3])
	append("@" protocol[part[3]] part[2] "|")
	next
}

/^COUNTER\("[A-Za-z]+", [A-Z]+, "[^"@|]*"\)$/ {
	split($0, part, "\"")
	rule = part[3]
	gsub(/[, ]/, "", rule)
	if (!(rule in when))
		fail("no such rule: " rule)
	append(part[2] when[rule] part[4] "|")
	next
}

/^(GROUP|COUNTER)/ { fail("cannot read this") }

END {
	if (failed)
		exit 1
	pack()
	print "/* Made by statistics.awk of netstat-statistics.def. */"
	print "enum { TEXT_LENGTH = " count " };\n"
	printf "static const uint8_t packed[] = {"
	for (i = 0; i < bytes; i++)
		printf "%s%s", i % 20 ? " " : "\n\t", packed[i] ","
	print "\n};"
}
