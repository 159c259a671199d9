#!/bin/sh
# SPDX-License-Identifier: 0BSD
# All network namespaces: each once, whatever names and processes it has; what may not be entered; what goes
# while we look.  The names of containers are in recorded/containers.
# shellcheck shell=sh disable=SC2086,SC2016,SC2154,SC3045
. "$(dirname "$0")/../lib.sh"

own_namespaces "$@"
SS=$SOCKLET_DIR/ss
if ! "$SS" -h | grep -q -e "--net " || ! mount -t tmpfs none /run || ! ip netns add a 2>"$T/err"; then
	skip "all namespaces" "no namespaces with names to be had here"
	exit 0
fi

# listen PORT...: listeners, until the group ends
cat >"$T/listen" <<'END'
use Socket;
for my $port (@ARGV) {
	socket(my $s, PF_INET, SOCK_STREAM, 0);
	bind($s, sockaddr_in($port, INADDR_ANY)) && listen($s, 5) or die "port $port: $!";
	push @s, $s;
}
$| = 1;
print "ready\n";
sleep 600;
END
listen() {
	: >"$T/ready.$1"
	# shellcheck disable=SC2094
	$in perl "$T/listen" "$@" >"$T/ready.$1" &
	pids="$pids $!"
	until grep -q ready "$T/ready.$1"; do sleep 0.02; done
}
pids=
trap 'kill $pids 2>/dev/null; umount -l /run; rm -rf "$T"' EXIT
run() {
	"$SS" "$@" >"$T/out" 2>"$T/err"
	status=$?
}
# ports: those of the listeners in the column behind the names, a line each
rows() { awk '{ sub(/.*:/, "", $5); print $1, $5 }' "$T/out" | sort; }
as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }

