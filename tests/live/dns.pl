#!/usr/bin/perl
# SPDX-License-Identifier: 0BSD
# dns.pl HOW [ADDRESS SCOPE]: a name server for the tests on 127.0.0.1:53, or on an address of IPv6.
# It writes each question it gets to standard output, and answers by HOW: `silent` not at all, `no` that there
# is no such name, `fail` that it cannot tell, `short` that in a header alone, `drip` with what is no answer for three
# seconds, `flood` with forty such and then as host.test, `long` with a name of 255 characters, `heap` with a name for each
# address, hA-B-C-D.test, but only when no question has come for a while: all at once then, the last one first, and it
# writes how many; otherwise that every address has the name HOW.test, in which \xHH is a byte, and every name the addresses 127.7.7.3 and 127.7.7.4.
use strict;
use warnings;
use Socket qw(:DEFAULT inet_pton pack_sockaddr_in6);

my ($how, $address, $scope) = @ARGV;
socket(my $s, $address ? PF_INET6 : PF_INET, SOCK_DGRAM, 0) or die "socket: $!";
bind($s, $address ? pack_sockaddr_in6(53, inet_pton(AF_INET6, $address), $scope) : sockaddr_in(53, INADDR_LOOPBACK)) or
    die "bind: $!";
$| = 1;

# junk TO COUNT SECONDS: what is no answer, every so often
sub junk {
	my ($to, $count, $seconds) = @_;
	while ($count--) {
		send($s, "no answer", 0, $to);
		select(undef, undef, undef, $seconds) if $seconds;
	}
}

my @labels_of = $how eq 'long' ? ('x' x 63) x 4 : ($how eq 'flood' ? 'host' : $how, 'test');
s/\\x(..)/chr hex $1/ge for @labels_of;
my $name = join('', map { pack 'C/a*', $_ } @labels_of) . "\0";
print "ready\n";

# heap(): what it has got is answered when no more comes
sub heap {
	my @held;
	for (;;) {
		vec(my $ready = '', fileno $s, 1) = 1;
		if (select($ready, undef, undef, @held ? 0.1 : undef) > 0) {
			my $from = recv($s, my $q, 512, 0);
			push @held, [$from, $q];
			next;
		}
		print 'heap ', scalar @held, "\n";
		for (reverse @held) {
			my ($from, $q) = @$_;
			my $length = index(substr($q, 12), "\0") + 5;
			my @a = unpack 'C/a C/a C/a C/a', substr($q, 12);
			my $data = pack('C/a* C/a* x', 'h' . join('-', reverse @a), 'test');
			print join('.', @a), ".in-addr.arpa\n";
			send($s, substr($q, 0, 2) . pack('n5', 0x8180, 1, 1, 0, 0) . substr($q, 12, $length) .
			    "\xc0\x0c" . pack('nnNn/a*', 12, 1, 60, $data), 0, $from);
		}
		@held = ();
	}
}

heap() if $how eq 'heap';
while (my $from = recv($s, my $q, 512, 0)) {
	my ($at, @labels) = (12);
	while (my $n = ord substr($q, $at, 1)) {
		push @labels, substr($q, $at + 1, $n);
		$at += $n + 1;
	}
	print join('.', @labels), "\n";
	next if $how eq 'silent';
	if ($how eq 'drip') {
		junk($from, 15, 0.2);
		next;
	}
	junk($from, 40, 0) if $how eq 'flood';
	my $question = substr($q, 12, $at + 5 - 12);
	my $type = unpack('n', substr($question, -4));
	my $code = { no => 3, fail => 2, short => 1 }->{$how} // 0;
	my @data = $code || $type == 28 ? () : $type == 1 ? ("\x7f\7\7\3", "\x7f\7\7\4") : $name;
	my $header = substr($q, 0, 2) . pack('nnnnn', 0x8180 | $code, $how ne 'short', scalar @data, 0, 0);
	send($s, $how eq 'short' ? $header : $header . $question .
	    join('', map { "\xc0\x0c" . pack('nnNn/a*', $type, 1, 60, $_) } @data), 0, $from);
}
