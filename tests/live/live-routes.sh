# SPDX-License-Identifier: 0BSD
# netstat's routes, interfaces, multicast memberships and masqueraded
# connections against net-tools', live: in a namespace with routes of every
# kind, and in place of /proc the recorded files of kernels we have not here.
# shellcheck shell=sh disable=SC2034,SC2086,SC2154

. "$(dirname "$0")/../lib.sh"
if [ -z "$PEER" ]; then
	skip "live-routes" "net-tools' netstat is not installed"
	exit 0
fi
if ! ip link help 2>&1 | grep -q bridge; then
	skip "live-routes" "iproute2's ip is not installed"
	exit 0
fi
if [ $# = 0 ]; then
	scratch
	for part in routes names many interfaces natural hostile groups modes "known routes" "recorded router-old" \
		"recorded router-new" masquerade; do
		sh "$0" $part || echo "status $?" | not_ok "part $part came to its end"
	done
	exit 0
fi
own_namespaces "$@"
own_names
. "$TESTS/live/compare"
printf '10.1.2.1 gateway.example gw\n10.1.2.7 a-gateway-with-a-long-name.example\nfd00:1::2 six.example\n' >>"$T/hosts"
printf '10.70.1.1 host.example\n10.2.3.4 point.example\n224.0.0.1 all.example\n' >>"$T/hosts"
printf 'loopback 127.0.0.0\n# comment\nmesh 172.16\nlab 10.1.3.0 alias\na-network-with-a-long-name 192.168.77.0\n' >"$T/networks"
[ ! -e /etc/networks ] || mount --bind "$T/networks" /etc/networks

# No host has a name but those in our file: so says the name server.
no_names() {
	ip link set lo up
	printf 'hosts: files dns\nnetworks: files\n' >"$T/nsswitch.conf"
	printf 'nameserver 127.0.0.1\noptions timeout:20 attempts:3\n' >"$T/resolv.conf"
	perl "$TESTS/live/dns.pl" no >"$T/asked" &
	until grep -q ready "$T/asked"; do sleep 0.05; done
}

# No waiting for duplicate addresses, and no talk.
six_off() {
	for f in default all; do
		for set in accept_dad=0 router_solicitations=0 dad_transmits=0; do
			[ ! -w /proc/sys/net/ipv6/conf/$f/${set%=*} ] || echo ${set#*=} >/proc/sys/net/ipv6/conf/$f/${set%=*}
		done
	done
}

# Interfaces of several kinds, up and down, addresses of both families, aliases.
interfaces_up() {
	six_off
	ip link set lo up
	ip link add v0 type veth peer name v1
	ip link add bridge10 type bridge
	ip link add fifteen_chars_x type veth peer name down0
	ip addr add 10.1.2.3/24 broadcast 10.1.2.255 dev v0
	ip addr add 10.1.3.3/25 dev v0 label v0:1
	ip addr add 10.1.4.3/25 dev v0 label v0:alias
	ip -6 addr add fd00:1::1/64 dev v0 nodad
	ip -6 addr add fec0::1/64 dev v1 nodad
	ip -6 addr add ::1.2.3.4/96 dev v1 nodad
	for i in v0 v1 bridge10 fifteen_chars_x; do ip link set $i up; done
	ip addr add 192.168.77.1/24 dev bridge10
	ip addr add 10.9.9.1 peer 10.9.9.2 dev fifteen_chars_x
	ip link set v1 allmulticast on
	ip link set bridge10 arp off
	ip link set v0 mtu 1400
}

routes_up() {
	interfaces_up
	ip route add default via 10.1.2.1
	ip route add 172.16.0.0/16 via 10.1.2.7 metric 77 mtu 1400 window 5000 rtt 300ms advmss 1000
	ip route add 172.17.0.0/16 via 10.1.2.7 metric 4294967295 window 123456
	ip route add blackhole 10.66.0.0/16
	ip route add unreachable 10.67.0.0/16 metric 5
	ip route add prohibit 10.68.0.0/16
	ip route add throw 10.71.0.0/16
	ip route add 10.69.0.0/16 nexthop via 10.1.2.8 nexthop via 10.1.3.9
	ip route add 10.70.1.1 dev v0
	ip route add 0.0.0.0/1 via 10.1.2.9
	ip route add unreachable 10.72.1.1
	ip -6 route add default via fd00:1::2
	ip -6 route add blackhole fd00:66::/32
	ip -6 route add unreachable fd00:67::/32
	ip -6 route add prohibit fd00:68::/32
	ip -6 route add fd00:69::/48 nexthop via fd00:1::3 nexthop via fd00:1::4
	ip -6 route add fd00:70::1/128 dev v0 metric 5
	ip -6 route add 2001:db8:1234:5678:9abc::/80 via fd00:1::5
	ip -6 route add 2001:db8:1234:5678:9abc:def0:1234:5678/128 via fd00:1::5 expires 600
}

routes() {
	routes_up
	for family in . -4 -6 -46 "-6 -4" "-A inet" "-A inet6,inet" --inet6; do
		cross "-r --route" "-n -N --numeric-hosts" ". -e -ee" ". -W -v" "$(echo "$family" | tr ' ' '~')" |
			tr '~' ' ' >"$T/lines"
		compare "routes, families $family" "$T/lines"
	done
	cross "-rn" "-C -F -CF" ". -e -ee" ". -4 -6 -46" >"$T/lines"
	compare "routes, cached" "$T/lines"
	"$OURS" -rnee >"$T/two"
	"$OURS" -rneee >"$T/three"
	same "a third -e is no mistake" "$T/two" "$T/three"
}

names() {
	routes_up
	cross "-r" ". --numeric-ports --numeric-users" ". -e -ee" ". -4 -6" >"$T/lines"
	compare "routes by name" "$T/lines"
	cross "-g" ". -W" ". -4 -6" >"$T/lines"
	compare "memberships by name" "$T/lines"
}

# 10,000 routes more of each family.
many() {
	routes_up
	awk 'BEGIN {
		for (i = 0; i < 10000; i++)
			printf "route add 10.%d.%d.%d/30 via 10.1.2.%d metric %d\n",
				100 + i / 16384, i / 64 % 256, i * 4 % 256, 10 + i % 200, i
	}' >"$T/batch"
	awk 'BEGIN {
		for (i = 0; i < 10000; i++)
			printf "-6 route add 2001:db8:%x::/48 via fd00:1::%x\n", i, 2 + i % 100
	}' | sed 's/^-6 //' >"$T/batch6"
	ip -batch "$T/batch" && ip -6 -batch "$T/batch6"
	printf '%s\n' -rn -rnee -rn6 >"$T/lines"
	compare "10,000 routes" "$T/lines"
	is "10,000 routes and more are shown" 1 "$("$OURS" -rn | awk 'END { print (NR > 10000) }')"
	is "10,000 IPv6 routes and more are shown" 1 "$("$OURS" -rn6 | awk 'END { print (NR > 10000) }')"
}

