#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# Building: with each compiler there is and for other machines; and what make promises: other folders, install,
# clean, nothing stale, the same bytes twice. All of it on a copy of the tree.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/build/tree
. "$TESTS/build/tree"

# ---- compilers ----------------------------------------------------------------------------------

# with NAME EMULATOR MAKE-ARGUMENT...: warnings, and whether it starts, at both ends of optimisation.
with() {
	name=$1 emulator=$2
	shift 2
	for level in -O0 -Os; do
		rm -rf "$T/with"
		quiet "$name $level builds without a warning" build O="$T/with" "$@" CFLAGS=$level &&
			quiet "$name $level starts" starts "$T/with" "$emulator"
	done
}

# emulator MACHINE: what runs its programs here.
emulator() {
	have "qemu-$1-static" && echo "qemu-$1-static"
}

with gcc '' CC=gcc
if have musl-gcc; then with musl-gcc '' CC=musl-gcc; else skip "musl-gcc" "not installed"; fi
if have clang; then with clang '' CC=clang; else skip "clang" "not installed"; fi
# gcc-multilib, which would link the kernel's headers into place, cannot be installed beside cross compilers.
after="-idirafter /usr/include/$(gcc -print-multiarch)"
# shellcheck disable=SC2086 # two words
if printf '#include <errno.h>\nint main(void) { return 0; }' |
	gcc -m32 $after -static -xc -o "$T/m32" - 2>/dev/null; then
	with 'gcc -m32' '' CC='gcc -m32' CPPFLAGS="$after"
else
	skip "gcc -m32" "no 32-bit libc (gcc-multilib)"
