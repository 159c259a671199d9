#!/bin/sh
# SPDX-License-Identifier: 0BSD
# Functions by example: tables of what goes in and what comes out, in C, with the program's own files and sanitizers.
# shellcheck disable=SC2046,SC2086 # no blanks in those names
. "$(dirname "$0")/../lib.sh"

scratch
top=$(dirname "$TESTS")
cp -r "$top/Makefile" "$top/Config.in" "$top/include" "$T"
make -s -C "$T" defconfig && make -s -C "$T" .auto.conf statistics.h || exit
rooms='alone lib record filter select source view/netstat view/ss live view/json view/values view/counts'
if "${HOSTCC:-cc}" -g -O0 -std=gnu99 -D_GNU_SOURCE -DVERSION='"unit"' -fsanitize=address,undefined \
	-fno-sanitize-recover=all -ffunction-sections -fdata-sections -Wl,--gc-sections \
	-I"$top/include" -I"$T" -I"$TESTS/unit" -include "$T/autoconf.h" -o "$T/unit" "$TESTS"/unit/*.c \
	$(cd "$top/applet" && find $rooms -name '*.c' | sed "s|^|$PWD/|") >"$T/said" 2>&1; then
	"$T/unit" 2>"$T/told"
	status=$?
	[ $status -le 1 ] || not_ok "all examples are looked at" <"$T/told"
else
	not_ok "the examples compile" <"$T/said"
fi
