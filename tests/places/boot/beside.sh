# SPDX-License-Identifier: 0BSD
#
# The part of boot.sh, which sources this, that has ss run beside iproute2's in the machine, on the sockets that few
# kernels have: the same option lines by the peer, by ours and by the peer again, judged as tests/live/compare judges those
# that this kernel has. For machines like this one, whose programs the peer is one of.
# shellcheck shell=sh disable=SC2034,SC2046,SC2086,SC2154

# shellcheck source=tests/live/compare
. "$TESTS/live/compare"
PROGRAM=ss-guest

# What moves between two runs: clocks, and what lives by them.
cat >"$T/mask.sed" <<-'END'
s/ (lastsnd|lastrcv|lastack|last_data_sent|last_data_recv|last_ack_recv):[0-9]+/ \1/g
s/ busy:[0-9]+ms/ busy/g
s/ +/ /g
END

# ---- the peer -----------------------------------------------------------------------------------

# Whether there are all options that the lines have, and all sockets.
can_compare() {
	own && shows_families || return 1
	for flag in LONG_OPTIONS IPV6 SS_FILTER SS_FILTER_MARKS SS_UNIX SS_LINK SS_EXTENDED SS_INFO SS_MEMORY SS_SOCKOPT \
		SS_PROCESSES SS_SUMMARY SS_NAMES; do
		on FEATURE_$flag || return 1
	done
}

# The peer with its libraries and its loader, into the machine.
get_peer() {
	can_compare || return 1
	if ! peer=$(O=$(dirname "$BUILD") "$TESTS/peers" 2>"$T/log"); then
		skip "$arch, ss beside iproute2's" "$(tail -n 1 "$T/log")"
		return 1
	fi
	mkdir -p "$T/$arch/root/peer"
	cp "$peer" "$T/$arch/root/peer/ss"
	for file in $(ldd "$peer" | grep -o '/[^ ]*'); do
		mkdir -p "$T/$arch/root$(dirname "$file")"
		cp -L "$file" "$T/$arch/root$file"
	done
}

drop_peer() {
	rm -rf "$T/$arch/root/peer" "$T/$arch/root"/lib*
}

# ---- option lines -------------------------------------------------------------------------------

# each_of WORDS...: option lines, each with each family
each_of() {
	for family in $EACH; do
		for words; do echo "$family $words"; done
	done
}

# A kernel that has no such sockets, one that has the modules but no sockets.
lines_of_none() {
	printf '%s\n' "$EACH -Hanpeim --tipcinfo" "$EACH -an" "$EACH -ne" -s "-an sport = :5000 $EACH"
}

lines_of_made() {
	each_of "-an" "-nlp" "-Haneimp --tipcinfo"
	printf '%s\n' "-s" "$EACH -an" "$EACH -n" "$EACH -ln" "$EACH -a" "$EACH -Oaneimpb --tipcinfo" "$EACH -aeQ" \
		"$EACH -ano --cgroup --tos --inet-sockopt" "$EACH -anB"
	printf '%s\n' "-anm -A all,!netlink" "-an -A all,!tcp,!vsock,!netlink" "-an -A sctp,dccp,tipc,vsock" "-an -A v_str,mptcp" "-an -A v_dgr" \
		"-an -A inet" "-an -f vsock" "-an -f tipc" "-tMHanie sport = :5200 or dport = :5210"
	for filter in "sport = :5000 or sport = :5100 or sport = :5210" "dport > :5001 and dport != :5211" "src 127.0.0.1" \
		"dst 127.0.0.3:5001 or dst [::1]:5010" "dev = lo" "autobound" "state listening" "exclude established" \
		"cgroup = /sys/fs/cgroup" "not fwmark = 1"; do
		echo "-SdMan $filter"
	done
	known_lines
}

# And all of them with each family; where a machine is booted in every way.
lines_of_made_too() {
	test -n "$BOOT" || return 0
	each_of "-ane" "-n" "-Hani" "-Oanm" "-aeQ" "-a" "-anb" "-an4" "-an6" "-anO --cgroup --tos --inet-sockopt" "-ano"
	each_of "-an state listening" "-an state established" "-an state connected" "-an state closed" "-an exclude listening" \
		"-an sport = :5000" "-an dport = :5000" "-an sport > :1000" "-an dport != :1024" "-an src 1" "-an src 0" \
		"-an fwmark = 0" "-an cgroup = /sys/fs/cgroup" "-an not sport = :1024 or dport = :5201" "-an autobound"
	for address in "src 127.0.0.1" "dst 127.0.0.1" "dst 127.0.0.3" "src [::1]" "src [::1]:5010" "dst 127.0.0.0/8"; do
		for family in -S -d -M; do echo "$family -an $address"; done
	done
	printf '%s\n' "-an -A vsock_stream,vsock_dgram" "-an -A sctp" "-an -A tipc" "-an -A vsock" "-an -A dccp" "-an -A mptcp" "-an -f xdp" \
		"-an -f inet" "-an -f inet6" "-an --tipc state listening" "$EACH -anpe state established"
}

# Those of the known differences that are not among them.
known_lines() {
	awk -v list=1 -v of="$PROGRAM" -f "$TESTS/live/differences.awk" "$KNOWN" | sed -n 's/^[^ ]* made //p'
}

# looks_beside SCENE: its option lines
looks_beside() {
	$beside || return 0
	case $1 in
	made) lines_of_made; lines_of_made_too ;;
	*) lines_of_none ;;
	esac | sort -u | sed "s/^/beside $1 /"
}

# ---- verdicts -----------------------------------------------------------------------------------

# In place of what runs option lines on this machine: takes them from the console.
triples() {
	awk -v scene="$scene" -v out="$T/" -f "$TESTS/places/boot/beside.awk" "$1" "$console"
}

# What moves is not run again, but differs.
settle() {
	triples "$1"
	judge "$2" | sed 's/^moved /differs (the peer did not hold still) /' >"$T/verdicts"
}

saw_beside() {
	$beside || return 0
	for scene in none loaded made; do
		looks_beside $scene | sed "s/^beside $scene //" >"$T/lines"
		compare "$arch, ss beside iproute2's, $scene" "$T/lines"
		known_differences $scene
	done
}
