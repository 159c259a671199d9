#!/bin/sh
# SPDX-License-Identifier: 0BSD
# ss's filters that name both ends of a connection, which the kernel looks up: each connection of the zoo, in every state
# and family, is the row that it is in the whole table; what one look-up does not tell is there all the same.
. "$(dirname "$0")/../lib.sh"

if ! grep -q '^#define ENABLE_FEATURE_SS_ENDS 1' "$SOCKLET_DIR/autoconf.h"; then
	skip "ends" "not in this build"
	exit 0
fi
[ $# -gt 0 ] || parts zoo device
own_namespaces "$@"
ip link set lo up
OURS=$SOCKLET_DIR/ss

# Rows without what moves.
rows() { "$OURS" -Hn "$@" 2>&1 | awk '{ $1 = $1 } 1'; }

# asked WORDS...: how many times the kernel is asked, and how many of these times for a whole table
asked() {
	strace -e trace=sendto -o "$T/trace" "$OURS" -Htan "$@" >/dev/null
	echo "$(grep -c SOCK_DIAG_BY_FAMILY "$T/trace") $(grep -c 'NLM_F_DUMP\|0x300\|TCPDIAG' "$T/trace")"
}

# looked_up WHAT WANTED WORDS...
looked_up() {
	what=$1 wanted=$2
	shift 2
	if command -v strace >/dev/null; then is "$what" "$wanted" "$(asked "$@")"
	else skip "$what" "no strace"; fi
}

zoo() {
	zoo_up plain
	rows -ta >"$T/all"
	connections=0
	while read -r state _ _ local peer rest; do
		case $peer in
		*:\*) continue ;;
		esac
		connections=$((connections + 1))
		awk -v l="$local" -v p="$peer" '$4 == l && $5 == p' "$T/all" >"$T/wanted"
		local=$(echo "$local" | sed 's/%.*:/:/') # a filter has no word for a device there
		rows -ta src "$local" dst "$peer" >"$T/got"
		same "$state $local $peer" "$T/wanted" "$T/got"
		rows -ta "( dst = $peer )" and src "${local%:*}" "sport = ${local##*:}" >"$T/got"
		cmp -s "$T/wanted" "$T/got" || diff -u "$T/wanted" "$T/got" | not_ok "... in other words: $local $peer"
		cut -d ' ' -f 1-5 "$T/wanted" >"$T/wanted.5"
		rows -taiem src "$local" dst "$peer" | grep -v '^	\|^cubic\|^ skmem' | cut -d ' ' -f 1-5 >"$T/got"
		grep -qxF "$(head -n 1 "$T/wanted.5")" "$T/got" || not_ok "... with all details: $local $peer" <"$T/got"
		rows -t state listening src "$local" dst "$peer" >"$T/got"
		[ ! -s "$T/got" ] || not_ok "... is no listener: $local $peer" <"$T/got"
	done <"$T/all"
	yes_if "connections there are, $connections" test "$connections" -gt 20
	for state in ESTAB SYN-SENT SYN-RECV FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSE-WAIT LAST-ACK CLOSING; do
		yes_if "one is in $state" grep -q "^$state" "$T/all"
	done
	# an IPv4 rule is meant for IPv4 peers of IPv6 sockets, an IPv6 rule is not for IPv4
	mapped=$(awk '/^ESTAB/ && $4 ~ /^\[::ffff:/ { gsub(/\[::ffff:|\]/, ""); print "src", $4, "dst", $5; exit }' "$T/all")
	# shellcheck disable=SC2086
	is "IPv4's rule, a socket of IPv6: $mapped" 1 "$(rows -ta $mapped | grep -c .)"
	plain=$(awk '/^ESTAB/ && $4 ~ /^127/ { print $4, $5; exit }' "$T/all")
	is "IPv6's rule, a socket of IPv4" "" "$(rows -ta src "[::ffff:${plain%%:*}]:${plain##*:}" "dst [::ffff:127.0.0.1]:2000")"
	# shellcheck disable=SC2086
	set -- src ${plain% *} dst ${plain#* }
	looked_up "two tables, two look-ups, no dump" "2 0" "$@"
	looked_up "an IPv6 socket: the same" "2 0" src "[::1]:3000" dst "$(awk '/^ESTAB/ && $4 == "[::1]:3000" { print $5; exit }' "$T/all")"
	looked_up "no such connection: the tables are asked" "2 1" src 127.0.0.1:9 dst 127.0.0.2:9
	udp=$(rows -ua | awk '$5 !~ /\*$/ { print "src", $4, "dst", $5; exit }')
	# shellcheck disable=SC2086
	is "UDP: $udp" "$(rows -ua | awk -v w="$udp" '"src " $4 " dst " $5 == w' | wc -l)" "$(rows -ua $udp | wc -l)"
	"$OURS" -tan -D "$T/file" "$@"
	TCPDIAG_FILE=$T/file rows -ta >"$T/got"
	is "-D: the whole answer of the kernel" "$(rows -ta "$@")" "$(cat "$T/got")"
	zoo_down
}

# Connections that are bound to a device are found by its number only, so they are not by none; several may have the same
# ends then. (04000: SOCK_NONBLOCK)
device() {
	for d in d0 d1; do
		if ! ip link add $d type veth peer name "to-$d" 2>"$T/stderr"; then
			skip "connections bound to a device" "$(cat "$T/stderr")"
			return
		fi
		ip addr add 10.9.9.1/24 dev $d
		ip link set "to-$d" up
		ip link set $d up
		ip neigh add 10.9.9.2 lladdr 02:00:00:00:00:02 dev $d
	done
	hold 'for my $device ("d0", "d1") {
		socket(my $s, AF_INET, SOCK_STREAM | 04000, 0); setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
		setsockopt($s, SOL_SOCKET, 25, $device) or die "SO_BINDTODEVICE: $!";
		bind($s, sockaddr_in(5000, inet_aton("10.9.9.1"))) or die "bind: $!";
		connect($s, sockaddr_in(80, inet_aton("10.9.9.2")));
		push @s, $s; }'
	set -- src 10.9.9.1:5000 dst 10.9.9.2:80
	is "the same ends on two devices" "d0 d1" \
		"$(rows -ta "$@" | sed -n 's/^SYN-SENT .*%\(d.\):5000.*/\1/p' | sort | paste -s -d ' ')"
	is "one of them, its device named" "SYN-SENT 0 1 10.9.9.1%d1:5000 10.9.9.2:80" "$(rows -ta dev d1 "$@")"
	let_go
}

"$1"
