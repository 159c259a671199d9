#!/bin/sh
# SPDX-License-Identifier: 0BSD
# socklet who: the holders of a port, of a path, and the sockets of a process, with what /proc tells of them.
# What is the kernel's, containers and hostile names are in recorded/containers.
# shellcheck shell=sh disable=SC2154,SC2016
. "$(dirname "$0")/../lib.sh"

own_namespaces "$@"
ip link set lo up
SOCKLET=$SOCKLET_DIR/socklet
if ! "$SOCKLET" --help | grep -q '^  who '; then
	skip "who" "not in this build"
	exit 0
fi
run() {
	"$SOCKLET" who "$@" >"$T/out" 2>"$T/err"
	status=$?
}
# said WHAT: what came out, without process IDs and times, as on standard input
said() {
	sed -E "s/\($first\)/(FIRST)/; s/\($second\)/(SECOND)/; s/since ${today}[0-9:]*Z/since TODAY/; s/, in [^,]*//" "$T/out" >"$T/said"
	cat >"$T/expected"
	same "$1" "$T/expected" "$T/said"
}
today=$(date -u +%Y-%m-%dT)
second=none

cp "$(command -v perl)" "$T/perl"
cat >"$T/holder" <<'END'
use Socket;
my ($path) = @ARGV;
socket(my $t, PF_INET, SOCK_STREAM, 0);
bind($t, sockaddr_in(7001, INADDR_LOOPBACK)) && listen($t, 5) or die;
socket(my $c, PF_INET, SOCK_STREAM, 0);
bind($c, sockaddr_in(7002, INADDR_LOOPBACK)) && connect($c, sockaddr_in(7001, INADDR_LOOPBACK)) or die;
socket(my $d, PF_INET, SOCK_DGRAM, 0);
bind($d, sockaddr_in(7001, INADDR_LOOPBACK)) or die;
socket(my $u, PF_UNIX, SOCK_STREAM, 0);
bind($u, sockaddr_un($path)) && listen($u, 5) or die;
socket(my $a, PF_UNIX, SOCK_DGRAM, 0);
bind($a, pack_sockaddr_un("\0who")) or die;
if (my $pid = fork) { $| = 1; print "$pid\n" }
<STDIN>;
END
on_leash "$T/perl" "$T/holder" "$T/socket"
first=$leashed second=$word

run 7001
said "a port: both protocols, each holder" <<'END'
tcp 127.0.0.1:7001 LISTEN, perl (FIRST), user root, since TODAY
tcp 127.0.0.1:7001 LISTEN, perl (SECOND), user root, since TODAY
udp 127.0.0.1:7001, perl (FIRST), user root, since TODAY
udp 127.0.0.1:7001, perl (SECOND), user root, since TODAY
END
is "a port: status" "0 0" "$status $(wc -l <"$T/err")"
run udp:7001
is "udp:PORT" "2 0" "$(grep -c '^udp' "$T/out") $(grep -c -v '^udp' "$T/out")"
run 7002
said "a port that no listener has" <<'END'
tcp 127.0.0.1:7002 to 127.0.0.1:7001 ESTABLISHED, perl (FIRST), user root, since TODAY
tcp 127.0.0.1:7002 to 127.0.0.1:7001 ESTABLISHED, perl (SECOND), user root, since TODAY
END
run 7002 -j
if command -v jq >/dev/null; then
	is "JSON: one array, an object for the socket, both its holders" "1 7002 $first $second perl perl root root" \
		"$(jq -r '[length, .[0].local_port, .[0].holders[].pid, .[0].holders[].name, .[0].holders[].user] | join(" ")' "$T/out")"
	is "JSON: since when, in seconds" 1 "$(jq '.[0].holders[0].since | (now - .) < 3600 and . <= now + 1 | if . then 1 else 0 end' "$T/out")"
	is "JSON: the namespace" 1 "$(jq '[.[] | select(.netns)] | length' "$T/out")"
else
	skip "JSON" "there is no jq here"
