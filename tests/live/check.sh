#!/bin/sh
# SPDX-License-Identifier: 0BSD
# `socklet check`: each illness for real, in namespaces of its own: made, found, named rightly, cured, silent; and as
# many healthy scenes, in which nothing is to be found. sick.pl makes them. Twice, by netlink and by /proc; what must
# last a minute is made first and looked at when the others are done.
. "$(dirname "$0")/../lib.sh"
SOCKLET=$SOCKLET_DIR/socklet
leashed=
FOR=1

# check OPTION...: its output is in $T/report, its status in $status
check() {
	"$SOCKLET" check --for "$FOR" "$@" >"$T/report" 2>"$T/errors"
	status=$?
	cat "$T/errors" >>"$T/report"
}

sick() {
	rm -f "$T/cured"
	export T
	on_leash perl "$TESTS/live/sick.pl" "$1" "$T/cured"
}

cured() {
	echo >&9
	while [ ! -e "$T/cured" ]; do sleep 0.05; done
}

# finds STATUS FIRST-LINE NUMBERS: each a pattern of the whole line; @ is the sick program
finds() {
	what="$scene: found and named: $2"
	first=$(printf '%s\n' "$2" | sed "s/@/perl ($leashed)/")
	if expr "$status" : "$1\$" >/dev/null && FIRST=$first NUMBERS=$3 awk '
		function like(line, pattern) { return match(line, "^" pattern "$") }
		BEGIN {
			first = ENVIRON["FIRST"]
			gsub(/[][().+*]/, "[&]", first)
			gsub(/#/, "[0-9]+", first)
			numbers = "        " ENVIRON["NUMBERS"]
			gsub(/[(]/, "[(]", numbers)
			gsub(/[)]/, "[)]", numbers)
		}
		want && like($0, numbers) { found = 1 }
		{ want = like($0, first) }
		END { exit !found }' "$T/report"
	then
		ok "$what"
	else
		{ echo "status $status, expected $1: $first / $3"; cat "$T/report"; } | not_ok "$what"
	fi
}

# silent WHAT: nothing is found
silent() {
	if [ "$status" = 0 ] && [ "$(grep -c . "$T/report")" = 1 ] && grep -q '^0 critical, 0 warnings' "$T/report"; then
		ok "$scene: silent: $1"
	else
		{ echo "status $status"; cat "$T/report"; } | not_ok "$scene: silent: $1"
	fi
}

# ill SCENE STATUS FIRST-LINE NUMBERS [SECONDS-BEFORE [SECONDS-AFTER]]: made, found, cured, silent
ill() {
	scene=$1
	sick "$1"
	sleep "${5:-0}"
	check
	finds "$2" "$3" "$4"
	cured
	sleep "${6:-0}"
	check
	silent "cured"
	let_go
}

# well IDS WHAT: no finding at all, and these (ID,...) are among the judged where netlink tells, notes too. What needs
# another look is not asked for at once, as the scene may have changed by then.
well() {
	silent "$2"
	check --all --only "$1"
	expected="0 critical, 0 warnings, 0 notes; $(echo "$1" | tr ',' '\n' | grep -c .) judged, 0 not"
	if [ "$(cat "$T/report")" = "$expected" ] && [ "$status" = 0 ]; then
		ok "$scene: healthy, judged: $1"
	elif [ "$SOURCE" = proc ] && grep -q '^0 critical, 0 warnings, 0 notes; .* not (why' "$T/report"; then
		ok "$scene: not all of $1 is judged"
	else
		{ echo "status $status, expected $expected"; cat "$T/report"; } | not_ok "$scene: healthy: $1"
	fi
}

# healthy IDS SCENE WHAT [SECONDS-BEFORE]
healthy() {
	scene=$2
	sick "$2"
	sleep "${4:-0}"
	check
	well "$1" "$3"
	let_go
}

# filter HOOK PRIORITY RULE: all packets go by that rule
filter() {
	nft -f - 2>"$T/nft" <<-END
		table inet t {
		chain c {
			type filter hook $1 priority $2
			$3
		}
		}
	END
}

# What netlink tells and /proc does not: there the finding must be named as not judged.
by_netlink_only() {
	if [ "$SOURCE" = netlink ]; then
		"$@"
		return
	fi
	scene=$2
	sick "$2"
	check --verbose --only "$1"
	if [ "$status" = 3 ] && grep -q "^not judged: $1: netlink" "$T/report"; then
		ok "$scene: not judged without netlink"
	else
		{ echo "status $status"; cat "$T/report"; } | not_ok "$scene: not judged without netlink"
	fi
	let_go
}

# notes SCENE FIRST-LINE NUMBERS OPTION...: what is a note is told with --all, and changes no status
notes() {
	scene=$1 first=$2 numbers=$3
	shift 3
	sick "$scene"
	check
	silent "without --all"
	check --all "$@"
	finds 0 "$first" "$numbers"
	let_go
}

by() { if [ "$SOURCE" = netlink ]; then echo "$1"; else echo "$2"; fi; }

part_accept() {
	FOR=2
	ill accept 2 'CRITICAL accept-queue-full: tcp 127.0.0.1:8001, @' \
		"$(by '5 connections wait where 4 may; [1-9][0-9]* handshakes? w[a-z]* dropped in the last 2 s.' \
			'5 connections wait; [1-9][0-9]* handshakes? w[a-z]* dropped in the last 2 s.')" 0 1.2
	healthy accept-queue-full,listener-drops accept_room "20 wait where 128 may"
	healthy accept-queue-full accept_one "a backlog of one, which is used"
}

part_drops() {
	if [ "$SOURCE" = proc ]; then
		ill drops 1 'WARNING accept-queue-full: this namespace' '[1-9][0-9]* handshakes? w[a-z]* dropped in the last 1 s.'
	else
		ill drops 1 'WARNING listener-drops: tcp 127.0.0.1:8002, @' \
			'[1-9][0-9]* handshakes? w[a-z]* dropped in the last 1 s, [1-9][0-9]* since it listens.'
	fi
}

part_half_open() {
	FOR=2
	echo 1 >/proc/sys/net/ipv4/tcp_syncookies
	ill half_open "[12]" "$(by 'WARNING syn-queue-full: tcp 127.0.0.1:8003, @' 'WARNING syn-queue-full: tcp 127.0.0.1:8003')" \
		"[0-9]* connections half open, [0-9]* without an answer to our answer;.* [1-9][0-9]* SYN cookies? sent.* in the last 2 s."
	FOR=1 # before those who connect have tried again twice
	healthy syn-queue-full half_open_room "14 half open where 128 may"
	echo 2 >/proc/sys/net/ipv4/tcp_syncookies
	healthy syn-queue-full half_open_room "cookies for everybody"
	FOR=2
	echo 0 >/proc/sys/net/ipv4/tcp_syncookies
	ill half_open 2 "$(by 'CRITICAL syn-queue-full: tcp 127.0.0.1:8003, @' 'CRITICAL syn-queue-full: tcp 127.0.0.1:8003')" \
		".* [1-9][0-9]* handshakes? dropped in the last 2 s."
}

part_unix() {
	if [ "$SOURCE" = proc ]; then
		by_netlink_only unix-queue-full unix
		return
	fi
	ill unix 2 "CRITICAL unix-queue-full: unix $T/sick.sock, @" '5 connections wait where 4 may.'
	scene=unix_room
	healthy unix-queue-full unix_room "7 wait where 10 may"
}

part_ports() {
	ill ports 2 'CRITICAL ports-used-up: tcp 127.0.0.1:* to 127.0.0.1:8005, @' \
		'192 of 200 ports (96 %) are in use to this destination, 0 of them by connections that have ended (TIME_WAIT).'
	healthy ports-used-up ports_many "192 of 200 ports, to sixteen addresses"
}

part_ports_ended() {
	scene=ports_ended
	sick ports_ended
	check
	finds 1 'WARNING ports-used-up: tcp 127.0.0.1:* to 127.0.0.1:8005, @' \
		'160 of 200 ports (80 %) are in use to this destination, 150 of them by connections that have ended (TIME_WAIT).'
	let_go
}

part_ports_mapped() {
	ill ports_mapped 1 'WARNING ports-used-up: tcp 127.0.0.1:* to 127.0.0.1:8005, @' '160 of 200 ports (80 %) .*'
	echo '40000-40031' >/proc/sys/net/ipv4/ip_local_reserved_ports
}

part_udp() {
	ill udp 2 'CRITICAL udp-receive-loss: udp 127.0.0.1:8006, @' \
		'[1-9][0-9]* packets were dropped in the last 1 s, [1-9][0-9]* since it is open.*'
	healthy udp-receive-loss,udp-send-loss udp_read "a thousand packets a second, which are read"
	ill udp_send 1 'WARNING udp-send-loss: this namespace' '[1-9][0-9]* packets in the last 1 s.'
}

part_gone() {
	ill gone 1 'WARNING peer-gone: tcp to 127.0.0.1:*, @' '3 connections; the same data sent again [3-5] times.*' 3
	FOR=0
	healthy peer-gone gone_late "an answer that is late"
}

part_reading() {
	ill not_reading 1 'WARNING peer-not-reading: tcp 127.0.0.1:8008 to 127.0.0.1:#, @' \
		'[1-9][0-9]* bytes wait here: the other side has no room.*' 3
	healthy program-not-reading stray "a stray byte in an idle connection"
	healthy peer-not-reading,program-not-reading slow "a small window, which is read all the time" 1
	[ "$SOURCE" = netlink ] || return 0
	scene=not_reading
	sick not_reading
	sleep 3
	check
	finds 1 'WARNING program-not-reading: tcp 127.0.0.1:# to 127.0.0.1:8008, @' \
		'[1-9][0-9]* bytes wait, none was read in the last 1 s; the last came [2-5] s ago.'
	kill -STOP "$leashed"
	check
	finds 1 'WARNING program-not-reading: tcp 127.0.0.1:# to 127.0.0.1:8008, @' '[1-9].*'
	yes_if "a stopped program is said to be stopped" grep -q 'The program is stopped by a signal' "$T/report"
	kill -CONT "$leashed"
	let_go
}

part_limited() {
	if [ "$SOURCE" = proc ]; then
		by_netlink_only sender-limited not_reading
		return
	fi
	healthy sender-limited talk "a byte now and then"
	scene=not_reading
	sick not_reading
	sleep 3
	check --all --only sender-limited
	finds 0 'NOTE sender-limited: tcp 127.0.0.1:8008 to 127.0.0.1:#, @' \
		"Busy for [3-6] s; held back 0 % of it by our send buffer, [0-9]* % by the other side's receive buffer."
	let_go
	scene=send_buffer
	sick send_buffer
	for _ in 1 2 3 4; do # on a busy machine the program may be late with its next bytes, which no buffer is to blame for
		sleep 3
		check --all --only sender-limited
		! grep -q '^NOTE' "$T/report" || break
	done
	finds 0 'NOTE sender-limited: tcp 10.7.0.1:# to 10.7.0.2:8017, @' \
		"Busy for [2-6] s; held back [5-9][0-9] % of it by our send buffer, [0-9]* % by the other side's receive buffer."
	yes_if "a setting is told with its present value" \
		grep -q "raise net.ipv4.tcp_wmem (now $(tr '\t' ' ' </proc/sys/net/ipv4/tcp_wmem))" "$T/report"
	let_go
}

# Packets of more than 1000 bytes are lost without a word.
part_mtu() {
	ip link set lo mtu 1500
	healthy mtu too_large "they come through"
	if ! filter input 0 'meta length > 1000 drop'; then
		skip "mtu" "no nft here"
		return
	fi
	if [ "$SOURCE" = netlink ]; then
		scene=too_large
		sick too_large
		sleep 2.5
		check --all --only mtu
		finds 0 'NOTE mtu: tcp 127.0.0.1:# to 127.0.0.1:8018, @' 'Small data goes, full packets are sent again and again: .*'
		let_go
	fi
}

part_pieces() {
	FOR=2
	ip link set lo mtu 1500
	if ! filter prerouting -500 'ip frag-off & 0x1fff != 0 drop'; then
		skip "reassembly" "no nft here"
		return
	fi
	ill pieces 1 'WARNING reassembly: this namespace' '[1-9][0-9]* of [1-9][0-9]* in the last 2 s ([1-9][0-9]* %).' 1 2
	nft flush ruleset
	healthy reassembly pieces "packets in pieces, none of them lost"
}

part_complaints() {
	for words in "expired Packets were on their way too long" "redirect A router told of a better one" \
		"wrong They were malformed"; do
		notes "icmp_${words%% *}" 'NOTE icmp: this namespace' '[1-9][0-9]* messages in the last 1 s.' --only icmp
		yes_if "$scene: what it means" grep -q "${words#* }" "$T/report"
	done
	healthy icmp icmp_echo "pings"
}

part_device() {
	FOR=1
	if [ ! -c /dev/net/tun ]; then
		skip "interface-errors, routes" "no /dev/net/tun here"
		return
	fi
	ill device 1 'WARNING interface-errors: tun0' '[1-9][0-9]* of [1-9][0-9]* packets bad or lost in the last 1 s ([1-9][0-9]* %), sending.'
	healthy interface-errors device_read "thousands of packets, which are taken"
	ill spoofed 1 'WARNING routes: this namespace' '[1-9][0-9]* packets in the last 1 s.'
	ip route add blackhole default
	notes inner 'NOTE routes: this namespace' 'There is no default route.' --only routes
	ip route del blackhole default
	ip route add default dev lo
	healthy routes inner "a default route"
}

part_unanswered() {
	ill unanswered 1 'WARNING syn-unanswered: tcp to 127.0.0.1:8009, @' \
		'3 attempts to connect, repeated [23] times without any answer.' 2.5
	FOR=0
	healthy syn-unanswered unanswered "three that have just begun"
}

part_time_wait() {
	ill time_wait 1 'WARNING time-wait-overflow: this namespace' '.*'
	echo 262144 >/proc/sys/net/ipv4/tcp_max_tw_buckets
	[ "$SOURCE" = proc ] || healthy time-wait-overflow time_wait_many "50,000 that have ended, under the limit"
}

part_idle() {
	if ! filter input 0 'ct state established accept'; then
		skip "idle connections beyond the tracker" "no nft here"
		return
	fi
	if [ "$SOURCE" = proc ]; then
		by_netlink_only idle-without-keepalive idle
		return
	fi
	healthy idle-without-keepalive idle "three idle connections"
	echo 2 >/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established
	scene=idle
	sick idle
	sleep 3
	check --all
	finds 0 'NOTE idle-without-keepalive: tcp 127.0.0.1:#, @' '6 connections without a packet for at least [34] s, and without keepalive.'
	let_go
	healthy idle-without-keepalive idle_kept "idle as long, with keepalive" 3
}

part_counters() {
	ill resets 1 'WARNING resets: this namespace' '[1-9][0-9]* resets sent in the last 1 s; .*'
	notes no_port 'NOTE udp-send-loss: this namespace' '[1-9][0-9]* packets in the last 1 s.'
	ill no_route 1 'WARNING routes: this namespace' '[1-9][0-9]* packets in the last 1 s.'
	healthy resets resets_few "three ports that were closed"
	healthy netlink-drops events_read "a program that hears all"
	ill events 1 'WARNING netlink-drops: netlink, @' '[1-9][0-9]* messages? w[a-z]* dropped in the last 1 s, [1-9][0-9]* since it is open.'
}

part_lossy() {
	if ! filter input 0 'numgen random mod 16 == 0 drop'; then
		skip "retransmissions" "no nft here"
		return
	fi
	FOR=2
	scene=lossy
	sick lossy
	check --only retransmissions
	[ "$status" = 1 ] && sev=WARNING || sev=CRITICAL
	finds "$status" "$sev retransmissions: this namespace" '[0-9]* of [0-9]* segments sent in the last 2 s were sent again ([0-9]* %).'
	let_go
	nft flush ruleset
	healthy retransmissions lossy "the same without loss"
}

part_open() {
	scene=exposed
	sick exposed
	check
	finds 1 'WARNING exposed-listener: tcp 0.0.0.0:6379, @' 'It listens on every address, or on a public one.'
	let_go
	healthy exposed-listener,no-owner,deleted-executable inner "the same, on 127.0.0.1"
	ip -6 addr add 2001:db8::1/64 dev lo
	healthy one-family-only both_families "a listener for each family"
	[ "$SOURCE" = proc ] || notes only4 'NOTE one-family-only: tcp 0.0.0.0:8015, @' \
		'IPv4 only, and this machine has a public IPv6 address.'
	[ "$SOURCE" = proc ] || notes only6 'NOTE one-family-only: tcp [::]:8015, @' 'IPv6 only: it is set so (IPV6_V6ONLY).'
	scene=no-owner
	if ip link add v0 type vxlan id 1 dstport 4789 dev lo 2>/dev/null && ip link set v0 up; then
		check --all
		finds 0 'NOTE no-owner: udp 0.0.0.0:4789' 'No process has this socket.'
		ip link del v0
	else
		skip "no-owner" "no vxlan here"
	fi
	scene=deleted
	cp "$(command -v perl)" "$T/service"
	on_leash "$T/service" "$TESTS/live/sick.pl" inner "$T/cured"
	rm "$T/service"
	check
	finds 1 "WARNING deleted-executable: tcp 127.0.0.1:6379, service ($leashed)" 'Its executable was .*'
	let_go
}

part_workers() {
	[ "$SOURCE" = netlink ] || { by_netlink_only reuseport-imbalance workers; return; }
	healthy reuseport-imbalance workers_busy "two workers, both of which accept"
	ill workers "[12]" 'WARNING reuseport-imbalance: tcp 127.0.0.1:8016, @' \
		'3 connections wait for this worker where 2 may; 1 other of this port without any.' 0 1.5
}

# Made at the start, and looked at a minute later.
part_held() {
	scene=held_young
	sick held_young
	check
	well close-wait-leak "150 that were closed a second ago"
	let_go
	healthy half-closed-held held "30 that were half closed a second ago"
	scene=held
	rm -f "$T/cured"
	on_leash sh -c "ulimit -n 100; exec perl '$TESTS/live/sick.pl' held '$T/cured'"
	sleep 61
	check
	if [ "$SOURCE" = proc ]; then
		silent "by /proc it is not judged"
		check --verbose --only close-wait-leak
		yes_if "$scene: and that is told" grep -q '^not judged: close-wait-leak: netlink' "$T/report"
	else
		finds 2 'CRITICAL close-wait-leak: tcp 127.0.0.1:8004, @' \
			'30 connections that the other side closed (CLOSE_WAIT), for at least 6[0-9] s; 30 of them not read to the end. The program may have 100 files open.'
		finds 2 'WARNING half-closed-held: tcp 127.0.0.1:#, @' '30 connections closed by us for sending only (FIN_WAIT2), for at least 6[0-9] s.'
	fi
	cured
	check
	silent cured
	let_go
}

# A /proc that is recorded, for what cannot be made here: the whole machine's, which a namespace has none of.
record() {
	rm -rf "$T/proc"
	mkdir -p "$T/proc/net/stat" "$T/proc/sys/net/ipv4/neigh/default" "$T/proc/sys/net/netfilter" "$T/proc/sys/net/core"
	cd "$T/proc/sys/net" || exit 1
	echo 16384 >ipv4/tcp_max_orphans
	echo '10000 20000 30000' >ipv4/tcp_mem
	echo 1024 >ipv4/neigh/default/gc_thresh3
	echo '32768 60999' >ipv4/ip_local_port_range
	echo 1000 >core/netdev_max_backlog
	echo 65536 >netfilter/nf_conntrack_max
	echo 432000 >netfilter/nf_conntrack_tcp_timeout_established
	echo 100 >netfilter/nf_conntrack_count
	cd "$T/proc/net" || exit 1
	for f in tcp udp; do
		echo '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode' >$f
	done
	printf 'sockets: used 9\nTCP: inuse 3 orphan 5 tw 1 alloc 5 mem 7\nFRAG: inuse 0 memory 0\n' >sockstat
	cat >snmp <<-'END'
		Ip: OutNoRoutes ReasmReqds ReasmFails FragFails
		Ip: 0 1000 0 0
		Icmp: InErrors InRedirects InTimeExcds
		Icmp: 0 0 0
		Tcp: RetransSegs OutSegs OutRsts
		Tcp: 100 100000 5
		Udp: InDatagrams NoPorts SndbufErrors
		Udp: 5 0 0
	END
	printf 'TcpExt: TCPSynRetrans TCPMemoryPressures TCPAbortOnMemory\nTcpExt: 0 0 0\n' >netstat
	printf '00001000 00000000 00000000 0 0\n00001000 00000000 00000000 0 0\n' >softnet_stat
	printf 'entries drop early_drop insert_failed\n00000064 0 0 0\n00000064 0 0 0\n' >stat/nf_conntrack
	for source in 10.0.0.5 10.0.0.7 10.0.0.7 10.0.0.6 10.0.0.7; do
		echo "ipv4 2 udp 17 29 src=$source dst=1.1.1.1 sport=5 dport=53 src=1.1.1.1 dst=$source sport=53 dport=5 mark=0 use=1"
	done >nf_conntrack
	printf 'entries table_fulls\n00000010 00000000\n00000010 00000000\n' >stat/arp_cache
	printf 'Inter-| Receive\n face |bytes\n  eth0: 1 100000 0 0 0 0 0 0 1 100000 0 0 0 0 0 0\n' >dev
}

# growing SED FILE: it changes so between the two looks
growing() {
	(
		sleep 0.5
		sed "$1" "$2" >"$T/new"
		mv "$T/new" "$2"
	) &
	changing=$!
}

# recorded WHAT FILE SED STATUS FIRST-LINE NUMBERS: a level, at once; with `grows` in front of WHAT between the looks
recorded() {
	record
	scene="recorded: $1"
	case $1 in
	grows*) growing "$3" "$2" ;;
	*) sed -i "$3" "$2" ;;
	esac
	check
	finds "$4" "$5" "$6"
	[ "$1" = "${1#grows}" ] || wait "$changing"
}

