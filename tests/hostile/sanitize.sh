#!/bin/sh
# SPDX-License-Identifier: 0BSD
# The groups that feed hostile and odd input, once more with sanitizers: clang's
# AddressSanitizer and UBSan, and musl with UBSan that traps; and the recorded
# trees with clang's MemorySanitizer.
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

# The commands of the recorded trees. MemorySanitizer does not know what syscall() fills in, where each_number reads.
uninitialised() {
	cd "$TESTS/recorded" || exit
	for cases in *.cases; do
		sed -n 's/^\$ //p' "$cases" | while IFS= read -r command; do
			echo ran >&3
			PROC_ROOT=${cases%.cases} PATH=$T/msan:$PATH sh -c "$command" 2>&1 >/dev/null </dev/null |
				sed -n '/MemorySanitizer/,$p' >"$T/report"
			[ ! -s "$T/report" ] || grep -q each_number "$T/report" || { echo "${cases%.cases}: $command"; cat "$T/report"; }
		done
	done >"$T/reports" 3>"$T/ran"
	if [ -s "$T/ran" ] && [ ! -s "$T/reports" ]; then ok "msan: $(wc -l <"$T/ran") commands read nothing that was not set"
	else not_ok "msan: nothing is read that was not set" <"$T/reports"; fi
}

scratch
export ASAN_OPTIONS=detect_leaks=0
command -v clang >/dev/null && build asan CC=clang SANITIZE=address,undefined ||
	skip "asan" "no clang"
if make -s -C "$TESTS/.." O="$T/msan" CC=clang SANITIZE=memory >"$T/said" 2>&1 && "$T/msan/netstat" -V >"$T/said" 2>&1; then
	uninitialised
else
	skip "msan" "no clang, or it has no MemorySanitizer here"
fi
command -v musl-gcc >/dev/null &&
	build ubsan-musl CC=musl-gcc CFLAGS='-fsanitize=undefined -fsanitize-undefined-trap-on-error' ||
	skip "ubsan-musl" "no musl-gcc"
