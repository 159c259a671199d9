# SPDX-License-Identifier: 0BSD
# The answers of the manual pages: each command that stands in a section EXAMPLES is run, as it stands there, where
# the question has an answer, and has to give it.
# shellcheck shell=sh
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
own_namespaces "$@"

if ! command -v perl >/dev/null || ! command -v mandoc >/dev/null; then
	skip "answers" "no perl or no mandoc here"
	exit 0
fi
make -s -C "$(dirname "$TESTS")" O="$T/docs" CC=cc defconfig docs || exit 1
ip link set lo up
ip addr add 192.0.2.1/24 dev lo
ip route add default via 192.0.2.9 dev lo

# A machine in small, all of it held by one process that is called `shop`: listeners on 80 (one connection waits), on
# 8080 and 443; from 127.0.0.7 two connections to 443, of which one has data that is not read; a connection in
# CLOSE_WAIT; a handshake that nobody ends; data that is sent again for want of an answer; a UDP service that has lost
# packets; a unix socket whose file is gone.
cat >"$T/shop" <<'END'
use strict;
use Socket;
use IO::Socket::INET;
use IO::Socket::UNIX;

$0 = 'shop';
my @all;
sub hear {
	my ($port, $backlog) = @_;
	push @all, my $s = IO::Socket::INET->new(LocalAddr => '0.0.0.0', LocalPort => $port, Listen => $backlog, ReuseAddr => 1)
		or die "$port: $!";
	return $s;
}
sub call {
	my ($port, $from) = @_;
	push @all, my $s = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $port, LocalAddr => $from) or die "$port: $!";
	return $s;
}
# SO_ATTACH_FILTER (26): one instruction, which lets nothing in.
sub deaf {
	my $program = pack 'SCCL', 6, 0, 0, 0;
	setsockopt $_[0], SOL_SOCKET, 26, pack 'Sx6P', 1, $program or die "filter: $!";
}
hear(80, 3);
call(80, '127.0.0.1');
hear(8080, 3);
my $tls = hear(443, 8);
for (1, 2) {
	my $c = call(443, '127.0.0.7');
	push @all, my $s = $tls->accept;
	next if $_ == 1;
	$s->blocking(0);
	1 while $s->syswrite('x' x 65536);
}
my $leak = hear(9001, 8);
my $c = call(9001, '127.0.0.1');
push @all, scalar $leak->accept;
shutdown $c, 1;
my $gone = hear(9002, 8);
$c = call(9002, '127.0.0.8');
push @all, scalar $gone->accept;
deaf($c);
$all[-1]->syswrite('hello');
hear(9003, 8);
socket my $syn, PF_INET, SOCK_STREAM, 0;
deaf($syn);
$syn = IO::Socket::INET->new_from_fd(fileno $syn, 'r+');
$syn->blocking(0);
connect $syn, pack_sockaddr_in 9003, inet_aton '127.0.0.1';
push @all, my $udp = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 5353, Proto => 'udp') or die;
setsockopt $udp, SOL_SOCKET, SO_RCVBUF, 2304;
my $send = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => 5353, Proto => 'udp');
$send->send('y' x 500) for 1 .. 50;
mkdir "$ARGV[0]/run";
push @all, IO::Socket::UNIX->new(Local => "$ARGV[0]/run/app.sock", Listen => 1) or die;
unlink "$ARGV[0]/run/app.sock";
sleep 1;
open my $ready, '>', "$ARGV[0]/ready";
close $ready;
sleep 100;
END
perl "$T/shop" "$T" &
shop=$!
trap 'kill $shop; rm -rf "$T"' EXIT
# shellcheck disable=SC2016 # for that shell to expand
timeout 20 sh -c 'until test -e "$1"; do sleep 0.1; done' sh "$T/ready"
mkdir "$T/bin"
for name in socklet netstat ss; do ln -s "$SOCKLET_DIR/$name" "$T/bin/$name"; done
PATH=$T/bin:$PATH

