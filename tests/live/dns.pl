#!/usr/bin/perl
# SPDX-License-Identifier: 0BSD
# A name server for the tests on 127.0.0.1:53. It writes each question it gets to
# standard output, and answers by its argument: `silent` not at all, `no` that there
# is no such name, `fail` that it cannot tell, otherwise that every address has the name given,
# and every name the addresses 127.7.7.3 and 127.7.7.4.
use strict;
use warnings;
use Socket;

my $name = shift;
socket(my $s, PF_INET, SOCK_DGRAM, 0) or die "socket: $!";
bind($s, sockaddr_in(53, INADDR_LOOPBACK)) or die "bind: $!";
$| = 1;
print "ready\n";
while (my $from = recv($s, my $q, 512, 0)) {
	my ($at, @labels) = (12);
	while (my $n = ord substr($q, $at, 1)) {
		push @labels, substr($q, $at + 1, $n);
		$at += $n + 1;
	}
	print join('.', @labels), "\n";
	next if $name eq 'silent';
	my $question = substr($q, 12, $at + 5 - 12);
	my $type = unpack('n', substr($question, -4));
	my $code = { no => 3, fail => 2 }->{$name} // 0;
	my @data = $code || $type == 28 ? () :
	    $type == 1 ? ("\x7f\7\7\3", "\x7f\7\7\4") : (pack('C/a*', $name) . "\4test\0");
	send($s, substr($q, 0, 2) . pack('nnnnn', 0x8180 | $code, 1, scalar @data, 0, 0) .
	    $question . join('', map { "\xc0\x0c" . pack('nnNn/a*', $type, 1, 60, $_) } @data), 0, $from);
}
