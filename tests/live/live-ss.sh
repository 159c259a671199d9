# SPDX-License-Identifier: 0BSD
# ss against iproute2's, both by /proc and both by netlink, live: see `live`. Then,
# byte for byte: terminals and other widths, tables of 0, 1 and many rows, and
# windows that overflow.
# shellcheck shell=sh disable=SC2034,SC2086,SC2154

. "$(dirname "$0")/../lib.sh"
if [ ! -x "$SOCKLET_DIR/ss" ]; then
	skip "live-ss" "ss is not in this build"
	exit 0
fi
if [ $# = 0 ]; then
	if ! SS=$(O=$SOCKLET_DIR "$TESTS/peers" 2>&1); then
		skip "live-ss" "$SS"
		exit 0
	fi
	export SS
	parts "twice inet" "twice names" timers "twice link" "twice unix" "twice widths" rows summary "twice others" "known unix" "known names" "known timers" "known link"
fi
own_namespaces "$@"
own_names
. "$TESTS/live/compare"
PROGRAM=ss PEER=$SS OURS=$SOCKLET_DIR/ss
if [ "$SOURCE" = netlink ]; then
	PROGRAM=ss-diag
else
	PROC_ROOT=/proc
	export PROC_ROOT
fi
unset COLUMNS

# What moves between two runs: timers, the pointers' hashes and the programs' own descriptors.
mask() {
	cat >"$T/mask.sed" <<-'END'
	s/timer:\(([a-z]+),[^,]*,[0-9]+\)/timer:(\1)/
	END
}

# Rows in the order of unix sockets' inodes, or of their bytes, and with single blanks, where order and widths are not the matter.
sorted() {
	mkdir "$T/sorted"
	for who in PEER OURS; do
		eval "program=\$$who"
		cat >"$T/sorted/$who" <<-END
		#!/bin/sh
		"$program" "\$@" >"$T/sorted/$who.out"
		status=\$?
		sed 's/ *\$//; s/  */ /g' "$T/sorted/$who.out" | awk '
			{ print (match(\$0, / [0-9]+ \* 0/) ? substr(\$0, RSTART) + 0 : 0) "|" \$0 }' |
			sort -t'|' -k1,1n -k2 | cut -d'|' -f2-
		exit \$status
		END
		chmod +x "$T/sorted/$who"
	done
	PEER=$T/sorted/PEER OURS=$T/sorted/OURS
}

# By netlink ss shows one of them, by /proc both.
both_families() {
	sed -i '/ -46/d' "$T/lines"
	"$OURS" -Htan >"$T/1"
	for line in "-Htan46" "-Htan64" "-f inet -f inet6 -Htan"; do
		"$OURS" $line >"$T/2"
		same "both families are both families: $line" "$T/1" "$T/2"
	done
}

states="established syn-sent syn-recv syn-rcv fin-wait-1 fin-wait-2 time-wait closed close unconnected
	close-wait last-ack listening closing bound-inactive all connected synchronized bucket big TIME-wait"

inet_lines() {
	cross "-n" ". -t -u -w -tu -tw -uw -tuw" ". -a -l -al -la" ". -4 -6 -46" ". -H -Q -O -HQ" |
		grep -E ' -(t|u|w|4|6)' >"$T/lines"
	[ "$SOURCE" = proc ] || both_families
	compare "tables, families, titles" "$T/lines"
	for s in $states; do
		echo "-tn state $s"
		echo "-tuwn state $s"
		echo "-tn exclude $s"
		echo "-tn excl $s -6"
		echo "-tun state $s state close-wait exclude fin-wait-1"
	done >"$T/lines"
	compare "states" "$T/lines"
	sed 's/ *#.*//' >"$T/lines" <<-'END'
	--numeric --tcp
	--numeric --all --udp
	--numeric --raw --listening
	--numeric --ipv4 --all --tcp
	--numeric --ipv6 --all --tcp
	--family=inet -na
	--family inet6 -na
	-f inet -tna
	-f inet -f inet6 -tna
	-A tcp -n
	-A tcp -na
	-A inet -nl
	-A tcp,udp -na
	-A inet,!udp -na
	-A inet,!tcp,!raw -na
	-A all,!unix,!netlink,!packet -na -4
	--query=raw -na
	--socket=udp,raw -na
	-u -A tcp -na
	-A tcp -u -na
	-ltn --no-header
	-ltn --no-queues
	-ltn --oneline
	-tn -- state listening
	state listening -tn
	-t state listening -n
	-w -n exclude established -a
	-tna dst 127.0.0.1
	-tn sport = :22 or dport = :22
	-tuna not ( src 127.0.0.1 )
	END
	[ "$SOURCE" = proc ] || sed -i '/-f inet -f inet6/d' "$T/lines"
	compare "options at length, queries, order of words" "$T/lines"
	while read -r line; do
		for who in "$PEER" "$OURS"; do
			"$who" $line >"$T/out" 2>"$T/err" </dev/null
			echo "exit $?, $(wc -l <"$T/out") lines, $([ -s "$T/err" ] && echo talk || echo quiet)"
		done >"$T/two"
		case $line in -h | --help | -V | -v | --version)
			sed -i 's/,.*//' "$T/two" ;;
		esac
		is "exit status of: $line" "$(sed -n 1p "$T/two")" "$(sed -n 2p "$T/two")"
	done <<-'END'
	-h
	--help
	-V
	-v
	--version
	-y
	--nonesuch
	-f
	-f appletalk
	-A appletalk
	-A tcp,
	-A tcp,!tcp
	-t state nonesuch
	-t state
	-t exclude
	-t dst
	-t ( sport = :22
	-t sport = :22 )
	-N nonesuch -t
	-F /nonesuch -t
	END
}

