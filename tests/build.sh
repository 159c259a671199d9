#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# Building: with each compiler there is, for other machines, in every configuration of one flag and
# twenty by chance (their seed is printed; SEED=N repeats it); and what make promises: other folders,
# install, clean, nothing stale, the same bytes twice. All of it on a copy of the tree.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

seed=${SEED-$(date +%s)}
unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL O V CC CFLAGS CPPFLAGS LDFLAGS CROSS_COMPILE ON OFF SEED
unset STATIC STRIP WARN WERROR SANITIZE DESTDIR PREFIX
scratch
top=$(dirname "$TESTS")
tree=$T/tree
mkdir "$tree"
cd "$top" || exit 1
for file in Makefile Config.in $(find applet include -type f ! -name '*.[od]'); do
	mkdir -p "$tree/$(dirname "$file")"
	cp -p "$file" "$tree/$file"
done
cd "$tree" || exit 1

# quiet WHAT COMMAND...: it succeeds and has nothing to say.
quiet() {
	what=$1
	shift
	"$@" >said 2>&1 </dev/null || echo "exit status $?" >>said
	if test -s said; then
		not_ok "$what" <said
		return 1
	fi
	ok "$what"
}

build() {
	make -j2 -s WERROR=1 "$@"
}

# ---- compilers ----------------------------------------------------------------------------------

# starts DIR [EMULATOR]: the program answers -V as both doors, and refuses nonsense as netstat does.
starts() {
	$2 "$1/netstat" -V >out 2>err || { echo "netstat -V: status $?"; cat err; }
	$2 "$1/socklet" netstat -V >out2 2>>err || { echo "socklet netstat -V: status $?"; cat err; }
	grep -q socklet out || echo "netstat -V says nothing"
	cmp out out2
	$2 "$1/socklet" nonsense >out 2>&1 && echo "socklet nonsense: status 0"
	return 0
}

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

have() {
	command -v "$1" >/dev/null
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
quiet "the linker's own layout builds" build O="$T/with" SMALL_LDFLAGS= SMALL_STRIP= SMALL_TRIM= SMALL_PACK= MAY_CFLAGS= &&
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
	printf './usr/bin/%s\n' netstat socklet ss
	printf './usr/share/bash-completion/completions/%s\n' netstat socklet ss
	printf './usr/share/man/man1/socklet-%s.1\n' netstat ss
} >"$T/expected"
same "install DESTDIR= PREFIX= puts programs, completions and manual pages there" "$T/expected" "$T/actual"
find "$T/root" -type f ! -perm -444 >"$T/actual"
same "all of that is for everyone to read" /dev/null "$T/actual"
same "the completion goes by each applet's name" "$T/root/usr/share/bash-completion/completions/socklet" \
	"$T/root/usr/share/bash-completion/completions/netstat"
make install-bin DESTDIR="$T/bin" PREFIX= >/dev/null
(cd "$T/bin" && find . ! -type d | sort) >"$T/actual"
printf './bin/%s\n' netstat socklet ss >"$T/expected"
same "install-bin puts the programs there alone" "$T/expected" "$T/actual"
is "socklet is installed for everyone" 755 "$(stat -c %a "$T/root/usr/bin/socklet")"
is "netstat is installed as a link" socklet "$(readlink "$T/root/usr/bin/netstat")"
quiet "what was installed starts" starts "$T/root/usr/bin"
cd "$tree" || exit 1

# only DIR TOOL...: a PATH of these alone.
only() {
	dir=$1
	shift
	mkdir -p "$dir"
	for tool; do ln -s "$(command -v "$tool")" "$dir/$tool"; done
}

tools="make sh awk cat chmod cmp cp cut dd expr find grep head ln ls mkdir mv od rm rmdir sed sort strip tr wc"
# shellcheck disable=SC2086 # a list
only "$T/bare" $tools gcc cc as ld
PATH=$T/bare make O="$T/without" >said 2>&1
yes_if "make, gcc and ordinary tools are enough" cmp "$T/without/socklet" "$T/without/netstat"
grep -c 'no musl-gcc' said >"$T/count"
echo 1 >"$T/expected"
same "one line says that musl-gcc is missing" "$T/expected" "$T/count"

# ---- configurations -----------------------------------------------------------------------------

# The options in the binary of DIR, as `LETTER LONG ARGUMENT` in quotes: the list as the compiler sees it.
options() {
	cat >"$T/list.c" <<-'END'
		#define USAGE(applet, arguments)
		#define OPT(feature, letter, name, argument, id, help) @ ENABLE_##feature letter name argument
		#define ALIAS(feature, letter, name, argument, id) @ ENABLE_##feature letter name argument
		#define FAMILY(feature, letter, name, id, help) @ ENABLE_##feature letter name NO_ARGUMENT
		#define FAMILY_ALIAS(feature, name, id) @ ENABLE_##feature "" name NO_ARGUMENT
		#include "netstat/options.def"
	END
	gcc -E -P -Iinclude -include "$1/autoconf.h" "$T/list.c" | sed 's/@/\n@/g' |
		sed -n 's/^@ 1 \("[^"]*" "[^"]*" [A-Z_]*\).*/\1/p'
}

# What gives 3 and its complaint: refused MESSAGE ARGUMENT.
refused() {
	"$at/netstat" "$2" >out 2>err
	status=$?
	test $status = 3 || echo "netstat $2: status $status, it should not know this option"
	grep -q "$1 option" err || { echo "netstat $2: not called $1:"; cat err; }
}