# sound ID WHAT FILE SED: a level that is none to tell of
sound() {
	record
	scene="recorded: $1"
	sed -i "$4" "$3"
	check
	well "$1" "$2"
}

part_recorded() {
	PROC_ROOT=$T/proc
	export PROC_ROOT
	record
	scene=recorded
	check
	silent "a healthy machine"
	recorded orphans sockstat 's/orphan 5/orphan 5000/' 1 'WARNING orphans: this machine' \
		'5000 closed connections still send where 16384 may (30 %).'
	recorded orphans sockstat 's/orphan 5/orphan 9000/' 2 'CRITICAL orphans: this machine' '9000 .*'
	recorded "grows: orphans" netstat 's/0 0 0$/0 0 7/' 2 'CRITICAL orphans: this machine' \
		'7 connections were cut off in the last 1 s for want of memory.'
	recorded tcp-memory sockstat 's/mem 7/mem 21000/' 1 'WARNING tcp-memory: this machine' \
		'21000 pages are in use where 20000 may be (105 %).'
	recorded tcp-memory sockstat 's/mem 7/mem 29000/' 2 'CRITICAL tcp-memory: this machine' '29000 .*'
	recorded conntrack-full "$T/proc/sys/net/netfilter/nf_conntrack_count" 's/100/50000/' 1 \
		'WARNING conntrack-full: this machine' \
		'50000 connections are tracked where 65536 may be (76 %). Most, 3, are from 10.0.0.7.'
	recorded conntrack-full "$T/proc/sys/net/netfilter/nf_conntrack_count" 's/100/65536/' 2 \
		'CRITICAL conntrack-full: this machine' '65536 .*'
	recorded "grows: conntrack-full" stat/nf_conntrack 's/0 0 0$/a 0 0/' 2 'CRITICAL conntrack-full: this machine' '20 connections had no room in the last 1 s. Most, 3, are from 10.0.0.7.'
	recorded neighbours stat/arp_cache 's/00000010 /000003f0 /' 1 'WARNING neighbour-table-full: this machine' \
		'1008 neighbours are known where 1024 may be (98 %).'
	recorded "grows: neighbours" stat/arp_cache 's/00000000$/00000003/' 2 'CRITICAL neighbour-table-full: this machine' '6 times in the last 1 s .*'
	recorded "grows: softnet" softnet_stat 's/ 00000000 / 0000000f /' 1 'WARNING softnet-drops: this machine' '30 times in the last 1 s.'
	recorded "grows: retransmissions" snmp 's/^Tcp: 100 .*/Tcp: 180 102000 5/' 1 'WARNING retransmissions: this machine' \
		'80 of 2000 segments sent in the last 1 s were sent again (4 %).'
	recorded "grows: reassembly" snmp 's/0 1000 0 0/0 1200 50 0/' 1 'WARNING reassembly: this machine' '50 of 200 in the last 1 s (25 %).'
	recorded "grows: mtu" snmp 's/0 1000 0 0/0 1000 0 9/' 1 'WARNING mtu: this machine' \
		'9 packets in the last 1 s too large for the next network, and not to be divided.'
	recorded "grows: udp-send-loss" snmp 's/^Udp: 5 0 0/Udp: 5 0 4/' 1 'WARNING udp-send-loss: this machine' '4 packets in the last 1 s.'
	recorded "grows: interface-errors" dev 's/100000 0 0/101000 50 0/' 1 'WARNING interface-errors: eth0' \
		'50 of 1000 packets bad or lost in the last 1 s (5 %), receiving.'
	recorded "grows: interface-errors" dev 's/1 100000 0 0 0 0 0 0$/1 102000 0 99 0 0 0 0/' 1 'WARNING interface-errors: eth0' \
		'99 of 2099 packets bad or lost in the last 1 s (4 %), sending.'
	record
	scene="recorded: a radio"
	printf 'Inter-| sta-|\n face | tus |\n  eth0: 0000 70. -40. -256 0 0 0 0 0 0\n' >wireless
	growing 's/100000 0 0/110000 0 900/' dev
	check
	well interface-errors "8 % of what comes by radio is dropped"
	wait "$changing"
	rm wireless
	growing 's/110000 0 900/120000 0 1800/' dev
	check
	finds 1 'WARNING interface-errors: eth0' '900 of 10000 packets bad or lost in the last 1 s (9 %), receiving.'
	wait "$changing"
	sound orphans "a quarter less a few" sockstat 's/orphan 5/orphan 4000/'
	sound tcp-memory "below where the kernel begins to save" sockstat 's/mem 7/mem 19000/'
	sound conntrack-full "73 % of what may be" "$T/proc/sys/net/netfilter/nf_conntrack_count" 's/100/48000/'
	sound softnet-drops "drops of long ago" softnet_stat 's/ 00000000 / 0000000f /'
	sound neighbour-table-full "78 % of what may be" stat/arp_cache 's/00000010 /00000320 /'
	record
	scene="recorded: few packets"
	growing 's/100000 0 0/100050 2 9/' dev
	check
	silent "two errors and nine drops"
	wait "$changing"
	record
	sed -i 's/mem 7/mem 29000/' sockstat
	growing 's/100000 0 0/101000 50 0/' dev
	by_schema '"interface":"eth0"' --for 1
	wait "$changing"
	record
	rm netstat stat/* softnet_stat
	scene="recorded: an old kernel"
	check --verbose
	yes_if "$scene: what it has not is not judged" grep -q '^not judged: neighbour-table-full: this kernel has no such' "$T/report"
	is "$scene: and no finding" 0 "$status"
}

# A namespace, and a user, without rights; and a host that is sick, seen from within.
part_rights() {
	scene="a child namespace"
	check --verbose
	for f in softnet-drops neighbour-table-full; do
		yes_if "$scene: $f is the machine's" grep -q "^not judged: $f: .*whole machine" "$T/report"
	done
	is "$scene: status" 0 "$status"
	"$SOCKLET" check --for 0 >"$T/report" 2>&1
	status=$?
	silent "one look"
	scene="an ordinary user"
	command -v setpriv >/dev/null || { skip "$scene" "no setpriv here"; return; }
	sick exposed
	user="setpriv --reuid 65534 --clear-groups"
	$user true 2>/dev/null || user="setpriv --bounding-set -all --inh-caps -all"
	$user "$SOCKLET" check --for 0 --all >"$T/report" 2>&1
	status=$?
	finds 1 'WARNING exposed-listener: tcp 0.0.0.0:6379' 'It listens on every address, or on a public one.'
	let_go
}

# by_schema WHAT OPTION...: what --json writes is of the one schema, findings of sockets, paths, interfaces and the machine
by_schema() {
	about=$1
	shift
	"$SOCKLET" check "$@" --all --json >"$T/array" 2>/dev/null
	"$SOCKLET" check "$@" --all --json=lines >"$T/lines" 2>/dev/null
	schema=$SOCKLET_DIR/socklet.schema.json
	[ -e "$schema" ] || make -s -C "$TESTS/.." O="$SOCKLET_DIR" docs >/dev/null 2>&1
	if ! /usr/bin/python3 -c 'import jsonschema' 2>/dev/null; then
		skip "$about: by the schema" "there is no python3 with jsonschema here"
		return
	fi
	yes_if "$about: by the schema" /usr/bin/python3 "$TESTS/live/judge.py" valid "$schema" "$T/array" "$T/lines"
	yes_if "$about: it is about $about" grep -q "$about" "$T/array"
}

# Three namespaces besides the own one: a sick one with a name, a sick one and a healthy one without.
part_everywhere() {
	scene="-N all"
	if ! "$SOCKLET_DIR/ss" -N all -H >/dev/null 2>"$T/errors" && grep -q 'all' "$T/errors"; then
		skip "$scene" "not in this build"
		return
	fi
	mkdir -p /run/netns && mount -t tmpfs none /run/netns
	ip netns add upstairs || { skip "$scene" "no named namespaces here"; return; }
	unshare -n sleep 20 &
	healthy=$!
	ip netns exec upstairs ip link set lo up
	on_leash ip netns exec upstairs perl "$TESTS/live/sick.pl" exposed "$T/cured"
	named=$leashed
	exec 8>&9
	on_leash unshare -n sh -c "ip link set lo up; exec perl '$TESTS/live/sick.pl' resets '$T/cured'"
	check -N all
	finds 1 'WARNING exposed-listener: tcp 0.0.0.0:6379, perl (#), namespace upstairs' 'It listens on every .*'
	finds 1 "WARNING resets: namespace $leashed:perl" '[1-9][0-9]* resets sent in the last 1 s; .*'
	is "a last line for each" 4 "$(grep -c '^Namespace .*: . critical, . warnings*, . notes*; ' "$T/report")"
	yes_if "the healthy one is said to be" grep -q "^Namespace $healthy:sleep: 0 critical, 0 warnings" "$T/report"
	is "two findings, and no other" 2 "$(grep -c '^[A-Z]* [a-z-]*: ' "$T/report")"
	check -N all --verbose --only softnet-drops,neighbour-table-full
	is "the machine's counters are judged in none: status" 3 "$status"
	is "the machine's counters are judged in none" 8 "$(grep -c '^not judged: .*whole machine' "$T/report")"
	if command -v jq >/dev/null && "$SOCKLET" check -N all --for 1 --json >"$T/json" 2>/dev/null; [ -s "$T/json" ]; then
		is "--json names them" "exposed-listener upstairs resets $leashed:perl " \
			"$(jq -r '.[] | "\(.finding) \(.netns)"' "$T/json" | sort | tr '\n' ' ')"
	fi
	by_schema '"netns":"upstairs"' -N all --for 0
	"$SOCKLET" check -N all --for 0 --only exposed-listener >"$T/report" 2>&1
	is "one look: status" 1 $?
	scene="-N all, an ordinary user"
	if command -v setpriv >/dev/null && setpriv --reuid 65534 --clear-groups "$SOCKLET" check --list >"$T/said" 2>&1; then
		setpriv --reuid 65534 --clear-groups "$SOCKLET" check -N all --for 0 >"$T/report" 2>"$T/errors"
		status=$?
		finds 1 'WARNING exposed-listener: tcp 0.0.0.0:6379, namespace #:perl' 'It listens on every .*'
		yes_if "$scene: what is by /proc alone is told" grep -q 'may not be entered: shown as /proc has them' "$T/errors"
	else
		skip "$scene" "no setpriv here, or the program is not for everybody"
	fi
	scene="-N all"
	kill "$healthy"
	let_go
	exec 8>&-
	wait "$named"
	check -N all
	yes_if "cured: nothing is found" [ "$status$(grep -c '^[A-Z]* [a-z-]*: ' "$T/report")" = 00 ]
}

# As monitors, cron and scripts call it.
part_callers() {
	scene=callers
	sick exposed
	"$SOCKLET" check --for 0 <&- >"$T/report" 2>&1
	is "standard input closed: status" 1 $?
	"$SOCKLET" check --for 0 >&- 2>/dev/null
	is "standard output closed: status" 3 $?
	is "only what is asked: status" 0 "$("$SOCKLET" check --for 0 --only accept-queue-full >/dev/null; echo $?)"
	is "all but: status" 0 "$("$SOCKLET" check --for 0 --except exposed-listener >/dev/null; echo $?)"
	is "an unknown finding: status" 3 "$("$SOCKLET" check --only nothing 2>/dev/null; echo $?)"
	is "an unknown option: status" 3 "$("$SOCKLET" check --what 2>/dev/null; echo $?)"
	is "counters by one look cannot be judged: status" 3 "$("$SOCKLET" check --for 0 --only resets >/dev/null; echo $?)"
	is "--list: as many as there are" "$(grep -c '^FINDING(' "$TESTS/../include/check/findings.def")" \
		"$("$SOCKLET" check --list | wc -l)"
	negate=$(command -v negate || ls /usr/lib/nagios/plugins/negate 2>/dev/null)
	if [ -n "$negate" ]; then
		"$negate" -w CRITICAL "$SOCKLET" check --for 0 >"$T/report"
		is "monitoring-plugins' negate makes a critical of the warning" 2 $?
		yes_if "and hands our lines on" grep -q '^WARNING exposed-listener' "$T/report"
	else
		skip "monitoring-plugins' negate" "not installed"
	fi
	"$SOCKLET" check --for 0 --json >"$T/json" 2>/dev/null
	if [ $? = 3 ]; then
		skip "check --json" "not in this build"
	elif command -v jq >/dev/null; then
		by_schema '"local_port":6379' --for 0
		is "--json" 'exposed-listener warning 0.0.0.0 6379 perl' \
			"$(jq -r '.[] | "\(.finding) \(.severity) \(.local_address) \(.local_port) \(.users[0].name)"' "$T/json")"
	fi
	let_go
	scene="-N"
	on_leash unshare -n sh -c "ip link set lo up; exec perl '$TESTS/live/sick.pl' exposed '$T/cured'"
	FOR=0
	check
	silent "another namespace's listener"
	check -N "$leashed"
	finds 1 'WARNING exposed-listener: tcp 0.0.0.0:6379, @' 'It listens .*'
	check -N nowhere
	is "-N nowhere: status" 3 "$status"
	let_go
	"$SOCKLET" check --for 0 --json 2>/dev/null | tr -d '\n' | grep -q '^\[\]$' &&
		ok "--json: an empty array"
}

if [ $# -gt 0 ]; then
	own_namespaces "$@"
	ip link set lo up
	echo 262144 >/proc/sys/net/ipv4/tcp_max_tw_buckets
	"part_$1"
	exit 0
fi
scratch
# Every setting that is advised exists, on a machine that is no namespace and has a firewall's table.
if [ -e /proc/sys/net/ipv4/tcp_mem ] && [ -e /proc/sys/net/netfilter/nf_conntrack_max ]; then
	grep -o '\[=*net[^]]*' "$TESTS/../include/check/findings.def" | tr -d '[=' | tr . / | while read -r setting; do
		[ -e "/proc/sys/$setting" ] || echo "$setting"
	done >"$T/missing"
	yes_if "settings that are advised are there" diff /dev/null "$T/missing"
else
	skip "settings that are advised are there" "this is a namespace, or there is no connection tracking"
fi
for source in netlink proc; do
	SOURCE=$source sh "$0" held >"$T/held.$source" 2>&1 &
done
(parts "twice accept" "twice drops" "twice half_open" "twice unix" "twice ports" "twice ports_ended" "twice ports_mapped" \
	"twice udp" "twice gone" "twice reading" "twice limited" "twice unanswered" "twice time_wait" "twice idle" \
	"twice counters" "twice lossy" "twice mtu" "twice pieces" "twice complaints" "twice device" "twice open" \
	"twice workers" recorded rights everywhere callers) | tee "$T/all"
wait
cat "$T"/held.* | tee -a "$T/all"
# Every finding was found where it is, and judged where it is not.
awk -F'"' '/^FINDING/ { print $2 }' "$TESTS/../include/check/findings.def" | while read -r finding; do
	grep -q "^ok - .*: found and named: [A-Z]* $finding:" "$T/all" || echo "$finding has no sick scene"
	grep -q "^ok - .*: healthy, judged: .*$finding" "$T/all" || echo "$finding has no healthy scene"
done >"$T/missing"
if [ -s "$T/missing" ] && grep -q '^skip' "$T/all"; then
	skip "every finding has a sick scene and a healthy one" "some scenes cannot be made here: $(tr '\n' ' ' <"$T/missing")"
else
	yes_if "every finding has a sick scene and a healthy one" diff /dev/null "$T/missing"
fi
