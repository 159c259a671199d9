# SPDX-License-Identifier: 0BSD
#
# Makes an ELF program smaller, with pack.awk; see trim.sh. The input is the file's bytes as decimal numbers, the
# output what is left of them, escaped for printf. Any word size and byte order.

function number(at, size,	i, v)
{
	for (i = 0; i < size; i++)
		v = v * 256 + file[big ? at + i : at + size - 1 - i]
	return v
}

function set_number(at, size, v,	i)
{
	for (i = 0; i < size; i++) {
		file[big ? at + size - 1 - i : at + i] = v % 256
		v = int(v / 256)
	}
}

# Whether the name at `at` is this.
function named(at, name,	i)
{
	for (i = 1; i <= length(name); i++)
		if (file[at + i - 1] != code(substr(name, i, 1)))
			return 0
	return !file[at + i - 1]
}

# Sets where the section of that name is in memory, its beginning in the file and its length.
function find_section(name,	at, step, names, i)
{
	at = number(24 + 2 * word, word)
	step = number(34 + 3 * word, 2)
	i = number(36 + 3 * word, 2)
	names = number(at + step * number(38 + 3 * word, 2) + 8 + 2 * word, word)
	for (; i--; at += step) {
		if (named(names + number(at, 4), name)) {
			memory = number(at + 8 + word, word)
			begin = number(at + 8 + 2 * word, word)
			size = number(at + 8 + 3 * word, word)
			return 1
		}
	}
	return 0
}

# The segment that ends with `words` keeps what is in front of `packed`; behind that come the words, packed.
function pack_words(	at, i, start, end)
{
	if (!find_section("words"))
		return
	for (i = 0; i < size; i++)
		text[count++] = file[begin + i]
	end = memory + size
	if (!find_section("packed"))
		return
	pack()
	for (at = first; at < last; at += step) {
		start = number(at + 2 * word, word)
		if (start > memory || start + number(at + 4 * word, word) != end || bytes > size)
			continue
		for (i = 0; i < bytes; i++)
			file[number(at + word, word) + memory - start + i] = packed[i]
		set_number(at + 4 * word, word, memory - start + bytes)
	}
}

# The length of what the segments need.
function needed(	at, stop, end)
{
	for (at = first; at < last; at += step) {
		stop = number(at + word, word) + number(at + 4 * word, word)
		if (stop > end)
			end = stop
	}
	return end
}

{
	for (i = 1; i <= NF; i++)
		file[length_read++] = $i
}

END {
	if (file[0] != 127 || file[1] != 69 || file[2] != 76 || file[3] != 70)
		exit 1
	big = file[5] == 2
	word = file[4] == 2 ? 8 : 4
	first = number(24 + word, word)
	step = number(30 + 3 * word, 2)
	last = first + step * number(32 + 3 * word, 2)
	pack_words()
	# No table of sections, their size, their number, and which of them has the names.
	set_number(24 + 2 * word, word, 0)
	set_number(34 + 3 * word, 6, 0)
	end = needed()
	if (end > length_read)
		exit 1
	for (i = 0; i < end; i++)
		printf "\\0%o%s", file[i], (i % 64 == 63 ? "\n" : "")
	print ""
}
