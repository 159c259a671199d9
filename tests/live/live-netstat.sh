# SPDX-License-Identifier: 0BSD
# netstat against net-tools', live: in a namespace that holds the zoo each
# option line is run by the peer, by ours and by the peer again (live.awk judges
# the three).  A triple in which the peer's two runs differ is run again.
# shellcheck shell=sh disable=SC2034,SC2086,SC2154

. "$(dirname "$0")/../lib.sh"
if [ -z "$PEER" ]; then
	skip "live-netstat" "net-tools' netstat is not installed"
	exit 0
fi
[ $# -gt 0 ] || parts "numeric 1" "numeric 2" "numeric 3" "numeric 4" named others doctored \
	"known plain" "known hostile" "known doctored"
own_namespaces "$@"
own_names
. "$TESTS/live/compare"

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
	sed -n 's/^same //p' "$TESTS/live/netstat.lines" >"$T/lines"
	compare "long names, abbreviations, families" "$T/lines"
}

# What goes to stderr is each program's own; the exit status and stdout are not.
exit_statuses() {
	sed -n 's/^status //p' "$TESTS/live/netstat.lines" >"$T/lines"
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
		ALSO='' judge "" >"$T/verdicts"
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

# What no live socket shows (CLOSE, UNKNOWN, odd timers, flags, huge queues): the
# zoo's own files with such values written in, seen by both in place of /proc.
doctor() {
	mkdir -p "$T/tree/net" "$T/tree/self"
	ln -s ../net "$T/tree/self/net"
	for f in tcp tcp6 udp udp6 udplite udplite6 raw raw6 unix; do
		[ ! -r /proc/net/$f ] || awk -v kind=$f -f "$TESTS/live/doctor.awk" /proc/net/$f >"$T/tree/net/$f"
	done
	mount --bind "$T/tree" /proc
	SOCKLET_SOURCE=proc
	export SOCKLET_SOURCE
}

doctored_lines() {
	cross "-n -an -ln" ". -t -u -U -w -x" "$columns" ". -4 -6" >"$T/lines"
	compare "doctored files" "$T/lines"
}

case $* in
*doctored) ;;
*) ALSO=proc ;;
esac
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
