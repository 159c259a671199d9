# SPDX-License-Identifier: 0BSD
# Who holds what, among very many descriptors: the rows are those of one processor, whoever does the work, and a worker
# that fails is told of.
# shellcheck shell=sh disable=SC2086

. "$(dirname "$0")/../lib.sh"
[ $# -gt 0 ] || parts crowd split faults comings
own_namespaces "$@"
own_names
cp "$OURS" "$T/netstat"
[ ! -x "$SOCKLET_DIR/ss" ] || cp "$SOCKLET_DIR/ss" "$T/ss"

# The first processor that we may use.
first=$(taskset -pc $$ 2>/dev/null | sed 's/.*: //; s/[-,].*//')

need_processors() {
	if ! grep -q '^#define ENABLE_FEATURE_OWNER_WORKERS 1' "$SOCKLET_DIR/autoconf.h"; then
		skip "$1" "this build has no workers"
	elif [ -z "$first" ] || [ "$(nproc)" -lt 2 ]; then
		skip "$1" "one processor, or no taskset"
	else
		return 0
	fi
	return 1
}

# The command lines: with many sockets, few, and none.
lines() {
	for o in -antp -tlnp -xp -ulnp; do echo "$T/netstat $o"; done
	[ ! -e "$T/ss" ] || for o in -tanp -tlnp -HtanpT -tlnpT "-tanp sport = :8000" "-tanp sport = :3"; do echo "$T/ss $o"; done
}

workers_of() {
	strace -f -e trace=clone "$@" 2>&1 >/dev/null | grep -c 'clone('
}

as_one_processor() {
	lines | while read -r line; do
		taskset -c "$first" $line >"$T/one" 2>"$T/one.err"
		echo "exit $?" >>"$T/one"
		$line >"$T/all" 2>"$T/all.err"
		echo "exit $?" >>"$T/all"
		what="$1: ${line##*/}"
		same "$what" "$T/one" "$T/all"
		same "$what: stderr" "$T/one.err" "$T/all.err"
	done
}

# Two processes, each with more descriptors than one part of the walk has.
crowd() {
	need_processors "a crowd" || return 0
	zoo_up many 24000
	as_one_processor "a crowd"
	is "every socket has its owner" 0 "$("$T/netstat" -antp | grep -c '^tcp.* - *$')"
	! strace -o /dev/null true 2>/dev/null || {
		yes_if "a crowd: by workers" [ "$(workers_of "$T/netstat" -antp)" -ge 2 ]
		is "one processor: no worker" 0 "$(workers_of taskset -c "$first" "$T/netstat" -antp)"
		is "the last listener found ends the search" 1 "$(strace -f -e trace=readlinkat "$T/netstat" -xp 2>&1 >/dev/null |
			grep -c '^.*readlinkat' | awk '{ print $1 < 20000 }')"
	}
	zoo_down
}

# A socket that several processes hold, far behind others: the first is the one with the lowest number.
split() {
	need_processors "descriptors behind many" || return 0
	on_leash perl -e 'use Socket; $| = 1; open my $null, "<", "/dev/null"; my @s;
		sub listener { socket(my $s, PF_INET, SOCK_STREAM, 0); bind($s, sockaddr_in($_[0], INADDR_ANY)) && listen($s, 5) or die; $s }
		my $a = listener(7301);
		for (1 .. 9000) { open my $f, "<&", $null or die; push @s, $f }
		my $b = listener(7302);
		open my $c, "<&", $a; open my $d, "<&", $b;
		pipe my $end, my $hold;
		for (1 .. 3) { next if fork; close $hold; sysread $end, my $x, 1; exit }
		print qq(x\n); <STDIN>'
	as_one_processor "behind many"
	is "both listeners have the parent" 2 "$("$T/netstat" -tlnp | grep -c " $leashed/perl")"
	[ ! -e "$T/ss" ] || is "all holders, each twice" 16 "$("$T/ss" -Htlnp | tr '(' '\n' | grep -c fd=)"
	let_go
}

# broken WHAT REASON STRACE-INJECTION: in workers; what is wrong is told once and is the exit status
broken() {
	for line in "$T/netstat -antp" "$T/netstat -tlnp" "$T/ss -tanp"; do
		[ -e "${line%% *}" ] || continue
		strace -f -o /dev/null -e inject="$3" $line >"$T/out" 2>"$T/err"
		is "$1, ${line##*/}" "1 $2" "$? $(sed 's/^[a-z]*: [a-z]* are missing: //' "$T/err")"
		is "$1, ${line##*/}: every row" "$(${line%p} | wc -l)" "$(wc -l <"$T/out")"
	done
}

# unbroken WHAT STRACE-INJECTION: without workers it is done all the same
unbroken() {
	"$T/netstat" -antp >"$T/expected"
	strace -f -o /dev/null -e inject="$2" "$T/netstat" -antp >"$T/out" 2>"$T/err"
	is "$1: no fault" "0 " "$? $(cat "$T/err")"
	same "$1: the rows" "$T/expected" "$T/out"
}

faults() {
	need_processors "workers that fail" || return 0
	if ! strace -o /dev/null true 2>/dev/null; then
		skip "workers that fail" "no strace here"
		return
	fi
	zoo_up many 12000
	broken "a worker is killed" "a process that looked for them was killed" readlinkat:signal=KILL:when=200
	broken "no descriptor for a worker" "Too many open files" openat:error=EMFILE:when=3+
	broken "no memory for a worker" "Cannot allocate memory" readlinkat:error=ENOMEM:when=200
	unbroken "no process more" clone:error=EAGAIN:when=1+
	unbroken "one process more" clone:error=EAGAIN:when=2+
	unbroken "no pipe" pipe,pipe2:error=EMFILE
	zoo_down
}

# Processes that come and go meanwhile are no fault, nor are they in the way of the others.
comings() {
	need_processors "processes that end" || return 0
	zoo_up many 12000
	sh -c 'while :; do for i in 1 2 3 4 5 6 7 8; do sleep 0.01 & done; wait; done' &
	coming=$!
	"$T/netstat" -antp >"$T/expected"
	for n in 1 2 3 4 5 6 7 8; do
		"$T/netstat" -antp >"$T/out" 2>"$T/err"
		is "processes that end, $n: no fault" "0 " "$? $(cat "$T/err")"
		same "processes that end, $n: the rows" "$T/expected" "$T/out"
	done
	kill $coming
	zoo_down
}

"$1"
