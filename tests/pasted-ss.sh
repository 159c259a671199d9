# SPDX-License-Identifier: 0BSD
# The lines every tutorial has, pasted into a shell where ss is ours: they give
# what they give with iproute2, both by /proc. And jc reads both alike.
# shellcheck shell=sh

. "$(dirname "$0")/lib.sh"
if [ ! -x "$SOCKLET_DIR/ss" ]; then
	skip "pasted-ss" "ss is not in this build"
	exit 0
fi
if [ $# = 0 ]; then
	if ! SS=$(O=$SOCKLET_DIR "$TESTS/peers" 2>&1); then
		skip "pasted-ss" "$SS"
		exit 0
	fi
	export SS
	parts all
fi
own_namespaces "$@"
own_names
zoo_up plain
mkdir "$T/peer" "$T/ours"
ln -s "$SS" "$T/peer/ss"
ln -s "$SOCKLET_DIR/ss" "$T/ours/ss"
PROC_ROOT=/proc
export PROC_ROOT
unset COLUMNS

lines() {
	cat <<'END'
ss -naptn
ss -tanp
ss -lntp
ss -tulpn
ss -tunlp | grep LISTEN
ss -s
ss -ant
ss -tan state time-wait | wc -l
ss -tan | awk '{print $1}' | sort | uniq -c
ss -tan | awk 'NR > 1 {print $1}' | sort | uniq -c | sort -rn
ss -o state established '( dport = :ssh or sport = :ssh )' | sed 's/timer:([^)]*)//; s/ *$//'
ss -t state established '( sport = :2220 or dport = :2220 )'
ss -nt dst 127.0.0.1
ss -nt 'dst 127.0.0.1 and sport > :2000'
ss -Hltn | awk '{print $4}' | sed 's/.*://' | sort -nu
ss -ltnH sport = :2000 | wc -l
ss -4 state fin-wait-2 -n
ss -6 -tn state close-wait
ss -uan | grep -c UNCONN
ss -tn exclude established exclude listening | wc -l
ss -lx | grep -c u_str
END
	command -v jc >/dev/null && echo 'ss -tanp | jc --ss; ss -uan | jc --ss; ss -ltn4 | jc --ss'
}

lines >"$T/lines"
[ "$(grep -c jc "$T/lines")" = 1 ] || skip "ss | jc --ss" "there is no jc here"
while read -r line; do
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		for who in peer ours again; do
			[ $who = again ] && dir=peer || dir=$who
			PATH=$T/$dir:$PATH sh -c "$line" </dev/null >"$T/out.$who" 2>&1
		done
		cmp -s "$T/out.peer" "$T/out.again" && break
	done
	if [ ! -s "$T/out.peer" ]; then
		echo "the peer's output is empty" | not_ok "$line"
	else
		same "$line" "$T/out.peer" "$T/out.ours"
	fi
done <"$T/lines"
zoo_down
