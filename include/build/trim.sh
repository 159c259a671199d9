#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# trim.sh FILE: makes an ELF program smaller. What is only read is packed, when pack.ld has put it in place for
# that, and the file is cut off behind its last segment. What follows there is the table of sections, some
# 800 bytes which only linkers and debuggers read; strip keeps it (binutils before 2.41 has no option
# to drop it).
set -e

here=${0%/*}
trap 'rm -f "$1.trim"' EXIT
od -An -v -tu1 "$1" | awk -f "$here/pack.awk" -f "$here/trim.awk" >"$1.trim" || {
	echo "$0: $1: not a program in ELF format" >&2
	exit 1
}
while IFS= read -r bytes; do
	printf '%b' "$bytes"
done <"$1.trim" >"$1"
