# SPDX-License-Identifier: 0BSD
# netstat against net-tools', live: in a namespace that holds the zoo each
# option line is run by the peer, by ours and by the peer again (live.awk judges
# the three).  A triple in which the peer's two runs differ is run again.
# shellcheck shell=sh disable=SC2034,SC2086,SC2154

. "$(dirname "$0")/lib.sh"
if [ -z "$PEER" ]; then
	skip "live-netstat" "net-tools' netstat is not installed"
	exit 0
fi
[ $# -gt 0 ] || parts "numeric 1" "numeric 2" "numeric 3" "numeric 4" named others doctored \
	"known plain" "known hostile" "known doctored"
own_namespaces "$@"
own_names
KNOWN=$TESTS/known-differences

# run_to_4 PROGRAM OPTION...: a block on descriptor 4; stderr comes after stdout
run_to_4() {
	"$@" >&4 2>"$T/stderr" </dev/null
	echo "exit $?" >&4
	[ ! -s "$T/stderr" ] || sed 's/^/stderr: /' "$T/stderr" >&4
}

# Runs every option line of a file three times.
triples() {
	set -f
	while read -r line <&3; do
		for out in 4 5 6; do echo "== $line" >&$out; done
		run_to_4 "$PEER" $line
		run_to_4 "$OURS" $line 4>&5
		run_to_4 "$PEER" $line 4>&6
	done 3<"$1" 4>"$T/1" 5>"$T/2" 6>"$T/3"
	set +f
}

# judge [ENTRY]: the verdicts, with the known differences but for ENTRY excused
judge() {
	for side in peer ours; do
		awk -v side=$side -v without="$1" -f "$TESTS/differences.awk" "$KNOWN" >"$T/$side.sed"
	done
	for f in 1 3; do sed -E -f "$T/peer.sed" "$T/$f" >"$T/$f.n"; done
	sed -E -f "$T/ours.sed" "$T/2" >"$T/2.n"
	awk -f "$TESTS/live.awk" "$T/1.n" "$T/2.n" "$T/3.n"
}

# The verdicts on a file of option lines: those that moved again, up to 20 times.
settle() {
	cp "$1" "$T/todo"
	: >"$T/verdicts"
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		triples "$T/todo"
		judge "$2" >"$T/round"
		grep -av '^moved ' "$T/round" >>"$T/verdicts"
		sed -n 's/^moved //p' "$T/round" >"$T/todo"
		[ -s "$T/todo" ] || return 0
	done
	sed 's/^/differs (the peer never held still) /' "$T/todo" >>"$T/verdicts"
}

# compare WHAT FILE: one check of many option lines
compare() {
	settle "$2" ""
	lines=$(wc -l <"$2")
	good=$(grep -ac '^same ' "$T/verdicts")
	if [ "$good" = "$lines" ] && [ "$lines" -gt 0 ]; then
		ok "$1: $lines option lines"
	else
		grep -av '^same ' "$T/verdicts" | not_ok "$1: $((lines - good)) of $lines option lines differ" 24
	fi
}

# cross LIST...: every way to take one word of each list; `.` is no word.
cross() {
	lines=.
	for list; do
		lines=$(for a in $lines; do for b in $list; do echo "$a,$b"; done; done)
	done
	for a in $lines; do echo "$a"; done | tr ',' ' ' | sed -E 's/(^| )\.//g; s/(^| )\.//g; s/^ +//; s/  +/ /g'
}

protocols_1=". -t -u -U -w -x -tu -tU"
protocols_2="-tw -tx -uU -uw -ux -Uw -Ux -wx"
protocols_3="-tuU -tuw -tux -tUw -tUx -twx -uUw -uUx"
protocols_4="-uwx -Uwx -tuUw -tuUx -tuwx -tUwx -uUwx -tuUwx"
columns=". -e -o -p -W -eo -ep -eW -op -oW -pW -eop -eoW -epW -opW -eopW"
names=". --numeric-hosts --numeric-ports --numeric-users --numeric-hosts:--numeric-ports
	--numeric-hosts:--numeric-users --numeric-ports:--numeric-users"

# Every subset of protocols, of columns, of what to show, of families, numeric.
numeric_lines() {
	eval "protocols=\$protocols_$1"
	for p in $protocols; do
		cross -n "$p" ". -a -l" "$columns" ". -4 -6" >"$T/lines"
		compare "-n $(echo "$p" | tr -d .)" "$T/lines"
	done
}

# Names of hosts, ports, protocols and users, where they change widths.
named_lines() {
	for n in $names; do
			cross "$n" ". -t -u -U -w -x -tw" ". -a -l" ". -e -W -eW -eopW" ". -4 -6" |
			tr ':' ' ' >"$T/lines"
		compare "names: $(echo "$n" | tr ':' ' ')" "$T/lines"
	done
}

# Long names, abbreviations, families by name, and what may be said twice.
other_lines() {
	sed -n 's/^same //p' "$TESTS/netstat.lines" >"$T/lines"
	compare "long names, abbreviations, families" "$T/lines"
}

# What goes to stderr is each program's own; the exit status and stdout are not.
exit_statuses() {
	sed -n 's/^status //p' "$TESTS/netstat.lines" >"$T/lines"
	while read -r line; do
		set -f
		# shellcheck disable=SC2086
		for who in "$PEER" "$OURS"; do
			"$who" $line >"$T/out" 2>"$T/err" </dev/null
			rc=$?
			echo "exit $rc, $(wc -l <"$T/out") lines, $([ -s "$T/err" ] && echo talk || echo quiet)"
		done >"$T/two"
		set +f
		case $line in -h | --help | --he | -V | --version | --vers)
			sed -i 's/,.*//' "$T/two" ;;
		esac
		is "exit status of: $line" "$(sed -n 1p "$T/two")" "$(sed -n 2p "$T/two")"
	done <"$T/lines"
}

