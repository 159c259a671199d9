#!/bin/sh
# SPDX-License-Identifier: 0BSD
# The groups that feed hostile and odd input, once more with sanitizers: clang's
# AddressSanitizer and UBSan, and musl with UBSan that traps.
. "$(dirname "$0")/../lib.sh"

GROUPS_AGAIN="recorded hostile names pasted filters"

# again LABEL, with SOCKLET_DIR set: the groups' lines with the label in front
again() {
	for group in $GROUPS_AGAIN; do
		NATIVE_ONLY=1 COUNT=200 SOCKLET_DIR=$T/$1 sh "$(group_file "$group")" </dev/null |
			sed -E "s/^(ok|not ok|skip) - /&$1: /"
	done
}

# build LABEL MAKE-ARGUMENTS...
build() {
	label=$1
	shift
	if make -s -C "$TESTS/.." O="$T/$label" "$@" >"$T/said" 2>&1; then
		again "$label"
	else
		not_ok "$label: builds" <"$T/said"
	fi
}

scratch
export ASAN_OPTIONS=detect_leaks=0
command -v clang >/dev/null && build asan CC=clang SANITIZE=address,undefined ||
	skip "asan" "no clang"
command -v musl-gcc >/dev/null &&
	build ubsan-musl CC=musl-gcc CFLAGS='-fsanitize=undefined -fsanitize-undefined-trap-on-error' ||
	skip "ubsan-musl" "no musl-gcc"
