#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# Configurations: the profiles, some by chance (their seed is printed; SEED=N repeats it), and one flag at a time: a
# few that change from day to day, or with FLAGS=all every one. All of it on a copy of the tree.
#	FLAGS=all  each flag alone off and alone on, and 20 configurations by chance (make check-flags)
#	COSTS=1    what each flag costs against what its help says, and nothing else (make check-costs)
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/build/tree
. "$TESTS/build/tree"

# The options in the binary of DIR, as `LETTER LONG ARGUMENT` in quotes: the list as the compiler sees it.
options() {
	cat >"$T/list.c" <<-'END'
		#define USAGE(applet, arguments)
		#define SECTION(title)
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
			[ "$name" = by ] && word=state || word=inet
			accepted "--$name=$word"
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

# `socklet check' lists the findings of the groups that are in the build, and has no words of others.
check_findings() {
	grep -q '^#define ENABLE_FEATURE_CHECK 1' "$at/autoconf.h" || return 0
	grep -q '^#define ENABLE_FEATURE_LONG_OPTIONS 1' "$at/autoconf.h" || return 0 # --list has no letter
	awk -F'[(", ]+' '
		FILENAME ~ /autoconf/ { split($0, part, " "); on[part[2]] = part[3]; next }
		/^FINDING/ && on["ENABLE_FEATURE_CHECK_" $3] == 1 { print $5 }' \
		"$at/autoconf.h" include/check/findings.def >"$T/built"
	"$at/socklet" check --list | sed 's/ .*//' >"$T/listed"
	cmp "$T/built" "$T/listed"
}

behaves() {
	at=$1
	check_findings
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
	quiet "$which builds without a warning" build O="$T/conf" CFLAGS="$level" &&
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
# Of the flags every one in twenty today, others tomorrow.
some=$flags chances=20
if test "${FLAGS-}" != all; then
	some=$(echo "$flags" | awk -v day=$((seed / 86400)) 'NR % 20 == day % 20') chances=4
fi
for profile in allnoconfig tinyconfig busyboxconfig busyboxrouteconfig ssconfig peersconfig; do
	configuration $profile $profile
done
level=$quick
configuration "check without half of its findings" defconfig \
	OFF="FEATURE_CHECK_QUEUES FEATURE_CHECK_UDP FEATURE_CHECK_OPEN FEATURE_CHECK_WAY"
for flag in $some; do
	configuration "$flag alone off" defconfig OFF="$flag"
	configuration "$flag alone on" allnoconfig ON="NETSTAT $flag"
done
for i in $(seq $chances); do
	if test "$level" = "$quick"; then level=; else level=$quick; fi
	configuration "randconfig ON=NETSTAT SEED=$((seed + i)) ${level:--Os}" \
		randconfig ON=NETSTAT SEED=$((seed + i))
done
