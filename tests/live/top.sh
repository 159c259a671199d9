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
	parts streams losses deaf "twice flows" everywhere screen
fi
own_namespaces "$@"
TOP="$SOCKLET_DIR/socklet top"

# Messages that the kernel could not hand to the socket with the groups 1 and 3.
dropped() { awk '$2 == 4 && $4 ~ /^0*5$/ { print $9 }' /proc/net/netlink; }

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

# wire NAME NAME N
wire() {
	net=$3
	ip -n $1 link add to_$2 type veth peer name to_$1 netns $2
	for end in "$1 to_$2 1" "$2 to_$1 2"; do
		set -- $end
		ip -n $1 addr add 10.0.$net.$3/24 dev $2
		ip -n $1 addr add fd00:$net::$3/64 dev $2 nodad
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

# flowing N: so many connections of streams are there, two for each but UDP's, and have got over their start
flowing() {
	while [ "$(ip netns exec b "$SOCKLET_DIR/netstat" -tn | grep -c ':520[0-9] .*ESTAB')" -lt "$1" ]; do sleep 0.05; done
	sleep 0.5
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
	flowing 10
	ip netns exec a $TOP -b -d 4 -n 1 >"$T/top" 2>"$T/err" &
	top=$!
	ip netns exec a $TOP -b -d 4 -n 1 --by peer >"$T/by-peer" &
	ip netns exec b $TOP -b -d 4 -n 1 --by port >"$T/by-port" &
	ip netns exec a $TOP -b -d 4 -n 1 -p "dport = :5201 or dport = :5204" >"$T/filtered" &
	ip netns exec a $TOP -b -d 4 -n 1 -p --by program >"$T/by-program" &
	! $TOP -j --help >/dev/null 2>&1 || ip netns exec a $TOP -j -d 4 -n 1 -p >"$T/json" &
	wait
	same "no complaints" /dev/null "$T/err"
	[ ! -f "$T/json" ] || objects
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
	yes_if "that UDP is not counted is said" grep -q '; UDP is not counted$' "$T/top"
	is "a filter's rows" 2 "$(grep -c /iperf3 "$T/filtered")"
}
# The same in JSON: exact numbers.
objects() {
	yes_if "each line is an object" perl -MJSON::PP -ne 'decode_json($_)' "$T/json"
	near "an object's rate" "$(told 5201)" \
		"$(sed -n '/"peer_port":5201,.*"name":"iperf3"/s/.*"send_rate":\([0-9]*\).*/\1/p' "$T/json" | sort -n | tail -1)" 5
}

# Segments are lost on the way, two of a hundred; with offloading a whole bunch of them would be.
losses() {
	if ! command -v iperf3 >/dev/null || ! command -v nft >/dev/null; then
		skip "retransmissions" "no iperf3 or no nft"
		return
	fi
	joined a b
	ip -n a link set to_b gso_max_segs 1
	ip netns exec b nft 'add table inet f; add chain inet f c { type filter hook prerouting priority -300; };
		add rule inet f c tcp dport 5201 meta length > 500 numgen random mod 50 == 0 drop' 2>"$T/nft" || {
		skip "retransmissions" "nft: $(cat "$T/nft")"
		return
	}
	ip netns exec a $TOP -b -d 9 -n 1 >"$T/top" &
	stream a 10.0.1.2 5201 12M
	wait
	is "a connection that came and went between two looks" ended \
		"$(awk '/10.0.1.2:5201/ { print $5; exit }' "$T/top")"
	lost=$(perl -0ne '/"sum_sent":\s*\{.*?"bytes":\s*(\d+).*?"retransmits":\s*(\d+)/s &&
		printf "%.3f", 100 * $2 * 1448 / ($1 + $2 * 1448)' "$T/5201")
	near "retransmissions, iperf3 has counted $lost %" "$lost" "$(rate 3 10.0.1.2:5201 | tr -d %)" 10
	near "and all it has sent" $(($(perl -0ne '/"sum_sent":\s*\{.*?"bytes":\s*(\d+)/s && print $1' "$T/5201") / 9)) \
		"$(rate 1 10.0.1.2:5201)" 5
}

# Ends that the kernel had no room for, while top was stopped, are counted in the line of sums.
deaf() {
	ip link set lo up
	$TOP -b -d 8 -n 1 >"$T/top" &
	top=$!
	sleep 0.5
	kill -STOP $top
	perl -MSocket -e 'for (1 .. 400000) { socket S, PF_INET, SOCK_STREAM, 0; close S }'
	for _ in $(seq 60); do # a queue of the kernel tells of ends, and lags on a busy machine
		[ "$(dropped)" = 0 ] || break
		sleep 0.1
	done
	kill -CONT $top
	wait $top
	yes_if "ends not heard of are counted" grep -q '; ends not heard of: [1-9][0-9]*' "$T/top"
}

# Two hosts behind a router that masquerades them, and a port that is let in to one of them. b is outside.
flows() {
	if ! command -v iperf3 >/dev/null || ! command -v nft >/dev/null; then
		skip "flows" "no iperf3 or no nft"
		return
	fi
	joined r b
	ip netns add a
	ip netns add c
	wire r a 2
	wire r c 3
	for host in "a 2" "c 3"; do
		set -- $host
		ip -n $1 route add default via 10.0.$2.1
		ip -n $1 -6 route add default via fd00:$2::1
	done
	ip -n b -6 route add default via fd00:1::1
	ip netns exec r sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
		echo 1 >/proc/sys/net/netfilter/nf_conntrack_acct
		nft "add table ip n; add chain ip n o { type nat hook postrouting priority 100; };
		add chain ip n i { type nat hook prerouting priority -100; };
		add rule ip n o oifname to_b masquerade; add rule ip n i iifname to_b tcp dport 80 dnat to 10.0.3.2:8080;
		add table ip6 n; add chain ip6 n f { type filter hook forward priority 0; };
		add rule ip6 n f ct state new accept"' 2>"$T/nft" || {
		skip "flows" "no NAT here: $(cat "$T/nft")"
		return
	}
	stream a 10.0.1.2 5201 16M
	stream a 10.0.1.2 5202 4M -R
	stream a fd00:1::2 5203 2M
	stream c 10.0.1.2 5204 8M -u -l 1200
	flowing 7
	ip netns exec r $TOP --flows -b -d 4 -n 1 >"$T/top" 2>"$T/err" &
	ip netns exec r $TOP --flows -b -d 4 -n 1 --by host >"$T/by-host" &
	ip netns exec r $TOP --flows -b -d 4 -n 1 --by protocol "dport > :5000" >"$T/by-protocol" &
	wait
	same "no complaints" /dev/null "$T/err"
	near "a flow that is masqueraded" "$(told 5201)" "$(rate 1 10.0.1.2:5201)" 5
	near "one whose bytes come down" "$(told 5202)" "$(rate 2 10.0.1.2:5202)" 5
	near "one that is not, IPv6" "$(told 5203)" "$(rate 1 '[fd00:1::2]:5203')" 5
	near "one of UDP" "$(told 5204)" "$(rate 1 10.0.1.2:5204)" 5
	is "what stands for it outside" 10.0.1.1 "$(awk '$5 == "10.0.1.2:5201" { sub(/:.*/, "", $6); print $6 }' "$T/top")"
	near "all that a host sends" "$(told 5201)" "$(awk '$NF == "10.0.2.2" { print $1 }' "$T/by-host")" 5
	near "all that another one sends" "$(told 5204)" "$(awk '$NF == "10.0.3.2" { print $1 }' "$T/by-host")" 5
	near "all of a protocol" "$(told 5204)" "$(awk '$NF == "udp" { print $1 }' "$T/by-protocol")" 5
	let_in
	accounting
}

