#!/bin/sh
# SPDX-License-Identifier: 0BSD
# The programs on real kernels of other machines, under qemu: an initramfs with nothing in it but them
# and boot/init.c, which makes known sockets and says what they are by the system calls alone.
#
# BOOT        machines to boot in every way; without it two are booted in the plain way (see boot/machines)
# BOOT_BUILD  where kernels, compilers and their libc are kept
# BOOT_GUARD  seconds after which a machine is taken to hang
# shellcheck shell=sh disable=SC2046,SC2086

. "$(dirname "$0")/../lib.sh"
scratch
TOP=$(dirname "$TESTS")
BUILD=${BOOT_BUILD:-$SOCKLET_DIR/build}
GUARD=${BOOT_GUARD:-180}
DIAG="inet_diag tcp_diag udp_diag raw_diag unix_diag af_packet_diag netlink_diag"

# shellcheck source=tests/places/boot/machine.sh
. "$TESTS/places/boot/machine.sh"

# ---- what a boot printed -------------------------------------------------------------------------

# run N: what the Nth run printed, into $T/printed; its command and how it ended
run() {
	awk -v n="$1" '/^>>>/ { i++ } i == n' "$console" | sed '/^<<</q' >"$T/run"
	command=$(sed -n '1s/^>>> //p' "$T/run")
	status=$(sed -n 's/^<<< status \([0-9]*\).*/\1/p' "$T/run")
	rss=$(sed -n 's/^<<< .* rss //p' "$T/run")
	sed '1d;/^<<</d' "$T/run" >"$T/printed"
}

# on FLAG: it is in the program
on() {
	grep -q "^CONFIG_$1=y" "$SOCKLET_DIR/.config"
}

# letters LETTER-FLAG...: those of netstat's options that are in the program
letters() {
	for pair; do
		! on "FEATURE_${pair#*-}" || printf %s "${pair%%-*}"
	done
}

# Sockets that the program knows.
known() {
	if ! on FEATURE_IPV6; then grep -v '^made [a-z]*6 '; else cat; fi |
		if ! on FEATURE_NETSTAT_UDPLITE; then grep -v '^made udpl'; else cat; fi
}

# shows N WHAT AS [BACKLOG]: the run has a row for each socket made, and nothing else
shows() {
	run "$1"
	grep '^made ' "$console" | known | awk -v as="$3" -v letters="${command#*netstat -an}" -v backlog="${4:-0}" \
		-f "$TESTS/places/boot/rows.awk" | sort >"$T/made"
	awk -v as="$3" -f "$TESTS/places/boot/rows.awk" "$T/printed" | sort >"$T/rows"
	test -s "$T/made" || echo "nothing was made" >>"$T/made"
	same "$arch, $2: $command" "$T/made" "$T/rows"
}

# says WHAT PATTERN: the run has it, maybe amid a row, for which stderr does not wait
says() {
	if grep -q "$2" "$T/printed"; then ok "$arch, $1"; else grep -v '^[tur].* ' "$T/printed" | not_ok "$arch, $1"; fi
}

# netstat reads netlink for what is short alone.
SHORT=$(letters p-NETSTAT_PRG W-NETSTAT_WIDE)
NETSTAT="netstat -an$(letters e-NETSTAT_EXTEND)$SHORT"
SHORT="netstat -an$SHORT"
SS="ss -Hanp -t -u -w -x"

# Whether the programs read by netlink.
reads_netlink() {
	on FEATURE_DIAG
}

# looks with|without: runs of a script, on a kernel that has diag or has not. Which source it is shows in
# what ss says of a listener.
looks() {
	reads_netlink || set -- without
	echo "run $NETSTAT"
	test "$1" = without || echo "run SOCKLET_SOURCE=netlink $SHORT"
	case $applets in
	*ss*)
		echo "run $SS"
		echo "run SOCKLET_SOURCE=proc $SS"
		test "$1" = without || echo "run SOCKLET_SOURCE=netlink $SS" ;;
	esac
}

