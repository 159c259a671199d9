#!/bin/sh
# SPDX-License-Identifier: 0BSD
# What is packed comes out again, and the packed program is the one that was linked.
. "$(dirname "$0")/../lib.sh"

scratch
top=$(dirname "$TESTS")

# ---- any bytes: packed by include/build/pack.awk, unpacked by applet/lib/unpack.c -------------------------

cat >"$T/list.awk" <<'END'
{ for (i = 1; i <= NF; i++) text[count++] = $i }
END {
	pack()
	print "enum { SIZE = " count " };\nstatic const uint8_t packed[] = {"
	for (i = 0; i < bytes; i++)
		print packed[i] ","
	print "};"
}
END
cat >"$T/back.c" <<'END'
#include <stdio.h>
#include "lib/lib.h"
#include "packed.h"
int main(void)
{
	static char text[SIZE + 1] = { [SIZE] = 42 };

	unpack(packed, text, SIZE);
	return fwrite(text, 1, SIZE, stdout) != SIZE || text[SIZE] != 42;
}
END

# round WHAT: $T/in is packed and unpacked
round() {
	od -An -v -tu1 "$T/in" | awk -f "$top/include/build/pack.awk" -f "$T/list.awk" >"$T/packed.h" &&
		${HOSTCC:-cc} -I"$top/include" -I"$T" -include "$SOCKLET_DIR/autoconf.h" -o "$T/back" "$T/back.c" \
			"$top/applet/lib/unpack.c" && "$T/back" >"$T/out"
	same "packed and unpacked: $1" "$T/in" "$T/out"
}

printf x >"$T/in"
round "a single byte"
printf '%b' "$(awk 'BEGIN { for (i = 0; i < 256; i++) printf "\\0%o", i }')" >"$T/in"
round "every byte there is"
head -c 5000 /dev/urandom >"$T/in"
round "bytes without any order"
{ head -c 300 /dev/zero; head -c 30 /dev/urandom; head -c 3000 /dev/zero; } >"$T/in"
round "long runs"
head -c 20000 "$top/Config.in" >"$T/in"
round "text"

# ---- the program ----------------------------------------------------------------------------------

plain=$SOCKLET_DIR/socklet_unstripped

# What a program says of every recorded /proc, and its usage texts.
says() {
	"$1" netstat --help
	"$1" ss --help
	"$1" ss -tn 'sport = :nonesuch'
	for tree in "$TESTS"/recorded/*/; do
		for line in 'netstat -s' 'netstat -an' 'netstat -rn' 'netstat -i' 'ss -an' 'ss -s'; do
			# shellcheck disable=SC2086 # words
			PROC_ROOT=$tree "$1" $line
			echo "$tree $line: $?"
		done
	done
}

says "$plain" >"$T/plain" 2>&1
says "$SOCKLET_DIR/socklet" >"$T/small" 2>&1
same "packed it says what it says unpacked" "$T/plain" "$T/small"
if [ "$(grep -ac 'listening sockets' "$plain")" -gt 0 ] &&
	[ "$(grep -ac 'listening sockets' "$SOCKLET_DIR/socklet")" = 0 ]; then
	ok "its texts are packed"
else
	echo "the usage text is missing where it was linked, or stands plainly in what was packed" |
		not_ok "its texts are packed"
fi

printf 'not a program at all' >"$T/text"
cp "$T/text" "$T/copy"
sh "$top/include/build/trim.sh" "$T/copy" 2>"$T/said"
is "trim.sh refuses what is no program" 1 $?
yes_if "and leaves it as it was" cmp "$T/text" "$T/copy"
head -c 5000 "$plain" >"$T/text"
cp "$T/text" "$T/copy"
sh "$top/include/build/trim.sh" "$T/copy" 2>"$T/said"
is "trim.sh refuses a program that is cut off" 1 $?
yes_if "and leaves that as it was" cmp "$T/text" "$T/copy"
