# SPDX-License-Identifier: 0BSD
# A program with a hostile name: a listener at 7001 that is full, two at 7002, five at ports of the kernel's choice, one
# at 7004 that has dropped connections, and at 7003 a UDP socket that drops. It ends with its standard input.
use Fcntl;
use Socket qw(:all);
$0 = "one \"quoted\\\n";
sub listener {
	my ($port, $backlog) = @_;
	socket(my $s, PF_INET, SOCK_STREAM, 0);
	setsockopt($s, SOL_SOCKET, SO_REUSEPORT, 1);
	bind($s, sockaddr_in($port, INADDR_LOOPBACK)) && listen($s, $backlog) or die "port $port: $!";
	push @s, $s;
	return (sockaddr_in(getsockname $s))[0];
}
sub client {
	my ($port) = @_;
	socket(my $s, PF_INET, SOCK_STREAM, 0);
	connect($s, sockaddr_in($port, INADDR_LOOPBACK)) or die "connect: $!";
	push @s, $s;
}
listener(7001, 8);
client(7001) for 1 .. 9;
listener(7002, 5) for 1, 2;
client(7002) for 1 .. 4;
listener(0, 3) for 1 .. 5;
listener(7004, 1);
client(7004) for 1, 2;
socket(my $refused, PF_INET, SOCK_STREAM, 0);
fcntl($refused, F_SETFL, O_NONBLOCK);
connect($refused, sockaddr_in(7004, INADDR_LOOPBACK));
socket(my $u, PF_INET, SOCK_DGRAM, 0);
setsockopt($u, SOL_SOCKET, SO_RCVBUF, 1);
bind($u, sockaddr_in(7003, INADDR_LOOPBACK));
socket(my $v, PF_INET, SOCK_DGRAM, 0);
send($v, "x" x 1000, 0, sockaddr_in(7003, INADDR_LOOPBACK)) for 1 .. 100;
$| = 1;
print "ready\n";
<STDIN>;
