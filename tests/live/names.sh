#!/bin/sh
# SPDX-License-Identifier: 0BSD
# Names of hosts: each asked for once, a resolver that is silent given up on, and
# what it says shown if it is a host's name. Names of services, protocols and users from /etc.
. "$(dirname "$0")/../lib.sh"

own_namespaces "$@"
ip link set lo up
mount -t tmpfs none /etc
printf 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n' >/etc/resolv.conf
echo '127.0.0.1 localhost' >/etc/hosts

# Twenty connections from twenty addresses, and one more from the first of them.
cat >"$T/peers.pl" <<'END'
use Socket;
socket(my $l, PF_INET, SOCK_STREAM, 0);
bind($l, sockaddr_in(7777, INADDR_LOOPBACK)) && listen($l, 50) or die "listen: $!";
for my $i (1 .. 20, 1) {
	socket(my $s, PF_INET, SOCK_STREAM, 0);
	bind($s, sockaddr_in(0, inet_aton("127.7.7.$i"))) && connect($s, sockaddr_in(7777, INADDR_LOOPBACK)) or die "connect: $!";
	push @held, $s;
}
$| = 1;
print "ready\n";
<STDIN>;
END
: >"$T/asked"
on_leash perl "$T/peers.pl"

# serve HOW [ADDRESS SCOPE]: answers like that until the next one; questions are in $T/asked
serve() {
	[ -z "${server-}" ] || { kill $server; wait $server 2>/dev/null; }
	: >"$T/asked"
	perl "$TESTS/live/dns.pl" "$@" >>"$T/asked" &
	server=$!
	until grep -q ready "$T/asked"; do sleep 0.05; done
}
# its different questions
asked() { grep -a -c . "$T/questions"; }
run() {
	"$OURS" "$@" >"$T/stdout" 2>"$T/stderr"
	status=$?
	grep -a arpa "$T/asked" | sort -u >"$T/questions"
}

serve silent
run -tW
is "a silent resolver: one question in all" 1 "$(asked)"
is "a silent resolver: one line on stderr" 1 "$(wc -l <"$T/stderr")"
is "a silent resolver: every connection is shown" 42 "$(grep -c ESTABLISHED "$T/stdout")"
is "a silent resolver: by its address" 21 "$(grep -c ':7777 *127\.7\.7\.[0-9]*:' "$T/stdout")"
is "a silent resolver: no failure" 0 $status

serve no
run -tW
is "no such name: each host is asked for once" 20 "$(asked)"
is "no such name: nothing on stderr" 0 "$(wc -l <"$T/stderr")"
is "no such name: the address" 21 "$(grep -c ':7777 *127\.7\.7\.[0-9]*:' "$T/stdout")"

serve fail
run -tW
is "a server that fails: the other hosts are asked for all the same" 20 "$(asked)"
is "a server that fails: nothing on stderr" 0 "$(wc -l <"$T/stderr")"

kill $server
wait $server 2>/dev/null
run -tW
is "no server: one line on stderr" 1 "$(wc -l <"$T/stderr")"
is "no server: the address" 21 "$(grep -c ':7777 *127\.7\.7\.[0-9]*:' "$T/stdout")"
server=

# Text that is no host name: what a terminal acts on or reads otherwise, a port, a NUL, a dot in a label, blanks.
by_address() { grep -a -c ':7777 *127\.7\.7\.[0-9]*:[0-9]* *ESTABLISHED' "$T/stdout"; }
while read -r name; do
	serve "$name"
	run -tW
	is "no host name: $name" "21, 0 lines on stderr" "$(by_address), $(wc -l <"$T/stderr") lines on stderr"