# A port that is let in: the host inside comes first, and what it answers goes up.
let_in() {
	ip netns exec c sh -c 'printf "%1000000s" | perl -MIO::Socket -e "
		\$l = IO::Socket::INET->new(Listen => 1, LocalPort => 8080, ReuseAddr => 1) or die; \$s = \$l->accept;
		print \$s <STDIN>; sleep 2"' &
	sleep 0.3
	ip netns exec b perl -MIO::Socket -e 'sleep 1; $s = IO::Socket::INET->new("10.0.1.1:80") or die; 1 while <$s>' &
	ip netns exec r $TOP --flows -b -d 2.5 -n 1 "sport = :8080" >"$T/top"
	wait
	is "a port that is let in" "10.0.3.2:8080 10.0.1.1:80" "$(awk 'NR == 3 { print $4, $6 }' "$T/top")"
	near "and what it sends" 410K "$(awk 'NR == 3 { print $1 }' "$T/top")" 8
}

# Flows have counters since they began, or never.
accounting() {
	ip netns exec r sh -c 'echo 0 >/proc/sys/net/netfilter/nf_conntrack_acct'
	ip netns exec r $TOP --flows -b -d 0.1 -n 1 >"$T/top"
	yes_if "accounting that is off is said, and how it starts" grep -q 'nf_conntrack_acct=1' "$T/top"
	ip netns exec a perl -MIO::Socket -e 'IO::Socket::INET->new(Proto => "udp", PeerAddr => "10.0.1.2:9")->send("x")'
	ip netns exec r sh -c 'echo 1 >/proc/sys/net/netfilter/nf_conntrack_acct'
	ip netns exec r $TOP --flows -b -d 0.1 -n 1 "dport = :9" >"$T/top"
	yes_if "a flow older than the accounting is told apart" grep -q '; older than the accounting, not counted: 1$' "$T/top"
}