names_lines() {
	cross ". -n -r" "-t -u -w -tuw" ". -a -l" ". -p -pT" ". -4 -6" >"$T/lines"
	compare "names, processes, threads" "$T/lines"
	hostile_name
}

# A process called `a) "b" (c` that holds a socket, in a tree of files.
hostile_name() {
	mkdir -p "$T/proc/42/fd" "$T/proc/net"
	rows 1 >"$T/proc/net/tcp"
	ln -s 'socket:[1000]' "$T/proc/42/fd/3"
	echo '42 (a) "b" (c) S 1 42 42 0 -1 4194560' >"$T/proc/42/stat"
	is "a name with parentheses and quotes" 'users:(("a) \x22b\x22 (c",pid=42,fd=3))' \
		"$(PROC_ROOT=$T/proc "$OURS" -Htanp | sed 's/.* users/users/; s/ *$//')"
}

timers_lines() {
	mask
	cross "-n" "-t -tu -tuw" ". -a -l" ". -p" ". -o -e -i -oe -ei -oei" | grep -v ' -.*i' >"$T/lines"
	compare "timers and details" "$T/lines"
	sorted
	cross "-n" "-t -u" ". -a" ". -i -ei -oi -eip" >"$T/lines"
	compare "TCP's values" "$T/lines"
}

link_lines() {
	mask
	cross ". -n" "-0 -f:link -f:netlink --packet -A:packet_raw -A:p_dgr -A:packet -A:netlink -A:netlink+tcp" \
		". -a" ". -e -p -ep" | tr ':+' ' ,' >"$T/lines"
	[ "$SOURCE" = proc ] || sed -i '/packet_raw\|p_dgr/d' "$T/lines" # where ss shows packet sockets of both types
	# their own socket, and the known difference netlink-pointers
	[ "$SOURCE" = proc ] || printf '%s\n' '/tcpdiag| 4:[0-9a-z/-]+ +\*/d' 's/ +sk=0 cb=0 groups=0x[0-9a-f]+ *$//' >>"$T/mask.sed"
	compare "packet and netlink sockets" "$T/lines"
}

unix_lines() {
	mask
	sorted
	cross "-n ." "-x -f:unix -A:unix -xt -4x" "-a -la" ". -p" ". -e -Q -H" | tr ':' ' ' >"$T/lines"
	compare "unix sockets, sorted" "$T/lines"
	cross "-n" "-A:unix_stream -A:u_seq -A:unix+!unix_dgram -A:u_str+u_seq" ". -a -l" | tr ':+' ' ,' >"$T/lines"
	compare "unix sockets of one kind, sorted" "$T/lines"
}

# both OPTION...: the outputs, once the peer's stand still
both() {
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		$run "$PEER" "$@" >"$T/out.peer" 2>&1
		$run "$OURS" "$@" >"$T/out.ours" 2>&1
		$run "$PEER" "$@" >"$T/out.again" 2>&1
		cmp -s "$T/out.peer" "$T/out.again" && return
	done
}

terminal() {
	script -qec "stty cols $columns; $*" /dev/null </dev/null
}

