# SPDX-License-Identifier: 0BSD
# netstat where something is missing: the right to look at processes, /proc, a
# place to write to, a name server that answers; and where there is very much.
# shellcheck shell=sh disable=SC2086

. "$(dirname "$0")/../lib.sh"
[ $# -gt 0 ] || parts rights output crowd silence
own_namespaces "$@"
own_names
cp "$OURS" "$T/netstat"
OURS=$T/netstat

as_nobody() {
	setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
}

# both WHAT COMMAND-PREFIX... -- OPTIONS: stdout and stderr as the peer's
both() {
	what=$1
	prefix=$2
	shift 2
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		$prefix "$PEER" "$@" >"$T/p.out" 2>"$T/p.err"
		echo "exit $?" >>"$T/p.out"
		$prefix "$OURS" "$@" >"$T/o.out" 2>"$T/o.err"
		echo "exit $?" >>"$T/o.out"
		$prefix "$PEER" "$@" >"$T/q.out" 2>/dev/null
		echo "exit $?" >>"$T/q.out"
		cmp -s "$T/p.out" "$T/q.out" && break
	done
	sed -i 's/ *$//' "$T"/[po].out
	same "$what: stdout" "$T/p.out" "$T/o.out"
	same "$what: stderr" "$T/p.err" "$T/o.err"
}

# one_line WHAT STATUS: what the run said on stderr is one line, and it failed
one_line() {
	is "$1: exit status" "$2" "$status"
	if [ "$(wc -l <"$T/err")" = 1 ]; then ok "$1: one line"; else not_ok "$1: one line" <"$T/err"; fi
}

rights() {
	zoo_up plain
	if [ -z "$PEER" ]; then
		skip "unprivileged -p" "net-tools' netstat is not installed"
	elif ! as_nobody true 2>/dev/null; then
		skip "unprivileged -p" "only one user here"
	else
		both "nobody -tunp" as_nobody -tunp
		both "nobody -tlnp" as_nobody -tlnp
		both "nobody -tn" as_nobody -tn
		both "who owns nothing, -tlnp" "setpriv --reuid=4243 --clear-groups" -tlnp
		mount -o remount,hidepid=2 /proc
		both "nobody, hidepid=2, -tlnp" as_nobody -tlnp
		both "root, hidepid=2, -tlnp" "" -tlnp
		mount -o remount,hidepid=0 /proc
	fi
	mount -t tmpfs none /proc
	for o in -an -tne -anp -x; do
		"$OURS" $o >"$T/out" 2>"$T/err"
		status=$?
		one_line "no /proc, $o" 1
	done
	SOCKLET_SOURCE=proc "$OURS" -tn >"$T/out" 2>"$T/err"
	status=$?
	one_line "no /proc, -tn" 1
	umount /proc
	zoo_down
}

output() {
	zoo_up plain
	for o in -an -xa -anp; do
		"$OURS" $o >&- 2>"$T/err"
		status=$?
		one_line "stdout closed, $o" 1
		"$OURS" $o >/dev/full 2>"$T/err"
		status=$?
		one_line "full disk, $o" 1
		"$OURS" $o >/dev/full 2>/dev/full
		is "full disk, nowhere to say so, $o" 1 $?
	done
	"$OURS" -an <&- >"$T/out" 2>"$T/err"
	is "stdin closed" 0 $?
	"$OURS" -an >"$T/out" 2>&-
	is "stderr closed" 0 $?
	zoo_down
}

# More than a pipe holds, so that the writer is there when the reader leaves.
crowd() {
	zoo_up many 5000
	{
		"$OURS" -ant 2>"$T/err"
		echo $? >"$T/status"
	} | head -n 1 >/dev/null
	is "closed pipe: exit status" 141 "$(cat "$T/status")"
	is "closed pipe: bytes on stderr" 0 "$(wc -c <"$T/err")"
	is "5000 sockets: rows" 5000 "$("$OURS" -ant | grep -c ^tcp)"
	is "5000 sockets with -p: rows with an owner" 5000 "$("$OURS" -antp | grep -c '[0-9]/zoo *$')"
	if [ -n "$PEER" ]; then
		both "5000 sockets, -ant" "" -ant
		both "5000 sockets, -antpe" "" -antpe
	else
		skip "5000 sockets, as the peer" "net-tools' netstat is not installed"
	fi
	zoo_down
}

# The zoo has a socket on port 53 that never answers, and more hosts than a few.
# The limit is against a hang: one time-out a host would take minutes.
silence() {
	: >"$T/hosts"
	printf 'nameserver 127.0.0.53\n' >"$T/resolv.conf"
	zoo_up plain
	"$OURS" -at --numeric-hosts >"$T/expected" 2>&1
	timeout 60 "$OURS" -at >"$T/out" 2>"$T/err"
	is "a name server that never answers: exit status" 0 $?
	if [ "$(wc -l <"$T/err")" = 1 ]; then ok "a name server that never answers: one line"
	else not_ok "a name server that never answers: one line" <"$T/err"; fi
	awk 'NR > 2 { print $1, $2, $3, $NF }' "$T/expected" | sort >"$T/expected.n"
	awk 'NR > 2 { print $1, $2, $3, $NF }' "$T/out" | sort >"$T/out.n"
	same "a name server that never answers: all rows" "$T/expected.n" "$T/out.n"
	zoo_down
}

"$1"