# The commands of a page as a reader sees them; what is this machine's own in them in place of the page's.
commands() {
	mandoc -Owidth=200 "$T/docs/$1.1" | sed 's/.\x08//g' | sed -n '/^EXAMPLES/,/^SEE ALSO/s/^           *//p' |
		sed "s/1234/$shop/; s,/run/app.sock,$T/run/app.sock,; s,/var/tmp/recorded,$TESTS/recorded/new,"
}

# The answers, a line each: PAGE, NUMBER of the command in it, what the answer has to have.
answers() {
	cat <<-'END'
		socklet-netstat 1 :8080 .*LISTEN .*/shop
		socklet-netstat 2 :80 .*LISTEN .*/shop
		socklet-netstat 3 127.0.0.7:.*/shop
		socklet-netstat 4 :443 .*/shop
		socklet-netstat 5 :9001 .*CLOSE_WAIT.*/shop
		socklet-netstat 6 LISTEN
		socklet-netstat 7 ^ *[1-9][0-9]* *LISTEN
		socklet-netstat 8 ^ *[1-9] *127.0.0.7
		socklet-netstat 9 :443 .*127.0.0.7:
		socklet-netstat 10 ^1$
		socklet-netstat 11 :9002 .* on (.*/[1-9][0-9]*/0)
		socklet-netstat 12 :8080 .*LISTEN
		socklet-netstat 13 retransmitted
		socklet-netstat 14 192.0.2.9
		socklet-netstat 15 ^lo 
		socklet-netstat 16 22 .*LISTEN
		socklet-ss 1 LISTEN .*:8080 .*"shop"
		socklet-ss 2 LISTEN .*:80 .*"shop"
		socklet-ss 3 :8080 .*"shop"
		socklet-ss 4 127.0.0.7:.*"shop"
		socklet-ss 5 :9001 .*"shop"
		socklet-ss 6 :9001 .*"shop"
		socklet-ss 7 ^ *[0-9]* *LISTEN
		socklet-ss 8 ^ *[2-9] *127.0.0.7
		socklet-ss 9 ^ESTAB *[0-9]* *[1-9][0-9]* .*timer:(
		socklet-ss 10 :9003
		socklet-ss 11 ^LISTEN *1 *3 *0.0.0.0:80
		socklet-ss 12 rtt:
		socklet-ss 13 ,d[1-9]
		socklet-ss 14 0.0.0.0:80
		socklet-ss 15 app.sock .*"shop"
		socklet-ss 16 LISTEN .*:8080 .*"shop"
		socklet-ss 18 ^TCP: *[1-9]
		socklet-ss 19 8080.*shop
		socklet-ss 20 shop
		socklet-ss 21 rtt
		socklet 1 ^[A-Z]* close-wait-leak\|judged
		socklet 2 :8080 .*LISTEN, shop
		socklet 3 [0-9] connections
		socklet 4 Nothing ends it but
		socklet 5 Recv-Q
		socklet 6 :8080 .*"shop"
		socklet 7 check .*what is wrong
		socklet-ss 17 127.0.0.7:
	END
}
for page in socklet-ss socklet-netstat socklet; do
	commands $page >"$T/$page"
	is "$page: each command has its answer" "$(answers | grep -c "^$page ")" "$(wc -l <"$T/$page")"
done
answers >"$T/answers"
while read -r page number answer; do
	command=$(sed -n "${number}p" "$T/$page")
	case $command in
	*jq*) command -v jq >/dev/null || { skip "$page: $command" "no jq here"; continue; } ;;
	esac
	sh -c "$command" >"$T/out" 2>&1 </dev/null
	if grep -q -e "$answer" "$T/out"; then ok "$page: $command"; else
		{ echo "no '$answer' in"; cat "$T/out"; } | not_ok "$page: $command"; fi
done <"$T/answers"
