# SPDX-License-Identifier: 0BSD
# make release: the same bytes twice, sums, words for each; and each program starts under qemu and shows a recorded
# table as the one of this machine does.
#	RELEASE=all  every machine that there is a compiler for; it is left in release/ (group hosts looks there)
#	otherwise    three of those whose musl is built already (build/musl)
# shellcheck shell=sh
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL O V ON OFF
scratch
top=$(dirname "$TESTS")
cd "$top" || exit 1

# Those that can be built, in $machines; the others are skipped by name when all are asked for.
machines=
# shellcheck disable=SC2013 # words
for arch in $(awk '!/^#/ { print $1 }' include/package/machines); do
	compiler=$(awk -v arch="$arch" '$1 == arch { print $2 "-gcc" }' tests/places/boot/machines)
	if test -x "build/musl/$arch/bin/musl-gcc"; then machines="$machines $arch"
	elif test -z "${RELEASE-}"; then :
	elif command -v "$compiler" >/dev/null; then machines="$machines $arch"
	else skip "$arch" "no $compiler here"; fi
done
awk '!/^#/ { print $1 }' include/package/machines | sort >"$T/named"
awk '!/^#/ { print $1 }' tests/places/boot/machines | sort >"$T/compiled"
same "each machine has words and a compiler" "$T/compiled" "$T/named"
MAKE=make MACHINES=none sh include/package/release.sh "$T/none" build 0.1 >"$T/told" 2>&1
yes_if "a machine without a compiler is told" grep -q 'none for none$' "$T/told"
if test -z "$machines"; then
	skip "make release" "no musl is built in build/musl (make release)"
	exit 0
fi
test -n "${RELEASE-}" || machines=$(echo "$machines" | cut -d ' ' -f 2-4)
for time in first second; do
	MAKE=make MACHINES=$machines sh include/package/release.sh "$T/$time" build 0.1 >"$T/said" 2>&1 || cat "$T/said"
done
yes_if "the same bytes twice: $machines" diff -r "$T/first" "$T/second"
yes_if "the sums are right" sh -c "cd '$T/first' && sha256sum -c --quiet SHA256SUMS"
if test -n "${RELEASE-}"; then
	rm -rf release && cp -r "$T/first" release
fi

# table COMMAND...: a recorded /proc as the command shows it. Unix sockets are not of it: their types have other
# numbers on mips.
table() { PROC_ROOT=$TESTS/recorded/$tree "$@" netstat -antuwU; }

tree=new
table "$SOCKLET_DIR/socklet" >"$T/expected"
for arch in $machines; do
	yes_if "$arch: it is told what it is for" grep -q "^socklet-$arch  *[a-zA-Z]" "$T/first/WHICH"
	case $arch in powerpc) emulator=ppc ;; armel) emulator=arm ;; *) emulator=$arch ;; esac
	case $arch in mips | mips64 | powerpc | s390x) tree=big-endian ;; *) tree=new ;; esac
	if command -v "qemu-$emulator-static" >/dev/null; then
		yes_if "$arch: it starts" "qemu-$emulator-static" "$T/first/socklet-$arch" netstat -V
		table "qemu-$emulator-static" "$T/first/socklet-$arch" >"$T/got" 2>&1
		same "$arch: it shows a recorded table" "$T/expected" "$T/got"
	else
		skip "$arch: it starts" "no qemu-$emulator-static here"
	fi
done
