# SPDX-License-Identifier: 0BSD
# What the groups share.  A group is a script that sources this file and prints
# one line a check: `ok - WHAT`, `not ok - WHAT` with the reason below it behind
# `# `, or `skip - WHAT: WHY`.  A skip is for what the machine cannot do.
#
# SOCKLET_DIR  where the programs under test are (default: the top of the tree)
# PEER         net-tools' netstat (default: the one in PATH)
# T            a directory of the group's own, gone when it ends
# SOURCE       in a part that is run twice: proc, or netlink where that answers (a kernel may lack a table or
#              two, so it is not forced); the checks' names tell
# shellcheck shell=sh disable=SC2034,SC2086

TESTS=$(cd "$(dirname "$0")/.." && pwd)
: "${SOCKLET_DIR:=$(dirname "$TESTS")}"
SOCKLET_DIR=$(cd "$SOCKLET_DIR" && pwd)
PATH=$PATH:/usr/sbin:/sbin:/usr/bin:/bin
PEER=${PEER:-$(command -v netstat || :)}
OURS=$SOCKLET_DIR/netstat
export SOCKLET_DIR PATH PEER
LC_ALL=C
export LC_ALL
if [ "${SOURCE:=}" = proc ]; then
	SOCKLET_SOURCE=proc
	export SOCKLET_SOURCE
fi
BY=${SOURCE:+" (by $SOURCE)"}

ok() { echo "ok - $1$BY"; }

# not_ok WHAT: the reason, if any, comes on standard input
not_ok() {
	echo "not ok - $1$BY"
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
# through a user namespace where we are not root, or the part is `userns`.  The network is unshared twice:
# the first one only tells the kernel to give the second a small hash table, or
# every look at /proc/net/tcp would walk the machine's whole one.
own_namespaces() {
	flags="-n -m -p -f --mount-proc"
	case ${IN_NS:-0} in
	0)
		if [ "$(id -u)" != 0 ] || [ "${1-}" = userns ] || ! unshare $flags true 2>/dev/null; then
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

# group_file NAME: where the script of a group is
group_file() {
	for file in "$TESTS"/*/"$1".sh; do echo "$file"; done
}

# Once a group: its parts find it in $ZOO.
build_zoo() {
	[ -z "$ZOO" ] || return 0
	ZOO=$T/zoo
	export ZOO
	${HOSTCC:-cc} -O1 -D_GNU_SOURCE -o "$ZOO" "$TESTS"/live/zoo.c "$TESTS"/live/zoo/*.c
}

# A part of a group: the same script with an argument, in namespaces of its own.
# A zoo cannot be made twice in one: its ports are taken for a minute.  What is
# named `twice PART` is run by either SOURCE.
parts() {
	scratch
	build_zoo || exit 1
	for part; do
		case $part in
		"twice "*) one_part "${part#* }" proc; one_part "${part#* }" netlink ;;
		*) one_part "$part" "" ;;
		esac
	done
	exit 0
}

one_part() {
	# shellcheck disable=SC2086
	SOURCE=$2 sh "$0" $1 || echo "status $?" | not_ok "part $1 came to its end"
}

# on_leash COMMAND...: in the background, one at a time, until let_go ends its standard input (descriptor 9 here).
# It says a $word when it is ready; what it says to stderr is in $T/leash.err.
on_leash() {
	rm -f "$T/leash" "$T/word"
	mkfifo "$T/leash" "$T/word"
	"$@" <"$T/leash" >"$T/word" 2>"$T/leash.err" &
	leashed=$!
	exec 9>"$T/leash"
	word=
	read -r word <"$T/word" && return
	cat "$T/leash.err" >&2
	not_ok "it comes up: $*" <"$T/leash.err"
	exit 1
}

let_go() {
	exec 9>&-
	wait "$leashed" 2>/dev/null || :
}

# zoo_up [hostile | many N]
zoo_up() {
	build_zoo || exit 1
	on_leash "$ZOO" "$@"
	zoo=$leashed
}

zoo_down() { let_go; }

# hold PERL: sockets that the program makes in @s
hold() {
	on_leash perl -e "use Socket; \$| = 1; $1; print qq(x\n); <STDIN>"
}

# These /etc files are ours from here on, so that names do not depend on the machine.
own_names() {
	cp "$TESTS/live/zoo/hosts" "$T/hosts"
	echo 'hosts: files dns' >"$T/nsswitch.conf"
	printf 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n' >"$T/resolv.conf"
	for f in hosts nsswitch.conf resolv.conf; do
		[ ! -e /etc/$f ] || mount --bind "$T/$f" /etc/$f
	done
}

# pasted PROGRAM [SED]: the lines of standard input in a shell, with the peer, ours and the peer again first in
# PATH, until the peer says the same twice
pasted() {
	mkdir -p "$T/peer" "$T/ours"
	ln -sf "$PEER" "$T/peer/$1"
	ln -sf "$OURS" "$T/ours/$1"
	command -v jc >/dev/null || skip "$1 | jc --$1" "there is no jc here"
	while read -r line; do
		case $line in *jc*) command -v jc >/dev/null || continue ;; esac
		for _ in 1 2 3 4 5 6 7 8 9 10; do
			for who in peer ours again; do
				[ $who = again ] && dir=peer || dir=$who
				PATH=$T/$dir:$PATH sh -c "$line" </dev/null 2>&1 | sed "${2-}" >"$T/out.$who"
			done
			cmp -s "$T/out.peer" "$T/out.again" && break
		done
		if [ ! -s "$T/out.peer" ]; then
			echo "the peer's output is empty" | not_ok "$line"
		else
			same "$line" "$T/out.peer" "$T/out.ours"
		fi
	done
}
