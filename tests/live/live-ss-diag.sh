# SPDX-License-Identifier: 0BSD
# ss by netlink against iproute2's: what only netlink tells, live over two zoos, and
# recorded for what this kernel has not got; then what ss does: -K, -E, -D.
# shellcheck shell=sh disable=SC2034,SC2086,SC2154

. "$(dirname "$0")/../lib.sh"
if [ ! -x "$SOCKLET_DIR/ss" ]; then
	skip "live-ss-diag" "ss is not in this build"
	exit 0
fi
if [ $# = 0 ]; then
	if ! SS=$(O=$SOCKLET_DIR "$TESTS/peers" 2>&1); then
		skip "live-ss-diag" "$SS"
		exit 0
	fi
	export SS
	parts "plain inet" "plain others" "options inet" "options others" "options known" rights userns recorded \
		"own netlink_memory" "own mptcp_services" kill events dump refused
fi
own_namespaces "$@"
own_names
. "$TESTS/live/compare"
PROGRAM=ss-diag PEER=$SS OURS=$SOCKLET_DIR/ss
unset COLUMNS

# What moves between two runs: clocks, and what lives by them.
mask() {
	cat >"$T/mask.sed" <<-'END'
	s/timer:\(([a-z]+),[^,]*,[0-9]+\)/timer:(\1)/
	s/ (lastsnd|lastrcv|lastack|last_data_sent|last_data_recv|last_ack_recv):[0-9]+/ \1/g
	s/ (busy|rwnd_limited|sndbuf_limited):[0-9]+ms(\([0-9.]+%\))?/ \1/g
	s/ +/ /g
	END
}

# has PATTERN WHAT: the peer shows some of it, or this kernel has none
has() {
	if "$PEER" -tuwaieHnm -A all,tipc --inet-sockopt -b 2>/dev/null | grep -aqE "$1"; then ok "$2 is there to be compared"
	else skip "$2" "none on this kernel"; fi
}

inet() {
	mask
	cross "-t -u -w -M -tu -tuw" "-a -l ." "-n ." "-i -m -e -o -im -iem -ie -mo --tos --cgroup --inet-sockopt" >"$T/lines"
	compare "the internet's sockets, $1 zoo" "$T/lines"
	cross "-ta -tua6 -ta4 -4uta" "-O ." "-H ." "-iemn -imen+--tos+--cgroup+--inet-sockopt --inet-sockopt -p+-iem" | tr '+' ' ' >"$T/lines"
	compare "all at once, $1 zoo" "$T/lines"
	cross "-B -taB -tuB -6B" ". -n" ". -i -e" >"$T/lines"
	compare "bound, $1 zoo" "$T/lines"
	printf '%s\n' "-S -a" "-d -a" "-Sdiem" "-aiem --tipc" "--vsock -ae" "--xdp -aem" >"$T/lines"
	compare "kinds this kernel may not have" "$T/lines"
	printf '%s\n' "-tan dev = lo" "-tan dev != lo" "-tane fwmark = 0x55" "-tane fwmark = 0x50/0xf0" "-tane fwmark != 0x55" \
		"-tan cgroup = /sys/fs/cgroup/unified" "-tan state bound-inactive" "-tan exclude bound-inactive" >"$T/lines"
	[ -d /sys/fs/cgroup/unified ] || sed -i '/cgroup/d' "$T/lines"
	compare "filters of what only netlink tells" "$T/lines"
}

others() {
	mask
	cross "-x -0 -x0" "-a -l ." "-n ." "-e -m -em -b -bem -emO -bemO" >"$T/lines"
	sed -i '/-x.*e/d' "$T/lines"
	[ "$1" = plain ] || sed -i '/x0/d' "$T/lines"
	compare "unix and packet sockets, $1 zoo" "$T/lines"
	cross "-xan -xln -xanO" "-e -em -ep" >"$T/lines"
	compare "unix sockets in full, $1 zoo" "$T/lines"
	for kind in u_str u_dgr u_seq u_str,packet; do echo "-anem -A $kind"; done >"$T/lines"
	echo '/tcpdiag/d' >>"$T/mask.sed"
	printf '%s\n' "-A netlink -am" "-A netlink -aem" "-am -A netlink,packet" >>"$T/lines"
	compare "kinds of them, $1 zoo" "$T/lines"
	for kind in p_raw p_dgr; do
		"$OURS" -an0 | grep "^$kind" | sed 's/ *$//; s/  */ /g; s/^[^ ]* //' >"$T/both"
		"$OURS" -anH -A $kind | sed 's/ *$//; s/  */ /g' >"$T/one"
		same "packet sockets of one type: $kind" "$T/both" "$T/one"
	done
}

# Everything that the option zoo is for.
present() {
	has ' bbr:\(' "BBR"
	has ' dctcp:' "DCTCP"
	has ' cubic ' "another congestion control"
	has ' tcp-ulp-mptcp' "MPTCP"
	has ' tcp-ulp-tls' "TLS"
	has ' md5keys:' "MD5"
	has ' tclass:|v6only:1' "IPv6 only"
	has ' fwmark:0x55' "marks"
	has ' retrans:' "retransmission"
	has ' peers:' "connections that wait"
	has 'fanout\(id:[0-9]+,type:qm' "fanout"
	has 'ring_tx\(' "rings"
	has 'bpf filter \(4\)' "socket filters"
}

# under PREFIX...: both programs by way of that, from where everyone may run them
under() {
	for who in PEER OURS; do
		eval "program=\$$who"
		mkdir -p "$T/$who"
		cp "$program" "$T/$who/ss"
		printf '#!/bin/sh\nexec %s %s/%s/ss "$@"\n' "$*" "$T" "$who" >"$T/$who.sh"
		chmod 755 "$T/$who/ss" "$T/$who.sh"
	done
	PEER=$T/PEER.sh OURS=$T/OURS.sh
}

# lines_under WHAT PREFIX...
lines_under() {
	what=$1 peer=$PEER ours=$OURS
	shift
	if ! "$@" true 2>/dev/null; then
		skip "$what" "this machine does not let us"
		return
	fi
	under "$@"
	cross "-tan -uan -tln -xan -0an -tuwan" ". -p -e -m -i -pemi" >"$T/lines"
	printf '%s\n' "-tanB" "-tan dev = lo" "-tane fwmark = 0x55" "-tane not fwmark = 0" "-tan sport = :2201" "-tan --inet-sockopt" "-tan --tos" \
		"-ta --cgroup" "-xap" >>"$T/lines"
	# that the kernel does not look at marks for everybody; ours looks for itself
	cp "$T/mask.sed" "$T/mask.old"
	echo '/^stderr: RTNETLINK answers: Operation not permitted$/d' >>"$T/mask.sed"
	compare "$what" "$T/lines"
	mv "$T/mask.old" "$T/mask.sed"
	PEER=$peer OURS=$ours
}

# A listener in a control group below another, whose path an ordinary user has to search for.
in_a_group() {
	for root in /sys/fs/cgroup/unified /sys/fs/cgroup; do
		group=$root/$(basename "$T")
		[ -e $root/cgroup.procs ] && mkdir -p "$group/inner" 2>/dev/null && break
		group=
	done
	if [ -z "$group" ]; then
		skip "a socket in a control group" "there is no version 2, or no group can be made"
		return
	fi
	sh -c 'echo $$ >"$0" && exec perl -e "use Socket; socket(my \$s, PF_INET, SOCK_STREAM, 0);
		bind(\$s, sockaddr_in(7400, INADDR_ANY)) && listen(\$s, 5) or die; close STDOUT; sleep 600"' \
		"$group/inner/cgroup.procs" &
	in_group=$!
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		[ -z "$("$OURS" -Htln sport = :7400)" ] || break
		sleep 0.2
	done
	for prefix in env "setpriv --reuid=65534 --regid=65534 --clear-groups"; do
		PEER=$peer OURS=$ours
		under $prefix
		echo "-tln --cgroup sport = :7400" >"$T/lines"
		compare "a socket in a control group, $prefix" "$T/lines"
		is "its group, $prefix" 1 "$("$OURS" -tln --cgroup sport = :7400 | grep -c "cgroup:.*$(basename "$T")/inner")"
	done
	command kill $in_group
	wait $in_group 2>/dev/null
	rmdir "$group/inner" "$group"
}

# iproute2 has them behind -p only, known difference netlink-memory. What asks is in the table itself.
netlink_memory() {
	for options in -am -amn -amen; do
		"$PEER" -HpA netlink $options | grep -v tcpdiag | awk '{ print $3, $4, $5, $NF }' | sort >"$T/peer"
		"$OURS" -HA netlink $options | grep -v tcpdiag | awk '{ print $3, $4, $5, $NF }' | sort >"$T/ours"
		for f in peer ours; do sed -i '/^[^ ]* \(4:\|tcpdiag\)/d' "$T/$f"; done
		same "memory of netlink sockets: $options" "$T/peer" "$T/ours"
		is "... which is there: $options" "$(wc -l <"$T/ours")" "$(grep -c 'skmem:(r.*,d0)$' "$T/ours")"
	done
}

# MPTCP's services are TCP's, and one that is TCP's alone is known by its name.
mptcp_services() {
	cp /etc/services "$T/services" 2>/dev/null || :
	printf 'only-tcp 2301/tcp\nonly-udp 2302/udp\n' >>"$T/services"
	[ ! -e /etc/services ] || mount --bind "$T/services" /etc/services
	hold 'for (2301, 2302) {
		socket($s[$_], PF_INET, SOCK_STREAM, 262) && bind($s[$_], sockaddr_in($_, INADDR_LOOPBACK)) &&
			listen($s[$_], 1) or print qq(no) }'
	if [ "$word" = x ] && [ -e /etc/services ]; then
		"$PEER" -HtMl >"$T/peer"
		"$OURS" -HtMl >"$T/ours"
		same "services of MPTCP" "$T/peer" "$T/ours"
		is "a service that only tcp has, of MPTCP" "127.0.0.1:only-tcp 127.0.0.1:2302 " \
			"$("$OURS" -HMl | awk '/:(only|2302)/ { print $4 }' | sort -r | tr '\n' ' ')"
	else
		skip "services of MPTCP" "this kernel has no MPTCP"
	fi
	let_go
}