done <<'END'
evil\x1b[31m
back\x5cslash
\x9b
x\xe2\x80\xaeevil\xe2\x80\xa8y
caf\xc3\xa9
127.0.0.1:22
www.bank.com
www.bank.com\x00.evil
a\x20b
a/b
END
serve long
run -tW
is "a name of 255 characters" 21 "$(by_address)"
is "/etc/hosts comes first" 42 "$(grep -a -c localhost:7777 "$T/stdout")"
serve a-Z_09
run -tW
is "letters, digits, - and _ are a host name" 21 "$(grep -c ':7777 *a-Z_09.test:' "$T/stdout")"

# Time: what is no answer does not prolong it, nor does it stand for one.
serve drip
before=$(date +%s%N)
run -tW
after=$(date +%s%N)
is "strays for three seconds: no answer after one" "1 line" "$(wc -l <"$T/stderr") line"
if [ $((after - before)) -lt 2500000000 ]; then
	ok "strays for three seconds do not prolong it"
else
	echo "$((after - before)) ns" | not_ok "strays for three seconds do not prolong it"
fi
serve flood
run -tW
is "an answer behind forty strays" 21 "$(grep -c ':7777 *host.test:' "$T/stdout")"
serve short
run -tW
is "an error without the question is an answer" "20 21 0" "$(asked) $(by_address) $(wc -l <"$T/stderr")"

# Many at a time: one, then more as they are answered; rows stay where they are, whatever is answered first.
serve heap
run -tW
is "many at a time: each is asked for once" "20 20" "$(asked) $(grep -c arpa "$T/asked")"
is "many at a time: the first one alone" "heap 1" "$(grep heap "$T/asked" | head -n 1)"
if grep -q '^#define ENABLE_FEATURE_NAMES_AHEAD 1' "$SOCKLET_DIR/autoconf.h"; then
	yes_if "many at a time: in few heaps" test "$(grep -c heap "$T/asked")" -le 8
fi
sed 's/  */ /g; s/h\([0-9]*\)-\([0-9]*\)-\([0-9]*\)-\([0-9]*\).test:/\1.\2.\3.\4:/g; s/localhost:/127.0.0.1:/g' \
	"$T/stdout" >"$T/named"
"$OURS" -tn | sed 's/  */ /g' >"$T/numbers"
same "many at a time: the rows in their order" "$T/numbers" "$T/named"
SOCKLET_SOURCE=proc run -tW
is "many at a time: by /proc, all by name" 21 "$(grep -c '7777 *h127-7-7-[0-9]*.test:' "$T/stdout")"

# A server on an interface: its address says which.
ip link add v0 type veth peer name v1
ip link set v0 up
ip link set v1 up
ip addr add fe80::53/64 dev v0 nodad
printf 'nameserver fe80::53%%v0\noptions timeout:1 attempts:1\n' >/etc/resolv.conf
serve zone fe80::53 "$(ip -o link show v0 | sed "s/:.*//")"
run -tW
is "nameserver fe80::53%v0" "21 0" "$(grep -c ':7777 *zone.test:' "$T/stdout") $(wc -l <"$T/stderr")"
printf 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n' >/etc/resolv.conf

serve host
run -t --numeric-hosts
is "--numeric-hosts asks nobody" 0 "$(asked)"
run -tn
is "-n asks nobody" 0 "$(asked)"

OURS=$SOCKLET_DIR/ss
sources() { grep -o '127\.7\.7\.[0-9]*' "$T/stdout" | sort | paste -s -d ' '; }
run -Htn src any.test
is "a filter names a host, DNS knows two addresses" "127.7.7.3 127.7.7.4" \
	"$(sources)"
printf '127.7.7.5 here # gone.test\n127.7.7.6 there here\n' >>/etc/hosts
run -Htn src here
is "a filter names a host of /etc/hosts" "127.7.7.5 127.7.7.6" \
	"$(sources)"
serve no
run -Htn src gone.test
is "a filter names no host" "1 ss: filter: address expected instead of gone.test in: src gone.test" "$status $(cat "$T/stderr")"
serve host
OURS=$SOCKLET_DIR/netstat

cat >/etc/services <<'END'
# comment 7777/tcp
other 7777/udp
late	7777/tcp alias # text
END
printf 'root:x:0:0::/:\nworker:x:65534:1::/:' >/etc/passwd
run -te --numeric-hosts
is "a service by its name and protocol" 42 "$(grep -c ':late ' "$T/stdout")"
is "a user by name" 42 "$(grep -c ' root ' "$T/stdout")"
run -te --numeric-hosts --numeric-users
is "--numeric-users" 42 "$(grep -c 'ESTABLISHED 0 ' "$T/stdout")"
run -te --numeric-hosts --numeric-ports
is "--numeric-ports" 42 "$(grep -c ':7777 ' "$T/stdout")"

# As many addresses as are kept (applet/source/host-name.c: MOST), 127.0.0.1 one of them: each is asked for once.
kill $server
wait $server 2>/dev/null
server=
let_go
cat >"$T/many.pl" <<'END'
use Socket;
socket(my $l, PF_INET, SOCK_STREAM, 0);
bind($l, sockaddr_in(7778, INADDR_LOOPBACK)) && listen($l, 1000) or die "listen: $!";
for my $i (1 .. 383, 1 .. 383) {
	socket(my $s, PF_INET, SOCK_STREAM, 0);
	my $from = pack('C4', 127, 9, $i % 7, $i >> 1);
	bind($s, sockaddr_in(0, $from)) && connect($s, sockaddr_in(7778, INADDR_LOOPBACK)) or die "connect: $!";
	push @held, $s;
}
$| = 1;
print "ready\n";
<STDIN>;
END
on_leash perl "$T/many.pl"
serve no
run -tW
is "many addresses: each is asked for once" "$(asked)" "$(grep -a -c '9\.127\.in-addr' "$T/asked")"
is "many addresses" 383 "$(asked)"

kill $server
let_go
