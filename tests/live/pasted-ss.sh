# SPDX-License-Identifier: 0BSD
# The lines every tutorial has, pasted into a shell where ss is ours: they give
# what they give with iproute2, both by /proc, and both by netlink. And jc reads
# both alike.
# shellcheck shell=sh disable=SC2034

. "$(dirname "$0")/../lib.sh"
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
	parts "twice all"
fi
own_namespaces "$@"
own_names
zoo_up plain
PEER=$SS OURS=$SOCKLET_DIR/ss
unset COLUMNS
if [ "$SOURCE" = proc ]; then
	PROC_ROOT=/proc
	export PROC_ROOT
fi

# ss tells of every protocol that the kernel does not know
pasted ss '/^RTNETLINK answers: Invalid argument$/d' <<'END'
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
ss -tanp | jc --ss; ss -uan | jc --ss; ss -ltn4 | jc --ss
END
zoo_down