fi
for pair in arm-linux-gnueabihf:arm mips-linux-gnu:mips s390x-linux-gnu:s390x; do
	cross=${pair%:*}
	if ! have "$cross-gcc"; then
		skip "$cross" "no $cross-gcc"
	elif ! emulator "${pair#*:}" >/dev/null; then
		skip "$cross" "no qemu-${pair#*:}-static"
	else
		with "$cross" "$(emulator "${pair#*:}")" CROSS_COMPILE="$cross-"
	fi
done
for san in clang gcc; do
	if have $san; then
		rm -rf "$T/with"
		quiet "$san with sanitizers builds" build O="$T/with" CC=$san SANITIZE=address,undefined &&
			quiet "$san with sanitizers starts" starts "$T/with"
	else
		skip "$san with sanitizers" "not installed"
	fi
done

rm -rf "$T/with"
quiet "the linker's own layout builds" build O="$T/with" SMALL_LDFLAGS= SMALL_STRIP= MAY_CFLAGS= &&
	quiet "the linker's own layout starts" starts "$T/with"

# ---- what make promises -------------------------------------------------------------------------

files() {
	find . ! -path './said' ! -path './out*' ! -path './err' | sort
}

make -s mrproper
rm -f said out out2 err
files >"$T/clean-tree"
quiet "make builds in the tree" build
cp socklet "$T/first"
make -j2 >said 2>&1
quiet "make again does nothing" cat said
cp .config "$T/config"
make -s clean
files >"$T/after"
{ cat "$T/clean-tree"; echo ./.config; } | sort >"$T/expected"
same "clean leaves the sources and .config" "$T/expected" "$T/after"
same "clean leaves .config as it was" "$T/config" .config
make -s mrproper
files >"$T/after"
same "mrproper leaves the sources" "$T/clean-tree" "$T/after"

quiet "O=DIR builds elsewhere" build O="$T/one"
files >"$T/after"
same "O=DIR leaves the tree alone" "$T/clean-tree" "$T/after"
cp -r "$tree" "$T/another-place"
quiet "a copy of the tree builds" make -j8 -s -C "$T/another-place"
yes_if "the same bytes in the tree and by O=DIR" cmp "$T/first" "$T/one/socklet"
yes_if "the same bytes in another folder, by -j8" cmp "$T/first" "$T/another-place/socklet"
make -s O="$T/one" mrproper
find "$T/one" | grep -v "^$T/one\$" >"$T/after"
same "mrproper O=DIR leaves nothing" /dev/null "$T/after"

cd "$T/another-place" || exit 1
make -s tinyconfig all
make -s O="$T/fresh" tinyconfig all
yes_if "built over another configuration it is the same as built afresh" cmp "$T/fresh/socklet" socklet
make -s allnoconfig all
yes_if "a link to an applet that is off goes away" test ! -e netstat
make -s defconfig all
yes_if "and comes back" test netstat -ef socklet
yes_if "with the same bytes" cmp "$T/first" socklet
make CFLAGS=-O1 >said
grep -c '  CC  ' said >"$T/count"
find . -name '*.o' | wc -l >"$T/objects"
same "changed flags compile everything anew" "$T/objects" "$T/count"
make -s
yes_if "and back, with the same bytes" cmp "$T/first" socklet
touch include/view/view.h
make >said
grep '  CC  ' said | sed 's/.* //; s/o$/c/' | sort >"$T/actual"
# What includes it, directly or by a header that does: the compiler's own word, asked in another way.
find applet -name '*.c' | while read -r c; do
	gcc -MM -D_GNU_SOURCE -Iinclude -I. -include autoconf.h "$c" | grep -q 'include/view/view.h' && echo "$c"
done | sort >"$T/expected"
same "a touched header compiles what includes it" "$T/expected" "$T/actual"
make V=1 CFLAGS=-g1 >said 2>&1
yes_if "V=1 shows the commands" grep -q -- '-g1 .*-c -o applet/main.o applet/main.c' said
make CFLAGS=-g1 clean all >said 2>&1
yes_if "without V=1 there is a short line a file" grep -qx '  CC      applet/main.o' said
make -s

make install DESTDIR="$T/root" PREFIX=/usr >/dev/null
(cd "$T/root" && find . ! -type d | sort) >"$T/actual"
{
	printf './usr/bin/%s\n' netstat socklet socklet-on ss
	printf './usr/share/bash-completion/completions/%s\n' netstat socklet ss
	printf './usr/share/man/man1/socklet%s.1\n' -netstat -on -ss ''
	printf './usr/share/man/man7/socklet-%s.7\n' places promises
	echo ./usr/share/socklet/socklet.schema.json
} >"$T/expected"
same "install DESTDIR= PREFIX= puts programs, completions and manual pages there" "$T/expected" "$T/actual"
find "$T/root" -type f ! -perm -444 >"$T/actual"
same "all of that is for everyone to read" /dev/null "$T/actual"
same "the completion goes by each applet's name" "$T/root/usr/share/bash-completion/completions/socklet" \
	"$T/root/usr/share/bash-completion/completions/netstat"
make install-bin DESTDIR="$T/bin" PREFIX= >/dev/null
(cd "$T/bin" && find . ! -type d | sort) >"$T/actual"
printf './bin/%s\n' netstat socklet socklet-on ss >"$T/expected"
same "install-bin puts the programs there alone" "$T/expected" "$T/actual"
is "socklet is installed for everyone" 755 "$(stat -c %a "$T/root/usr/bin/socklet")"
is "netstat is installed as a link" socklet "$(readlink "$T/root/usr/bin/netstat")"
quiet "what was installed starts" starts "$T/root/usr/bin"
cd "$tree" || exit 1

# only DIR TOOL...: a PATH of these alone, without the cache.
only() {
	dir=$1
	shift
	mkdir -p "$dir"
	for tool; do ln -s "$(PATH=$uncached command -v "$tool")" "$dir/$tool"; done
}

tools="make sh awk cat chmod cmp cp cut dd expr find grep head ln ls mkdir mv od rm rmdir sed sort strip tr wc"
# shellcheck disable=SC2086 # a list
only "$T/bare" $tools gcc cc as ld
PATH=$T/bare make O="$T/without" >said 2>&1
yes_if "make, gcc and ordinary tools are enough" cmp "$T/without/socklet" "$T/without/netstat"
grep -c 'no musl-gcc' said >"$T/count"
echo 1 >"$T/expected"
same "one line says that musl-gcc is missing" "$T/expected" "$T/count"
