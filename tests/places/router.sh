#!/bin/sh
# SPDX-License-Identifier: 0BSD
# socklet top on a router with little memory, as somebody sees it who sits at its serial line: a machine under qemu
# with two network cards, between two hosts and the line, and known traffic through it. See boot.sh for the machine.
#
# ROUTER  x86_64, with Debian's kernel, or mips, with one that is built for a router of 16 MB; without it fewer looks
# BOOT_BUILD, BOOT_GUARD: as for boot.sh
# shellcheck shell=sh disable=SC2034,SC2046,SC2086,SC2154

. "$(dirname "$0")/../lib.sh"
TOP=$(dirname "$TESTS")
BUILD=${BOOT_BUILD:-$SOCKLET_DIR/build}
GUARD=${BOOT_GUARD:-180}
arch=${ROUTER:-x86_64}
case $arch in # rates: of the streams in bits a second, and how often the router itself is sent 500 bytes
mips) KERNEL=router memory=16 modules='' rates="480K 160K 80K 20" seconds=30
	card=pcnet ;; # its slots from 12 hexadecimal have interrupts
*) KERNEL='' memory=96 card=virtio-net-pci rates="4800K 1600K 800K 100" seconds=9
	modules="virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci failover net_failover virtio_net
		libcrc32c nfnetlink nf_defrag_ipv4 nf_defrag_ipv6 nf_conntrack nf_nat nf_tables nft_chain_nat nft_masq
		nf_conntrack_netlink inet_diag tcp_diag" ;;
esac

# shellcheck source=tests/places/boot/machine.sh
. "$TESTS/places/boot/machine.sh"

get_root() {
	mkdir -p "$T/$arch/root"
	get_init || return 1
	get_modules modules $modules
	cp "$program" "$T/$arch/root/socklet"
	{
		test -z "$modules" || echo modules /modules
		echo router
		echo sink 9
		echo show /proc/meminfo
		echo enter
		looks | sed 's/^/run TERM=vt100 /'
		echo terminal
		echo enter
	} >"$T/script"
	get_initrd
}

# What is looked at, one after the other.
looks() {
	echo "socklet top --flows -d 2"
	echo "socklet top -p -d 2"
	test -z "${ROUTER-}" || echo "socklet top --flows --by host -d 2"
}

# ---- outside -------------------------------------------------------------------------------------