interfaces() {
	interfaces_up
	busybox ping -c 3 -i 0.2 -q 10.1.2.3 >/dev/null 2>&1
	busybox ping -c 1 -W 1 -q 10.1.2.99 >/dev/null 2>&1
	cross "-i --interfaces" ". -a" ". -e -ee" ". -n -W -N -4 -6 -p -t -v" >"$T/lines"
	compare "interfaces" "$T/lines"
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		ip addr add 10.200.$i.1/24 dev bridge10 label bridge10:$i
		ip link add m$i type bridge
	done
	cross "-i" ". -a" ". -e" >"$T/lines"
	compare "many interfaces and aliases" "$T/lines"
	ip link set lo down
	for i in v0 v1 bridge10 fifteen_chars_x; do ip link set $i down; done
	compare "all interfaces down" "$T/lines"
}

# The kernel's order of interfaces is that of their making; ours does not depend on it.
natural() {
	ip link set lo up
	for i in x1y10 e10 e2 e.1 e e1 e02 x10y1 ex e1a e1.5 e1.10 x1y1 10 1 2 1a x2y1 x1y2; do
		ip link add dev $i type bridge
		ip link set $i up
	done
	for i in e2:10 e2:2 e2 e2:0 e:1 e1a:3 e10:02 e2:x; do
		ip addr add 10.200.1.$((${#used} + 1))/32 dev ${i%:*} label $i
		used=$used.
	done
	cross "-i" ". -a" ". -e" >"$T/lines"
	compare "numbers in names of interfaces count" "$T/lines"
}

# Any byte but NUL, blanks, '/' and ':' may be in an interface's name.
hostile() {
	six_off
	printf 'x\033[1m\377y' >"$T/name"
	ip link add "$(cat "$T/name")" type bridge || {
		skip "interface names that are no text" "not made by this kernel"
		return
	}
	ip link add 'back\slash' type bridge
	ip link add "$(printf 'caf\303\251')" type bridge
	ip link add "$(printf '\302\233c1')" type bridge
	for i in "$(cat "$T/name")" 'back\slash'; do
		ip link set "$i" up
		ip addr add 10.77.1.1/24 dev "$i"
		ip route add 10.78.0.0/16 via 10.77.1.2 dev "$i" 2>/dev/null || ip route add 10.79.0.0/16 dev "$i"
	done
	for line in -i -ia -ie -iae -rn -rne -rnee -rn6 -rneeW -gn; do
		"$OURS" $line >"$T/out" 2>"$T/err"
		status=$?
		cat "$T/err" >>"$T/out"
		if [ $status != 0 ]; then
			not_ok "hostile names: $line" <"$T/out"
		elif LC_ALL=C tr -d '\n\040-\176\200-\377' <"$T/out" | grep -q . ||
			! iconv -f UTF-8 -t UTF-8 "$T/out" >/dev/null 2>&1; then
			not_ok "hostile names come out as text: $line" <"$T/out"
		else
			ok "hostile names come out as text: $line"
		fi
	done
	is "an escape is \\xHH" 1 "$("$OURS" -ia | grep -c '^x\\x1b\[1m\\xffy ')"
	is "so is a backslash" 1 "$("$OURS" -i | grep -c '^back\\x5cslash ')"
	if grep -q '^CONFIG_FEATURE_UNICODE=y' "$SOCKLET_DIR/.config"; then
		is "UTF-8 stays" 1 "$("$OURS" -ia | grep -c "^$(printf 'caf\303\251') ")"
	fi
	is "in -ie too" 1 "$("$OURS" -ie | grep -c '^x\\x1b\[1m\\xffy: flags=')"
}

groups() {
	interfaces_up
	ip addr add 239.1.2.3/32 dev v0 autojoin
	ip addr add 239.255.255.250/32 dev fifteen_chars_x autojoin
	ip -6 addr add ff05::abcd/128 dev v0 autojoin
	cross "-g --groups" ". -n --numeric-hosts" ". -4 -6" ". -e -W -a -l -p -o" >"$T/lines"
	compare "memberships" "$T/lines"
	cross "-gn" ". -t -u -w -x -tx" ". -a -l" >"$T/lines"
	compare "memberships among sockets" "$T/lines"
	is "the joined ones are there" 3 "$("$OURS" -gn | grep -c ' 239\.1\.2\.3$\| 239\.255\.255\.250$\| ff05::abcd$')"
}

# More than one of -r -i -M is a mistake; -g is none. -c goes round.
modes() {
	interfaces_up
	while read -r line; do
		for who in "$PEER" "$OURS"; do
			"$who" $line >"$T/out" 2>"$T/err"
			echo "exit $?, $(wc -l <"$T/out") lines"
		done >"$T/two"
		is "exit status of: $line" "$(sed -n 1p "$T/two")" "$(sed -n 2p "$T/two")"
		is "and one line on stderr: $line" 1 "$(wc -l <"$T/err")"
	done <<-'EOF'
		-r -i
		-ri
		-iM
		-rM
		-riM
		--route --interfaces
		-r -x
		-r -A unix
	EOF
	printf '%s\n' "-rn -f inet" "-rnf inet" "-rnf inet6" -rn2 -rn2f6 -r2 "-ef inet -rn" "-n -r -f" >"$T/lines"
	compare "BSD's way to name a family of routes" "$T/lines"
	printf '%s\n' -gi -gr -gin -rt -rl -ra -ro -it -ix >"$T/lines"
	compare "what goes with a mode" "$T/lines"
	for line in "-c -rn" "-ci" "-cgn"; do
		timeout 2.5 "$OURS" $line >"$T/out" 2>&1
		rounds=$(grep -c '^Kernel\|^IPv6/IPv4' "$T/out")
		if [ "$rounds" = 2 ] || [ "$rounds" = 3 ]; then ok "goes round: $line"
		else echo "$rounds rounds in 2.5 seconds" | not_ok "goes round: $line"; fi
	done
}

# A recorded tree in place of /proc for both; the kernel is to have its interfaces.
recorded() {
	six_off
	for i in eth0 eth1 eth10 wan; do
		ip link add $i address 02:00:00:00:00:"$(printf %02x ${#i})" type bridge
		ip link set $i up
	done
	ip link set lo up
	mount --bind "$TESTS/recorded/$1" /proc
	cross "-rn" ". -e -ee" ". -4 -6 -46" ". -C -F -CF" >"$T/lines"
	compare "$1: routes" "$T/lines"
	cross "-i" ". -a" ". -e" >"$T/lines"
	compare "$1: interfaces" "$T/lines"
	cross "-gn" ". -4 -6" >"$T/lines"
	compare "$1: memberships" "$T/lines"
	[ -e /proc/net/ip_masquerade ] || return 0
	cross "-M" ". -n --numeric-ports --numeric-hosts" ". -e -ee" >"$T/lines"
	compare "$1: masquerade" "$T/lines"
}

# The rows of -M, without the time, as awk makes them from the kernel's file (IPv4 only).
expected_rows() {
	awk '
		function value(key, nth,   i) {
			for (i = 1; i <= NF; i++)
				if (index($i, key "=") == 1 && !--nth)
					return substr($i, length(key) + 2)
			return ""
		}
		$1 == "ipv4" && ($3 == "tcp" || $3 == "udp") {
			snat = value("src", 1) ":" value("sport", 1) != value("dst", 2) ":" value("dport", 2)
			dnat = value("dst", 1) ":" value("dport", 1) != value("src", 2) ":" value("sport", 2)
			if (snat || dnat)
				print $3, value("src", 1), value("dst", 1), value("sport", 1), "->", value("dport", 1),
					"(" (snat ? value("dport", 2) : value("sport", 2)) ")" ($3 == "tcp" ? " " $6 : "")
		}' /proc/net/nf_conntrack | sort
}

# in_net PID COMMAND...: in the network namespace of that process
in_net() {
	pid=$1
	shift
	nsenter -t "$pid" -n "$@"
}

# A router between two networks, with source and destination translation.
masquerade() {
	six_off
	if ! nft add table ip nat 2>/dev/null || ! busybox --list | grep -qx nc || ! bash -c : 2>/dev/null; then
		skip "masquerade, live" "no nft, no busybox nc or no bash"
		return
	fi
	unshare -n sleep 60 & inside=$!
	unshare -n sleep 60 & outside=$!
	sleep 0.3
	ip link set lo up
	ip link add in0 type veth peer name eth0 netns $inside
	ip link add out0 type veth peer name eth0 netns $outside
	ip addr add 10.0.0.1/24 dev in0
	ip addr add 192.0.2.1/24 dev out0
	ip -6 addr add fd00:a::1/64 dev in0 nodad
	ip -6 addr add 2001:db8:b::1/64 dev out0 nodad
	ip link set in0 up
	ip link set out0 up
	in_net $inside ip addr add 10.0.0.2/24 dev eth0
	in_net $inside ip -6 addr add fd00:a::2/64 dev eth0 nodad
	in_net $inside ip link set eth0 up
	in_net $inside ip route add default via 10.0.0.1
	in_net $inside ip -6 route add default via fd00:a::1
	in_net $outside ip addr add 192.0.2.2/24 dev eth0
	in_net $outside ip -6 addr add 2001:db8:b::2/64 dev eth0 nodad
	in_net $outside ip link set eth0 up
	echo 1 >/proc/sys/net/ipv4/ip_forward
	echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
	nft -f - <<-'EOF'
		table ip nat {
			chain post {
				type nat hook postrouting priority 100
				oifname "out0" masquerade
			}
			chain pre {
				type nat hook prerouting priority -100
				iifname "out0" tcp dport 8080 dnat to 10.0.0.2:80
			}
		}
		table ip6 nat {
			chain post {
				type nat hook postrouting priority 100
				oifname "out0" masquerade
			}
		}
	EOF
	mkfifo "$T/hold"
	exec 8<>"$T/hold"
	in_net $outside busybox nc -l -p 80 <"$T/hold" >/dev/null 2>&1 & a=$!
	in_net $inside busybox nc -l -p 80 <"$T/hold" >/dev/null 2>&1 & b=$!
	sleep 0.5
	in_net $inside busybox nc 192.0.2.2 80 <"$T/hold" >/dev/null 2>&1 & c=$!
	in_net $outside busybox nc 192.0.2.1 8080 <"$T/hold" >/dev/null 2>&1 & d=$!
	in_net $inside bash -c 'echo x >/dev/udp/192.0.2.2/53; echo x >/dev/udp/2001:db8:b::2/53'
	in_net $inside busybox ping -c 1 -W 1 -q 192.0.2.2 >/dev/null 2>&1
	expected_rows >"$T/wanted"
	"$OURS" -Mn | awk 'NR > 2 && $3 !~ /:/ && $1 != "icmp" { $2 = ""; $0 = $0; $1 = $1; print }' | sort >"$T/got"
	same "translated connections of the kernel's table" "$T/wanted" "$T/got"
	is "one to the outside, one to the inside, one by UDP" 3 "$(wc -l <"$T/got")"
	is "IPv6 is translated too" 1 "$("$OURS" -Mn | grep -c ' fd00:a::2 .*2001:db8:b::2 .* -> 53 (')"
	is "ICMP has its identifier" 1 "$("$OURS" -Mn | grep -c '^icmp .* 10.0.0.2 .* -> \* (')"
	is "-e shows what they become" 1 "$("$OURS" -Mne | grep -c ' 8080 (80) .* 192.0.2.2 *10.0.0.2 *$')"
	is "and the time is the kernel's" 1 "$("$OURS" -Mn | grep -c '^tcp *71[0-9][0-9]:[0-5][0-9].00 10.0.0.2 ')"
	in_net $outside "$OURS" -M >"$T/out" 2>&1
	is "none are no rows" "0 0" "$? $(wc -l <"$T/out")"
	kill $inside $outside $a $b $c $d 2>/dev/null
}

no_names
case $1 in
known)
	routes_up
	ip tuntap add dev tunnel0 mode tun && ip link set tunnel0 up
	ip link add dynamic0 type bridge && ip link set dynamic0 dynamic on
	known_differences "$2" ;;
*) "$@" ;;
esac