ip netns add b
ip netns add nobody-is-in
in='' listen 7000
in="ip netns exec a" listen 7001 7011
in="ip netns exec a" listen 7021
in="ip netns exec b" listen 7001
in="unshare -n" listen 7003
third=${pids##* }
in="unshare -U -r -n" listen 7004
fourth=${pids##* }
touch /run/netns/b-again
mount --bind /run/netns/b /run/netns/b-again
printf '%s\n' "$$:sh 7000" "a 7001" "a 7011" "a 7021" "b 7001" "$third:perl 7003" "$fourth:perl 7004" >"$T/names"
# of two names for one namespace, and of its processes, the first is taken
normal() { sed -E 's/^b-again /b /; s/^[0-9]*:[a-z]* 7000$/self 7000/' | sort; }

run -N all -Htln
rows | normal >"$T/rows"
normal <"$T/names" >"$T/expected"
same "each namespace once, with its name" "$T/expected" "$T/rows"
is "each namespace once: no fault" "0 0" "$status $(wc -l <"$T/err")"

run -N all -s
is "ss -s: a block for each, of the empty one too" "6 1" \
	"$(grep -c '^Netns ' "$T/out") $(grep -c '^Netns nobody-is-in$' "$T/out")"

run -N all -Htln sport = :7001
rows | normal >"$T/rows"
printf '%s\n' "a 7001" "b 7001" >"$T/expected"
same "a filter" "$T/expected" "$T/rows"

run -N all -Htlnp
is "programs, of every namespace" 7 "$(grep -c 'users:(("perl",pid=' "$T/out")"
if command -v strace >/dev/null; then
	strace -f -e trace=openat,setns -o "$T/trace" "$SS" -N all -tlnp >"$T/out" 2>&1
	grep -o '"[0-9]*/fd"' "$T/trace" | sort | uniq -d >"$T/twice"
	: >"$T/none"
	same "one walk for the programs" "$T/none" "$T/twice"
	is "back home in the end" 1 "$(grep setns "$T/trace" | tail -n 1 | grep -c '= 0')"
else
	skip "one walk for the programs" "no strace"
fi

if command -v jq >/dev/null && "$SS" -h | grep -q -e '--json'; then
	for program in "$SS -N all" "$OURS --net=all"; do
		$program -tlnj 2>"$T/err" | jq -r '.[] | "\(.netns) \(.local_port)"' | sort | normal >"$T/rows"
		normal <"$T/names" >"$T/expected"
		same "JSON names them: $(basename "${program%% *}")" "$T/expected" "$T/rows"
		is "JSON: a summary or counters of each: $(basename "${program%% *}")" 6 \
			"$($program -sj 2>/dev/null | jq -r '.[].netns' | sort -u | wc -l)"
		$program -tln --by netns 2>/dev/null | awk '$2 == "a" || $2 ~ /^b/ { print $1, substr($2, 1, 1) }' | sort >"$T/rows"
		printf '%s\n' "1 b" "3 a" >"$T/expected"
		same "--by netns: $(basename "${program%% *}")" "$T/expected" "$T/rows"
	done
else
	skip "JSON names them" "there is no jq here, or no JSON in this build"
fi

"$OURS" --net=all -tln >"$T/out" 2>"$T/err"
is "netstat: the same" "7 1 0" "$(grep -c LISTEN "$T/out") $(grep -c '^Netns  *Proto Recv-Q' "$T/out") $(wc -l <"$T/err")"
for o in -rn -s -i -gn; do
	"$OURS" --net=all $o >"$T/out" 2>"$T/err"
	is "netstat $o: a block for each" "6 0" "$(grep -c '^Netns ' "$T/out") $(wc -l <"$T/err")"
done

# -K
run -N all -K state all
is "-K: a state is not enough" "255 1" "$status $(grep -c 'needs a filter' "$T/err")"
run -N all -Kl sport = :7011
if grep -q refused "$T/err"; then
	skip "-K" "this kernel refuses"
else
	run -N all -Htln
	rows | normal >"$T/rows"
	normal <"$T/names" | grep -v 7011 >"$T/expected"
	same "-K closes what the filter matches, in that namespace" "$T/expected" "$T/rows"
	sed -i /7011/d "$T/names"
fi
for o in -E "-D $T/dump"; do
	run -N all $o
	is "$o: of one namespace only" "255 1" "$status $(wc -l <"$T/err")"
done

# few descriptors are needed, and none is kept
(ulimit -n 16 && "$SS" -N all -Htlnp >"$T/out" 2>"$T/err")
rows | normal >"$T/rows"
normal <"$T/names" >"$T/expected"
same "with sixteen descriptors" "$T/expected" "$T/rows"
if "$OURS" -h | grep -q -e '-c, '; then
	"$OURS" --net=all -tnlc 1 >"$T/out" 2>"$T/err" &
	pid=$!
	sleep 1.5
	sleep 10 &
	ls /proc/$!/fd >"$T/expected"
	ls /proc/$pid/fd >"$T/fd"
	kill $!
	same "again and again: no descriptor is kept" "$T/expected" "$T/fd"
	kill $pid
	wait $pid 2>/dev/null
	awk '/Active/ { n++ } { print > file "." n }' file="$T/round" "$T/out"
	same "again: the same" "$T/round.1" "$T/round.2"
fi

# many: with few descriptors too, and each once
${HOSTCC:-cc} -O1 -o "$T/spaces" "$TESTS/bench/spaces.c"
on_leash "$T/spaces" 200 4
(ulimit -n 16 && "$SS" -N all -Htuln >"$T/out" 2>"$T/err")
is "two hundred: all of them, with sixteen descriptors" "200 800 0" \
	"$(awk '/^n[0-9]+ / { print $1 }' "$T/out" | sort -u | wc -l) $(grep -c '^n[0-9]* ' "$T/out") $(wc -l <"$T/err")"
umount /run/netns/n[0-9]*
rm /run/netns/n[0-9]*
let_go

# what may not be entered
if as_nobody true 2>/dev/null; then
	as_nobody "$SS" -N all -Htln >"$T/out" 2>"$T/err"
	status=$?
	rows | sed 's/^[^ ]* //' | sort >"$T/rows"
	sed 's/^[^ ]* //' "$T/names" | sort >"$T/expected"
	same "nobody: the sockets of all by /proc" "$T/expected" "$T/rows"
	is "nobody: told once, and what is nobody's process's is a fault" "1 2" "$status $(wc -l <"$T/err")"
	as_nobody "$OURS" --net=all -tln >"$T/out" 2>"$T/err"
	is "nobody, netstat: the same" "$(wc -l <"$T/names") 2" "$(grep -c LISTEN "$T/out") $(wc -l <"$T/err")"
	as_nobody "$OURS" --net=all -ia >"$T/out" 2>"$T/err"
	is "nobody, -i: no interface of ours as another's" 1 "$(grep -c '^lo ' "$T/out")"
fi

# a name that is left of a namespace
touch /run/netns/left
run -N all -Htln
is "a name without a namespace is told, and the rest is shown" "1 1 $(wc -l <"$T/names")" \
	"$status $(grep -c 'left: ' "$T/err") $(wc -l <"$T/out")"
rm /run/netns/left

# namespaces and processes that go while we look
(
	while [ -e "$T/names" ]; do
		ip netns add brief
		unshare -n true &
		ip netns del brief
		wait $!
	done 2>/dev/null
) &
pids="$pids $!"
: >"$T/short"
for _ in $(seq 60); do
	run -N all -Htln
	[ "$(wc -l <"$T/out")" = "$(wc -l <"$T/names")" ] || cat "$T/out" "$T/err" >>"$T/short"
	grep -v -e brief -e 'may not be looked into' "$T/err" >>"$T/short"
done
same "namespaces that come and go" "$T/none" "$T/short"
