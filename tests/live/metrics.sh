#!/bin/sh
# SPDX-License-Identifier: 0BSD
# socklet metrics: what it counts, that its series stay few and each is one, and the file of -o. Prometheus' own
# promtool judges the form. What others make of it is in monitors.sh.
# shellcheck shell=sh disable=SC2011,SC2012,SC2016,SC2086,SC2154
. "$(dirname "$0")/../lib.sh"

own_namespaces "$@"
ip link set lo up
SOCKLET=$SOCKLET_DIR/socklet
if ! "$SOCKLET" --help | grep -q '^  metrics '; then
	skip "metrics" "not in this build"
	exit 0
fi

# has WHAT LINE: a series with its value
has() {
	if grep -qxF -e "$2" "$T/metrics"; then ok "$1"; else grep '^socklet' "$T/metrics" | not_ok "$1: $2"; fi
}
# judged WHAT: by promtool, and each series is one
judged() {
	sed -n '/^#/!s/ [0-9]*$//p' "$T/metrics" | sort | uniq -d >"$T/twice"
	: >"$T/none"
	same "$1: each series is one" "$T/none" "$T/twice"
	if command -v promtool >/dev/null; then
		yes_if "$1: promtool has nothing to say" promtool check metrics <"$T/metrics"
		is "$1: not a word" "" "$(cat "$T/said")"
	else
		skip "$1: promtool" "it is not installed"
	fi
}

on_leash perl "$TESTS/live/queues.pl"
"$SOCKLET" metrics >"$T/metrics" 2>"$T/err"
is "status" "0 0" "$? $(wc -l <"$T/err")"
judged "a sick machine"
program='program="one \"quoted\\x5c\\x0a"'
queue='{protocol="tcp",address="127.0.0.1",port="7001",'$program'}'
has "listeners: the queue" "socklet_listen_queue$queue 9"
if [ -z "$SOCKLET_SOURCE" ]; then
	has "its limit" "socklet_listen_queue_limit$queue 8"
	has "its drops" "socklet_listen_drops_total$queue 0"
	has "the drops of one that drops" \
		"socklet_listen_drops_total{protocol=\"tcp\",address=\"127.0.0.1\",port=\"7004\",$program} 1"
fi
has "two that share a port are one series" "socklet_listen_queue_limit{protocol=\"tcp\",address=\"127.0.0.1\",port=\"7002\",$program} 10"
has "ports from the kernel are none of their own" \
	"socklet_listen_queue_limit{protocol=\"tcp\",address=\"inet\",port=\"ephemeral\",$program} 15"
has "sockets" 'socklet_sockets{protocol="tcp",state="LISTEN"} 9'
has "sockets of UDP" 'socklet_sockets{protocol="udp",state="CLOSE"} 2'
has "the fullest destination" 'socklet_ephemeral_ports_used{address="127.0.0.1",peer="127.0.0.1",peer_port="7001"} 9'
has "a finding" 'socklet_finding{finding="accept-queue-full",severity="critical"} 1'
has "and one that is none" 'socklet_finding{finding="close-wait-leak",severity="critical"} 0'
is "UDP's drops" 1 "$(grep -c "^socklet_udp_drops_total{protocol=\"udp\",address=\"127.0.0.1\",port=\"7003\",.*} [1-9]" "$T/metrics")"
"$SOCKLET" metrics --destinations 1 >"$T/metrics"
is "--destinations 1" 1 "$(grep -c '^socklet_ephemeral' "$T/metrics")"
let_go
"$SOCKLET" metrics >"$T/metrics"
has "cured" 'socklet_finding{finding="accept-queue-full",severity="critical"} 0'