fi
schema=$SOCKLET_DIR/socklet.schema.json
if [ -e "$schema" ] && /usr/bin/python3 -c 'import jsonschema' 2>/dev/null; then
	run 7001 --json=lines
	cp "$T/out" "$T/lines"
	run "$first" -j
	cp "$T/out" "$T/array"
	run 7003 -j
	is "JSON of nothing: an empty array, status 1" "1 [ ]" "$status $(xargs <"$T/out")"
	yes_if "JSON: by the schema" /usr/bin/python3 "$TESTS/live/judge.py" valid "$schema" "$T/lines" "$T/array" "$T/out"
else
	skip "JSON: by the schema" "no schema was made (make docs), or there is no python3 with jsonschema"
fi
run "$T/socket"
is "a path" "2 0" "$(grep -c "^u_str $T/socket LISTEN, perl (" "$T/out") $status"
run @who
is "an abstract path" "2 0" "$(grep -c "^u_dgr @who, perl (" "$T/out") $status"
run "$second"
is "a process: its sockets alone" "5 5" "$(wc -l <"$T/out") $(grep -c "perl ($second)" "$T/out")"
rm "$T/perl"
run tcp:7001
is "its file is gone" 2 "$(grep -c ', its file was replaced' "$T/out")"
run 7003
is "nobody: status 1" "1 0 0" "$status $(wc -l <"$T/out") $(wc -l <"$T/err")"
for wrong in no-such-name tcp: 0 icmp:7 --json=xml; do
	run "$wrong"
	is "$wrong: status 2, told" "2 1" "$status $(wc -l <"$T/err")"
done

# without the right to look at others'
if setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null; then
	chmod 711 "$T"
	setpriv --reuid=65534 --regid=65534 --clear-groups "$SOCKLET" who tcp:7001 >"$T/out" 2>"$T/err"
	is "nobody asks: it is there, and whose may not be seen" "0 tcp 127.0.0.1:7001 LISTEN, a process that may not be seen
socklet who: not all processes may be looked into, root sees them" "$? $(cat "$T/out" "$T/err")"
	let_go
	on_leash setpriv --reuid=65534 --regid=65534 --clear-groups perl -e 'use Socket; socket(S, PF_INET, SOCK_STREAM, 0);
		bind(S, sockaddr_in(7006, INADDR_LOOPBACK)) && listen(S, 5) or die; $| = 1; print "x\n"; <STDIN>'
	setpriv --reuid=65534 --regid=65534 --clear-groups "$SOCKLET" who 7006 >"$T/out" 2>"$T/err"
	is "nobody asks for his own" "0 1 0" "$? $(grep -c "^tcp 127.0.0.1:7006 LISTEN, perl ($leashed), user nobody" "$T/out") $(wc -l <"$T/err")"
fi
let_go

# the kernel's own, in a namespace: named where all processes can be looked into, else said not to be known
if ip link add vx type vxlan id 1 dstport 4789 2>/dev/null && ip link set vx up; then
	run udp:4789
	is "VXLAN's socket: the kernel's, or a process's that may not be seen" 1 \
		"$(grep -c -e '^udp 0.0.0.0:4789, the kernel, VXLAN$' -e '^udp 0.0.0.0:4789, a process that may not be seen$' "$T/out")"
	ip link del vx
else
	skip "VXLAN's socket" "this kernel has no VXLAN"
fi

# another namespace
if mount -t tmpfs none /run && ip netns add there 2>/dev/null; then
	on_leash ip netns exec there perl -e 'use Socket qw(:all); socket($s, PF_INET6, SOCK_DGRAM, 0);
		bind($s, pack_sockaddr_in6(7005, IN6ADDR_ANY)) or die; $| = 1; print "x\n"; <STDIN>'
	first=$leashed
	run 7005
	said "in another namespace" <<-'END'
		udp [::]:7005, perl (FIRST), user root, since TODAY, network namespace there
	END
	let_go
else
	skip "who, in another namespace" "none with a name to be had here"
fi
