# SPDX-License-Identifier: 0BSD
# cuts.pl HOW FILE COUNT COMMAND...: runs the command with FILE cut at each byte, or at COUNT of them by chance
# (0: all). A cut behind a whole line makes a shorter table; within a line, or a message, it is told: the status
# is 1, stderr names the file, and stdout is what the whole lines, or messages, before it make.
# HOW is `lines`, or `messages`, or `any` when only an orderly end is asked for. Prints how many cuts it made.
#
# SEED  the cuts by chance
use strict;
use warnings;

my ($how, $file, $count, @command) = @ARGV;
my ($name) = $file =~ m{([^/]+)$};
my $whole = contents($file);

sub contents {
	open my $f, '<:raw', $_[0] or die "$_[0]: $!";
	local $/;
	return scalar <$f> // '';
}

sub write_first {
	open my $f, '>:raw', $file or die "$file: $!";
	print $f substr $whole, 0, shift;
	close $f or die "$file: $!";
}

# Status, stdout and stderr with the file as long as that.
sub run_cut {
	write_first(shift);
	my $pid = fork // die "fork: $!";
	if (!$pid) {
		open STDOUT, '>', "$file.stdout";
		open STDERR, '>', "$file.stderr";
		open STDIN, '<', '/dev/null';
		exec @command or exit 99;
	}
	waitpid $pid, 0;
	return ($?, contents("$file.stdout"), contents("$file.stderr"));
}

# Where lines, or messages, end in the file.
sub ends {
	my @ends = (0);

	if ($how ne 'messages') {
		push @ends, pos $whole while $whole =~ /\n/g;
		return @ends;
	}
	push @ends, $ends[-1] + (unpack('L', substr $whole, $ends[-1], 4) + 3 & ~3) while $ends[-1] + 4 <= length $whole;
	return @ends;
}

sub choose {
	my $size = length $whole;
	my %chosen = (1 => 1, $size - 1 => 1);

	return 0 .. $size - 1 if !$count || $count >= $size;
	$chosen{int rand $size} = 1 while keys %chosen < $count;
	return sort { $a <=> $b } keys %chosen;
}

srand($ENV{SEED} // 1);
my @ends = ends();
my ($bad, $last, $printed) = (0, -1, ''); # what is printed for the whole lines up to $last

# What is wrong with a run, or nothing.
sub fault_of {
	my ($length, $status, $stdout, $stderr) = @_;
	my ($before) = grep { $_ <= $length } reverse @ends;

	return "status $status" if $status & 127 || $status >> 8 > 1;
	return '' if $how eq 'any' || $before == $length;
	return 'it is not told' if $status >> 8 != 1 || $stderr !~ /\Q$name\E|TCPDIAG/;
	($last, $printed) = ($before, (run_cut($before))[1]) if $last != $before;
	return $stdout eq $printed ? '' : 'it shows something else than what is whole';
}

my @chosen = choose();
for my $length (@chosen) {
	my @run = run_cut($length);
	my $fault = fault_of($length, @run);

	print "$file cut at $length: $fault\n$run[2]" if $fault;
	last if $fault && ++$bad == 5;
}
write_first(length $whole);
unlink "$file.stdout", "$file.stderr";
print scalar(@chosen), "\n" if !$bad;
exit !!$bad;
