# SPDX-License-Identifier: 0BSD
# What the groups share.  A group is a script that sources this file and prints
# one line a check: `ok - WHAT`, `not ok - WHAT` with the reason below it behind
# `# `, or `skip - WHAT: WHY`.  A skip is for what the machine cannot do.
#
# SOCKLET_DIR  where the programs under test are (default: the top of the tree)
# PEER         net-tools' netstat (default: the one in PATH)
# T            a directory of the group's own, gone when it ends
# shellcheck shell=sh disable=SC2034,SC2086

TESTS=$(cd "$(dirname "$0")" && pwd)
: "${SOCKLET_DIR:=$(dirname "$TESTS")}"
SOCKLET_DIR=$(cd "$SOCKLET_DIR" && pwd)
PATH=$PATH:/usr/sbin:/sbin:/usr/bin:/bin
PEER=${PEER:-$(command -v netstat || :)}
OURS=$SOCKLET_DIR/netstat
export SOCKLET_DIR PATH PEER
LC_ALL=C
export LC_ALL

ok() { echo "ok - $1"; }

# not_ok WHAT: the reason, if any, comes on standard input
not_ok() {
	echo "not ok - $1"
	cat -v | sed 's/^/# /' | head -n "${2:-40}"
}

skip() { echo "skip - $1: $2"; }

# same WHAT EXPECTED-FILE GOT-FILE
same() {
	if cmp -s "$2" "$3"; then ok "$1"; else diff -a -u "$2" "$3" | not_ok "$1"; fi
}

# is WHAT EXPECTED-WORD GOT-WORD
is() {
	if [ "$2" = "$3" ]; then ok "$1"; else echo "expected $2, got $3" | not_ok "$1"; fi
}

# yes_if WHAT COMMAND...: the command succeeds
yes_if() {
	what=$1
	shift
	if "$@" >"$T/said" 2>&1; then ok "$what"; else not_ok "$what" <"$T/said"; fi
}

# Starts the script again in namespaces of its own (network, mounts, processes),
# through a user namespace where we are not root.  The network is unshared twice:
# the first one only tells the kernel to give the second a small hash table, or
# every look at /proc/net/tcp would walk the machine's whole one.
own_namespaces() {
	flags="-n -m -p -f --mount-proc"
	case ${IN_NS:-0} in
	0)
		if [ "$(id -u)" != 0 ] || ! unshare $flags true 2>/dev/null; then
			flags="-U -r $flags"
		fi
		if ! unshare $flags true 2>/dev/null; then
			skip "$(basename "$0" .sh)" "no namespace to be had here"
			exit 0
		fi
		IN_NS=1 exec unshare $flags sh "$0" "$@"
		;;
	1)
		for f in tcp_child_ehash_entries udp_child_hash_entries; do
			[ ! -w /proc/sys/net/ipv4/$f ] || echo 64 >/proc/sys/net/ipv4/$f
		done
		IN_NS=2 exec unshare -n sh "$0" "$@"
		;;
	esac
	scratch
}

scratch() {
	T=$(mktemp -d) && chmod 755 "$T"
	trap 'rm -rf "$T"' EXIT
	trap 'exit 1' INT TERM
}