if [ $# = 0 ]; then
	scratch
	for tool in tmux iperf3 perl; do
		command -v $tool >/dev/null || lack=$tool
	done
	if ! "$SOCKLET_DIR/socklet" top --help 2>/dev/null | grep -q -e --flows; then
		skip "router" "socklet top --flows is not in this build"
	elif [ -n "${lack-}" ] || ! [ -w /dev/net/tun ]; then
		skip "router" "no ${lack-/dev/net/tun}"
	elif ready; then
		MACHINE=$T/$arch sh "$0" forwards || echo "status $?" | not_ok "the router came to its end"
	fi
	exit 0
fi
own_namespaces "$@"

# ---- the traffic ---------------------------------------------------------------------------------

# side NAME NETWORK: a namespace whose wire, and a card of the machine, hang on one bridge
side() {
	ip netns add $1
	ip link add br_$1 type bridge
	ip tuntap add tap_$1 mode tap
	ip link add to_$1 type veth peer name eth0 netns $1
	for end in tap_$1 to_$1; do
		ip link set $end master br_$1
		ip link set $end up
	done
	ip link set br_$1 up
	ip -n $1 link set lo up
	ip -n $1 addr add $2.2/24 dev eth0
	ip -n $1 link set eth0 up
}

# serve PORT
serve() {
	ip netns exec wan iperf3 -s -1 -p $1 >/dev/null 2>&1 &
	while ! ip netns exec wan "$SOCKLET_DIR/netstat" -ltn | grep -q ":$1 "; do sleep 0.05; done
}

# stream HOST PORT RATE [OPTION]...: from that host; its report is in $T/PORT
stream() {
	host=$1 port=$2 rate=$3
	shift 3
	ip netns exec lan timeout $GUARD iperf3 -J -c 10.0.1.2 -B $host -p $port -b $rate -l 1000 -t "$seconds" "$@" >"$T/$port" 2>&1 &
	streams="$streams $!"
}

streams=

# Bytes a second that arrived with what iperf3 has sent: OVERHEAD bytes a packet of SIZE
told() {
	perl -0ne '/"sum_received":\s*\{.*?"bits_per_second":\s*([\d.]+)/s && printf "%d", $1 / 8' "$T/$1" |
		awk -v overhead=$2 -v size=$3 '{ printf "%d", $1 * (size + overhead) / size }'
}

# talk TIMES: what the router itself is sent, so many times a second
talk() {
	ip netns exec lan perl -MIO::Socket -MTime::HiRes=time,sleep -e '
		$s = IO::Socket::INET->new(PeerAddr => "10.0.2.1:9", LocalAddr => "10.0.2.3") or die;
		for ($t = time;; $n++) { syswrite $s, "x" x 500; $d = $t + $n / $ARGV[0] - time; sleep $d if $d > 0 }' $1 &
}

# ---- the screen ----------------------------------------------------------------------------------

# until_seen WHAT PATTERN: it is on the screen before the guard says that it never will be
until_seen() {
	for _ in $(seq $((GUARD * 5))); do
		tmux -L router capture-pane -t router -p >"$T/screen"
		grep -q -- "$2" "$T/screen" && return
		! grep -q "^=== end\|^Pane is dead" "$T/screen" || break
		sleep 0.2
	done
	not_ok "$arch: $1" <"$T/screen"
	exit 1
}

# look N PATTERN: what the Nth look shows, in $T/screen.N; and on to the next one
look() {
	until_seen "$(looks | sed -n $1p)" "$2"
	cp "$T/screen" "$T/screen.$1"
	echo "# $arch: $(looks | sed -n $1p)"
	sed '/^$/d; s/^/#   /' "$T/screen"
	tmux -L router send-keys -t router q
}

# near WHAT EXPECTED GOT: numbers such as 1.25M, within a twentieth
near() {
	if awk -v a="$2" -v b="$3" '
		function n(s) { return s * (s ~ /K$/ ? 1e3 : s ~ /M$/ ? 1e6 : 1) }
		BEGIN { d = n(b) - n(a); exit !(a != "" && b != "" && (d < 0 ? -d : d) <= n(a) / 20) }'; then
		ok "$arch: $1"
	else
		echo "expected $2, got $3" | not_ok "$arch: $1"
	fi
}

# cell N COLUMN PATTERN: of the first row of the Nth look that has it
cell() { awk -v c=$2 -v p="$3" '$0 ~ p { print $c; exit }' "$T/screen.$1"; }

power_on() {
	set -- $(emulator | sed "s/-m [0-9]*/-m $memory/")
	for name in lan:12 wan:13; do
		set -- "$@" -netdev tap,id=${name%:*},ifname=tap_${name%:*},script=no,downscript=no \
			-device $card,netdev=${name%:*},romfile=,addr=0x${name#*:}
	done
	export TMUX_TMPDIR="$T" TERM=vt100
	unset TMUX
	tmux -f /dev/null -L router new-session -d -s router -x 80 -y 24 "exec timeout -k 5 $GUARD $* -accel tcg -nographic -vga none \
		-no-reboot -kernel $(image) -initrd $MACHINE/initrd -append 'console=$(field 5) quiet panic=-1'"
	tmux -L router set-option -t router remain-on-exit on
	tmux -L router pipe-pane -t router "tr -d '\r' >'$T/console'"
}

# What the looks have cost, and what there was.
told_cost() {
	echo "# $arch: $(sed -n 's/^| \(MemTotal\|MemFree\): *//p' "$T/console" | paste -sd, | sed 's/,/ for all, free /')"
	looks >"$T/looks"
	sed -n 's/.*<<< status 0 cpu \(.*\) rss \(.*\)/\1 ms of processor for two looks, \2 KB resident/p' "$T/console" |
		paste -d: "$T/looks" - | sed "s/^/# $arch: /"
}

forwards() {
	mount -t tmpfs tmpfs /run
	mkdir -p /run/netns
	side lan 10.0.2
	side wan 10.0.1
	ip -n lan addr add 10.0.2.3/24 dev eth0
	ip -n lan route add default via 10.0.2.1
	serve 5201
	serve 5202
	serve 5203
	power_on
	until_seen "it comes up" "press Enter"
	set -- $rates
	stream 10.0.2.2 5201 $1
	stream 10.0.2.3 5202 $2 -R
	stream 10.0.2.3 5203 $3 -u
	talk $4
	sleep 1
	tmux -L router send-keys -t router Enter
	look 1 'Up/s.*Host.*Peer'
	look 2 'Send/s.*Local'
	test -z "${ROUTER-}" || look 3 'Up/s.*Count host'
	until_seen "the console afterwards" "^the console "
	is "$arch: the console is as it was" "the console waits for lines and echoes" "$(grep '^the console ' "$T/screen")"
	wait $streams
	tmux -L router kill-server
	told_cost
	near "the host and the connection that use the line" "$(told 5201 52 1448)" "$(cell 1 1 '10.0.2.2:.* 10.0.1.2:5201 ')"
	near "one that is loaded" "$(told 5202 52 1448)" "$(cell 1 2 '10.0.2.3:.* 10.0.1.2:5202 ')"
	near "one of UDP" "$(told 5203 28 1000)" "$(cell 1 1 'udp.* 10.0.1.2:5203 ')"
	is "$arch: the address on the line" 10.0.1.1 "$(cell 1 6 10.0.1.2:5201 | sed 's/:.*//')"
	near "what the router itself is sent" $(($4 * 500)) "$(cell 2 2 '10.0.2.1:9 ')"
	yes_if "$arch: and its program" grep -q '10.0.2.1:9 .*/init' "$T/screen.2"
	test -n "${ROUTER-}" || return 0
	is "$arch: the host that uses the line most" 10.0.2.2 "$(awk '$1 ~ /^Up/ { getline; print $NF }' "$T/screen.3")"
	near "a host's traffic" "$(told 5202 52 1448)" "$(cell 3 2 '10.0.2.3$')"
}
"$@"