# Netlink answers whoever asks, with less: no marks, no filters of packet sockets.
rights() {
	mask
	peer=$PEER ours=$OURS
	in_a_group
	PEER=$peer OURS=$ours
	lines_under "as nobody" setpriv --reuid=65534 --regid=65534 --clear-groups
	lines_under "as root without rights" setpriv --bounding-set -all --inh-caps -all
	mount -o remount,hidepid=2 /proc
	lines_under "as nobody, hidepid=2" setpriv --reuid=65534 --regid=65534 --clear-groups
	lines_under "as root, hidepid=2" env
	mount -o remount,hidepid=0 /proc
	lines_under "from a user namespace" unshare -U -r
	lines_under "from a user namespace without users" unshare -U
}

# The zoo and all in a user namespace, where everybody is root.
userns() {
	mask
	is "this is a user namespace" 0 "$(awk '$3 == 4294967295' /proc/self/uid_map | grep -c .)"
	lines_under "in a user namespace" env
}

# What no kernel says at once, from a file. Rows that ss itself gets wrong are known differences.
recorded() {
	for family in 2 10; do
		perl "$TESTS/recorded/tcpdiag.pl" $family >"$T/messages"
		is "messages are there, family $family" yes "$([ -s "$T/messages" ] && echo yes)"
		for line in -tan -tain -tai -taine -taiO -taemiO -taemb "-tea --tos --cgroup --inet-sockopt" "-tao" "-tani sport = :1100" "-tan dst 127.0.0.1" \
			"-tanH dev = lo" "-tanH fwmark = 0x12" "-Htani4" "-Htani6"; do
			TCPDIAG_FILE=$T/messages "$PEER" $line >"$T/peer" 2>&1
			TCPDIAG_FILE=$T/messages "$OURS" $line >"$T/ours" 2>&1
			case $line in
			*4) [ $family = 2 ] || : >"$T/peer" ;;
			*6) [ $family = 10 ] || : >"$T/peer" ;;
			esac
			same "recorded, family $family: ss $line" "$T/peer" "$T/ours"
		done
		is "recorded, family $family: the states asked for" 2 \
			"$(TCPDIAG_FILE=$T/messages "$OURS" -tanH state listening state last-ack | grep -c .)"
	done
	head -c 5000 "$T/messages" >"$T/cut"
	TCPDIAG_FILE=$T/cut "$OURS" -tan >"$T/out" 2>"$T/err"
	is "a file that is cut off: what is there, and exit status" "1 1" \
		"$? $(awk 'END { print (NR > 10) }' "$T/out")"
	is "a file that is cut off is told" 1 "$(grep -c malformed "$T/err")"
	TCPDIAG_FILE=/nonesuch "$OURS" -tan >"$T/out" 2>"$T/err"
	is "no such file: exit status" 1 $?
	is "no such file is told" 1 "$(grep -c '/nonesuch: No such file' "$T/err")"
}

