# SPDX-License-Identifier: 0BSD
# netstat -s against net-tools': live, in a namespace with traffic that moves the
# counters, and on /proc trees made up here, which both read in place of the real
# one: every counter that has a sentence, at zero, one and more; SCTP's sockets;
# the lesser families; what is there when the kernel lacks them.
# shellcheck shell=sh disable=SC2086

. "$(dirname "$0")/../lib.sh"
if [ -z "$PEER" ]; then
	skip "live-statistics" "net-tools' netstat is not installed"
	exit 0
fi
[ $# -gt 0 ] || parts traffic sentences sctp lesser absent
own_namespaces "$@"
cp "$OURS" "$T/netstat"
OURS=$T/netstat
DEF=$TESTS/../include/view/statistics.def

# Counters that have a sentence which net-tools 2.10 does not find, for it looks
# for them by halves in lists that are in another order (known-differences).
lost="Forwarding TCPDirectCopyFromPrequeue TCPDSACKOfoRecv TCPDSACKOfoSent TCPDSACKOldSent TCPDSACKRecv
	TCPDSackUndo TCPDSACKUndo TCPLoss TCPPrequeueDropped TCPRenoRecoveryFailed TCPRenoRecoveryFail
	TCPSackFailures TCPSackRecoveryFail TCPSackRecovery TCPSACKReneging TCPTimeouts TWKilled"

# Makes of the peer's output what it would be had it found those sentences.
found() {
	awk -v lost="$lost" '
		BEGIN {
			while ((getline line < ARGV[1]) > 0)
				if (split(line, part, "\"") == 5)
					sentence[part[2]] = part[4]
			ARGV[1] = ""
			split(lost, name)
			for (i in name)
				is_lost[name[i] ":"] = name[i]
		}
		/^    [A-Za-z]/ && $1 in is_lost {
			value = $1 == "Forwarding:" ? ($2 == 1 ? "enabled" : "disabled") : $2
			text = sentence[is_lost[$1]]
			sub(/%/, value, text)
			$0 = "    " text
		}
		{ sub(/ +$/, ""); print }' "$DEF"
}

run() {
	"$@" 2>"$T/err"
	echo "exit $?"
	sed 's/^/! /' "$T/err"
}

# as_peer WHAT OPTIONS...: the same once the peer agrees with itself
as_peer() {
	what=$1
	shift
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		run "$PEER" "$@" | found >"$T/p"
		run "$OURS" "$@" | sed 's/ *$//' >"$T/o"
		run "$PEER" "$@" | found >"$T/q"
		cmp -s "$T/p" "$T/q" && break
	done
	same "$what: $*" "$T/p" "$T/o"
}

# Runs a command where the tree in $T/proc is /proc.
in_tree() {
	mount --bind "$T/proc" /proc
	"$@"
	umount /proc
}

moved() {
	awk -v want="$1" '
		$1 == "Tcp:" || $1 == "Udp:" || $1 == "Icmp:" || $1 == "Ip:" {
			if (!($1 in names)) { names[$1] = $0; next }
			n = split(names[$1], name); split($0, value)
			for (i = 2; i <= n; i++)
				if ($1 name[i] == want && value[i] > 0)
					found = 1
		}
		END { exit !found }' /proc/net/snmp
}

# Connections, one refused, datagrams to a port where nobody is: TCP, UDP and ICMP count.
traffic() {
	ip link set lo up
	build_zoo && zoo_up plain
	perl -MIO::Socket::INET -e '
		IO::Socket::INET->new(Proto => "tcp", PeerAddr => "127.0.0.1", PeerPort => 9) and die;
		my $s = IO::Socket::INET->new(Proto => "udp", LocalAddr => "127.0.0.9", LocalPort => 9999) or die;
		for (9998, 9999) {
			my $c = IO::Socket::INET->new(Proto => "udp", PeerAddr => "127.0.0.9", PeerPort => $_);
			send($c, "x", 0);
		}
		recv($s, my $got, 1, 0);'
	for c in Tcp:ActiveOpens Tcp:PassiveOpens Tcp:OutRsts Udp:InDatagrams Udp:NoPorts Icmp:InDestUnreachs Ip:InReceives; do
		yes_if "traffic moved $c" moved $c
	done
	for o in -s -st -su -sw -sU -sS -stu -stuw -stuwUS -s4 -s6 -s4t -s6t -s6u -s6w -s6U -sn -sa -sl -se -sv -sp -so -sW \
		"-A inet -s" "-A inet6 -s" --statistics "--stat --tcp" "-s --udp --raw" "-s -A inet -u"; do
		as_peer "live" $o
	done
	zoo_down
}

# A tree in which every counter of the .def list has the value $1, in lines of no more than 40.
tree() {
	rm -rf "$T/proc"
	mkdir -p "$T/proc/net/sctp"
	: >"$T/proc/net/netstat"
	: >"$T/proc/net/snmp6"
	awk -v value="$1" -v dir="$T/proc/net" '
		function flush() {
			if (n) {
				print group ":" names > (dir "/snmp")
				print group ":" values > (dir "/snmp")
			}
			n = 0
			names = values = ""
		}
		{ split($0, part, "\"") }
		/^GROUP/ { flush(); group = part[2] }
		!/^COUNTER/ { next }
		group ~ /6$/ || (group == "Ip" && part[2] !~ /^(Forw|DefaultTTL)/) {
			printf "%-32s\t%s\n", (group == "Ip" ? "Ip6" : group) part[2], value > (dir "/snmp6")
		}
		group == "Sctp" { printf "%-32s\t%s\n", group part[2], value > (dir "/sctp/snmp") }
		group ~ /6$|Sctp/ { next }
		group == "Ip" && /"(InMcastPkts|InNoRoutes|InTooBigErrors|InTruncatedPkts|Out(ForwDatagrams|McastPkts))"/ { next }
		{
			names = names " " part[2]
			values = values " " value
			if (++n == 40)
				flush()
		}
		END { flush() }' "$DEF"
	# What has no sentence, where the indent is that of what came before.
	cat >>"$T/proc/net/snmp" <<-END
		IcmpMsg: InType3 OutType8
		IcmpMsg: $1 $1
		UdpLite: InDatagrams
		UdpLite: $1
		Icmp: InCsumErrors InEchos InFuture OutEchos OutFuture InEchoReps
		Icmp: $1 $1 $1 $1 $1 $1
		Unheard: Of
		Unheard: $1
		Ip: OutTransmits
		Ip: $1
		Empty:
		Empty:
	END
	cat >"$T/proc/net/netstat" <<-END
		IpExt: InOctets
		IpExt: $1
		MPTcpExt: MPCapableSYNRX
		MPTcpExt: $1
	END
	printf '%s\t%s\n' Icmp6InType135 "$1" Udp6RcvbufErrors "$1" UdpLite6InDatagrams "$1" New6Counter "$1" \
		Icmp6OutRouterAdvertisements "$1" Ip6InNoECTPkts "$1" Plain "$1" >>"$T/proc/net/snmp6"
	printf 'SctpNew\t%s\n' "$1" >>"$T/proc/net/sctp/snmp"
}

sentences() {
	for value in 0 1 2 7 4294967296 18446744073709551615; do
		tree $value
		for o in -s -st -su -sw -sS -sU -stuw -s6 -s6t -s6u -s6w; do
			in_tree as_peer "all counters $value" $o
		done
	done
	tree 5
	in_tree "$PEER" -s | sed 's/ *$//' >"$T/out"
	found <"$T/out" >"$T/found"
	is "known difference lost-sentences: what is made of the peer's output" 18 \
		"$(diff "$T/out" "$T/found" | grep -c '^>')"
	for name in $lost; do
		if grep -q "^    $name: 5" "$T/out"; then ok "known difference lost-sentences: the peer has no sentence for $name"
		else not_ok "known difference lost-sentences: the peer has no sentence for $name" <"$T/out"; fi
	done
}

sctp() {
	rm -rf "$T/proc"
	mkdir "$T/proc"
	cp -R "$TESTS/recorded/sctp/net" "$T/proc/net"
	sed -i '/^[g1]/d' "$T/proc/net/sctp/assocs"
	echo head >"$T/proc/net/tcp"
	for o in -Sn -San -Sln -Sane -Sanp -Sano -Saneop -SnW -SnaeW -Sn4 -San6 -n4 -n4a -n6a -na -nStl "--sctp -n" "-nv --sctp"; do
		in_tree as_peer "SCTP" $o
	done
	for state in 1 2 3 4 5 6 7 8 9 10 11; do
		{
			echo head
			echo "ffff8800 ffff8801 2   $state  29   11212     0 12345 10.0.0.1 "
		} >"$T/proc/net/sctp/eps"
		{
			echo head
			echo "ffff8800 ffff8801 2   $state   3  13  1   5   6  0 15454 11212  80   *10.0.0.1 <-> *10.0.0.2 	7500 10"
		} >"$T/proc/net/sctp/assocs"
		in_tree as_peer "SCTP, state $state" -San
	done
}

# What the peer gets wrong of them is not in these lines; known-differences has it.
# It reads hexadecimal channels of X.25 as decimal, cannot read ROSE's addresses and has IPX'
# ports and queues the wrong way round.
lesser() {
	rm -rf "$T/proc"
	mkdir -p "$T/proc/net/ipx"
	echo head >"$T/proc/net/tcp"
	cat >"$T/proc/net/ipx/socket" <<-'END'
		Local_Address               Remote_Address              Tx_Queue  Rx_Queue  State  Uid
		00000001:000102030405:4040  Not_Connected               00000011  00000011  07     000
		00000001:0001020304AB:5151  00000002:0000C0A80001:5252  00000000  00000000  01     1000
		00000001:5151  00000002:0000C0A80001:5252  00000003  00000003  02     000
	END
	sed 1q "$TESTS/recorded/lesser/net/rose" >"$T/proc/net/rose"
	grep -v ' x ' "$TESTS/recorded/lesser/net/nr" >"$T/proc/net/nr"
	grep -v ' 0AB ' "$TESTS/recorded/lesser/net/x25/socket" >"$T/proc/net/x25"
	cp "$TESTS/recorded/lesser/net/ax25" "$T/proc/net"
	for f in ipx ax25 netrom rose x25; do
		for o in -n -na -nl -ne -nW; do in_tree as_peer "lesser" -A $f $o; done
		in_tree as_peer "lesser" -n --$f
	done
	for o in -n -na -nt "-n4 --ax25" "-nt --netrom" "--ax25 --ipx -n" "-A netrom,ax25 -n" "-A appletalk -n" "-A ddp -n" \
		"-A econet -n" "-A ash -n" "--ddp -n" "--appletalk -n"; do
		in_tree as_peer "lesser" $o
	done
	for state in 0 1 2 3 4; do
		echo "f1 ax0 A-1 B-2 $state 1 2 0 0 10 0 3 0 300 0 0 0 10 5 2 256 12 34 12346" >"$T/proc/net/ax25"
		printf 'head\n701001     999888     tun0  001  %d  2  3  0   1   3 200 180 180     0     0 22468\n' $state >"$T/proc/net/x25"
		in_tree as_peer "AX.25, state $state" -A ax25
		in_tree as_peer "X.25, state $state" -A x25
		[ $state != 4 ] || continue
		echo head >"$T/proc/net/nr"
		echo "A-1       B-2       C-10      nr0  01/02 03/04  $state   5   7   0   0/120  0/05   0/180   0/020  0/03   4    15   3 12" \
			>>"$T/proc/net/nr"
		in_tree as_peer "NET/ROM, state $state" -A netrom
	done
}

# A kernel that has next to nothing.
absent() {
	rm -rf "$T/proc"
	mkdir -p "$T/proc/net"
	echo head >"$T/proc/net/tcp"
	for o in -n -nt "-A ipx" "-A ax25" "-A x25" "-A netrom" "-A rose" --ipx --ax25 --x25 --netrom --rose "-n --ipx -t" "-n4 --rose" \
		-S -Sn -nS6 -n4 -n4v -n6v -nvt -nvx -x "-A ash -n"; do
		in_tree as_peer "absent" $o
	done
	for o in -2 -f --l2cap --rfcomm "-A bluetooth" --bluetooth; do
		PROC_ROOT=$T/proc "$OURS" $o >"$T/out" 2>&1
		is "absent: $o, exit status" 1 $?
		echo "netstat: no support for \`AF BLUETOOTH' on this system." >"$T/expected"
		same "absent: $o" "$T/expected" "$T/out"
	done
	PROC_ROOT=$T/proc run "$OURS" -Z >"$T/out"
	printf "exit 1\n! netstat: SELinux is not enabled on this machine\n" >"$T/expected"
	same "absent: -Z" "$T/expected" "$T/out"
}

"$1"
