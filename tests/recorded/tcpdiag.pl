# SPDX-License-Identifier: 0BSD
# Writes a file for TCPDIAG_FILE: what no kernel at hand would tell of its TCP sockets
# all at once. One message a socket, numbered by its port.
#	perl tcpdiag.pl FAMILY >FILE
#	perl tcpdiag.pl filter >FILE	a few plain sockets of each family, one answer behind the other
use strict;
use warnings;

my $family = shift @ARGV;
my $port = 1000;

sub attribute {
	my ($type, $bytes) = @_;
	return pack('SS', 4 + length $bytes, $type) . $bytes . "\0" x (-length($bytes) % 4);
}

# message KEY => VALUE..., attributes => [...]
sub message {
	my %m = (state => 1, timer => 0, retrans => 0, expires => 0, uid => 0, interface => 0, attributes => [], @_);
	my $address = $family == 2 ? pack('C4 x12', 127, 0, 0, 1) : pack('n x12 n', 0xfe80, 1);

	$address = "\0" x 16 if $m{any};
	my $body = pack('C4 n2', $family, $m{state}, $m{timer}, $m{retrans}, $port++, 80) . $address . $address .
		pack('L3 L5', $m{interface}, 5, 6, $m{expires}, 1, 2, $m{uid}, 7) . join '', @{$m{attributes}};
	print pack('L S2 L2', 16 + length $body, 20, 2, 1, 0), $body;
}

sub with { message(attributes => [@_]) }

# struct tcp_info: [OFFSET, LETTER, VALUE]...
sub info {
	my $bytes = "\0" x 248;
	substr($bytes, $_->[0], length pack($_->[1], 0)) = pack($_->[1], $_->[2]) for @_;
	return attribute(2, $bytes);
}

sub values_of_info {
	my %fields = (C => [0 .. 7], S => [], L => [map { 4 * $_ } 2 .. 25, 34 .. 39, 48, 49, 54 .. 59],
		Q => [104, 112, 120, 128, 160, 168, 176, 184, 200, 208]);

	for my $letter ('C', 'L', 'Q') {
		with(info([$_, $letter, 1])), with(info([$_, $letter, 77])), with(info([$_, $letter, 200])),
			for @{$fields{$letter}};
	}
	with(info(map { my $l = $_; map { [$_, $l, $_ + 1000000 * $_ % 250] } @{$fields{$l}} } 'C', 'L', 'Q'));
	message(state => 10, attributes => [info([24, 'L', 3], [28, 'L', 5])]);
	with(attribute(2, "\0" x $_)) for 20, 88, 104, 192, 224, 300;
	with(info([8, 'L', 3000000], [148, 'L', 0xffffffff], [76, 'L', 65534], [88, 'L', 3]));
	with(info([76, 'L', $_], [88, 'L', 3])) for 65535, 0x7fffffff;
	with(info([36, 'L', 5])), with(info([100, 'L', 5]));
}

sub numbers {
	with(info([68, 'L', $_], [72, 'L', 1001])) for 999, 1000, 1001, 1234567, 1234565, 1234575, 1234585, 12345650,
		12345750, 999999500, 999999499, 4294967295, 1000000, 1000500, 100000, 1000005, 1000015, 9999995;
	with(info([104, 'Q', $_], [112, 'Q', 3 * $_])) for 1, 124, 125, 126, 12345, 124999, 125000, 125001, 125125, 124937,
		140625, 143125, 1000000000, 124999999999, 2**40, 2**50, 124950000, 124937500, 15625, 78125, 390625;
	with(info([168, 'Q', $$_[0]], [176, 'Q', $$_[1]], [184, 'Q', $$_[2]])) for [12345, 1234, 12345], [0, 5, 6],
		[400, 1, 399], [2000, 7, 9], [1, 1, 0], [1000000000, 1, 999999999], [8000, 1002, 1006];
	with(info([104, 'Q', ~0], [112, 'Q', 5])), with(info([104, 'Q', 5], [112, 'Q', ~0]));
	with(info([80, 'L', $$_[0]], [16, 'L', $$_[1]], [68, 'L', $$_[2]])) for [10, 1448, 100000], [1, 144, 100000000],
		[65535, 65535, 1], [3, 1000, 7], [1, 1, 4294967295];
	my $info = info([80, 'L', 10], [16, 'L', 1448], [68, 'L', 100000], [5, 'C', 255], [6, 'C', 0x21]);
	with($info, attribute(3, pack('L4', @$_)), attribute(4, "vegas\0")) for [1, 2, 50000, 4], [0, 2, 50000, 4],
		[1, 2, 0x7fffffff, 4], [1, 2, 0, 4];
	with($info, attribute(9, pack('SSLLL', @$_)), attribute(4, "dctcp\0")) for [1, 2, 3, 4, 5], [0, 2, 3, 4, 5];
	with($info, attribute(16, pack('L5', @$_)), attribute(4, "bbr\0")) for [1000, 2, 50000, 4, 300], [0, 0, 0, 0, 0],
		[123456789, 0, 1, 739, 512], [1, 0, 1234565, 257, 65535];
	with(attribute(16, pack('L5', 1 .. 5)), attribute(4, "bbr\0"));
}

