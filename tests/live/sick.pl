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

# A message of ICMP about a packet of ours, of a protocol that nobody has; with its checksum, or a wrong one.
sub icmp {
	my ($type, $wrong) = @_;
	my $about = pack('CCnnnCCna4a4nnnn', 0x45, 0, 28, 1, 0, 64, 253, 0, ("\x7f\0\0\1") x 2, 9, 9, 8, 0);
	my $text = pack('CCna4', $type, $type == 5, 0, "\x7f\0\0\2") . $about;
	my $sum = 0;
	$sum += $_ for unpack 'n*', $text;
	$sum = ($sum & 0xffff) + ($sum >> 16) while $sum >> 16;
	substr($text, 2, 2) = pack 'n', ~$sum & 0xffff ^ ($wrong // 0);
	return $text;
}

# A device whose packets nobody takes: TUNSETIFF, a tun without headers.
sub tunnel {
	open(my $tun, '+<', '/dev/net/tun') or die "tun: $!";
	ioctl($tun, 0x400454ca, my $want = pack('a16s', 'tun0', 0x1001)) or die "tun: $!";
	system('ip addr add 10.7.0.1/24 dev tun0; ip link set tun0 up');
	return $tun;
}

# A way there and back that takes some time: each call hands on what the call before has seen, and what is sent to
# 10.7.0.2 comes from there to 10.7.0.1.
sub wire {
	my $tun = tunnel();
	my @on_it;
	nonblocking($tun);
	return sub {
		syswrite($tun, $_) for @on_it;
		@on_it = ();
		while (sysread($tun, my $packet, 2000)) {
			push @on_it, substr($packet, 0, 12) . substr($packet, 16, 4) . substr($packet, 12, 4) . substr($packet, 20);
		}
	};
}

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
	udp_read => sub {
		socket(my $u, AF_INET, SOCK_DGRAM, 0);
		bind($u, address(8006));
		nonblocking($u);
		socket(my $c, AF_INET, SOCK_DGRAM, 0);
		@s = ($u, $c);
		$tick = sub { send($c, 'x' x 100, 0, address(8006)) for 1 .. 50; 1 while defined recv($u, my $b, 200, 0) };
	},
	udp_send => sub {
		system('tc qdisc add dev lo root tbf rate 80kbit burst 3k limit 100k') == 0 or die 'no tbf';
		socket(my $u, AF_INET, SOCK_DGRAM, 0);
		bind($u, address(8006));
		nonblocking($u);
		socket(my $c, AF_INET, SOCK_DGRAM, 0);
		setsockopt($c, SOL_SOCKET, SO_SNDBUF, 4608);
		nonblocking($c);
		@s = ($u, $c);
		$tick = sub { send($c, 'x' x 1000, 0, address(8006)) for 1 .. 20; 1 while defined recv($u, my $b, 2000, 0) };
		$cure = sub { $tick = sub { } };
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
	# The first answers are late, and come.
	gone_late => sub {
		my $l = listener(8007, 64);
		@s = ($l, map { pair($l, 8007) } 1 .. 3);
		deafen($s[2]);
		syswrite($s[1], 'hello');
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
	# A small window, that is full again and again, and read all the time.
	slow => sub {
		my $l = listener(8008, 64);
		my ($c, $a) = (client(8008, undef, rcvbuf => 4096), taken($l));
		nonblocking($_) for $a, $c;
		@s = ($c, $a);
		$tick = sub { syswrite($a, 'x' x 4096); sysread($c, my $b, 65536) };
	},
	talk => sub {
		my $l = listener(8008, 64);
		my ($c, $a) = pair($l, 8008);
		@s = ($c, $a);
		$tick = sub { syswrite($a, 'x'); sysread($c, my $b, 1) };
	},
	# A long way, and a buffer that holds less than what is on it.
	send_buffer => sub {
		my $wire = wire();
		my $l = listener(8017, 64, '0.0.0.0');
		nonblocking($l);
		my $c = client(8017, '10.7.0.2', nonblocking => 1);
		setsockopt($c, SOL_SOCKET, SO_SNDBUF, 4608);
		setsockopt($c, 6, 13, 'reno'); # TCP_CONGESTION: one that sends all that it has, and does not pace it
		setsockopt($c, 6, 1, 1); # TCP_NODELAY
		@s = ($l, $c);
		$tick = sub {
			$wire->();
			if (accept(my $a, $l)) { nonblocking($a); push @s, $a }
			1 while send($c, 'x' x 1000, 0x80); # MSG_EOR: nothing is put behind it in the same segment, past the limit
			sysread($s[2], my $b, 1 << 20) if $s[2];
		};
	},
	# What is larger than 1000 bytes does not come through, and the rule that does it is none of ours.
	too_large => sub {
		my $l = listener(8018, 64);
		my ($c, $a) = pair($l, 8018);
		syswrite($c, 'hello');
		sysread($a, my $b, 5);
		syswrite($c, 'x' x 20000);
		nonblocking($a);
		@s = ($c, $a);
		$tick = sub { 1 while sysread($a, my $b, 1 << 20) };
		$cure = sub { $tick->(); reset_all(); $tick = sub { } };
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
	idle_kept => sub {
		my $l = listener(8011, 64);
		@s = ($l, map { pair($l, 8011) } 1 .. 3);
		setsockopt($_, SOL_SOCKET, SO_KEEPALIVE, 1) for @s;
	},
	resets => sub {
		$tick = sub { client(8012, undef, may_fail => 1) for 1 .. 5 };
		$cure = sub { $tick = sub { } };
	},
	resets_few => sub { client(8012, undef, may_fail => 1) for 1 .. 3 },
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
	both_families => sub {
		socket(my $l, AF_INET6, SOCK_STREAM, 0);
		setsockopt($l, 41, 26, 1) or die "v6only: $!";
		bind($l, sockaddr_in6(8015, inet_pton(AF_INET6, '::'))) or die;
		listen($l, 8);
		@s = ($l, listener(8015, 8, '0.0.0.0'));
	},
	only4 => sub { @s = (listener(8015, 8, '0.0.0.0')) },
	workers_busy => sub {
		@s = map { listener(8016, 2, undef, 1) } 1, 2;
		nonblocking($_) for @s;
		my ($one, $other) = @s;
		$tick = sub {
			push @s, client(8016, undef, nonblocking => 1);
			for my $l ($one, $other) { while (accept(my $a, $l)) { push @s, $a } }
		};
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
	# Packets from where no answer would go, by a device that is ours.
	spoofed => sub {
		my $tun = tunnel();
		set('net/ipv4/conf/tun0/rp_filter', 1);
		set('net/ipv4/conf/all/rp_filter', 1);
		my $packet = pack('CCnnnCCna4a4nnnn', 0x45, 0, 28, 1, 0, 64, 17, 0, "\x0a\x08\0\2", "\x0a\7\0\1", 9, 9, 8, 0);
		my $sum = 0;
		$sum += $_ for unpack 'n10', $packet;
		$sum = ($sum & 0xffff) + ($sum >> 16) while $sum >> 16;
		substr($packet, 10, 2) = pack 'n', ~$sum & 0xffff;
		@s = ($tun);
		$tick = sub { syswrite($tun, $packet) };
		$cure = sub { $tick = sub { } };
	},
	device => sub {
		push @s, tunnel();
		system('ip link set tun0 txqueuelen 2');
		socket(my $c, AF_INET, SOCK_DGRAM, 0);
		$tick = sub { send($c, 'x', 0, address(9, '10.7.0.2')) for 1 .. 200 };
		$cure = sub { $tick = sub { } };
	},
	device_read => sub {
		my $tun = tunnel();
		nonblocking($tun);
		@s = ($tun);
		socket(my $c, AF_INET, SOCK_DGRAM, 0);
		$tick = sub { for (1 .. 200) { send($c, 'x', 0, address(9, '10.7.0.2')); sysread($tun, my $b, 2000) } };
	},
	# Of each packet in pieces one is dropped, by a rule that is none of ours.
	pieces => sub {
		set('net/ipv4/ipfrag_time', 1);
		socket(my $u, AF_INET, SOCK_DGRAM, 0);
		bind($u, address(8019));
		nonblocking($u);
		socket(my $c, AF_INET, SOCK_DGRAM, 0);
		@s = ($u, $c);
		$tick = sub { send($c, 'x' x 3000, 0, address(8019)) for 1 .. 10; 1 while defined recv($u, my $b, 4000, 0) };
		$cure = sub { $tick = sub { } };
	},
	(map { my ($name, $type, $wrong) = @$_; $name => sub {
		socket(my $i, AF_INET, SOCK_RAW, 1) or die "raw: $!";
		$tick = sub { send($i, icmp($type, $wrong), 0, address(0)) };
		$cure = sub { $tick = sub { } };
	} } ['icmp_expired', 11], ['icmp_redirect', 5], ['icmp_wrong', 11, 1], ['icmp_echo', 8]),
	events_read => sub {
		socket(my $n, 16, SOCK_RAW, 0) or die "netlink: $!";
		bind($n, pack('SSLL', 16, 0, 0, 0x10)) or die "bind: $!";
		nonblocking($n);
		@s = ($n);
		$tick = sub { system('ip addr add 127.0.1.2 dev lo; ip addr del 127.0.1.2/32 dev lo'); 1 while sysread($n, my $b, 8192) };
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