# run STATUS WORDS OPTION...: stderr has the words; rows go to $T/out
run() {
	want=$1 words=$2
	shift 2
	"$OURS" "$@" >"$T/out" 2>"$T/err"
	is "exit status of $*" "$want" $?
	if grep -aq "$words" "$T/err"; then ok "$* tells: $words"; else not_ok "$* tells: $words" <"$T/err"; fi
}

count() { "$OURS" -Htn "$@" | grep -c .; }

# masked FILE...: without what moves
masked() {
	mask
	for f; do sed -E -i -f "$T/mask.sed" "$f"; done
}

kill() {
	if ! SOCKLET_SOURCE=netlink "$OURS" -Ktn sport = :1 2>&1 | grep -q '0 sockets closed'; then
		skip "-K" "the kernel closes no sockets"
		return
	fi
	before=$(count state all)
	for line in -K -Kt "-Ka -6" "-K -l" "-Ktu -e"; do run 255 "needs a filter" $line; done
	for words in '' ' ' '# x'; do
		"$OURS" -Kt "$words" >"$T/out" 2>"$T/err"
		is "-K '$words': refused" "255 1" "$? $(grep -c 'needs a filter' "$T/err")"
	done
	run 255 "needs a filter" -Kt -F /dev/null
	"$OURS" -tan -D "$T/kept"
	TCPDIAG_FILE=$T/kept "$OURS" -tanK state all >"$T/out" 2>"$T/err"
	is "-K of what a file names: refused" "255 1" "$? $(grep -c 'TCPDIAG_FILE' "$T/err")"
	is "nothing was closed without a filter" "$before" "$(count state all)"
	pairs=$(count sport = :2100)
	is "there is a connection" 1 "$pairs"
	run 0 "^ss: 1 socket closed$" -K -tn sport = :2100
	is "the one closed is shown" "State" "$(sed -n '1s/ .*//p' "$T/out")"
	is "with its row" 1 "$(grep -c 127.0.0.1:2100 "$T/out")"
	is "the connection is gone" 0 "$(count sport = :2100)"
	run 0 "^ss: 0 sockets closed$" -Ktn sport = :2100
	run 0 "^ss: 1 socket closed$" -Ktn state listening sport = :2100
	is "the listener is gone" 0 "$(count state listening sport = :2100)"
	run 0 "socket closed\|sockets closed" -Ktan sport = :2201
	run 0 "^ss: 1 socket closed$" -Kuan sport = :2204 and src 127.0.0.1
	run 0 "^ss: 1 socket closed$" -Kuan sport = :2204 and src '[::1]'
	before=$(count state all)
	if command -v setpriv >/dev/null; then
		setpriv --bounding-set -all --inh-caps -all "$OURS" -Ktan dst 127.0.0.1 >"$T/out" 2>"$T/err"
		is "without the right to: exit status" 1 $?
		is "without the right to: told" 1 "$(grep -c 'refused: Operation not permitted' "$T/err")"
		is "without the right to: no row" 1 "$(grep -c . "$T/out")"
		is "without the right to: nothing is closed" "$before" "$(count state all)"
	else
		skip "-K without the right to" "there is no setpriv here"
	fi
	SOCKLET_SOURCE=proc "$OURS" -Ktan dst 127.0.0.1 >"$T/out" 2>"$T/err"
	is "by /proc: exit status" 1 $?
	is "by /proc: told" 1 "$(grep -c 'refused: Operation not supported' "$T/err")"
	is "by /proc: nothing is closed" "$before" "$(count state all)"
	# the kernel keeps listeners of MPTCP
	run 0 "closed$" -Kt state all sport != :2206
	is "all closed" 0 "$(count state connected exclude time-wait | grep -c :22)"
}

