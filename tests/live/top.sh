#!/bin/sh
# SPDX-License-Identifier: 0BSD
# socklet top: what it shows beside what is known of the traffic, which is iperf3's between namespaces.
# shellcheck shell=sh disable=SC2034,SC2086,SC2154

. "$(dirname "$0")/../lib.sh"
if ! "$SOCKLET_DIR/socklet" top --help >/dev/null 2>&1; then
	skip "top" "socklet top is not in this build"
	exit 0
fi
if [ $# = 0 ]; then
	parts streams
fi
own_namespaces "$@"
TOP="$SOCKLET_DIR/socklet top"

# near WHAT EXPECTED GOT PERCENT: numbers such as 1.25M
near() {
	if awk -v a="$2" -v b="$3" -v p="$4" '
		function n(s) { return s * (s ~ /K$/ ? 1e3 : s ~ /M$/ ? 1e6 : s ~ /G$/ ? 1e9 : 1) }
		BEGIN { d = n(b) - n(a); exit !(a != "" && b != "" && (d < 0 ? -d : d) <= n(a) * p / 100) }'; then
		ok "$1"
	else
		echo "expected $2 within $4 %, got $3" | not_ok "$1"
	fi
}

# joined NAME NAME: two namespaces, with a wire between: 10.0.N.1 and .2, fd00:N::1 and ::2
joined() {
	mount -t tmpfs tmpfs /run
	mkdir -p /run/netns
	ip netns add $1 && ip netns add $2
	wire $1 $2 1
}

wire() {
	ip -n $1 link add to_$2 type veth peer name to_$1 netns $2
	for end in "$1 to_$2 1" "$2 to_$1 2"; do
		set -- $end "$3"
		ip -n $1 addr add 10.0.$4.$3/24 dev $2
		ip -n $1 addr add fd00:$4::$3/64 dev $2 nodad
		ip -n $1 link set $2 up
		ip -n $1 link set lo up
	done
}

# stream FROM ADDRESS PORT RATE [OPTION]...: for seven seconds; its report is in $T/PORT
stream() {
	from=$1 to=$2 port=$3 rate=$4
	shift 4
	ip netns exec b iperf3 -s -1 -p $port >/dev/null 2>&1 &
	while ! ip netns exec b "$SOCKLET_DIR/netstat" -ltn | grep -q ":$port "; do sleep 0.05; done
	ip netns exec $from iperf3 -J -c $to -p $port -b $rate -l 4K -t 7 "$@" >"$T/$port" 2>&1 &
}

# Bytes a second that iperf3 tells of the stream on that port.
told() {
	perl -0ne '/"sum_received":\s*\{.*?"bits_per_second":\s*([\d.]+)/s && printf "%d", $1 / 8' "$T/$1"
}

# rate COLUMN PEER: that column of a peer's row with the most
rate() {
	awk -v c=$1 -v p="$2" '{ for (i = 1; i <= NF; i++) if ($i == p) { print $c; exit } }' "$T/top"
}

streams() {
	if ! command -v iperf3 >/dev/null; then
		skip "streams of known rates" "no iperf3"
		return
	fi
	joined a b
	stream a 10.0.1.2 5201 16M
	stream a 10.0.1.2 5202 2M
	stream a 10.0.1.2 5203 8M -R
	stream a fd00:1::2 5204 4M
	stream a fd00:1::2 5205 1M -R
	sleep 1.5
	ip netns exec a $TOP -b -d 4 -n 1 >"$T/top" 2>"$T/err" &
	top=$!
	ip netns exec a $TOP -b -d 4 -n 1 --by peer >"$T/by-peer" &
	ip netns exec b $TOP -b -d 4 -n 1 --by port >"$T/by-port" &
	ip netns exec a $TOP -b -d 4 -n 1 -p "dport = :5201 or dport = :5204" >"$T/filtered" &
	ip netns exec a $TOP -b -d 4 -n 1 -p --by program >"$T/by-program" &
	wait
	same "no complaints" /dev/null "$T/err"
	near "a stream that is sent, IPv4" "$(told 5201)" "$(rate 1 10.0.1.2:5201)" 5
	near "a slow one" "$(told 5202)" "$(rate 1 10.0.1.2:5202)" 5
	near "one that is received" "$(told 5203)" "$(rate 2 10.0.1.2:5203)" 5
	near "one that is sent, IPv6" "$(told 5204)" "$(rate 1 '[fd00:1::2]:5204')" 5
	near "one that is received" "$(told 5205)" "$(rate 2 '[fd00:1::2]:5205')" 5
	is "the one with the most comes first" 10.0.1.2:5201 "$(awk 'NR == 3 { print $7 }' "$T/top")"
	near "all of an address" $(($(told 5201) + $(told 5202))) "$(awk '$NF == "10.0.1.2" { print $1 }' "$T/by-peer")" 5
	near "all of a port" "$(told 5201)" "$(awk '$NF == 5201 { print $2 }' "$T/by-port")" 5
	near "all of a program" $(($(told 5201) + $(told 5202) + $(told 5204))) \
		"$(awk '$NF == "iperf3" { print $1 }' "$T/by-program")" 5
	is "a filter's rows" 2 "$(grep -c /iperf3 "$T/filtered")"
}
"$@"