widths_lines() {
	for columns in none 0 7 20 40 60 79 80 81 100 132 200 300; do
		for line in "-tan" "-tanp" "-tuw" "-0a" "-an -4 -e -t state listening" "-Hua" "-Qlt"; do
			[ $columns = none ] || export COLUMNS=$columns
			run='' both $line
			unset COLUMNS
			same "$line in $columns columns" "$T/out.peer" "$T/out.ours"
		done
	done
	if ! command -v script >/dev/null; then
		skip "terminals" "there is no script(1) here"
		return
	fi
	for columns in 0 40 80 200; do
		run=terminal both -tan
		same "-tan on a terminal of $columns columns" "$T/out.peer" "$T/out.ours"
	done
}

# rows N: a table of that many, some with longer addresses than those before
rows() {
	awk -v n="$1" 'BEGIN {
		print "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode"
		for (i = 0; i < n; i++)
			printf "%4d: %08X:%04X %08X:%04X %02X %08X:%08X 00:00000000 00000000 %5d %8d %d 1 0 20 4 30 10 -1\n",
				i, 16777343 + i % 7 * 65536, 1 + i, i < n / 2 ? 16777343 : 4294967295 - i,
				i * 7 % 65536, 1 + i % 11, i % 3 * i, i % 5 * i, i % 2 * 1000, 0, 1000 + i
	}'
}

rows_lines() {
	for n in 0 1 2 5000 11000; do
		rows $n >"$T/tcp"
		for line in -tan -Htan "-tan4e"; do
			PROC_NET_TCP=$T/tcp run='' both $line
			same "$n rows, $line" "$T/out.peer" "$T/out.ours"
		done
	done
	# Past the window ours settles its widths sooner: what is in the columns stays the same.
	rows 60000 >"$T/tcp"
	PROC_NET_TCP=$T/tcp run='' both -tan
	for f in peer ours; do sed 's/  */ /g' "$T/out.$f" >"$T/squeezed.$f"; done
	same "60000 rows but for their blanks" "$T/squeezed.peer" "$T/squeezed.ours"
	is "widths in 60000 rows only grow" 0 "$(awk '{ n = length($0); if (n < last) shrunk++; last = n }
		END { print shrunk + 0 }' "$T/out.ours")"
}

# A namespace by name, by process and by path, seen from another one; and what goes wrong.
others_lines() {
	"$OURS" -tan >"$T/here"
	mkdir -p /run/netns
	: >"/run/netns/socklet-zoo.$$"
	if mount --bind "/proc/$zoo/ns/net" "/run/netns/socklet-zoo.$$" 2>/dev/null; then
		unshare -n "$OURS" -N "socklet-zoo.$$" -tan >"$T/there"
		same "-N NAME" "$T/here" "$T/there"
		unshare -n "$PEER" -N "socklet-zoo.$$" -tan >"$T/there"
		same "-N NAME, the peer" "$T/here" "$T/there"
		umount "/run/netns/socklet-zoo.$$"
	else
		skip "-N NAME" "no bind mounts here"
	fi
	rm -f "/run/netns/socklet-zoo.$$"
	unshare -n "$OURS" -N "$zoo" -tan >"$T/there"
	same "-N PID" "$T/here" "$T/there"
	unshare -n "$OURS" -N "/proc/$zoo/ns/net" -tan >"$T/there"
	same "-N PATH" "$T/here" "$T/there"
	is "-N of what is no namespace" "ss: network namespace /dev/null: Invalid argument 1" \
		"$({ "$OURS" -N /dev/null -t 2>&1; echo $?; } | paste -sd ' ')"
	is "a full disk" "ss: standard output: No space left on device 1" \
		"$({ "$OURS" -tan 2>&1 >/dev/full; echo $?; } | paste -sd ' ')"
	is "a reader that leaves" "" "$({ "$OURS" -tan 2>&3 | :; } 3>&1)"
	rows 60000 >"$T/tcp"
	is "60000 rows in 1.5 MB of addresses" 60000 "$( (
		# shellcheck disable=SC3045 # dash and bash have it
		ulimit -v 1500 2>/dev/null || :
		PROC_NET_TCP=$T/tcp exec "$OURS" -Htan4
	) | wc -l)"
}

summary_lines() {
	printf '%s\n' -s "-s -t -n" "-s state listening -tn" --summary >"$T/lines"
	compare "summary" "$T/lines"
}

[ "$1" = rows ] || zoo_up plain
case $1 in
known)
	case $2 in
	unix | timers) sorted ;;
	esac
	mask
	known_differences "$2"
	;;
*) "${1}_lines" ;;
esac
[ "$1" = rows ] || zoo_down