# A listener, a connection and a datagram socket that come and go.
passing() {
	perl -e 'use Socket; socket(my $l, PF_INET, SOCK_STREAM, 0); setsockopt($l, SOL_SOCKET, SO_REUSEADDR, 1); bind($l, sockaddr_in(7777, INADDR_LOOPBACK)) && listen($l, 5) or die;
		socket(my $c, PF_INET, SOCK_STREAM, 0); setsockopt($c, SOL_SOCKET, SO_REUSEADDR, 1); bind($c, sockaddr_in(7778, INADDR_LOOPBACK)) or die;
		connect($c, sockaddr_in(7777, INADDR_LOOPBACK)) or die; accept(my $a, $l) or die;
		socket(my $u, PF_INET, SOCK_DGRAM, 0); bind($u, sockaddr_in(7779, INADDR_LOOPBACK)) or die; close $u;
		socket(my $s, PF_INET6, SOCK_STREAM, 0); bind($s, sockaddr_in6(7780, Socket::IN6ADDR_LOOPBACK)) && listen($s, 1) or die; close $s;
		close $a; select undef, undef, undef, 0.1; close $c; close $l; select undef, undef, undef, 0.1'
}

# listen FILE PROGRAM OPTION...: in the background, until it hears
listen() {
	out=$1
	shift
	"$@" >"$out" 2>&1 &
	listeners="$listeners $!"
}

