# SPDX-License-Identifier: 0BSD
# make release, of the machines whose musl is built already (build/musl; `make release` builds all of them): the same
# bytes twice, sums, words for each; and each program starts under qemu.
# shellcheck shell=sh
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL O V ON OFF
scratch
top=$(dirname "$TESTS")
cd "$top" || exit 1
machines=
# shellcheck disable=SC2013 # words
for arch in $(awk '!/^#/ { print $1 }' include/package/machines); do
	test ! -x "build/musl/$arch/bin/musl-gcc" || machines="$machines $arch"
done
awk '!/^#/ { print $1 }' include/package/machines | sort >"$T/named"
awk '!/^#/ { print $1 }' tests/places/boot/machines | sort >"$T/compiled"
same "each machine has words and a compiler" "$T/compiled" "$T/named"
if test -z "$machines"; then
	skip "make release" "no musl is built in build/musl (make release)"
	exit 0
fi
# Three are enough to see it.
machines=$(echo "$machines" | cut -d ' ' -f 2-4)
for time in first second; do
	MAKE=make MACHINES=$machines sh include/package/release.sh "$T/$time" build 0.1 >"$T/said" 2>&1 || cat "$T/said"
done
yes_if "the same bytes twice: $machines" diff -r "$T/first" "$T/second"
yes_if "the sums are right" sh -c "cd '$T/first' && sha256sum -c --quiet SHA256SUMS"
for arch in $machines; do
	yes_if "$arch: it is told what it is for" grep -q "^socklet-$arch  *[a-zA-Z]" "$T/first/WHICH"
	case $arch in powerpc) emulator=ppc ;; armel) emulator=arm ;; *) emulator=$arch ;; esac
	if command -v "qemu-$emulator-static" >/dev/null; then
		yes_if "$arch: it starts" "qemu-$emulator-static" "$T/first/socklet-$arch" netstat -V
	else
		skip "$arch: it starts" "no qemu-$emulator-static here"
	fi
done
