# SPDX-License-Identifier: 0BSD
# sick.pl SCENE: a machine that has one illness, for check.sh. It says that it is ready, goes on being ill, is cured by
# the first line it reads (and makes the file CURED then), and ends with its input.
use strict;
use warnings;
use Socket qw(:all);
use Fcntl;
use Errno qw(EINPROGRESS);

my ($scene, $cured) = @ARGV;
my @s;
my $tick = sub { };
my $cure = sub { @s = () };
$SIG{PIPE} = 'IGNORE';
$| = 1;

sub address { my ($port, $host) = @_; sockaddr_in($port, inet_aton($host // '127.0.0.1')) }
sub nonblocking { fcntl($_[0], F_SETFL, fcntl($_[0], F_GETFL, 0) | O_NONBLOCK) }

sub listener {
	my ($port, $backlog, $host, $reuse) = @_;
	socket(my $l, AF_INET, SOCK_STREAM, 0) or die "socket: $!";
	setsockopt($l, SOL_SOCKET, SO_REUSEADDR, 1);
	setsockopt($l, SOL_SOCKET, SO_REUSEPORT, 1) if $reuse;
	bind($l, address($port, $host)) or die "bind $port: $!";
	listen($l, $backlog) or die "listen: $!";
	return $l;
}

# The kernel drops every segment that comes to it: one instruction, ret 0.
sub deafen {
	my $filter = pack('SCCL', 6, 0, 0, 0);
	setsockopt($_[0], SOL_SOCKET, 26, pack('Sx![P]P', 1, $filter)) or die "filter: $!";
}

sub client {
	my ($port, $host, %how) = @_;
	socket(my $c, AF_INET, SOCK_STREAM, 0) or die "socket: $!";
	setsockopt($c, SOL_SOCKET, SO_RCVBUF, $how{rcvbuf}) if $how{rcvbuf};
	nonblocking($c) if $how{nonblocking} || $how{deaf};
	deafen($c) if $how{deaf};
	connect($c, address($port, $host)) or $!{EINPROGRESS} or $how{may_fail} or die "connect $port: $!";
	return $c;
}

sub taken { my ($l) = @_; accept(my $a, $l) or die "accept: $!"; return $a }
sub pair { my ($l, $port, $host) = @_; my $c = client($port, $host); return ($c, taken($l)) }
sub reset_all { setsockopt($_, SOL_SOCKET, SO_LINGER, pack('ii', 1, 0)) for @s; @s = () }
sub set { my ($name, $value) = @_; open(my $f, '>', "/proc/sys/$name") or die "$name: $!"; print $f "$value\n"; close $f or die "$name: $!" }

my %scenes = (
	accept => sub {
		my $l = listener(8001, 4);
		@s = ($l, map { client(8001, undef, nonblocking => 1) } 1 .. 12);
		$cure = sub { nonblocking($l); $tick = sub { while (accept(my $a, $l)) { push @s, $a } } };
	},
	accept_room => sub { @s = (listener(8001, 128), map { client(8001) } 1 .. 20) },
	accept_one => sub { @s = (listener(8001, 1), client(8001)) },
	drops => sub {
		my $l = listener(8002, 1);
		nonblocking($l);
		$tick = sub {
			my @c = map { client(8002, undef, nonblocking => 1) } 1 .. 5;
			1 while accept(my $a, $l);
		};
		$cure = sub { $tick = sub { } };
	},
	half_open => sub { @s = (listener(8003, 8), map { client(8003, undef, deaf => 1) } 1 .. 14) },
	half_open_room => sub { @s = (listener(8003, 128), map { client(8003, undef, deaf => 1) } 1 .. 14) },
	unix => sub {
		my $path = $ENV{T} . '/sick.sock';
		unlink $path;
		socket(my $l, AF_UNIX, SOCK_STREAM, 0);
		bind($l, sockaddr_un($path)) or die "bind: $!";
		listen($l, $scene eq 'unix' ? 4 : 10) or die "listen: $!";
		@s = ($l);
		for (1 .. 7) {
			socket(my $c, AF_UNIX, SOCK_STREAM, 0);
			nonblocking($c);
			push @s, $c;
			connect($c, sockaddr_un($path));
		}
		$cure = sub { nonblocking($l); while (accept(my $a, $l)) { push @s, $a } };
	},
	held => sub {
		my $l = listener(8004, 64);
		@s = ($l);
		for (1 .. 30) {
			my ($c, $a) = pair($l, 8004);
			shutdown($c, 1);
			push @s, $c, $a;
		}
	},
	held_young => sub {
		my $l = listener(8004, 64);
		@s = ($l);
		for (1 .. 150) {
			my ($c, $a) = pair($l, 8004);
			push @s, $a;
			close $c;
		}
	},
	ports => sub {
		set('net/ipv4/ip_local_port_range', '40000 40199');
		my $l = listener(8005, 64);
		@s = map { pair($l, 8005) } 1 .. 192;
		$cure = \&reset_all;
	},
	ports_ended => sub {
		set('net/ipv4/ip_local_port_range', '40000 40199');
		my $l = listener(8005, 64);
		for (1 .. 150) { my ($c, $a) = pair($l, 8005); close $c; close $a }
		@s = map { pair($l, 8005) } 1 .. 10;
		push @s, $l;
	},
	ports_mapped => sub {
		set('net/ipv4/ip_local_port_range', '40000 40199');
		my $l = listener(8005, 64);
		@s = map { pair($l, 8005) } 1 .. 90;
		for (1 .. 70) {
			socket(my $c, AF_INET6, SOCK_STREAM, 0);
			connect($c, sockaddr_in6(8005, inet_pton(AF_INET6, '::ffff:127.0.0.1'))) or die "mapped: $!";
			push @s, $c, taken($l);
		}
		$cure = \&reset_all;
	},
	ports_many => sub {
		set('net/ipv4/ip_local_port_range', '40000 40199');
		my $l = listener(8005, 64, '0.0.0.0');
		for my $n (1 .. 16) { push @s, pair($l, 8005, "127.0.0.$n") for 1 .. 12 }
	},
	udp => sub {
		socket(my $u, AF_INET, SOCK_DGRAM, 0);
		setsockopt($u, SOL_SOCKET, SO_RCVBUF, 2304);
		bind($u, address(8006));
		socket(my $c, AF_INET, SOCK_DGRAM, 0);
		@s = ($u, $c);
		$tick = sub { send($c, 'x' x 100, 0, address(8006)) for 1 .. 10 };
		$cure = sub { $tick = sub { } };
	},
	gone => sub {
		my $l = listener(8007, 64);
		for (1 .. 3) {
			my ($c, $a) = pair($l, 8007);
			deafen($a);
			syswrite($c, 'hello');
			push @s, $c, $a;
		}
		$cure = \&reset_all;
	},
	not_reading => sub {
		my $l = listener(8008, 64);
		my ($c, $a) = (client(8008, undef, rcvbuf => 4096), taken($l));
		nonblocking($a);
		1 while syswrite($a, 'x' x 4096);
		@s = ($c, $a);
		nonblocking($c);
		$cure = sub { $tick = sub { 1 while sysread($c, my $b, 65536) } };
	},
	stray => sub {
		my $l = listener(8008, 64);
		@s = pair($l, 8008);
		syswrite($s[1], 'x');
	},
	unanswered => sub { @s = (listener(8009, 64), map { client(8009, undef, deaf => 1) } 1 .. 3) },
	time_wait => sub {
		set('net/ipv4/tcp_max_tw_buckets', 4);
		my $l = listener(8010, 64);
		$tick = sub { my ($c, $a) = pair($l, 8010); close $c; close $a };
		$cure = sub { $tick = sub { }; set('net/ipv4/tcp_max_tw_buckets', 262144) };
	},
	time_wait_many => sub {
		set('net/ipv4/ip_local_port_range', '10000 60999');
		my $l = listener(8010, 64, '0.0.0.0');
		for my $n (1 .. 50000) { my ($c, $a) = pair($l, 8010, '127.0.0.' . (1 + $n % 8)); close $c; close $a }
	},
	idle => sub { my $l = listener(8011, 64); @s = ($l, map { pair($l, 8011) } 1 .. 3) },
	resets => sub {
		$tick = sub { client(8012, undef, may_fail => 1) for 1 .. 5 };
		$cure = sub { $tick = sub { } };
	},
	no_port => sub {
		socket(my $c, AF_INET, SOCK_DGRAM, 0);
		$tick = sub { send($c, 'x', 0, address(8013)) for 1 .. 5 };
		$cure = sub { $tick = sub { } };
	},
	lossy => sub {
		my $l = listener(8014, 64);
		@s = map { pair($l, 8014) } 1 .. 8;
		nonblocking($_) for @s;
		$tick = sub { for my $s (@s) { syswrite($s, 'x' x 65536); 1 while sysread($s, my $b, 1 << 20) } };
	},
	exposed => sub { @s = (listener(6379, 8, '0.0.0.0')) },
	inner => sub { @s = (listener(6379, 8)) },
	only6 => sub {
		socket(my $l, AF_INET6, SOCK_STREAM, 0);
		setsockopt($l, 41, 26, 1) or die "v6only: $!";
		bind($l, sockaddr_in6(8015, inet_pton(AF_INET6, '::'))) or die;
		listen($l, 8);
		@s = ($l);
	},
	workers => sub {
		my ($good, $stuck) = map { listener(8016, 2, undef, 1) } 1, 2;
		nonblocking($good);
		@s = ($good, $stuck);
		for (1 .. 40) {
			push @s, client(8016, undef, nonblocking => 1);
			while (accept(my $a, $good)) { push @s, $a }
		}
		$tick = sub { while (accept(my $a, $good)) { push @s, $a } };
		$cure = sub { nonblocking($stuck); $tick = sub { for my $l ($good, $stuck) { while (accept(my $a, $l)) { push @s, $a } } } };
	},
	no_route => sub {
		socket(my $c, AF_INET, SOCK_DGRAM, 0);
		$tick = sub { send($c, 'x', 0, address(9, '192.0.2.1')) };
		$cure = sub { $tick = sub { } };
	},
	events => sub {
		socket(my $n, 16, SOCK_RAW, 0) or die "netlink: $!";
		setsockopt($n, SOL_SOCKET, SO_RCVBUF, 2304);
		bind($n, pack('SSLL', 16, 0, 0, 0x10)) or die "bind: $!";
		@s = ($n);
		$tick = sub { system("for i in 2 3 4 5 6 7 8 9; do ip addr add 127.0.1.\$i dev lo; ip addr del 127.0.1.\$i/32 dev lo; done") };
		$cure = sub { $tick = sub { } };
	},
);
$scenes{unix_room} = $scenes{unix};

$scenes{$scene}->();
print "ready\n";
my $in = '';
vec($in, 0, 1) = 1;
for (;;) {
	if (select(my $ready = $in, undef, undef, 0.05)) {
		sysread(STDIN, my $line, 1) or exit 0;
		$cure->();
		$tick->();
		open(my $f, '>', $cured);
		$cure = sub { };
	}
	$tick->();
}
