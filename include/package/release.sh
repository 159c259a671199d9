#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# release.sh DIR BUILD VERSION: the program for each machine of include/package/machines that there is a compiler for,
# DIR/socklet-ARCH, with socklet-on, which brings them to hosts, a list of them in words, and SHA256SUMS. The same
# sources make the same bytes. Called by make, with $MAKE; MACHINES="mips arm" are those alone.
set -eu
dir=$1 build=$2 version=$3

compiler() {
	awk -v arch="$1" '$1 == arch { print $2 "-gcc" }' tests/places/boot/machines
}

one() {
	tests/places/boot/musl "$build" "$1" &&
		$MAKE -s --no-print-directory O="$objects/$1" CC="$build/musl/$1/bin/musl-gcc" ON= OFF= defconfig all &&
		cp "$objects/$1/socklet" "$dir/socklet-$1"
}

rm -rf "$dir"
mkdir -p "$dir" "$build"
build=$(cd "$build" && pwd)
objects=$(cd "$dir" && pwd).build
# shellcheck disable=SC2013 # words
for arch in ${MACHINES:-$(awk '!/^#/ { print $1 }' include/package/machines)}; do
	if ! command -v "$(compiler "$arch")" >/dev/null; then
		echo "release: no $(compiler "$arch"), so none for $arch" >&2
	elif one "$arch"; then
		echo "  RELEASE $dir/socklet-$arch"
	else
		echo "release: $arch could not be built" >&2
	fi
done
rm -rf "$objects"
cp include/package/socklet-on.sh "$dir/socklet-on"
chmod 755 "$dir"/*
{
	echo "socklet $version: one file for each kind of machine. Copy it there, chmod +x, and run it:"
	echo "./socklet-ARCH ss -tulpn. ./socklet-on HOST ss -tulpn does all that for a host that ssh reaches."
	echo
	awk '!/^#/ { arch = $1; sub(/^[^ ]+ +/, ""); print "socklet-" arch " " $0 }' include/package/machines |
		while read -r file words; do
			test ! -e "$dir/$file" || printf '%-20s%s\n' "$file" "$words"
		done
} >"$dir/WHICH"
(cd "$dir" && sha256sum socklet-* WHICH >SHA256SUMS)