# -o
if mkdir "$T/full" && mount -t tmpfs -o size=8k none "$T/full"; then
	(umask 077 && "$SOCKLET" metrics -o "$T/full/m.prom")
	is "-o: readable by others" "0 -rw-r--r--" "$? $(ls -l "$T/full/m.prom" | cut -c 1-10)"
	cp "$T/full/m.prom" "$T/before"
	echo x >"$T/full/rest" 2>/dev/null
	"$SOCKLET" metrics -o "$T/full/m.prom" 2>"$T/err"
	is "-o, a full disk: told" "1 1" "$? $(grep -c 'No space left' "$T/err")"
	same "-o, a full disk: the old file is there" "$T/before" "$T/full/m.prom"
	is "-o, a full disk: and nothing beside it" "m.prom rest" "$(ls "$T/full" | xargs)"
	umount "$T/full"
fi
mknod "$T/device" c 1 3 2>/dev/null || mkfifo "$T/device"
"$SOCKLET" metrics -o "$T/device" 2>"$T/err"
is "-o: what is no file stays" "1 1" "$? $(wc -l <"$T/err")"
ln -s "$T/before" "$T/m.prom.new"
"$SOCKLET" metrics -o "$T/m.prom"
is "-o: no link is followed" "0 0" "$? $(find "$T/m.prom" -type l | wc -l)"

# many peers
${HOSTCC:-cc} -O1 -o "$T/farm" "$TESTS/bench/farm.c"
many=5000
[ "${METRICS-}" != all ] || many=100000
[ ! -w /proc/sys/net/ipv4/tcp_child_ehash_entries ] || echo 262144 >/proc/sys/net/ipv4/tcp_child_ehash_entries
on_leash unshare -n "$T/farm" $many # in a namespace with a hash table of that size
"$SOCKLET" metrics -N "$leashed" >"$T/metrics" 2>"$T/err"
judged "$many connections to as many peers"
is "$many peers: fewer than 1,000 series" 1 "$(($(grep -vc '^#' "$T/metrics") < 1000))"
is "$many peers: all are counted" 1 "$(($(sed -n 's/.*"tcp",state="ESTABLISHED"} //p' "$T/metrics") >= 2 * many))"
is "$many peers: ten of them" 10 "$(grep -c '^socklet_ephemeral' "$T/metrics")"
let_go

# all namespaces: a family is in one piece, each series is one and says where
part_everywhere() {
	if ! mount -t tmpfs none /run || ! ip netns add sick 2>/dev/null || ! ip netns add idle; then
		skip "all namespaces" "none with names to be had here"
		return
	fi
	ip -n sick link set lo up
	on_leash ip netns exec sick perl "$TESTS/live/queues.pl"
	"$SOCKLET" metrics -N all -o "$T/all.prom" 2>"$T/err"
	is "all namespaces: status" "0 0" "$? $(wc -l <"$T/err")"
	cp "$T/all.prom" "$T/metrics"
	judged "all namespaces"
	is "all namespaces: each is one of them" "3" \
		"$(sed -n 's/^socklet_sockets{netns="\([^"]*\)",protocol="tcp",state="LISTEN.*/\1/p' "$T/metrics" | sort -u | wc -l)"
	is "all namespaces: every series says where" 0 "$(grep -v '^#' "$T/metrics" | grep -vc '{netns="')"
	is "all namespaces: a family is in one piece" "" \
		"$(sed -n '/^#/!s/{.*//p' "$T/metrics" | uniq | sort | uniq -d)"
	has "all namespaces: the sick one's queue" \
		"socklet_listen_queue{netns=\"sick\",protocol=\"tcp\",address=\"127.0.0.1\",port=\"7001\",$program} 9"
	has "all namespaces: its sockets" 'socklet_sockets{netns="sick",protocol="tcp",state="LISTEN"} 9'
	has "all namespaces: the other's" 'socklet_sockets{netns="idle",protocol="tcp",state="LISTEN"} 0'
	has "all namespaces: a finding" 'socklet_finding{netns="sick",finding="accept-queue-full",severity="critical"} 1'
	has "all namespaces: none" 'socklet_finding{netns="idle",finding="accept-queue-full",severity="critical"} 0'
	let_go
	"$SOCKLET" metrics -N sick >"$T/metrics"
	is "one namespace by its name says nothing of it" 0 "$(grep -c 'netns=' "$T/metrics")"
	ip netns del sick
	ip netns del idle
	umount -l /run
}
part_everywhere