# All namespaces: each connection's name, and one that came and went in a namespace that was made meanwhile.
everywhere() {
	if ! command -v iperf3 >/dev/null || ! $TOP --help | grep -q 'or all'; then
		skip "all namespaces" "no iperf3, or this build has one only"
		return
	fi
	joined a b
	stream a 10.0.1.2 5201 4M
	flowing 2
	$TOP -N all -b -d 4 -n 1 -p >"$T/top" 2>"$T/err" &
	{
		sleep 2
		ip netns add later
		ip -n later link set lo up
		sleep 1
	} &
	wait
	same "no complaints" /dev/null "$T/err"
	yes_if "the end that sends, by its namespace" awk '$1 == "a" && /:5201 / && $2 != 0 { n++ } END { exit !n }' "$T/top"
	yes_if "and the one that receives" awk '$1 == "b" && /:5201 / && $3 != 0 { n++ } END { exit !n }' "$T/top"
	is "both have a program" 2 "$(awk '/:5201 .*\/iperf3$/ { n[$1] = 1 } END { print length(n) }' "$T/top")"
	! $TOP -j --help >/dev/null 2>&1 || everywhere_objects
	unshare -U -n sh -c ': >"$0"; sleep 3' "$T/there" &
	while ! [ -e "$T/there" ]; do sleep 0.05; done
	unshare -U -r sh -c "$TOP -N all -b -d 0.1 -n 1" >"$T/top" 2>"$T/err"
	yes_if "one that may not be entered is told" grep -q 'may not be' "$T/err"
	wait
}

everywhere_objects() {
	hold '$l = IO::Socket::INET->new(Listen => 1, LocalPort => 7777); use IO::Socket'
	ip link set lo up
	(sleep 0.3; perl -MIO::Socket -e '$c = IO::Socket::INET->new("127.0.0.1:7777") or die; syswrite $c, "x" x 1000; sleep 3') &
	$TOP -N all -j -d 2 -n 1 "dport = :7777" >"$T/json"
	yes_if "each line is an object" perl -MJSON::PP -ne 'decode_json($_)' "$T/json"
	is "with its namespace, once" "1 1" "$(grep -c '"netns":"[0-9]*:' "$T/json") $(grep -o '"netns"' "$T/json" | wc -l)"
	let_go
}

# Over the loopback, 50000 bytes a second to port 7777, and as much back to another process's 7778 in bigger pieces.
talk() {
	ip link set lo up
	hold '$l = IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1", LocalPort => 7777, ReuseAddr => 1);
		$c = IO::Socket::INET->new("127.0.0.1:7777"); $s = $l->accept; $SIG{ALRM} = sub { };
		fork or do { close STDOUT; close STDIN; 1 while sysread $s, $x, 1000; exit };
		fork or do { close STDOUT; close STDIN; $p = getppid; while (getppid == $p) {
			syswrite $c, "x" x 500; select undef, undef, undef, .01 } exit }; close $s; close $c; use IO::Socket'
}

# Keys and what the screen has then, in a terminal of 80 columns by 24.
pane() { tmux -L top send-keys -t top "$@"; }
seen() { tmux -L top capture-pane -t top -p >"$T/screen"; }

# until_seen PATTERN: it is on the screen within three seconds
until_seen() {
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
		seen
		grep -q -- "$1" "$T/screen" && return
		sleep 0.2
	done
	cat "$T/screen"
	return 1
}

# ended_by WHAT STATUS COMMAND...: the terminal is as it was, and the shell has that status
ended_by() {
	by=$1 status=$2
	shift 2
	pane "clear; $TOP -d 0.2" Enter
	until_seen '^Send/s' >/dev/null
	yes_if "keys come one by one before $by" sh -c "stty -F $tty -a | grep -q -e '-icanon'"
	"$@"
	pane "echo \"status \$?\"" Enter
	yes_if "$by ends it with status $status" until_seen "status $status"
	stty -F "$tty" >"$T/stty.now"
	same "and the terminal is as it was after $by" "$T/stty" "$T/stty.now"
}

# The only child of the shell there.
kill_top() { kill -"$1" "$(pgrep -P "$shell")"; }

