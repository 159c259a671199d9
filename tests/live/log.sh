#!/bin/sh
# SPDX-License-Identifier: 0BSD
# socklet log: connections that end, one by one and by the thousand.
# shellcheck shell=sh disable=SC2034,SC2086,SC2154

. "$(dirname "$0")/../lib.sh"
if ! "$SOCKLET_DIR/socklet" log --help >/dev/null 2>&1; then
	skip "log" "socklet log is not in this build"
	exit 0
fi
[ $# != 0 ] || parts lines everywhere many
own_namespaces "$@"
LOG="$SOCKLET_DIR/socklet log"
ip link set lo up

# quiet COMMAND: what it prints has not changed for half a second
quiet() {
	before=
	while [ "$before" != "$($1)" ]; do
		before=$($1)
		sleep 0.5
	done
}
written() { wc -c <"$T/log"; }
# Messages that the kernel could not hand to the socket with the groups 1 and 3.
dropped() { awk '$2 == 4 && $4 ~ /^0*5$/ { print $9 }' /proc/net/netlink; }

# logging OPTION...: until logged, into $T/log
logging() {
	$LOG "$@" >"$T/log" 2>"$T/err" &
	log=$!
	sleep 0.3
}

logged() {
	quiet written
	kill $log
	wait $log 2>/dev/null
}

# connection PORT SECONDS: one that has 1000 bytes sent and 3000 received
connection() {
	perl -MIO::Socket::INET -e '$l = IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1", LocalPort => $ARGV[0]) or die;
		$c = IO::Socket::INET->new("127.0.0.1:$ARGV[0]") or die; $s = $l->accept;
		syswrite $c, "x" x 1000; syswrite $s, "x" x 3000; select undef, undef, undef, $ARGV[1];
		sysread $s, $x, 1000; sysread $c, $x, 3000; close $c; close $s' "$1" "$2"
}

# cell N PORT: that column of the end that had this port as its peer
cell() { awk -v n="$1" -v p=":$2" '$3 ~ p "$" { print $n }' "$T/log"; }

lines() {
	perl -MIO::Socket::INET -e '$l = IO::Socket::INET->new(Listen => 1, LocalPort => 7003);
		$c = IO::Socket::INET->new("127.0.0.1:7003"); $s = $l->accept; sleep 2; close $c; close $s' &
	old=$!
	sleep 0.2
	logging -p -d 0.1
	connection 7001 1
	perl -MIO::Socket::INET -e 'IO::Socket::INET->new("127.0.0.1:7009")'
	connection 7002 0
	wait $old
	sleep 1.5
	logged
	same "no complaints" /dev/null "$T/err"
	is "what it has sent, with SYN and FIN" 1002 "$(cell 4 7001)"
	is "what it has received, with FIN" 3001 "$(cell 5 7001)"
	is "nothing was sent twice" 0 "$(cell 6 7001)"
	is "its program" perl "$(cell 9 7001 | sed 's/.*\///')"
	yes_if "how long it took, to a look" awk -v s="$(cell 8 7001)" 'BEGIN { exit !(s >= 0.8 && s <= 1.2) }'
	is "both its ends" 2 "$(grep -c ':7001 ' "$T/log")"
	is "one that was refused is none" 0 "$(grep -c ':7009 ' "$T/log")"
	yes_if "the time" sh -c "cut -d' ' -f1 '$T/log' | grep -q \"^$(date -u +%Y-%m-%dT%H):[0-5][0-9]:[0-5][0-9]\.[0-9]*Z\$\""
	is "nobody knows when one began that was there before" - "$(cell 8 7003)"
	logging "dport = :7005"
	connection 7004 0
	connection 7005 0
	logged
	is "a filter" 7005 "$(awk 'NR > 1 { sub(/.*:/, "", $3); print $3 }' "$T/log")"
	logging --no-loopback
	connection 7006 0
	logged
	is "the loopback can be left out" 0 "$(grep -c ':7006 ' "$T/log")"
}

# All namespaces, one of them made later. A namespace that nobody else needs is not kept.
everywhere() {
	if ! $LOG --help | grep -q 'or all'; then
		skip "all namespaces" "this build has one only"
		return
	fi
	mount -t tmpfs tmpfs /run
	mkdir /run/netns
	ip netns add early
	ip -n early link set lo up
	logging -p -d 0.1 -N all
	ip netns add late
	ip -n late link set lo up
	sleep 0.5
	heard=$(ls /proc/$log/fd | wc -l)
	for name in early late; do
		ip netns exec $name perl -MIO::Socket -e '$l = IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1", LocalPort => 7001);
			$c = IO::Socket::INET->new("127.0.0.1:7001"); $s = $l->accept; sleep 1; close $c; close $s'
	done
	ip netns del late
	sleep 0.5
	is "a namespace that is gone is let go" $((heard - 1)) "$(ls /proc/$log/fd | wc -l)"
	connection 7002 0
	logged
	same "no complaints" /dev/null "$T/err"
	is "ends, with the name of each namespace" "early late" "$(awk '$4 ~ /:7001$/ { print $1 }' "$T/log" | paste -sd' ')"
	is "and this one's" 1 "$(awk '$4 ~ /:7002$/ && $1 ~ /^[0-9]+:/' "$T/log" | wc -l)"
	yes_if "with their programs" awk '$4 ~ /:7001$/ && $NF !~ /perl$/ { exit 1 }' "$T/log"
}

# Twenty thousand ends a second; and what is lost while nobody listens, to the last one.
many() {
	${HOSTCC:-cc} -O2 -o "$T/closer" "$TESTS/live/closer.c" || exit 1
	logging
	set -- $("$T/closer" 10 10000)
	sleep 1
	logged
	is "$1 connections in $2 s: all ends are told" $((2 * $1)) "$(grep -c ':7000 ' "$T/log")"
	is "none was lost" 0 "$(grep -c ' lost: ' "$T/log")"
	logging
	kill -STOP $log
	perl -MSocket -e 'for (1 .. 400000) { socket S, PF_INET, SOCK_STREAM, 0; close S }'
	connection 7002 0
	quiet dropped
	dropped=$(dropped)
	kill -CONT $log
	quiet written
	connection 7003 0
	logged
	lost=$(awk '$2 == "lost:" { n += $3 } END { print n + 0 }' "$T/log")
	yes_if "some are lost while it is stopped: $lost" [ "$lost" -gt 0 ]
	is "as many as the kernel says" "$dropped" "$lost"
	is "and what comes then is told" 2 "$(grep -c ':7003 ' "$T/log")"
}
"$@"
