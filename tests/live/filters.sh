#!/bin/sh
# SPDX-License-Identifier: 0BSD
# ss's filter expressions: 2,000 random ones (SEED=N repeats a run) beside iproute2's ss, which both read a /proc
# made for the purpose, and some over the zoo, by /proc and by netlink; then what only we have, what iproute2 gets
# wrong by /proc, and what is refused.
#
# By /proc iproute2 compares an IPv4 rule with the first 32 bits of IPv6 addresses: src 0.0.0.0 gives it all of
# ::/32. By netlink the kernel compares families, and so do we; so the random rules keep clear of the two overlapping.
# shellcheck disable=SC2153
. "$(dirname "$0")/../lib.sh"

# The peer is fetched before there is a namespace without a way out.
peer=${SS_PEER-$("$TESTS/peers" 2>/dev/null || command -v ss)}
SS_PEER=$peer
SEED=${SEED:-$(od -An -N2 -tu2 /dev/urandom | tr -d ' ')}
COUNT=${COUNT:-2000}
export SS_PEER SEED
[ $# -gt 0 ] || parts made "twice zoo"
if [ "$1" = zoo ]; then
	own_namespaces "$@"
	ip link set lo up
	zoo_up plain
	[ "$SOURCE" = netlink ] || PROC_ROOT=/proc
else
	scratch
	PROC_ROOT=$T/proc
	"$TESTS/live/filter/tree" "$PROC_ROOT"
fi
[ "$SOURCE" = netlink ] || export PROC_ROOT
OURS=$SOCKLET_DIR/ss
tab=$(printf '\t')

# rows PROGRAM OPTIONS WORDS-WITH-TABS: Recv-Q of internet sockets, which is their inode here; whole rows of others
rows() {
	program=$1 options=$2
	set -f
	IFS=$tab
	# shellcheck disable=SC2086 # to be split
	set -- $3
	unset IFS
	"$program" "$options" "$@" 2>"$T/stderr" | awk '{ $1 = $1 } 1' | sort
	set +f
}

# random KIND OPTIONS PEER COUNT
random() {
	"$TESTS/live/filter/random-expressions" "$SEED" "$4" "$1" >"$T/expressions"
	[ "$SOURCE" != netlink ] || sed -i '/\*/d; /autobound/d' "$T/expressions" # see by_either
	while IFS= read -r expression; do
		rows "$3" "$2" "$expression" >"$T/theirs"
		rows "$OURS" "$2" "$expression" >"$T/ours"
		cmp -s "$T/theirs" "$T/ours" || {
			echo "ss $2 $expression"
			grep -v warning "$T/stderr"
			diff "$T/theirs" "$T/ours" | head -n 5
		}
		cat "$T/ours" >>"$T/all"
	done <"$T/expressions" >"$T/different"
	what="$4 expressions over $1 sockets beside $("$3" -V | sed 's/.*, //'), SEED=$SEED"
	if [ -s "$T/different" ]; then not_ok "$what" <"$T/different"; else ok "$what"; fi
	yes_if "they have matched something" test -s "$T/all"
	rm -f "$T/all"
}

beside() {
	random inet -Hnatuw "$1" $((COUNT * 6 / 10))
	random unix -Hnax "$1" $((COUNT * 2 / 10))
	random netlink -Hnafnetlink "$1" $((COUNT / 10))
	random packet -Hna0 "$1" $((COUNT / 10))
}

# count WHAT WANTED OPTIONS WORDS...: how many rows
count() {
	what=$1 wanted=$2
	shift 2
	is "$what" "$wanted" "$("$OURS" "$@" 2>"$T/stderr" | wc -l)"
}

# alike WHAT EXPRESSION EXPRESSION: two ways to say the same
alike() {
	rows "$OURS" -Hnatuw "$2" >"$T/1"
	rows "$OURS" -Hnatuw "$3" >"$T/2"
	yes_if "something matches: $2" test -s "$T/1"
	same "$1: $2" "$T/2" "$T/1"
}

# refused STATUS EXPRESSION MESSAGE: 1 where a word is wrong, 255 where the words make no sense
refused() {
	"$OURS" -Hna "$2" >"$T/stdout" 2>"$T/stderr"
	is "refused: $(printf %.60s "$2" | cat -v)" "$1 0 ss: filter: $3" "$? $(wc -c <"$T/stdout") $(cat "$T/stderr")"
}

# What is wrong on a command line, each with iproute2's status.
statuses() {
	while read -r line; do
		set -f
		# shellcheck disable=SC2086
		"$1" $line >"$T/stdout" 2>&1 </dev/null
		theirs=$?
		# shellcheck disable=SC2086
		"$OURS" $line >"$T/stdout" 2>&1 </dev/null
		is "exit status of: ss $line" $theirs $?
		set +f
	done <<-'END'
		-tan foo
		-tan ( foo )
		-tan sport = :22 foo
		-tan autobound foo
		-tan sport foo
		-tan sport = :foo
		-tan sport > :foo
		-A netlink -an sport = foo
		-0an sport = nonesuch
		-tan dst 1.2.3.4.5
		-tan dst 1.2.3.4/99
		-tan dst [::1
		-tan dst inet6:foo
		-tan dev = nonesuch
		-tan fwmark = foo
		-tan cgroup = /nonesuch
		-tan state all foo
		-tan sport =
		-tan sport = sport
		-tan sport = :22 or
		-tan ( sport = :22
		-tan sport = :22 )
		-tan dst
		-tan not
		-tan and
		-tan fwmark > 5
		-tan state foo
		-tan state
		-tan exclude foo
		-f foo
		-A foo
		-A !foo
		-A tcp,foo
		--foo
		-y
		-f
		-F /nonexistent
		-N nonexistent
	END
}

# What iproute2's own tests ask a recorded file, of which the first family counts: match ROW WORDS...
match() {
	row=$1
	shift
	TCPDIAG_FILE=$T/recorded "$OURS" -Htna "$@" 2>&1 | awk '{ $1 = $1 } 1' >"$T/1"
	echo "$row" >"$T/2"
	same "recorded: $*" "$T/2" "$T/1"
}

recorded() {
	perl "$TESTS/recorded/tcpdiag.pl" filter >"$T/recorded"
	listener='LISTEN 0 128 0.0.0.0:22 0.0.0.0:*'
	client='ESTAB 0 0 192.0.2.1:40404 192.0.2.1:22'
	remote='ESTAB 0 0 192.0.2.1:22 192.0.2.99:50505'
	printf '%s\n' "$listener" 'ESTAB 0 0 192.0.2.1:22 192.0.2.1:40404' "$client" >"$T/rows"
	match "$(cat "$T/rows" && echo "$remote")"
	match "$client" dport = 22
	match "$client" dport 22
	match "$client" '( dport = 22 )'
	match "$listener" src = 0.0.0.0
	match "$listener" src 0.0.0.0
	match "$listener" src 0.0.0.0 sport = 22
	match "$listener" src 0.0.0.0 and sport = 22
	match "$remote" src 192.0.2.1 and sport = 22 and dport = 50505
	match "$remote" 'src 192.0.2.1 and sport = 22 and ( dport = 50505 )'
	match "$remote" 'src 192.0.2.1 and ( sport = 22 and dport = 50505 )'
	match "$remote" '( src 192.0.2.1 and sport = 22 ) and dport = 50505'
	match "$remote" '( src 0.0.0.0 or src 192.0.2.1 ) and dst 192.0.2.99'
}

# What ss by netlink shows others of than by /proc, and ours the same. To the kernel ss says 65535 for any port, so
# that none is beyond it. And it has the kernel judge who is bound to a port that he did not choose, and judges
# itself whether the port is one of those to be given out; what one of the two denies is missing, behind a `not' too.
by_either() {
	for expression in "dport${tab}>${tab}:*" autobound "not${tab}autobound" "autobound${tab}or${tab}sport${tab}=${tab}:2000"; do
		for source in proc netlink; do
			# what netlink tells more of: bound and no more, backlogs, devices
			SOCKLET_SOURCE=$source rows "$OURS" -Hntu "state${tab}all${tab}exclude${tab}bound-inactive${tab}$expression" |
				awk '{ sub(/.*:/, "", $5); sub(/.*:/, "", $6); print $1, $2, $5, $6 }' | sort >"$T/$source"
		done
		same "the same by either: $expression" "$T/proc" "$T/netlink"
		yes_if "... which is something" test -s "$T/proc"
	done
}

only_ours() {
	alike "a list of ports" 'sport = :22,80,443' 'sport = :22 or sport = :80 or sport = :443'
	alike "a range of ports" 'dport = :8000-8999' 'dport >= :8000 and dport <= :8999'
	alike "list and range, split" "sport${tab}=${tab}:22,8000-8999" '( sport >= 8000 and sport <= 8999 ) or sport = 22'
	alike "a list of what is not meant" 'sport != 22,8000-8999' 'not ( sport = 22,8000-8999 )'
	alike "a list behind a host" 'dst 10/8:22,80' 'dst 10/8 and ( dport = 22 or dport = 80 )'
	alike "dst !=" 'dst != 10/8' 'not dst 10/8'
	alike "no blanks at parentheses" '(sport = 22)or(dport = 22)' '( sport = 22 ) or ( dport = 22 )'
	alike "no blank behind !" '!sport = 22' 'not sport = 22'
	alike "IPv4 is not the head of IPv6" 'src 0.0.0.0/0' 'not src [::/0] or src [::ffff:0.0.0.0/96]'
	alike "IPv6 is not IPv4" 'src [::/0]' 'src [::/1] or src [8000::/1]'
	# left to right, and a warning where the manual has it otherwise
	alike "left to right" 'sport = 22 or dport = 80 and src 127.0.0.1' '( sport = 22 or dport = 80 ) and src 127.0.0.1'
	for expression in 'sport 1 or dport 2 and dport 3' 'sport 1 or dport 2 dport 3' '( sport 1 or dport 2 ) and sport 1'; do
		"$OURS" -Hna "$expression" 2>&1 >/dev/null | grep -c 'warning.*left to right'
	done >"$T/warnings"
	is "warned where readings differ" "1 1 0" "$(tr '\n' ' ' <"$T/warnings" | sed 's/ $//')"
}

files() {
	printf '# one\nsport = :22\n# two\nor dport = :22' >"$T/filter"
	"$OURS" -Hnatuw 'sport = :22 or dport = :22' >"$T/1"
	"$OURS" -Hnatuw -F "$T/filter" >"$T/2"
	same "a filter from a file" "$T/1" "$T/2"
	"$OURS" -Hnatuw -F - <"$T/filter" >"$T/2"
	same "a filter from standard input" "$T/1" "$T/2"
	printf 'sport = :22\nor nonsense\n' >"$T/filter"
	"$OURS" -Hnatuw -F "$T/filter" >"$T/stdout" 2>"$T/stderr"
	is "a file refused, its line shown" "1 ss: $T/filter: $TERM_EXPECTED expected instead of nonsense in: or nonsense" \
		"$? $(cat "$T/stderr")"
}

refusals() {
	refused 1 'sport = :22 and foo' "$TERM_EXPECTED expected instead of foo in: sport = :22 and foo"
	refused 255 'sport = :22 and' "$TERM_EXPECTED expected instead of the end in: sport = :22 and"
	refused 255 '( sport = :22' ') expected instead of the end in: ( sport = :22'
	refused 255 'sport = :22 )' 'the end expected instead of ) in: sport = :22 )'
	refused 255 'sport =' 'value expected instead of the end in: sport ='
	refused 255 'src dst' 'value expected instead of dst in: src dst'
	refused 255 'dst < 10.0.0.1' '= or != expected instead of < in: dst <'
	refused 1 'sport = :22,,80' 'port expected instead of ,80 in: sport = :22,,80'
	refused 1 'sport = :22,' 'port expected instead of the end in: sport = :22,'
	refused 1 'sport = :80-22' 'port expected instead of 80-22 in: sport = :80-22'
	refused 1 'sport > :22,80' 'single port expected instead of 22,80 in: sport > :22,80'
	refused 1 'sport = :65536' 'port expected instead of 65536 in: sport = :65536'
	refused 1 'dst 10.0.0.256' 'address expected instead of 10.0.0.256 in: dst 10.0.0.256'
	refused 1 'dst 10.0.0.1/33' 'address expected instead of 10.0.0.1/33 in: dst 10.0.0.1/33'
	refused 1 'dst [::1' 'address expected instead of [::1 in: dst [::1'
	refused 1 "dst $(printf '\033[1m')" 'address expected instead of \x1b[1m in: dst \x1b[1m'
	refused 1 "sport = $(seq -s, 129)" "at most 128 tests expected instead of the end in: sport = $(seq -s, 129)"
	refused 1 "sport = $(seq -s, 128) or ( sport = :1 )" \
		"at most 128 tests expected instead of the end in: sport = $(seq -s, 128) or ( sport = :1"
	deep=$(printf '%4000s' '' | tr ' ' '(')
	refused 255 "$deep" "at most 128 parentheses in one another expected instead of ( in: $(printf '%.129s' "$deep")"
	count "as many parentheses as may be" 0 -Hnat "$(printf '%.128s' "$deep") sport = :1 and sport = :2 $(printf '%128s' '' | tr ' ' ')')"
	"$OURS" -Hnat -F "$T/nonexistent" >"$T/stdout" 2>"$T/stderr"
	is "a filter's file that is not there" "ss: $T/nonexistent: No such file or directory" "$(cat "$T/stderr")"
	refused 255 "$(printf '%4097s' x)" 'longer than 4096 bytes'
	count "the longest that fits" 0 -Hnat "sport = $(seq -s, 100 227)"
}

TERM_EXPECTED='src, dst, sport, dport, autobound, dev, fwmark, cgroup'
if [ -z "$peer" ]; then
	skip "random expressions ($1)" "no ss of iproute2, neither fetched nor installed"
elif [ "$1" = zoo ]; then
	random inet -Hnatuw "$peer" $((COUNT / 10))
	[ "$SOURCE" = proc ] || by_either
	zoo_down
else
	beside "$peer"
	statuses "$peer"
fi
[ "$1" = made ] || exit 0
only_ours
files
refusals
unset PROC_ROOT
recorded
