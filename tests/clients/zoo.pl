# SPDX-License-Identifier: 0BSD
# Processes with titles as daemons have them, each with a listener; the first also with a connection. Says `x` when
# all listen, and ends when its standard input does.
use strict;
use warnings;
use IO::Socket::INET;

my @titles = ('nginx: master process /usr/sbin/nginx -g daemon on; master_process on;', 'my server',
	'php-fpm: master process (/etc/php/8.2/fpm/php-fpm.conf)', 'sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups',
	'/usr/bin/redis-server 127.0.0.1:6379', 'postgres: 15/main: walwriter ', '/opt/a dir/with blanks --flag', 'x');
my $port = 5001;
my @pids;

$| = 1;
for my $title (@titles) {
	my $s = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port++, Listen => 5, ReuseAddr => 1) or die "$!";
	pipe my $ready, my $told;
	my $pid = fork // die "fork: $!";
	if (!$pid) {
		$0 = $title;
		close STDIN;
		close STDOUT;
		my $c = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => 5001) if $title eq 'my server';
		close $told;
		sleep 600;
		exit;
	}
	close $told;
	<$ready>;
	push @pids, $pid;
}
print "x\n";
<STDIN>;
kill 'TERM', @pids;