heard() {
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		[ "$(awk '$1 > 15 && NR > 1 && $2 == 4 && $4 != "00000000"' /proc/net/netlink | grep -c .)" -ge "$1" ] && return
		sleep 0.1
	done
}

events() {
	mask
	cat >>"$T/mask.sed" <<-'END'
	s/ sk:[0-9a-f]+//
	s/ (rto|rtt|minrtt|send|pacing_rate|delivery_rate)[: ][^ ]+//g
	END
	for line in -E -En -Etn -Eun -Ean4 -Ean6 -EaieOn "-Ean sport = :7777" "-Etn state listening"; do
		listeners=
		listen "$T/peer" stdbuf -oL "$PEER" $line
		listen "$T/ours" "$OURS" $line
		heard 2
		passing
		sleep 0.3
		# shellcheck disable=SC2086
		command kill $listeners
		wait $listeners 2>/dev/null
		for f in peer ours; do sed -E -f "$T/mask.sed" "$T/$f" | sed 's/ *$//' >"$T/$f.n"; done
		is "events come as they happen: $line" yes "$([ -s "$T/ours.n" ] && echo yes)"
		same "events: $line" "$T/peer.n" "$T/ours.n"
	done
	run 1 "the kernel tells of TCP and UDP only" -Ex
}

