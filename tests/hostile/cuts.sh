#!/bin/sh
# SPDX-License-Identifier: 0BSD
# Each recorded file and message, cut: the programs tell of it and come to an orderly end, and what they print is
# what the shorter file has.
#
# CUTS  how many cuts a file and command, by chance (default: 12), or `all`: each byte, once a release
# SEED  those by chance
. "$(dirname "$0")/../lib.sh"

recorded=$TESTS/recorded
corpus=$TESTS/hostile/fuzz/corpus
count=${CUTS:-12}
[ "$count" != all ] || count=0
SEED=${SEED:-$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')}
export SEED

# The commands that read a file, by its name.
commands() {
	case $1 in
	net/tcp) echo "netstat -4tane
		ss -4tane" ;;
	net/tcp6) echo "netstat -6tano
		ss -6tanp" ;;
	net/udp | net/udp6) echo "netstat -uane
		ss -uan" ;;
	net/raw | net/raw6) echo "netstat -wane
		ss -wan" ;;
	net/udplite*) echo "netstat -Uan" ;;
	net/unix) echo "netstat -xane
		ss -xae" ;;
	net/netlink) echo "ss -a -f netlink" ;;
	net/packet) echo "ss -0a" ;;
	net/sctp/eps) echo "netstat -San
		ss -San" ;;
	net/sctp/assocs) echo "netstat -San
		ss -San" ;;
	net/route) echo "netstat -reen" ;;
	net/rt_cache) echo "netstat -rnC" ;;
	net/ipv6_route) echo "netstat -rn6" ;;
	net/sockstat) echo "ss -s" ;;
	net/dev) echo "netstat -ai" ;;
	net/if_inet6) echo "netstat -aie" ;;
	net/igmp*) echo "netstat -gn" ;;
	net/ip_masquerade | net/nf_conntrack) echo "netstat -Mn" ;;
	net/snmp | net/netstat | net/sctp/snmp) echo "netstat -s" ;;
	net/snmp6) echo "netstat -s6" ;;
	net/ax25) echo "netstat -nA ax25" ;;
	net/nr) echo "netstat -nA netrom" ;;
	net/rose) echo "netstat -nA rose" ;;
	net/ipx/socket) echo "netstat -nA ipx" ;;
	net/x25/socket) echo "netstat -nA x25" ;;
	*/bluetooth/l2cap) echo "netstat -2a" ;;
	*/bluetooth/rfcomm) echo "netstat -fa" ;;
	[0-9]*/stat) echo "ss -tanp" ;;
	[0-9]*/cmdline) echo "netstat -tanp" ;;
	esac
}

# cut HOW LABEL FILE COMMAND...
cut() {
	how=$1 label=$2
	shift 2
	# shellcheck disable=SC2086 # options, maybe none
	if perl "$TESTS/hostile/cuts.pl" "$how" "$1" "$count" "$2" $3 >"$T/said" 2>&1; then
		cuts=$((cuts + $(cat "$T/said")))
	else
		not_ok "$label: $(basename "$2") $3 (SEED=$SEED)" <"$T/said"
		bad=1
	fi
}

# A tree's files, one after the other.
cut_tree() {
	cuts=0 bad=
	root=$T/$1
	[ ! -d "$root/proc" ] || root=$root/proc
	for file in $(cd "$T/$1" && find . -type f | sed 's|^\./||' | sort); do
		case ${file#proc/} in
		[0-9]*) how=any ;;
		*) how=lines ;;
		esac
		commands "${file#proc/}" >"$T/commands"
		while read -r program options; do
			PROC_ROOT=$root cut "$how" "$1/$file" "$T/$1/$file" "$SOCKLET_DIR/$program" "$options"
		done <"$T/commands"
	done
	[ -n "$bad" ] || ok "files of $1: $cuts cuts"
}

# Tables that no tree has, made of the fuzz targets' own.
make_tables() {
	mkdir -p "$T/tables/net"
	for table in netlink packet; do tail -c +2 "$corpus/sockets/$table" >"$T/tables/net/$table"; done
	printf 'sockets: used 3\nTCP: inuse 1 orphan 0 tw 0 alloc 2 mem 1\nUDP: inuse 1 mem 0\nRAW: inuse 0\n' \
		>"$T/tables/net/sockstat"
}

# Messages of TCP, by ss.
cut_messages() {
	for family in 2 10; do
		perl "$recorded/tcpdiag.pl" $family >"$T/messages"
		cuts=0 bad=
		TCPDIAG_FILE=$T/messages cut messages "messages of family $family" "$T/messages" "$SOCKLET_DIR/ss" -tanieom
		[ -n "$bad" ] || ok "messages of family $family: $cuts cuts"
	done
}

# Messages of all families: ss reads none of these from a file, the fuzz target does, which sees to it that all it
# makes of them lies within the buffer. All cuts of a file are inputs of one run.
cut_families() {
	if ! WORK=$T/fuzz RUNS=1 "$TESTS/hostile/fuzz/run" diag >"$T/said" 2>&1; then
		skip "messages of all families" "the fuzz target diag does not build: $(tail -n 1 "$T/said")"
		return
	fi
	for messages in "$corpus"/diag/*; do
		mkdir "$T/inputs"
		perl -e 'my ($dir, $file) = @ARGV; open F, "<:raw", $file; local $/; my $all = <F>;
			for my $n (1 .. length $all) { open O, ">:raw", "$dir/$n"; print O substr $all, 0, $n; close O; }' \
			"$T/inputs" "$messages"
		yes_if "messages of $(basename "$messages"): $(find "$T/inputs" -type f | wc -l) cuts" \
			"$T/fuzz/diag.fuzz" -runs=0 -verbosity=0 -artifact_prefix="$T/" "$T/inputs"
		rm -rf "$T/inputs"
	done
}

scratch
echo "# SEED=$SEED"
make_tables
cut_tree tables
for tree in "$recorded"/*/; do
	cp -r "$tree" "$T"
	cut_tree "$(basename "$tree")"
done
cut_messages
[ "$count" != 0 ] || cut_families
