# SPDX-License-Identifier: 0BSD
#
# The part of boot.sh, which sources this, that is about the sockets of boot/families.c: runs before their
# modules are loaded, after, and with the sockets made.
# shellcheck shell=sh disable=SC2034,SC2086,SC2154

# The families that boot/families.c has sockets of, with what they need.
FAMILIES="crc32c_generic libcrc32c udp_tunnel ip6_udp_tunnel sctp sctp_diag dccp dccp_ipv4 dccp_diag tipc tipc/diag
	vsock vmw_vsock_virtio_transport_common vsock_loopback vsock_diag mptcp_diag"
EACH="-S -d --tipc --vsock -M"

has_family_options() {
	test "$applets" != netstat && reads_netlink && on FEATURE_SS_OTHER_FAMILIES && on FEATURE_SS_SCTP
}

# Whether there is anything to be seen of them here.
shows_families() {
	has_family_options && test -z "$absent"
}

has_netstat_sctp() {
	on FEATURE_NETSTAT_SCTP
}

# A kernel that has no such sockets.
looks_for_none() {
	! has_family_options || echo "run ss -Hanpeim --tipcinfo $EACH"
	! has_netstat_sctp || echo run netstat -anS
}

saw_none() {
	if has_family_options; then
		run $next
		next=$((next + 1))
		is "$arch, $1: $command: nothing, status 0" "nothing, status 0" "$(cat "$T/printed")nothing, status $status"
	fi
	if has_netstat_sctp; then
		run $next
		next=$((next + 1))
		is "$arch, $1: $command: exit status" 1 "$status"
		yes_if "$arch, $1: $command: says so" grep -q 'no support.*sctp' "$T/printed"
	fi
}

looks_at_families() {
	shows_families || return 0
	echo modules /families
	echo run ss -Hanpeim -S -d --vsock -M
	! $beside || echo cgroups
	looks_beside loaded
	echo families
	echo run ss -Hanp $EACH
	echo run SOCKLET_SOURCE=netlink ss -Hanp $EACH
	for option in $EACH; do
		echo run ss -Hanp $option
		echo run ss -Hnlp $option
		echo run ss -Hnp $option
	done
	echo run ss -Hnpe -M
	echo run ss -HOnp --tipc --tipcinfo
	! on FEATURE_SS_FILTER || filters | sed 's/[^ ]* *//; s/^/run ss -Hanp /'
	! has_netstat_sctp || echo run netstat -anepWS
	looks_beside made
}

# TIPC's listener that no process holds.
NAMELESS='s/\(LISTEN 0 0 0:\)[0-9]* -$/\1KERNEL -/'

# shows_also WHAT OPTIONS STATES [NETID [ENDS]]: the run has a row for each socket made of these families in
# these states and between these ends, and nothing else; without their names where there is one table only.
shows_also() {
	run $next
	next=$((next + 1))
	awk -v options="$2" -v states="$3" -v netid="$4" -v ends="${5-.}" -f "$TESTS/places/boot/also.awk" "$console" | sort >"$T/made"
	awk '{ $1 = $1; print }' "$T/printed" | sed "$NAMELESS" | sort >"$T/rows"
	test -s "$T/made" || echo "nothing was made" >>"$T/made"
	same "$arch, $1: $command" "$T/made" "$T/rows"
	is "$arch, $1: $command: exit status" 0 "$status"
}

saw_families() {
	if has_family_options && test -n "$absent"; then
		skip "$arch, sockets of other families" "the kernel has no$absent"
	fi
	shows_families || return 0
	run $next
	next=$((next + 1))
	is "$arch, families loaded: $command: nothing, status 0" "nothing, status 0" \
		"$(cat "$T/printed")nothing, status $status"
	shows_also "all families" "$EACH" "LISTEN UNCONN ESTAB" netid
	shows_also "all families" "$EACH" "LISTEN UNCONN ESTAB" netid
	for option in $EACH; do
		netid=
		connected=ESTAB
		case $option in
		--vsock) netid=netid ;;
		--tipc) connected="LISTEN UNCONN ESTAB" ;; # which ss always shows
		esac
		shows_also "one family" "$option" "LISTEN UNCONN ESTAB" $netid
		shows_also "its listeners" "$option" "LISTEN UNCONN" $netid
		shows_also "its connections" "$option" "$connected" $netid
	done
	saw_details
	! on FEATURE_SS_FILTER || saw_filtered
	! has_netstat_sctp || saw_netstat_sctp
}

# What ss's own filters take out of its families' own addresses and ports: ENDS OPTION EXPRESSION
filters() {
	cat <<-end
		^1:.* --vsock src 1
		^1:.* --vsock src vsock:1:*
		^1:.*:4000000000$ --vsock dst 1:4000000000
		:1024$ --vsock dport = :1024
		:4000000000$ --vsock dport = :4000000000
		^.:4000000000 --vsock sport > :3000000000
		^.:1024 --vsock sport < :3000000000
		. --vsock autobound
		. --tipc sport > :0
	end
}

saw_filtered() {
	filters >"$T/filters"
	while read -r ends option _; do
		netid=
		test "$option" = --tipc || netid=netid
		shows_also "filtered" "$option" "LISTEN UNCONN ESTAB" "$netid" "$ends"
	done <"$T/filters"
}

# What stands behind the row.
saw_details() {
	run $next
	next=$((next + 1))
	sed -n 's/^also -M \([0-9]*\) .* ESTAB .*/\1/p' "$console" | sort >"$T/made"
	sed -n 's/.* ino:\([0-9]*\) .*/\1/p' "$T/printed" | sort >"$T/rows"
	same "$arch: $command: inodes" "$T/made" "$T/rows"
	run $next
	next=$((next + 1))
	sed 's/.*\(- \|)) \) *type:/type:/;s/  */ /g;s/ $//' "$T/printed" | sort >"$T/rows"
	cat >"$T/made" <<-end
		type:RDM cong:none drop:0 publ
		type:SEQPACKET cong:none drop:0 publ
		type:STREAM cong:none drop:0 publ
		type:STREAM cong:none drop:0 via {1000,5}
		type:STREAM cong:none drop:0 via {1000,5}
	end
	same "$arch: $command" "$T/made" "$T/rows"
}

saw_netstat_sctp() {
	run $next
	next=$((next + 1))
	awk -v as=netstat -v options=-S -v states="LISTEN ESTAB" -f "$TESTS/places/boot/also.awk" "$console" | sort >"$T/made"
	sed '1,2d' "$T/printed" | awk '{ $1 = $1; print }' | sort >"$T/rows"
	same "$arch: $command" "$T/made" "$T/rows"
	is "$arch: $command: exit status" 0 "$status"
}
