#!/usr/bin/perl
# SPDX-License-Identifier: 0BSD
# A name server for the tests on 127.0.0.1:53. It writes each question it gets to
# standard output, and answers by its argument: `silent` not at all, `no` that there
# is no such name, otherwise that every address has the name given.
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
	my $answer = $name eq 'no' ? '' :
	    "\xc0\x0c" . pack('nnNn/a*', 12, 1, 60, pack('C/a*', $name) . "\4test\0");
	send($s, substr($q, 0, 2) . pack('nnnnn', $name eq 'no' ? 0x8183 : 0x8180, 1, $answer ? 1 : 0, 0, 0) .
	    $question . $answer, 0, $from);
}