screen() {
	if ! command -v tmux >/dev/null; then
		skip "the screen" "no tmux"
		return
	fi
	talk
	export TMUX_TMPDIR="$T"
	unset TMUX
	tmux -f /dev/null -L top new-session -d -s top -x 80 -y 24 "env -i PATH=$PATH TERM=vt100 PS1='$ ' sh"
	tty=$(tmux -L top list-panes -t top -F '#{pane_tty}')
	shell=$(tmux -L top list-panes -t top -F '#{pane_pid}')
	stty -F "$tty" >"$T/stty"
	pane "$TOP -d 0.2 -p" Enter
	yes_if "rates are shown" until_seen '127.0.0.1:7777.*/perl'
	is "no line is wider than the screen" 0 "$(awk 'length > 79' "$T/screen" | wc -l)"
	pane s
	sleep 0.6
	seen
	is "s: what sends comes first" 127.0.0.1:7777 "$(awk 'NR == 3 { for (i = 1; i < NF; i++) if ($i ~ /:7777/) print $i }' "$T/screen")"
	yes_if "and it is the peer" awk 'NR == 3 { exit !($1 > 0 && $2 == 0) }' "$T/screen"
	pane r
	sleep 0.6
	seen
	yes_if "r: what receives comes first" awk 'NR == 3 { exit !($1 == 0 && $2 > 0) }' "$T/screen"
	tmux -L top resize-window -t top -x 50 -y 5
	sleep 0.8
	seen
	yes_if "a smaller screen has fewer columns" sh -c "grep -q 'Send/s.*Peer' '$T/screen' && ! grep -q RTT '$T/screen'"
	tmux -L top resize-window -t top -x 80 -y 24
	pane q
	ended_by "q" 0 pane q
	ended_by "an interrupt" 130 pane C-c
	ended_by "SIGTERM" 143 kill_top TERM
	ended_by "SIGHUP" 129 kill_top HUP
	pane "clear; $TOP -d 0.2" Enter
	until_seen '^Send/s' >/dev/null
	pane C-z
	sleep 0.3
	stty -F "$tty" >"$T/stty.now"
	same "the terminal is as it was while it is stopped" "$T/stty" "$T/stty.now"
	pane "fg" Enter
	sleep 0.5
	yes_if "and it goes on" sh -c "stty -F $tty -a | grep -q -e '-icanon'"
	top=$(pgrep -P "$shell")
	tmux -L top kill-server
	sleep 0.3
	yes_if "a terminal that closes ends it" sh -c "test -n '$top' && ! kill -0 $top"
	plain
	let_go
}

# What is written where there is no such terminal.
plain() {
	TERM=dumb script -qec "$TOP -n 2 -d 0.1" /dev/null </dev/null >"$T/dumb"
	is "a dumb terminal gets lines" "2 0" "$(grep -c '^Send/s' "$T/dumb") $(grep -c "$(printf '\033')" "$T/dumb")"
	TERM=vt100 script -qec "$TOP -n 2 -d 0.1" /dev/null </dev/null >"$T/vt100"
	yes_if "a VT100 gets what it knows" sh -c "sed 's/$(printf '\033')\\[[HKJ]//g' '$T/vt100' | tr -d '\r' | grep -q '^Send/s'"
	is "and nothing else" 0 "$(sed "s/$(printf '\033')\[[HKJ]//g" "$T/vt100" | grep -c "$(printf '\033')")"
	$TOP -n 3 -d 0.1 >"$T/top"
	is "what is no terminal gets lines" 3 "$(grep -c '^Send/s' "$T/top")"
	yes_if "rows of both ends" grep -q ':7777 *127' "$T/top"
	$TOP -n 2 -d 0.1 --no-loopback >"$T/top"
	is "the loopback can be left out" 0 "$(grep -c ':7777' "$T/top")"
	$TOP -n 1 -d 0.1 --total >"$T/top"
	yes_if "all that was moved" awk 'NR == 3 && $3 ~ /K|M/ { ok = 1 } END { exit !ok }' "$T/top"
	wrong "-d 0" "-d x" "-d 1.2345" "-n 0" "--rows 0" "--by x" "--by protocol" "--flows --by program" "sport = :x"
	SOCKLET_SOURCE=proc $TOP -n 1 >"$T/top" 2>&1
	is "where netlink may not be asked that is told" "1 1" "$? $(grep -c 'netlink is not asked' "$T/top")"
}

wrong() {
	for words; do
		$TOP -n 1 $words >"$T/top" 2>"$T/err"
		is "$words is refused in a line" "1 1" "$? $(wc -l <"$T/err")"
	done
}
"$@"
