#!/bin/sh
# SPDX-License-Identifier: 0BSD
# Recorded /proc trees: recorded/TREE.cases has commands and what they are to
# print side by side, read from recorded/TREE by way of PROC_ROOT:
#
#	$ COMMAND
#	a line of its output
#	! a line of its stderr
#	? its exit status, when it is not 0
#
# A line `% PREFIX...` says for which compilers the programs are built and run
# under qemu; without it they run as they are. `recorded.sh write TREE` writes
# what the commands print now; read the difference before you keep it.
. "$(dirname "$0")/../lib.sh"

recorded=$TESTS/recorded

# replay TREE: the .cases file as it comes out now
replay() {
	cd "$recorded" || exit
	while IFS= read -r line; do
		case $line in
		'#'* | '%'*) printf '%s\n' "$line" ;;
		'$ '*)
			printf '%s\n' "$line"
			PROC_ROOT=$1 sh -c "${line#??}" >"$T/stdout" 2>"$T/stderr" </dev/null
			status=$?
			cat "$T/stdout"
			sed 's/^/! /' "$T/stderr"
			[ $status = 0 ] || echo "? $status"
			;;
		esac
	done <"$1.cases"
}

# one TREE: compares case by case, so that each stands by itself
compare() {
	replay "$1" >"$T/got"
	for n in $(seq "$(grep -c '^\$ ' "$recorded/$1.cases")"); do
		for f in "$recorded/$1.cases" "$T/got"; do
			awk -v n="$n" '/^\$ / { i++ } /^[#%]/ { next } i == n' "$f" >"$T/$(basename "$f").$n"
		done
		same "$1$2: $(sed -n '1s/^\$ //p' "$T/got.$n")" "$T/$1.cases.$n" "$T/got.$n"
	done
}

# The programs built for another machine, and a command of each name that runs them there.
foreign() {
	machine=${1%%-*}
	qemu=$(command -v "qemu-$machine-static") && command -v "$1-gcc" >/dev/null || return
	make -s -C "$TESTS/.." O="$T/$1" CROSS_COMPILE="$1-" >"$T/said" 2>&1 || return
	mkdir -p "$T/$1.bin"
	for name in netstat ss; do
		printf '#!/bin/sh\nexec %s %s %s "$@"\n' "$qemu" "$T/$1/socklet" $name >"$T/$1.bin/$name"
	done
	chmod +x "$T/$1.bin"/*
}

scratch
native=$PATH
for cases in "$recorded"/*.cases; do
	tree=$(basename "$cases" .cases)
	machines=$(sed -n "s/^% //p" "$cases")
	[ -z "$machines" ] || [ -z "${NATIVE_ONLY-}" ] || continue
	for m in ${machines:-native}; do
		if [ "$m" = native ]; then
			PATH=$SOCKLET_DIR:$native
		elif foreign "$m"; then
			PATH=$T/$m.bin:$native
		else
			skip "$tree on $m" "no $m-gcc with a static libc, or no qemu for it"
			continue
		fi
		if [ "${1-} ${2-}" = "write $tree" ]; then
			replay "$tree" >"$T/new" && cp "$T/new" "$cases"
		elif [ $# = 0 ]; then
			compare "$tree" "$(echo " on $m" | sed 's/ on native//')"
		fi
	done
	PATH=$native
done
