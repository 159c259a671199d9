#!/bin/sh
# SPDX-License-Identifier: 0BSD
# The fuzz targets for a bounded number of inputs each; `make fuzz` goes on.
. "$(dirname "$0")/../lib.sh"

scratch
echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' >"$T/probe.c"
if ! clang -fsanitize=fuzzer,address,undefined -o "$T/probe" "$T/probe.c" 2>/dev/null; then
	skip "fuzz targets" "no clang with libFuzzer"
	exit 0
fi
SEED=${SEED:-$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')}
echo "# SEED=$SEED"
for target in "$TESTS"/hostile/fuzz/*.c "$TESTS"/hostile/fuzz/whole; do
	target=$(basename "$target" .c)
	[ "$target" != fuzz ] || continue
	if RUNS=${RUNS:-20000} SEED=$SEED WORK=$T "$TESTS/hostile/fuzz/run" "$target" >"$T/said" 2>&1; then
		ok "fuzz $target: $(sed -n 's/.*number_of_executed_units: //p' "$T/$target.log") inputs"
	else
		not_ok "fuzz $target" <"$T/said"
	fi
done
