# SPDX-License-Identifier: 0BSD
#
# Packs the sentences of netstat -s: `awk -f pack.awk netstat-statistics.def` prints statistics.h.
# They become one text,
#
#	@<protocol><group>| then for each of its counters <name><when><sentence>|
#
# and that becomes a string of bits: 0 and the seven bits of a character, or 1, a distance and a
# length for what has been said before. Of all ways to say it so the shortest is taken: backwards
# from the end of the text, cost[i] is the least number of bits for what is left at i. The decoder is
# in applet/view/statistics.c. Portable awk, no extensions.

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
		c = index(ascii, substr(s, i, 1))
		if (!c)
			fail("not a character for this table: " substr(s, i, 1))
		text[count++] = c + 31
	}
}

# Bits of a number from 2 up: those below its highest one, each followed by whether there are more.
function number_cost(n,	bits)
{
	for (bits = 0; n >= 2; n = int(n / 2))
		bits += 2
	return bits
}

# before[i]: the last place before i at which the same two characters stand, -1 for none.
function link_places(	i, pair, last)
{
	for (i = 0; i + 1 < count; i++) {
		pair = text[i] " " text[i + 1]
		before[i] = pair in last ? last[pair] : -1
		last[pair] = i
	}
	before[count - 1] = -1
}

# The cheapest for what begins at i. Nearer places cost less, so a farther one must match for longer.
function choose(i,	from, done, distance, bits)
{
	cost[i] = 8 + cost[i + 1]
	taken[i] = 1
	done = 1
	for (from = before[i]; from >= 0; from = before[from]) {
		if (i + done >= count || text[from + done] != text[i + done])
			continue
		distance = number_cost(int((i - from - 1) / 64) + 2) + 7
		for (n = 0; i + n < count && text[from + n] == text[i + n]; n++) {
			if (n < done)
				continue
			bits = distance + number_cost(n + 1) + cost[i + n + 1]
			if (bits < cost[i]) {
				cost[i] = bits
				taken[i] = n + 1
				place[i] = from
			}
		}
		if (n > done)
			done = n
	}
}

function put_bit(bit)
{
	byte += bit * weight
	weight *= 2
	if (weight == 256)
		put_byte()
}

function put_byte()
{
	line = line byte ","
	if (length(line) > 88) {
		print "\t" line
		line = ""
	} else {
		line = line " "
	}
	bytes++
	byte = 0
	weight = 1
}

function put_bits(n, width,	unit)
{
	for (unit = 1; width > 1; width--)
		unit *= 2
	for (; unit >= 1; unit /= 2) {
		put_bit(n >= unit)
		if (n >= unit)
			n -= unit
	}
}

function put_number(n,	unit)
{
	for (unit = 1; unit * 2 <= n; unit *= 2)
		;
	while (unit > 1) {
		n -= n >= unit ? unit : 0
		unit /= 2
		put_bit(n >= unit)
		put_bit(unit > 1)
	}
}

function put_text(	i, distance)
{
	for (i = 0; i < count; i += taken[i]) {
		put_bit(taken[i] > 1)
		if (taken[i] == 1) {
			put_bits(text[i], 7)
		} else {
			distance = i - place[i] - 1
			put_number(int(distance / 64) + 2)
			put_bits(distance % 64, 6)
			put_number(taken[i])
		}
	}
	while (weight > 1)
		put_bit(0)
}

BEGIN {
	for (i = 32; i < 127; i++)
		ascii = ascii sprintf("%c", i)
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
	weight = 1
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
	link_places()
	cost[count] = 0
	for (i = count - 1; i >= 0; i--)
		choose(i)
	print "/* Made by pack.awk of netstat-statistics.def. */"
	print "enum { TEXT_LENGTH = " count " };\n"
	print "static const uint8_t packed[] = {"
	put_text()
	if (line != "")
		print "\t" line
	print "};"
}
