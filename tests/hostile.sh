# SPDX-License-Identifier: 0BSD
# Names that want to break the terminal or the parser behind us: whatever the
# option line, neither stdout nor stderr holds a byte that is not text.
# shellcheck shell=sh

. "$(dirname "$0")/lib.sh"
[ $# -gt 0 ] || parts sockets names
own_namespaces "$@"
C1=$(printf '\302[\200-\237]')

# is_text FILE: no control byte but newline, no C1 (raw ones are not UTF-8), UTF-8
is_text() {
	tr -d '\n\040-\176\200-\377' <"$1" >"$T/controls"
	if [ -s "$T/controls" ]; then
		echo "control bytes:"
		od -An -c "$T/controls"
		return 1
	fi
	if grep -an "$C1" "$1"; then
		echo "a C1 byte"
		return 1
	fi
	iconv -f UTF-8 -t UTF-8 "$1" >/dev/null
}

# clean OPTIONS: the run gives text, and a row at least
clean() {
	set -f
	# shellcheck disable=SC2086
	"$OURS" $1 >"$T/stdout" 2>"$T/stderr" </dev/null
	set +f
	if [ "$(wc -l <"$T/stdout")" -lt 3 ]; then
		not_ok "netstat $1: rows" <"$T/stderr"
		return
	fi
	yes_if "netstat $1: stdout is text" is_text "$T/stdout"
	yes_if "netstat $1: stderr is text" is_text "$T/stderr"
}

# program_column AT OPTIONS [BEHIND]: whatever the programs call themselves, each listener's PID/name begins there and
# ends within 19 columns, and behind its 20 stands what stands there. IPv4's rows alone: -W widens long addresses
program_column() {
	# shellcheck disable=SC2086
	"$OURS" $2 2>/dev/null | grep -a "^tcp .*LISTEN" | awk -v at="$1" -v behind="${3-}" '
		substr($0, at + 1, 20) !~ /^[0-9]+\/.* $/ || substr($0, at + 21) != behind { print; bad = 1 }
		END { exit bad || !NR }' >"$T/bad"
	is "a column of programs: $2" "0 " "$? $(head -n 1 "$T/bad")"
}

# shows WHAT FILE TEXT: the escaped name is there
shows() {
	if grep -aqF -- "$3" "$2"; then ok "$1"; else not_ok "$1: $3" <"$2"; fi
}

hostile_sockets() {
	zoo_up hostile
	for o in -an -anp -anpW -anope -x -xa -xanp -xl -xaW -xaep -tlnp -tlnpW -tlpW -tu -c\ -V \
		-A\ "$(printf 'e\033sc')" "$(printf -- '-\033')" "$(printf -- '--\033[31m\nx')"; do
		case $o in
		*-V | -A* | *"$(printf '\033')"*)
			set -f
			# shellcheck disable=SC2086
			"$OURS" ${o:+"$o"} >"$T/stdout" 2>"$T/stderr"
			set +f
			yes_if "what it says of a hostile argument is text" is_text "$T/stderr"
			;;
		*) clean "$o" ;;
		esac
	done
	program_column 80 -tlnp
	program_column 80 -tlnpW
	program_column 102 -tlnpe
	program_column 80 -tlnpo " off (0.00/0/0)"
	program_column 102 -tlnpoe " off (0.00/0/0)"
	program_column 102 -Wtlnpoe " off (0.00/0/0)"

	"$OURS" -xan >"$T/stdout" 2>"$T/stderr"
	is "exit status with malformed rows" 1 $?
	shows "stderr names the file" "$T/stderr" /proc/net/unix
	shows "ESC in a path" "$T/stdout" 'esc\x1b[31mred\x1b[0m'
	shows "tab in a path" "$T/stdout" 'tab\x09here'
	shows "DEL in a path" "$T/stdout" 'del\x7fend'
	shows "a raw C1 byte" "$T/stdout" 'c1 raw \x9b31m'
	shows "C1 in UTF-8" "$T/stdout" 'c1 utf-8 \xc2\x9b31m'
	shows "what is not UTF-8" "$T/stdout" 'invalid \xff\xfe utf-8'
	shows "overlong UTF-8" "$T/stdout" 'overlong \xc0\xaf slash'
	shows "a surrogate" "$T/stdout" 'surrogate \xed\xa0\x80'
	shows "beyond Unicode" "$T/stdout" 'too high \xf4\x90\x80\x80'
	shows "cut short" "$T/stdout" 'cut short \xe2\x82'
	shows "true UTF-8 stays" "$T/stdout" "$(printf 'valid \303\251 \342\202\254 \360\237\220\247')"
	shows "a backslash" "$T/stdout" 'back\x5cslash \x5cx1b'
	shows "NULs in an abstract name" "$T/stdout" '@nul@in@abstract'

	"$OURS" -tan >/dev/null 2>"$T/stderr"
	is "exit status with well-formed rows" 0 $?
	"$OURS" -tlnpW >"$T/stdout"
	shows "ESC in a program name" "$T/stdout" 'esc\x1b[31m'
	shows "newline in a program name" "$T/stdout" 'two\x0alines'
	shows "blanks in a program name" "$T/stdout" '/with blanks in i '
	shows "blanks in a program name that tells what it does" "$T/stdout" '/sshd: root@pts/0 '
	shows "backslash in a program name" "$T/stdout" 'back\x5cslash'
	zoo_down
}

# Names from /etc are no better than any other.
hostile_names() {
	own_names
	printf '127.0.0.1 evil\033[31mhost\n192.168.100.200 c1\302\233host\n::1 inv\377alid\n' >"$T/hosts"
	printf 'ev\033il 22/tcp\nbad\302\233 80/tcp\nto\\o 25/tcp\ninv\377 123/udp\n' >"$T/services"
	printf 'ev\033il 1\nbad\302\233 6\n' >"$T/protocols"
	printf 'ro\033ot:x:0:0::/:/bin/sh\nno\302\233body:x:65534:65534::/:\ninv\377:x:4242:1::/:\n' >"$T/passwd"
	for f in services protocols passwd; do
		[ ! -e /etc/$f ] || mount --bind "$T/$f" /etc/$f
	done
	zoo_up plain
	for o in -ta -tae -taeW -uae -wa -wae -xae -a -aW -l; do clean "$o"; done
	zoo_down
}

case $1 in
sockets) hostile_sockets ;;
names) hostile_names ;;
esac
