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

streams() {
	joined a b
	ip -n a addr; ip -n b addr
}
"$@"
