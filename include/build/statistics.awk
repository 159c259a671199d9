# SPDX-License-Identifier: 0BSD
#
# Packs the sentences of netstat -s: `awk -f pack.awk -f statistics.awk statistics.def` prints
# statistics.h. They become one text,
#
#	@<protocol><group>| then for each of its counters <name><when><sentence>|
#
# which applet/view/netstat/statistics.c looks through.

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

END { write_packed() }
