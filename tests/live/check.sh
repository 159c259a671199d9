#!/bin/sh
# SPDX-License-Identifier: 0BSD
# `socklet check`: each illness for real, in namespaces of its own: made, found, named rightly, cured, silent; and as
# many healthy scenes, in which nothing is to be found. sick.pl makes them. Twice, by netlink and by /proc; what must
# last a minute is made first and looked at when the others are done.
set -u
. "$(dirname "$0")/../lib.sh"
SOCKLET=$SOCKLET_DIR/socklet
FOR=1

# check OPTION...: its output is in $T/report, its status in $status
check() {
	"$SOCKLET" check --for "$FOR" "$@" >"$T/report" 2>"$T/errors"
	status=$?
	cat "$T/errors" >>"$T/report"
}

sick() {
	rm -f "$T/cured"
	T=$T on_leash perl "$TESTS/live/sick.pl" "$1" "$T/cured"
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

# healthy SCENE WHAT
healthy() {
	scene=$1
	sick "$1"
	check
	silent "$2"
	let_go
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
		"$(by '5 connections wait where 4 may; [1-9][0-9]* handshakes? dropped in the last [12] s.' \
			'5 connections wait; [1-9][0-9]* handshakes? dropped in the last [12] s.')" 0 1.2
	healthy accept_room "20 wait where 128 may"
	healthy accept_one "a backlog of one, which is used"
}

part_drops() {
	if [ "$SOURCE" = proc ]; then
		ill drops 1 'WARNING accept-queue-full: this namespace' '[1-9][0-9]* handshakes? dropped in the last [12] s.'
	else
		ill drops 1 'WARNING listener-drops: tcp 127.0.0.1:8002, @' \
			'[1-9][0-9]* handshakes? refused in the last [12] s, [1-9][0-9]* since this socket was opened.'
	fi
}

part_half_open() {
	FOR=2
	echo 1 >/proc/sys/net/ipv4/tcp_syncookies
	ill half_open 1 "$(by 'WARNING syn-queue-full: tcp 127.0.0.1:8003, @' 'WARNING syn-queue-full: tcp 127.0.0.1:8003')" \
		"[0-9]* connections half open, [0-9]* of them did not answer us again; .*[0-9]* SYN cookies? needed .*"
	healthy half_open_room "14 half open where 128 may"
	echo 2 >/proc/sys/net/ipv4/tcp_syncookies
	healthy half_open_room "cookies for everybody"
	echo 0 >/proc/sys/net/ipv4/tcp_syncookies
	ill half_open 2 "$(by 'CRITICAL syn-queue-full: tcp 127.0.0.1:8003, @' 'CRITICAL syn-queue-full: tcp 127.0.0.1:8003')" \
		".*[1-9][0-9]* handshakes? dropped in the last [12] s."
}

part_unix() {
	if [ "$SOURCE" = proc ]; then
		by_netlink_only unix-queue-full unix
		return
	fi
	ill unix 2 "CRITICAL unix-queue-full: unix $T/sick.sock, @" '5 connections wait where 4 may.'
	scene=unix_room
	healthy unix_room "7 wait where 10 may"
}

part_ports() {
	ill ports 2 'CRITICAL ports-used-up: tcp 127.0.0.1:* to 127.0.0.1:8005, @' \
		'192 of 200 ports (96 %) are in use to this destination, 0 of them by connections that have ended (TIME_WAIT).'
	healthy ports_many "192 of 200 ports, to sixteen addresses"
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
		'[1-9][0-9]* packets lost in the last [12] s, [1-9][0-9]* since this socket was opened.*'
}

part_gone() {
	ill gone 1 'WARNING peer-gone: tcp to 127.0.0.1:*, @' '3 connections; the same data sent again [3-5] times.*' 3
}

part_reading() {
	ill not_reading 1 'WARNING peer-not-reading: tcp 127.0.0.1:8008 to 127.0.0.1:#, @' \
		'[1-9][0-9]* bytes wait here, and the other side has no room for them.*' 3
	healthy stray "a stray byte in an idle connection"
	[ "$SOURCE" = netlink ] || return 0
	scene=not_reading
	sick not_reading
	sleep 3
	check
	finds 1 'WARNING program-not-reading: tcp 127.0.0.1:# to 127.0.0.1:8008, @' \
		'[1-9][0-9]* bytes wait to be read, and none was in the last [12] s; the last ones came [2-5] s ago.'
	kill -STOP $leashed
	check
	finds 1 'WARNING program-not-reading: tcp 127.0.0.1:# to 127.0.0.1:8008, @' '[1-9].*'
	yes_if "a stopped program is said to be stopped" grep -q 'The program is stopped by a signal' "$T/report"
	kill -CONT $leashed
	let_go
}

part_unanswered() {
	ill unanswered 1 'WARNING syn-unanswered: tcp to 127.0.0.1:8009, @' \
		'3 attempts to connect, asked again [23] times without any answer.' 2.5
}

part_time_wait() {
	ill time_wait 1 'WARNING time-wait-overflow: this namespace' '.*'
	echo 262144 >/proc/sys/net/ipv4/tcp_max_tw_buckets
	[ "$SOURCE" = proc ] || healthy time_wait_many "50,000 that have ended, under the limit"
}

part_idle() {
	if ! nft -f - 2>"$T/nft" <<-'END'; then
		table inet t {
		chain c {
			type filter hook input priority 0
			ct state established accept
		}
		}
	END
		skip "idle connections beyond the tracker" "no nft here"
		return
	fi
	if [ "$SOURCE" = proc ]; then
		by_netlink_only idle-without-keepalive idle
		return
	fi
	healthy idle "three idle connections"
	echo 2 >/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established
	scene=idle
	sick idle
	sleep 3
	check --all
	finds 0 'NOTE idle-without-keepalive: tcp 127.0.0.1:#, @' '6 connections without a packet for at least [34] s, and without keepalive.'
	let_go
}

part_counters() {
	ill resets 1 'WARNING resets: this namespace' '[1-9][0-9]* resets sent in the last [12] s; .*'
	notes no_port 'NOTE udp-send-loss: this namespace' '[1-9][0-9]* packets in the last [12] s.'
	ill no_route 1 'WARNING routes: this namespace' '[1-9][0-9]* packets in the last [12] s.'
	ill events 1 'WARNING netlink-drops: netlink, @' '[1-9][0-9]* messages? lost in the last [12] s, [1-9][0-9]* since this socket was opened.'
}

part_lossy() {
	if ! nft -f - 2>"$T/nft" <<-'END'; then
		table inet t {
		chain c {
			type filter hook input priority 0
			numgen random mod 12 == 0 drop
		}
		}
	END
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
	healthy lossy "the same without loss"
}

part_open() {
	scene=exposed
	sick exposed
	check
	finds 1 'WARNING exposed-listener: tcp 0.0.0.0:6379, @' 'It listens on every address, or on a public one.'
	let_go
	healthy inner "the same, on 127.0.0.1"
	[ "$SOURCE" = proc ] || notes only6 'NOTE one-family-only: tcp [::]:8015, @' 'It can be reached by IPv6 only: .*'
	scene=no-owner
	if ip link add v0 type vxlan id 1 dstport 4789 dev lo 2>/dev/null && ip link set v0 up; then
		check --all
		finds 0 'NOTE no-owner: udp 0.0.0.0:4789' 'No process that can be seen has this socket.'
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
	ill workers "[12]" 'WARNING reuseport-imbalance: tcp 127.0.0.1:8016, @' \
		'3 connections wait for this worker where 2 may, and 1 other of the same port has none.' 0 1.5
}

# Made at the start, and looked at a minute later.
part_held() {
	scene=held_young
	sick held_young
	check
	silent "150 that were closed a second ago"
	let_go
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
			'30 connections whose other side closed (CLOSE_WAIT), for at least 6[0-9] s; 30 of them with data or the end not read. The program may have 100 files open.'
		finds 2 'WARNING half-closed-held: tcp 127.0.0.1:#, @' '30 connections closed by us for sending only (FIN_WAIT2), for at least 6[0-9] s.'
	fi
	cured
	check
	silent cured
	let_go
}

if [ $# -gt 0 ]; then
	own_namespaces "$@"
	ip link set lo up
	echo 262144 >/proc/sys/net/ipv4/tcp_max_tw_buckets
	"part_$1"
	exit 0
fi
scratch
for source in netlink proc; do
	SOURCE=$source sh "$0" held >"$T/held.$source" 2>&1 &
done
(parts "twice accept" "twice drops" "twice half_open" "twice unix" "twice ports" "twice ports_ended" "twice ports_mapped" \
	"twice udp" "twice gone" "twice reading" "twice unanswered" "twice time_wait" "twice idle" "twice counters" \
	"twice lossy" "twice open" "twice workers")
wait
cat "$T"/held.*
