# SPDX-License-Identifier: 0BSD
# Names that want to break the terminal or the parser behind us: whatever the
# option line, neither stdout nor stderr holds a byte that is not text.
# shellcheck shell=sh

. "$(dirname "$0")/../lib.sh"
[ $# -gt 0 ] || parts sockets names holders rows passing rights files spaces start
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

	SOCKLET_SOURCE=proc "$OURS" -xan >"$T/stdout" 2>"$T/stderr"
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
	if grep -q '^CONFIG_FEATURE_UNICODE=y' "$SOCKLET_DIR/.config"; then
		shows "true UTF-8 stays" "$T/stdout" "$(printf 'valid \303\251 \342\202\254 \360\237\220\247')"
	else
		shows "what is not ASCII" "$T/stdout" 'valid \xc3\xa9 \xe2\x82\xac \xf0\x9f\x90\xa7'
	fi
	shows "right-to-left override" "$T/stdout" 'override \xe2\x80\xaegpj.exe'
	shows "line separator" "$T/stdout" 'separator \xe2\x80\xa8u_str LISTEN'
	shows "what looks like nothing, or a blank" "$T/stdout" \
		'soft \xc2\xadhyphen, \xe2\x80\x8bzero, \xef\xbb\xbfmark, \xc2\xa0blank, \xe3\x80\x80ideographic'
	shows "what has no look of its own" "$T/stdout" \
		'tag \xf3\xa0\x81\x81, private \xee\x80\x80, selector \xef\xb8\x8f, none \xef\xbf\xbf'
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

# held_by PROCESSES DESCRIPTORS [NAME]: a listener on port 7200 that each of them holds so often, and one on 7201
held_by() {
	# shellcheck disable=SC2016
	on_leash perl -e 'use Socket; $| = 1;
		for my $port (7200, 7201) {
			socket($s[$port], PF_INET, SOCK_STREAM, 0);
			bind($s[$port], sockaddr_in($port, INADDR_LOOPBACK)) && listen($s[$port], 5) or die;
		}
		pipe(my $up, my $said); pipe(my $end, my $open);
		for (1 .. $ARGV[0]) {
			next if fork;
			close $open; close STDIN; close STDOUT; close $s[7201]; $0 = $ARGV[2] if $ARGV[2];
			for (2 .. $ARGV[1]) { open(my $d, ">&", $s[7200]) or die; push @held, $d }
			syswrite $said, "x"; sysread $end, my $b, 1; exit;
		}
		sysread $up, my $b, 1 for 1 .. $ARGV[0];
		print "x\n"; <STDIN>' "$@"
}

# Who holds a socket often hides neither its row nor others in blanks.
hostile_holders() {
	ss=$SOCKLET_DIR/ss
	for held in "30 1000" "12 900 $(printf '\033\033\033\033\033\033\033\033\033\033\033\033\033\033\033')" "5 1000"; do
		# shellcheck disable=SC2086
		held_by $held
		what="${held%% *} times $(echo "$held" | cut -d' ' -f2) holders"
		for o in -tlnpH -tlnpHei -tlnTH; do
			"$ss" "$o" >"$T/stdout" 2>"$T/stderr"
			is "$what, $o: exit status" 1 $?
			is "$what, $o: both rows" 2 "$(grep -ac '^LISTEN.*127.0.0.1:720[01] .*users:((.*))' "$T/stdout")"
			is "$what, $o: the other is not padded" yes \
				"$(awk '/:7201 / { print length($0) < 1500 ? "yes" : length($0) }' "$T/stdout")"
			is "$what, $o: told in one line" 1 "$(grep -c '^ss: [0-9]* more holders are not shown$' "$T/stderr")"
			is "$what, $o: and in no other" 1 "$(wc -l <"$T/stderr")"
		done
		count=${held#* }
		is "$what: shown and not shown are all" $((${held%% *} * ${count%% *} + 1)) \
			$(($("$ss" -tlnpH sport = :7200 2>/dev/null | grep -o 'fd=' | wc -l) + \
			$("$ss" -tlnpH sport = :7200 2>&1 >/dev/null | sed 's/[^0-9]//g')))
		let_go
	done
}

# row INODE PATH: as the kernel writes it
row() { printf '0000000000000000: 00000002 00000000 00010000 0001 01 %5d%s\n' "$1" "${2:+ $2}"; }

# instead DIRECTORY COMMAND...: for that process it is /proc/net
# shellcheck disable=SC2016
instead() {
	sh -c 'mount --bind "$1" "/proc/$$/net" && shift && exec "$@"' - "$@"
}

# A path of a unix socket with a newline and a line of /proc/net/unix in it.
hostile_rows() {
	if ! SOCKLET_SOURCE=netlink "$SOCKLET_DIR/ss" -Hxa >/dev/null 2>&1; then
		skip "forged rows" "netlink does not tell of unix sockets here"
		return
	fi
	hold 'sub at { socket(my $s, PF_UNIX, SOCK_STREAM, 0); bind($s, pack("S a*", AF_UNIX, $_[0])) && listen($s, 1) or die; push @s, $s }
		at("\0real"); my $i = (stat $s[0])[1];
		my $row = "0000000000000000: 00000002 00000000 00010000 0001 01";
		at("\0a\n$row 666 /forged"); at("\0b\n$row $i \@real"); at("\0c\n$row $i /other"); at("\0d\n\n\n$row 7");
		at("\0e\nno row"); at("\0f\n")'
	"$OURS" -xan >"$T/stdout" 2>"$T/stderr"
	is "forged rows: exit status" 0 $?
	is "forged rows: nothing is malformed" "" "$(cat "$T/stderr")"
	is "forged rows: as many rows as sockets" 7 "$(grep -ac '^unix' "$T/stdout")"
	is "forged rows: the real one once" 1 "$(grep -a ' @real$' "$T/stdout" | grep -vc x0a)"
	shows "forged rows: a path with one in it is whole" "$T/stdout" '@a\x0a0000000000000000: 00000002'
	shows "forged rows: a newline at the end" "$T/stdout" '@f\x0a'
	real=$(sed -n '/x0a/!s/.* \([0-9][0-9]*\) *@real$/\1/p' "$T/stdout")
	f=$(sed -n 's/.* \([0-9][0-9]*\) *@f.x0a$/\1/p' "$T/stdout")
	mkdir "$T/net"
	{ head -n 1 /proc/net/unix; row 666 /forged; row "$real" /other; row "$f" "@f"; echo; row 667; row "$real" @real
		row "$real"; } >"$T/net/unix"
	if instead "$T/net" "$OURS" -xan >"$T/stdout" 2>"$T/stderr"; then
		is "rows in another order: those with their inodes and paths" '@f\x0a @real' \
			"$(sed -n 's/^unix.* //p' "$T/stdout" | paste -sd ' ')"
	else
		not_ok "rows in another order" <"$T/stderr"
	fi
	"$OURS" -xan >/dev/null 2>"$T/stderr" # no fault of the sockets themselves
	is "forged rows: none is left behind" "" "$(cat "$T/stderr")"
	SOCKLET_SOURCE=proc "$OURS" -xan >"$T/stdout" 2>"$T/stderr"
	is "by /proc: exit status" 1 $?
	is "by /proc rows can be forged" 2 "$(grep -ac '/forged$\|/other$' "$T/stdout")"
	let_go
	waiting='sub at { socket(my $s, PF_UNIX, SOCK_STREAM, 0);
		bind($s, my $a = pack("S a*", AF_UNIX, $_[0])) && listen($s, 9) or die; push @s, $s;
		for (1 .. 3) { socket(my $c, PF_UNIX, SOCK_STREAM, 0); connect($c, $a) or die; push @s, $c } }'
	# Of connections that wait netlink tells nothing: here one has a forged row in its path, and another has none.
	hold "$waiting;"'at("\0waits")'
	"$OURS" -xan >"$T/stdout" 2>"$T/stderr"
	is "connections that wait" "0 4 " "$? $(grep -c ' @waits$' "$T/stdout") $(cat "$T/stderr")"
	let_go
	hold "$waiting;"'at("\0z\n0000000000000000: 00000002 00000000 00010000 0001 01     0 /sham")'
	"$OURS" -xan >"$T/stdout" 2>"$T/stderr"
	is "a path forged behind one that waits: exit status" 1 $?
	is "... is no row" 0 "$(grep -v x0a "$T/stdout" | grep -c '/sham')"
	is "... which is told of all three" yes \
		"$([ "$(grep -c 'may be part of a path, left out' "$T/stderr")" -ge 3 ] && echo yes)"
	let_go
}

# Of a table of /proc that is older than what netlink tells: what is still there is shown, and few are asked for.
passing_rows() {
	if ! SOCKLET_SOURCE=netlink "$SOCKLET_DIR/ss" -Hxa >/dev/null 2>&1; then
		skip "rows that stay" "netlink does not tell of unix sockets here"
		return
	fi
	mkdir "$T/net"
	hold 'sub at { socket(my $s, PF_UNIX, SOCK_DGRAM, 0); bind($s, pack("S a*", AF_UNIX, $_[0])) or die; $s }
		for (1 .. 900) { push @s, at("\0stays$_"); push @t, at("\0goes$_") if $_ % 9 == 0 }
		open(my $in, "<", "/proc/net/unix"); open(my $out, ">", "'"$T"'/net/unix"); print {$out} <$in>; close $out;
		@t = (); push @s, at("\0comes$_") for 1 .. 100'
	is "the old table has all" "900 100 0" "$(for w in stays goes comes; do grep -c " @$w" "$T/net/unix"; done | paste -sd ' ')"
	instead "$T/net" "$OURS" -xan >"$T/stdout" 2>"$T/stderr"
	is "rows that stay: exit status" 0 $?
	is "rows that stay are shown, those of sockets that are gone are not" "900 0 0" \
		"$(for w in stays goes comes; do grep -c " @$w" "$T/stdout"; done | paste -sd ' ')"
	if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
		strace -qq -o "$T/strace" -e trace=sendto sh -c 'mount --bind "$1" "/proc/$$/net" && exec "$2" -xan' \
			- "$T/net" "$OURS" >/dev/null
		questions=$(grep -c . "$T/strace")
		is "... and few are asked for" "$questions of 300 at most" "$((questions < 300 ? questions : 300)) of 300 at most"
	fi
	let_go
}

# ordinary COMMAND...: as a user without rights
ordinary() { setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps -all "$@"; }

# refuses WHAT WHY COMMAND...: an ordinary user's command ends with 1, says why, and shows no secret and no row
refuses() {
	what=$1 why=$2
	shift 2
	ordinary "$@" >"$T/stdout" 2>"$T/stderr"
	is "set-uid, $what: exit status" 1 $?
	shows "set-uid, $what: why" "$T/stderr" "$why"
	is "set-uid, $what: no row" 0 "$(grep -c "secret\|LISTEN\|0.0.0.0" "$T/stdout" "$T/stderr" | awk -F: '{ n += $2 } END { print n }')"
}

# What a set-uid program lends nobody.
hostile_rights() {
	mkdir "$T/su" "$T/tree" "$T/tree/net"
	chmod 755 "$T/su"
	cp "$SOCKLET_DIR/socklet" "$T/su/ss" && cp "$T/su/ss" "$T/su/netstat" && chmod 4755 "$T/su/ss" "$T/su/netstat"
	cp /proc/net/tcp "$T/tree/net/tcp"
	chmod -R a+rX "$T/tree"
	if ! ordinary sh -c 'exit 0' 2>/dev/null || [ "$(ordinary "$T/su/ss" -h >/dev/null 2>&1; echo $?)" != 0 ]; then
		skip "set-uid" "no other user to be had here"
		return
	fi
	echo 'secret word' >"$T/hidden"
	chmod 600 "$T/hidden"
	refuses PROC_ROOT "PROC_ROOT: Operation not permitted" env PROC_ROOT="$T/tree" "$T/su/netstat" -tan
	refuses "PROC_ROOT, ss" "PROC_ROOT: Operation not permitted" env PROC_ROOT="$T/tree" "$T/su/ss" -tan
	refuses -F "Operation not permitted" "$T/su/ss" -tan -F "$T/hidden"
	refuses -D "Operation not permitted" "$T/su/ss" -tan -D "$T/hidden"
	refuses TCPDIAG_FILE "Operation not permitted" env TCPDIAG_FILE="$T/hidden" "$T/su/ss" -tan
	refuses "-N PATH" "Operation not permitted" "$T/su/ss" -tan -N "$T/hidden"
	is "set-uid: the file is as it was" "secret word" "$(cat "$T/hidden")"
	ordinary env PROC_NET_TCP="$T/hidden" "$T/su/ss" -tan >"$T/stdout" 2>&1
	is "set-uid, PROC_NET_TCP: nothing of the file" 0 "$(grep -c 'secret\|malformed' "$T/stdout")"
	chmod 755 "$T/su/netstat"
	ordinary env PROC_ROOT="$T/tree" "$T/su/netstat" -tan >"$T/stdout" 2>"$T/stderr"
	is "the user's own rights: PROC_ROOT is read" "0 " "$? $(cat "$T/stderr")"
	if command -v setcap >/dev/null && setcap cap_net_admin+ep "$T/su/netstat" 2>/dev/null; then
		refuses "or capabilities, PROC_ROOT" "PROC_ROOT: Operation not permitted" env PROC_ROOT="$T/tree" "$T/su/netstat" -tan
	else
		skip "file capabilities" "they cannot be set here"
	fi
	ordinary "$SOCKLET_DIR/ss" -N 1 -t 2>"$T/stderr"
	is "-N of another's process" "ss: network namespace 1: Permission denied" "$(cat "$T/stderr")"
}

# -D: whose file it is.
hostile_files() {
	ss=$SOCKLET_DIR/ss
	echo kept >"$T/kept"
	ln -s "$T/kept" "$T/link"
	"$ss" -tan -D "$T/link" 2>"$T/stderr"
	is "-D on a link: exit status" 1 $?
	shows "-D on a link: told" "$T/stderr" "a link, which is not followed"
	is "-D on a link: the file is as it was" kept "$(cat "$T/kept")"
	mkdir -p "$T/root/net"
	: >"$T/root/net/tcp"
	for o in -tanD -tanE; do
		for from in "PROC_ROOT=$T/root" SOCKLET_SOURCE=proc; do
			[ $o = -tanE ] && file= || file=$T/kept
			# shellcheck disable=SC2086
			env "$from" timeout 5 "$ss" $o $file >"$T/stdout" 2>"$T/stderr"
			is "$o, ${from%%=*}: exit status" 1 $?
			shows "$o, ${from%%=*}: told" "$T/stderr" "netlink is not asked"
		done
	done
	is "-D, PROC_ROOT: the file is as it was" kept "$(cat "$T/kept")"
}

# A name that is a number, where there is such a process too.
hostile_spaces() {
	ss=$SOCKLET_DIR/ss
	mkdir -p /run/netns && mount -t tmpfs none /run/netns
	hold 'socket($s, PF_INET, SOCK_STREAM, 0); bind($s, sockaddr_in(7300, INADDR_LOOPBACK)) && listen($s, 5) or die'
	: >"/run/netns/$$"
	: >"/run/netns/$leashed"
	unshare -n sh -c 'mount --bind /proc/self/ns/net "$1"' - "/run/netns/$leashed"
	is "-N of a number: the name" 0 "$("$ss" -N "$leashed" -tlnH | wc -l)"
	umount "/run/netns/$leashed"
	is "-N of a number: a name that is no namespace" "ss: network namespace $leashed: Invalid argument" \
		"$("$ss" -N "$leashed" -tlnH 2>&1)"
	rm "/run/netns/$leashed"
	is "-N of a number: the process" 1 "$(unshare -n "$ss" -N "$leashed" -tlnH | wc -l)"
	is "-N of neither" "ss: network namespace nonesuch: No such file or directory" "$("$ss" -N nonesuch -t 2>&1)"
	let_go
}

# Descriptors that are closed at start: what is written there is lost, which is told, and goes to no socket.
closed() {
	for o in "netstat -tan" "ss -tan" "ss -xa" "netstat -xan"; do
		# shellcheck disable=SC2086
		"$SOCKLET_DIR/"$o 2>"$T/stderr" >&-
		is "$o without stdout$1: exit status" 1 $?
		shows "$o without stdout$1: told" "$T/stderr" "standard output: error 9"
		# shellcheck disable=SC2086
		"$SOCKLET_DIR/"$o >"$T/stdout" 2>&- <&-
		is "$o without stdin and stderr$1: exit status" 0 $?
	done
	if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
		sh -c 'exec strace -qq -o "$1" -e trace=socket "$2" -tan 0<&- >&- 2>&-' - "$T/strace" "$SOCKLET_DIR/ss"
		is "no socket below 3$1" 0 "$(grep -c ' = [012]$' "$T/strace")"
		is "but sockets$1" yes "$(grep -q ' = [3-9]$' "$T/strace" && echo yes)"
	fi
}

hostile_start() {
	closed ""
	mount -t tmpfs none /dev
	closed " and /dev"
}

case $1 in
sockets) hostile_sockets ;;
names) hostile_names ;;
holders) hostile_holders ;;
rows) hostile_rows ;;
passing) passing_rows ;;
rights) hostile_rights ;;
files) hostile_files ;;
spaces) hostile_spaces ;;
start) hostile_start ;;
esac