# saw FIRST WHAT with|without: what those runs showed; sets next
saw() {
	reads_netlink || set -- "$1" "$2" without
	next=$1
	for line in $(looks "$3" | tr ' ' ,); do
		case $line in
		*netstat*) shows $next "$2" netstat ;;
		*=proc*) shows $next "$2" ss 0 ;;
		*=netlink*) shows $next "$2" ss 1 ;;
		*) shows $next "$2" ss "$(test "$3" = without || echo 1)" ;;
		esac
		next=$((next + 1))
	done
}

# What is not about sockets, as far as it is built in, and a word that it must say here.
TABLES="-i:lo -gn:224.0.0.1 -s:Tcp: -rn:routing"

tables() {
	for table in $TABLES; do
		option=${table%%:*}
		"$OURS" -h 2>&1 | grep -q "^[[:blank:]]*${option%n}[ ,]" && echo "$table"
	done
}

saw_tables() {
	for table in $(tables); do
		run $next
		next=$((next + 1))
		yes_if "$arch: $command" grep -qF -e "${table#*:}" "$T/printed"
		is "$arch: $command: exit status" 0 "$status"
	done
}

# No port that was made is in the range that the kernel starts with.
saw_no_autobound() {
	on FEATURE_SS_FILTER || return 0
	run $next
	next=$((next + 1))
	is "$arch, no /proc/sys: $command: nothing, status 0" "nothing, status 0" "$(cat "$T/printed")nothing, status $status"
}

# /proc without net, but with its processes: all that netlink tells is there, with its holders.
looks_without_net() {
	echo "run netstat -an"
	reads_netlink || return 0
	echo "run $SHORT -t -u -w"
	test "$applets" = netstat || echo "run $SS"
}

saw_without_net() {
	run $next
	next=$((next + 1))
	is "$arch, no /proc/net: $command: exit status" 1 "$status"
	says "no /proc/net: $command: says so" 'netstat: .*/proc/net'
	reads_netlink || return 0
	cp "$console" "$T/whole"
	sed -i '/^made \(unix\|udpl\)/d' "$console" # which netstat has by /proc, and which -t -u -w leave out
	shows $next "no /proc/net" netstat
	cp "$T/whole" "$console"
	is "$arch, no /proc/net: $command: exit status" 0 "$status"
	next=$((next + 1))
	test "$applets" = netstat && return
	shows $next "no /proc/net" ss 1
	next=$((next + 1))
	is "$arch, no /proc/net: $command: exit status" 0 "$status"
}

saw_no_proc() {
	run $next
	next=$((next + 1))
	is "$arch, $1: exit status" 1 "$status"
	says "$1: is said" 'netstat: .*/proc'
}

# shellcheck source=tests/places/boot/families.sh
. "$TESTS/places/boot/families.sh"
# shellcheck source=tests/places/boot/beside.sh
. "$TESTS/places/boot/beside.sh"

# ---- boots --------------------------------------------------------------------------------------

plain() {
	if get_peer; then beside=true; else beside=false; fi
	{
		echo sockets
		echo show /proc/net/unix
		looks without
		looks_for_none
		looks_beside none
		echo modules /modules
		looks with
		looks_for_none
		tables | sed 's/:.*//; s/^/run netstat /'
		echo bare
		looks with
		! on FEATURE_SS_FILTER || echo run ss -Htan autobound
		echo proc subset=pid
		looks_without_net
		echo proc
		looks_at_families
		echo hide /proc
		echo run netstat -an
		echo gone /proc
		echo run netstat -an
	} >"$T/script"
	boots plain "random.trust_cpu=off random.trust_bootloader=off" || return
	yes_if "$arch, early boot: pointers are not known yet" grep -q '^| (_*ptrval_*):' "$console"
	saw 1 "early boot" without
	saw_none "early boot"
	saw $next "diag loaded" with
	saw_none "diag loaded"
	saw_tables
	saw $next "no /proc/sys" with
	saw_no_autobound
	saw_without_net
	saw_families
	saw_beside
	saw_no_proc "/proc is empty"
	saw_no_proc "no /proc"
	drop_peer
}