# Two rounds of -c; the peer's output needs a push, it dies with a full buffer.
continuous() {
	for line in "-c -nx" "--continuous -nxl" "-cntl"; do
		# shellcheck disable=SC2086
		{
			timeout 1.5 stdbuf -oL "$PEER" $line >"$T/c1" 2>&1
			timeout 1.5 "$OURS" $line >"$T/c2" 2>&1
		}
		sed -i 's/ *$//' "$T/c1" "$T/c2"
		[ "$(grep -c ^Active "$T/c1")" = 2 ] || echo "the peer did not go round twice" >>"$T/c2"
		{ echo "== $line"; cat "$T/c1"; } >"$T/1"
		cp "$T/1" "$T/3"
		{ echo "== $line"; cat "$T/c2"; } >"$T/2"
		judge "" >"$T/verdicts"
		if grep -aq ^same "$T/verdicts"; then ok "two rounds of $line"
		else not_ok "two rounds of $line" <"$T/verdicts"; fi
	done
}

# An interval, which the peer has not: 2 rounds in 2.5 seconds, not 3.
interval() {
	for line in "-c2 -nx" "-c 2 -nx" "--continuous=2 -nx"; do
		# shellcheck disable=SC2086
		timeout 3 "$OURS" $line >"$T/c2" 2>&1
		is "rounds within 3 seconds: $line" 2 "$(grep -c ^Active "$T/c2")"
	done
}

# Each known difference must still be one, and its entry must excuse it.
known_differences() {
	awk -v list=1 -f "$TESTS/differences.awk" "$KNOWN" |
		while read -r name where line; do
			[ "$where" = "$1" ] || continue
			echo "$line" >"$T/lines"
			settle "$T/lines" "$name"
			cp "$T/verdicts" "$T/without"
			settle "$T/lines" ""
			if grep -aq ^same "$T/without"; then
				echo "$line: no difference left" | not_ok "known difference: $name"
			elif ! grep -aq ^same "$T/verdicts"; then
				not_ok "known difference: $name" <"$T/verdicts"
			else
				ok "known difference: $name"
			fi
		done
}

# What no live socket shows (CLOSE, UNKNOWN, odd timers, flags, huge queues): the
# zoo's own files with such values written in, seen by both in place of /proc.
doctor() {
	mkdir -p "$T/tree/net" "$T/tree/self"
	ln -s ../net "$T/tree/self/net"
	for f in tcp tcp6 udp udp6 udplite udplite6 raw raw6 unix; do
		[ ! -r /proc/net/$f ] || awk -v kind=$f -f "$TESTS/doctor.awk" /proc/net/$f >"$T/tree/net/$f"
	done
	mount --bind "$T/tree" /proc
}

doctored_lines() {
	cross "-n -an -ln" ". -t -u -U -w -x" "$columns" ". -4 -6" >"$T/lines"
	compare "doctored files" "$T/lines"
}

case $* in
"known hostile") zoo_up hostile ;;
*doctored) zoo_up plain; doctor ;;
*) zoo_up plain ;;
esac
case $1 in
numeric) numeric_lines "$2" ;;
named) named_lines ;;
doctored) doctored_lines ;;
others) other_lines; exit_statuses; continuous; interval ;;
known) known_differences "$2" ;;
esac
case $* in *doctored) umount /proc ;; esac
zoo_down
