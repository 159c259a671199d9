# SPDX-License-Identifier: 0BSD
#
# Packs bytes: text[0] to text[count - 1] become packed[0] to packed[bytes - 1]. What is packed is told by the program
# that goes with this one, as statistics.awk is, which calls append() and then write_packed() for a header of C.
#
# The bytes become a string of bits: 0, 0 and four bits for one of the sixteen commonest letters; 0, 1 and seven bits
# for another byte below 127, or seven ones and eight bits for any; or 1, a distance and a length for what has been
# there before. Of all ways to say it so the shortest
# is taken: backwards from the end, cost[i] is the least number of bits for what is left at i. The
# decoder is applet/lib/unpack.c. Portable awk, no extensions.

BEGIN {
	for (i = 32; i < 127; i++)
		ascii = ascii sprintf("%c", i)
	common = " acdehilmnoprstu" # as in applet/lib/unpack.c
	for (i = 1; i <= 16; i++)
		letter[code(substr(common, i, 1))] = i
}

# The number of a character, 31 for what is none of ASCII's.
function code(c)
{
	return c == "\n" ? 10 : index(ascii, c) + 31
}

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
		if (c == 31)
			fail("not a character for this table: " substr(s, i, 1))
		text[count++] = c
	}
}

# Bits of a number from 2 up: those below its highest one, each followed by whether there are more.
function number_cost(n,	bits)
{
	for (bits = 0; n >= 2; n = int(n / 2))
		bits += 2
	return bits
}

# before[i]: the last place before i at which the same two bytes stand, -1 for none.
function link_places(	i, pair, last)
{
	for (i = 0; i + 1 < count; i++) {
		pair = text[i] * 256 + text[i + 1]
		before[i] = pair in last ? last[pair] : -1
		last[pair] = i
	}
	before[count - 1] = -1
}

function literal_cost(c)
{
	return c in letter ? 6 : c < 127 ? 9 : 17
}

function put_literal(c)
{
	put_bit(!(c in letter))
	if (c in letter) {
		put_bits(letter[c] - 1, 4)
	} else if (c < 127) {
		put_bits(c, 7)
	} else {
		put_bits(127, 7)
		put_bits(c, 8)
	}
}

# The cheapest for what begins at i. Nearer places cost less, so a farther one must match for longer.
function choose(i,	from, done, distance, bits, n)
{
	cost[i] = literal_cost(text[i]) + cost[i + 1]
	taken[i] = 1
	done = 1
	for (from = before[i]; from >= 0 && done < 99; from = before[from]) {
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
	if (weight == 256) {
		packed[bytes++] = byte
		byte = 0
		weight = 1
	}
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

function pack(	i, distance)
{
	link_places()
	cost[count] = 0
	for (i = count - 1; i >= 0; i--)
		choose(i)
	weight = 1
	for (i = 0; i < count; i += taken[i]) {
		put_bit(taken[i] > 1)
		if (taken[i] > 1) {
			distance = i - place[i] - 1
			put_number(int(distance / 64) + 2)
			put_bits(distance % 64, 6)
			put_number(taken[i])
		} else {
			put_literal(text[i])
		}
	}
	while (weight > 1)
		put_bit(0)
}

# What unpack() is given.
function write_packed(	i)
{
	if (failed)
		exit 1
	pack()
	print "/* Made by include/build/pack.awk. */"
	print "enum { TEXT_LENGTH = " count " };\n"
	printf "static const uint8_t packed[] = {"
	for (i = 0; i < bytes; i++)
		printf "%s%s", i % 20 ? " " : "\n\t", packed[i] ","
	print "\n};"
}
