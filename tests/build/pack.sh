#!/bin/sh
# SPDX-License-Identifier: 0BSD
# What is packed comes out again; and what the program has packed, and what not.
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

# ---- the program: texts are packed that are only printed; code and tables are as they were linked -----------

is "the sentences of netstat -s are packed" 0 "$(grep -ac 'segments retransmitted' "$SOCKLET_DIR/socklet")"
yes_if "... and told in full" sh -c "PROC_ROOT='$TESTS/recorded/statistics-new' '$SOCKLET_DIR/socklet' netstat -s | grep -q 'segments retransmitted'"
yes_if "the text of --help is not" grep -aq 'listening sockets' "$SOCKLET_DIR/socklet"

if command -v readelf >/dev/null; then
	readelf -lW "$SOCKLET_DIR/socklet" | awk '$1 == "LOAD" && $7 ~ /W/ { print $5, $7 }' >"$T/writable"
	bytes=$(($(cut -d ' ' -f 1 "$T/writable" | paste -sd + -)))
	echo "# $bytes bytes of initialised writable data"
	yes_if "less than 1536 bytes of initialised data are writable" [ "$bytes" -lt 1536 ]
	is "what is writable is not code" RW "$(cut -d ' ' -f 2 "$T/writable")"
else
	skip "how much initialised data is writable" "there is no readelf here (package binutils)"
fi