# Once a group: its parts find it in $ZOO.
build_zoo() {
	[ -z "$ZOO" ] || return 0
	ZOO=$T/zoo
	export ZOO
	${HOSTCC:-cc} -O1 -D_GNU_SOURCE -o "$ZOO" "$TESTS"/zoo.c "$TESTS"/zoo/*.c
}

# A part of a group: the same script with an argument, in namespaces of its own.
# A zoo cannot be made twice in one: its ports are taken for a minute.
parts() {
	scratch
	build_zoo || exit 1
	for part; do
		# shellcheck disable=SC2086
		sh "$0" $part || echo "status $?" | not_ok "part $part came to its end"
	done
	exit 0
}

# zoo_up [hostile | many N]: one zoo at a time, its leash is descriptor 9
zoo_up() {
	build_zoo || exit 1
	rm -f "$T/leash" "$T/word"
	mkfifo "$T/leash" "$T/word"
	"$ZOO" "$@" <"$T/leash" >"$T/word" 2>"$T/zoo.err" &
	zoo=$!
	exec 9>"$T/leash"
	read -r word <"$T/word" && [ "$word" = ready ] && return
	cat "$T/zoo.err" >&2
	not_ok "the zoo opens ($*)" <"$T/zoo.err"
	exit 1
}

zoo_down() {
	exec 9>&-
	wait "$zoo" 2>/dev/null || :
}

# These /etc files are ours from here on, so that names do not depend on the machine.
own_names() {
	cp "$TESTS/zoo/hosts" "$T/hosts"
	echo 'hosts: files dns' >"$T/nsswitch.conf"
	printf 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n' >"$T/resolv.conf"
	for f in hosts nsswitch.conf resolv.conf; do
		[ ! -e /etc/$f ] || mount --bind "$T/$f" /etc/$f
	done
}

KNOWN=$TESTS/known-differences

# run_to_4 PROGRAM OPTION...: a block on descriptor 4; stderr comes after stdout
run_to_4() {
	"$@" >&4 2>"$T/stderr" </dev/null
	echo "exit $?" >&4
	[ ! -s "$T/stderr" ] || sed 's/^/stderr: /' "$T/stderr" >&4
}

# Runs every option line of a file three times.
triples() {
	set -f
	while read -r line <&3; do
		for out in 4 5 6; do echo "== $line" >&$out; done
		run_to_4 "$PEER" $line
		run_to_4 "$OURS" $line 4>&5
		run_to_4 "$PEER" $line 4>&6
	done 3<"$1" 4>"$T/1" 5>"$T/2" 6>"$T/3"
	set +f
}

# judge [ENTRY]: the verdicts, with the known differences but for ENTRY excused
judge() {
	for side in peer ours; do
		awk -v side=$side -v without="$1" -f "$TESTS/differences.awk" "$KNOWN" >"$T/$side.sed"
	done
	for f in 1 3; do sed -E -f "$T/peer.sed" "$T/$f" >"$T/$f.n"; done
	sed -E -f "$T/ours.sed" "$T/2" >"$T/2.n"
	awk -f "$TESTS/live.awk" "$T/1.n" "$T/2.n" "$T/3.n"
}

# The verdicts on a file of option lines: those that moved again, up to 20 times.
settle() {
	cp "$1" "$T/todo"
	: >"$T/verdicts"
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		triples "$T/todo"
		judge "$2" >"$T/round"
		grep -av '^moved ' "$T/round" >>"$T/verdicts"
		sed -n 's/^moved //p' "$T/round" >"$T/todo"
		[ -s "$T/todo" ] || return 0
	done
	sed 's/^/differs (the peer never held still) /' "$T/todo" >>"$T/verdicts"
}

# compare WHAT FILE: one check of many option lines
compare() {
	settle "$2" ""
	lines=$(wc -l <"$2")
	good=$(grep -ac '^same ' "$T/verdicts")
	if [ "$good" = "$lines" ] && [ "$lines" -gt 0 ]; then
		ok "$1: $lines option lines"
	else
		grep -av '^same ' "$T/verdicts" | not_ok "$1: $((lines - good)) of $lines option lines differ" 24
	fi
}

# cross LIST...: every way to take one word of each list; `.` is no word.
cross() {
	lines=.
	for list; do
		lines=$(for a in $lines; do for b in $list; do echo "$a,$b"; done; done)
	done
	for a in $lines; do echo "$a"; done | tr ',' ' ' | sed -E 's/(^| )\.//g; s/(^| )\.//g; s/^ +//; s/  +/ /g'
}

# Each known difference must still be one, and its entry must excuse it.
known_differences() {
	awk -v list=1 -f "$TESTS/differences.awk" "$KNOWN" |
		while read -r name where line; do
			[ "$where" = "$1" ] || continue
			echo "$line" >"$T/lines"
			settle "$T/lines" "$name"
			cp "$T/verdicts" "$T/without"
			settle "$T/lines" ""
			if grep -aq ^same "$T/without"; then
				echo "$line: no difference left" | not_ok "known difference: $name"
			elif ! grep -aq ^same "$T/verdicts"; then
				not_ok "known difference: $name" <"$T/verdicts"
			else
				ok "known difference: $name"
			fi
		done
}