accepted() {
	"$at/netstat" "$@" -V >out 2>err || { echo "netstat $*: refused"; cat err; }
}

# Each option that the binary should have is taken, each of the others refused; letters first.
check_letters() {
	# shellcheck disable=SC2013 # words
	for letter in $(cut -d '"' -f 2 "$T/all" | sort -u); do
		if ! grep -qF "\"$letter\" " "$T/have"; then
			refused invalid "-$letter"
			grep "^[[:blank:]]*-$letter" "$T/help"
		elif test "$letter" = A; then
			accepted -A inet
		else
			accepted "-$letter"
		fi
	done
}

check_names() {
	# shellcheck disable=SC2013 # words
	for name in $(cut -d '"' -f 4 "$T/all" | sort -u); do
		if ! grep -q '^#define ENABLE_FEATURE_LONG_OPTIONS 1' "$at/autoconf.h" ||
			! grep -qF " \"$name\" " "$T/have"; then
			# --net is short for --netrom where there is none
			! grep -q '^#define ENABLE_FEATURE_LONG_OPTIONS 1' "$at/autoconf.h" ||
				! grep -qF " \"$name" "$T/have" || continue
			refused unrecognized "--$name"
			grep -e "--$name\\( \|\$\)" "$T/help"
		elif grep -qF " \"$name\" ARGUMENT" "$T/have"; then
			accepted "--$name=inet"
		else
			accepted "--$name"
		fi
	done
}

# Every letter that has a text of help is in it, where there is help at all.
check_help() {
	grep -q '^#define ENABLE_SHOW_USAGE 1' "$at/autoconf.h" || return
	# shellcheck disable=SC2013 # words
	for letter in $(cut -d '"' -f 2 "$T/have" | grep -v '?'); do
		grep -q "^[[:blank:]]*-$letter" "$T/help" || echo "help lacks -$letter"
	done
}

behaves() {
	at=$1
	if grep -q '^#define ENABLE_NETSTAT 0' "$at/autoconf.h"; then
		test ! -e "$at/netstat" || echo "netstat is there"
		"$at/socklet" netstat -V >out 2>&1 && echo "socklet netstat: status 0"
		return 0
	fi
	starts "$at"
	"$at/netstat" -n >out 2>err || cat err
	options "$at" >"$T/have"
	"$at/netstat" -h >"$T/help"
	check_letters
	check_names
	check_help
	return 0
}

# configuration WHAT MAKE-ARGUMENT...: made into $T/conf, built, tried.
configuration() {
	which=$1
	shift
	rm -rf "$T/conf"
	make -s O="$T/conf" "$@" >/dev/null
	quiet "$which builds without a warning" build O="$T/conf" CFLAGS="$level" ${level:+SMALL_PACK=} ${cached:+"CC=$cached"} &&
		quiet "$which has its options and no others" behaves "$T/conf"
}

size() {
	wc -c <"$T/conf/socklet"
}

# Only where the numbers of Config.in are from: another compiler makes other numbers.
measured() {
	test "$(uname -m)" = x86_64 && have musl-gcc && test "$(gcc -dumpversion)" = 12
}

# The last sentence of the help of a flag, against the bytes it made here. Room for a day's small changes.
check_cost() {
	told=$(awk -v flag="$1" '
		$1 == "config" { in_flag = $2 == flag }
		in_flag && sub(/.*Adds about /, "") { print $1 + 0 }' Config.in)
	off=$((told - $2))
	if test ${off#-} -le $((48 + $2 / 10)); then
		ok "$1 costs what its help says"
	else
		echo "Config.in says $told bytes, it is $2 (make size-help)" | not_ok "$1 costs what its help says"
	fi
}

# A flag changes a few objects of a hundred: a cache of our own spares the others.
cached=
if have ccache && have musl-gcc; then
	cached="ccache musl-gcc"
	export CCACHE_DIR="$T/ccache"
fi
quick="-O0 -fno-lto" # half the time, and calls into what is left out show
level=
awk -f include/build/kconfig.awk -v mode=header Config.in >"$T/autoconf.h"
options "$T" >"$T/all"
yes_if "the list of options can be read" grep -q '"t" "tcp"' "$T/all"
configuration defconfig defconfig
most=$(size)
flags=$(awk -f include/build/kconfig.awk -v mode=list Config.in)
# costs: each flag's bytes against its help. `make check-costs`; the rest of these checks do without.
if test -n "${COSTS-}"; then
	for flag in $flags; do
		test -z "$(awk -f include/build/kconfig.awk -v mode=users -v off="$flag" Config.in)" || continue
		if measured; then
			configuration "$flag alone off, small" defconfig OFF="$flag"
			check_cost "$flag" $((most - $(size)))
		else
			skip "$flag costs what its help says" "measured on x86-64 with musl-gcc and gcc 12"
		fi
	done
	exit 0
fi
level=$quick
for flag in $flags; do
	configuration "$flag alone off" defconfig OFF="$flag"
done
level=
configuration allnoconfig allnoconfig
configuration tinyconfig tinyconfig
configuration busyboxconfig busyboxconfig
configuration busyboxrouteconfig busyboxrouteconfig
level=$quick
for flag in $flags; do
	configuration "$flag alone on" allnoconfig ON="NETSTAT $flag"
done
for i in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19; do
	if test "$level" = "$quick"; then level=; else level=$quick; fi
	configuration "randconfig ON=NETSTAT SEED=$((seed + i)) ${level:--Os}" \
		randconfig ON=NETSTAT SEED=$((seed + i))
done
