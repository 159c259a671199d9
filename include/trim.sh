#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# trim.sh FILE: cuts an ELF program off behind its last segment. What follows there is the table of
# sections, some 800 bytes which only linkers and debuggers read; strip keeps it (binutils before
# 2.41 has no option to drop it). Any word size and byte order.
set -e

# Prints: length to keep, then offset and length of e_shoff, and of e_shentsize to e_shstrndx.
measure() {
	od -An -v -tu1 -N 1024 "$1" | awk '
		{ for (i = 1; i <= NF; i++) byte[n++] = $i }

		function number(at, size,	i, v) {
			for (i = 0; i < size; i++)
				v = v * 256 + byte[big ? at + i : at + size - 1 - i]
			return v
		}

		END {
			if (byte[0] != 127 || byte[1] != 69 || byte[2] != 76 || byte[3] != 70)
				exit 1
			wide = byte[4] == 2
			big = byte[5] == 2
			word = wide ? 8 : 4
			at = number(24 + word, word)
			step = number(wide ? 54 : 42, 2)
			count = number(wide ? 56 : 44, 2)
			if (at + step * count > n)
				exit 1
			for (; count--; at += step) {
				stop = number(at + word, word) + number(at + 4 * word, word)
				if (stop > end)
					end = stop
			}
			print end, 24 + 2 * word, word, wide ? 58 : 46, 6
		}'
}

zero() {
	dd if=/dev/zero of="$1" bs=1 seek="$2" count="$3" conv=notrunc 2>/dev/null
}

numbers=$(measure "$1") || { echo "$0: $1: not a program in ELF format" >&2; exit 1; }
# shellcheck disable=SC2086 # five numbers
set -- "$1" $numbers
dd if="$1" of="$1.trim" bs="$2" count=1 2>/dev/null
cat "$1.trim" > "$1"
rm -f "$1.trim"
zero "$1" "$3" "$4"
zero "$1" "$5" "$6"