sub keys_and_layers {
	my $md5 = pack('CCS', 2, 32, 8) . pack('C4 x12', 1, 2, 3, 4) . pack('a80', "k e,y\\=\"");

	with(attribute(18, $md5)), with(attribute(18, $md5 . pack('CCS', 10, 64, 80) . pack('n x14', 0x2001) . "\xff" x 80));
	with(attribute(19, attribute(1, "$_\0"))) for 'espintcp', 'smc', 'mptcp', 'tls';
	my @tls = ([1, pack('S', 0x303)], [1, pack('S', 0x304)], [1, pack('S', 0x305)], [2, pack('S', 51)], [2, pack('S', 52)],
		[2, pack('S', 54)], (map { [3, pack('S', $_)], [4, pack('S', $_)] } 0 .. 5), [5, ''], [6, '']);
	with(attribute(19, attribute(1, "tls\0") . attribute(2, attribute(@$_)))) for @tls;
	with(attribute(19, attribute(1, "tls\0") . attribute(2, join '', map { attribute(@$_) } @tls[0, 3, 8, 11, 18, 19])));
	my @flow = (attribute(1, pack('L', 0x12)), attribute(2, pack('L', 0x3456789a)), attribute(3, pack('L', 4)),
		attribute(4, pack('Q', 99)), attribute(5, pack('L', 7)), attribute(6, pack('L', 8)), attribute(7, pack('S', 9)),
		attribute(8, pack('L', 0x1ff)), attribute(9, "\3"), attribute(10, "\4"));
	with(attribute(19, attribute(1, "mptcp\0") . attribute(3, join '', @flow)));
	with(attribute(19, attribute(1, "mptcp\0") . attribute(3, attribute(8, pack('L', 1 << $_))))) for 0 .. 11;
	for my $out (0 .. 9) {
		with(attribute(19, attribute(1, "mptcp\0") . attribute(3, join '', @flow[grep { $_ != $out } 0 .. 9])));
	}
}

sub details {
	message(timer => $_, expires => 9373, retrans => 3) for 1 .. 5, 9;
	message(timer => 1, expires => $_) for 1, 999, 1000, 1001, 59999, 60000, 61000, 599000, 600000, 601000, 7200000;
	message(uid => 1000, interface => 1, attributes => [attribute(11, "\1"), attribute(8, "\3"), attribute(15, pack('L', 0x12)),
		attribute(5, "\x10"), attribute(6, "\x20"), attribute(17, pack('L', 0x10001))]);
	message(interface => 9999, any => 1), message(any => 1, attributes => [attribute(11, "\1")]);
	with(attribute(8, chr)) for 0 .. 3;
	with(attribute(21, pack('Q', $_))) for 1, 123456789;
	with(attribute(22, $_)) for "\0\0", "\xff\xff", "\x55\x02", "\xaa\x05";
	with(attribute(1, pack('L4', 1 .. 4)));
	with(attribute(1, pack('L4', 1 .. 4)), attribute(7, pack("L$_", 1 .. $_))) for 7 .. 10;
	with(attribute(4, "cubic\0"), info([88, 'L', 3])), with(attribute(4, "\0"), info([88, 'L', 3]));
	message(state => $_) for 4, 5, 8, 9, 11;
}

sub done { print pack('L S2 L2 l', 20, 3, 2, 1, 0, 0) }

# plain STATE, BACKLOG, ADDRESS, PORT, ADDRESS, PORT
sub plain {
	my ($state, $backlog, $local, $port, $peer, $peer_port) = @_;
	my $body = pack('C4 n2 a16 a16', length $local == 4 ? 2 : 10, $state, 0, 0, $port, $peer_port, $local, $peer) .
		pack('L3 L5', 0, 5, 6, 0, 0, $backlog, 0, 7);
	print pack('L S2 L2', 16 + length $body, 20, 2, 1, 0), $body;
}

sub filter {
	for my $net (pack('C3', 192, 0, 2), pack('n x12 x', 0x2001)) {
		my ($ours, $other) = ("$net\1", "$net\143");
		my $any = "\0" x length $ours;
		plain(10, 128, $any, 22, $any, 0);
		plain(1, 0, $ours, 22, $ours, 40404), plain(1, 0, $ours, 40404, $ours, 22);
		plain(1, 0, $ours, 22, $other, 50505);
		done();
	}
}

if ($family eq 'filter') {
	filter();
	exit;
}
values_of_info();
numbers();
keys_and_layers();
details();
done();