dump() {
	zoo=$(count state connected)
	"$OURS" -tanime -D "$T/dump" >"$T/out" 2>&1
	is "-D: exit status" 0 $?
	is "-D shows nothing" 0 "$(grep -c . "$T/out")"
	for line in -tan -Htane -tanOe; do
		# one answer for both families, as the kernel walks its table
		"$OURS" $line | sort >"$T/live"
		TCPDIAG_FILE=$T/dump "$OURS" $line | sort >"$T/again"
		masked "$T/live" "$T/again"
		same "what was kept shows as it did: $line" "$T/live" "$T/again"
	done
	for options in -tani -tani4 -tani6; do
		"$OURS" $options -D "$T/dump"
		for line in -tain -tan; do
			TCPDIAG_FILE=$T/dump "$PEER" $line >"$T/peer"
			TCPDIAG_FILE=$T/dump "$OURS" $line >"$T/again"
			same "ss can read what $options keeps: $line" "$T/peer" "$T/again"
		done
		is "and finds all of it: $options" "$("$OURS" -HO "$options" | wc -l)" "$(($(wc -l <"$T/peer") - 1))"
	done
	"$PEER" -tani -D "$T/dump"
	for line in -Htan -Htani; do
		TCPDIAG_FILE=$T/dump "$PEER" $line >"$T/peer"
		TCPDIAG_FILE=$T/dump "$OURS" $line >"$T/again"
		same "and ours what ss keeps, up to where that stops: $line" "$T/peer" "$T/again"
	done
	"$OURS" -tan -D - >"$T/out"
	is "-D to stdout" yes "$([ "$(wc -c <"$T/out")" -gt 1000 ] && echo yes)"
	run 1 "not chosen" -uan -D "$T/dump"
	run 1 "/nonesuch/x: No such file" -ta -D /nonesuch/x
	run 1 "No space left" -taime -D /dev/full
	is "states and a filter hold for -D" "$(count state listening sport = :2201)" \
		"$("$OURS" -tn -D "$T/dump" state listening sport = :2201; TCPDIAG_FILE=$T/dump "$OURS" -Htan | grep -c .)"
}

refused() {
	run 1 "maps of BPF programs are not offered" --bpf-maps -t
	run 1 "maps of BPF programs are not offered" --bpf-map-id=7 -t
	if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
		strace -qq -o "$T/strace" -e trace=socket -e inject=socket:error=EPROTONOSUPPORT "$OURS" -E >"$T/out" 2>"$T/err"
		is "-E without netlink: exit status" 1 $?
		is "-E without netlink is told" 1 "$(grep -c '^ss: events' "$T/err")"
		strace -qq -o "$T/strace" -e trace=socket -e inject=socket:error=EPROTONOSUPPORT "$OURS" -taD "$T/dump" >"$T/out" 2>"$T/err"
		is "-D without netlink: exit status" 1 $?
		strace -qq -o "$T/strace" -e trace=socket -e inject=socket:error=EPROTONOSUPPORT "$OURS" -tanime >"$T/out" 2>"$T/err"
		SOCKLET_SOURCE=proc "$OURS" -tanime >"$T/proc"
		masked "$T/proc" "$T/out"
		same "without netlink -i and -e show what /proc tells" "$T/proc" "$T/out"
	else
		skip "without netlink" "no strace, or it may not trace"
	fi
}

case $1 in
recorded) recorded; exit ;;
own) ip link set lo up; "$2"; exit ;;
plain | userns) zoo_up plain ;;
*) zoo_up options ;;
esac
[ "$1 $2" != "options inet" ] || present
case $2 in
known) mask; echo '/tcpdiag/d' >>"$T/mask.sed"; known_differences diag ;;
'') "$1" ;;
*) "$2" "$1" ;;
esac
zoo_down