# found FINDING FIRST-LINE NUMBERS: the run has that finding, and its words stand below
found() {
	awk -v first="$2" -v words="        $3" '
		want && $0 == words { found = 1 }
		{ want = $0 == first }
		END { exit !found }' "$T/printed" &&
		ok "$arch, $command: $1" || not_ok "$arch, $command: $1" <"$T/printed"
}

# What is wrong, by netlink and by /proc alone, which knows no limits of queues.
CHECK="socklet check --for 0 --only accept-queue-full,unix-queue-full,exposed-listener"

sickness() {
	on FEATURE_CHECK && reads_netlink || return 0
	ln -f "$T/$arch/root/netstat" "$T/$arch/root/socklet"
	printf '%s\n' "modules /modules" "run $CHECK" sick "run $CHECK" "run SOCKLET_SOURCE=proc $CHECK" >"$T/script"
	boots sickness || return
	run 1
	is "$arch, a healthy machine: $command" "0 critical, 0 warnings, 0 notes; 3 judged, 0 not, status 0" \
		"$(cat "$T/printed"), status $status"
	run 2
	found accept-queue-full "CRITICAL accept-queue-full: tcp 127.0.0.1:8001, init (1)" "9 connections wait where 8 may."
	found unix-queue-full "CRITICAL unix-queue-full: unix /sick.sock, init (1)" "3 connections wait where 2 may."
	found exposed-listener "WARNING exposed-listener: tcp 0.0.0.0:6379, init (1)" \
		"It listens on every address, or on a public one."
	is "$arch, $command: exit status" 2 "$status"
	run 3
	found exposed-listener "WARNING exposed-listener: tcp 0.0.0.0:6379, init (1)" \
		"It listens on every address, or on a public one."
	is "$arch, $command: exit status" 1 "$status"
}

without_ipv6() {
	{
		echo sockets
		looks without
		echo run netstat -tunl
		echo modules /modules
		looks with
	} >"$T/script"
	boots without-ipv6 ipv6.disable=1 || return
	saw 1 "no IPv6" without
	run $next
	is "$arch, no IPv6: exit status" 0 "$status"
	yes_if "$arch, no IPv6: no row and no word of it" \
		sh -c "grep -q '^tcp ' '$T/printed' && ! grep -iq '6 \|inet6\|ipv6' '$T/printed'"
	saw $((next + 1)) "no IPv6, diag loaded" with
}

# Whole rooms of the crowd, see zoo/many.c.
CROWD=20097

crowd() {
	{
		echo modules /modules
		echo crowd $CROWD
		echo leave 16
		echo tally netstat -ant
		echo tally netstat -ant$(letters p-NETSTAT_PRG e-NETSTAT_EXTEND)
		reads_netlink && echo tally SOCKLET_SOURCE=netlink netstat -ant
		test "$applets" = netstat || echo tally ss -Hantp
	} >"$T/script"
	# Without memory set aside for devices, which counts as free and is not for us.
	boots crowd cma=0 || return
	for n in $(seq "$(grep -c '^>>>' "$console")"); do
		run "$n"
		head=2
		case $command in ss*) head=0 ;; esac
		echo "# $arch: $command: about $rss KB resident"
		is "$arch, 16 MB free: $command shows $CROWD sockets" \
			"tally $CROWD once, 0 more, $head other lines, status 0" "$(cat "$T/printed"), status $status"
	done
}

# ---- machines -----------------------------------------------------------------------------------

for arch in ${BOOT:-x86_64 s390x}; do
	ready || continue
	plain
	sickness
	test -n "$BOOT" || continue
	without_ipv6
	crowd
done
