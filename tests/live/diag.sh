#!/bin/sh
# SPDX-License-Identifier: 0BSD
# The netlink source: the same bytes as from /proc, whatever goes wrong with it, and
# the kernel's choice of sockets beside our own.
# shellcheck disable=SC2016,SC2086
. "$(dirname "$0")/../lib.sh"

[ $# -gt 0 ] || parts live families failures forced unit hostile
own_namespaces "$@"
if ! SOCKLET_SOURCE=netlink "$OURS" -tv 2>&1 | grep -q '^Active'; then
	echo "no netstat" | not_ok "netstat runs"
	exit 1
fi

# by SOURCE FILE OPTION...: stdout, stderr and exit status into FILE; SOURCE `any` is our own choice
by() {
	source=$1 file=$2
	shift 2
	[ "$source" = any ] && source=
	SOCKLET_SOURCE=$source "$OURS" "$@" >"$file" 2>"$T/stderr" </dev/null
	echo "exit $?" >>"$file"
	cat "$T/stderr" >>"$file"
}

# Each option line by /proc, by our choice, by /proc again, until /proc holds still.
alike() {
	bad=0 lines=0
	while read -r line; do
		lines=$((lines + 1))
		for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
			by proc "$T/1" $line
			by any "$T/2" $line
			cmp -s "$T/1" "$T/2" && continue 2
			by proc "$T/3" $line
			cmp -s "$T/1" "$T/3" && break
		done
		bad=$((bad + 1))
		echo "== $line"
		diff -a "$T/1" "$T/2"
	done <"$1" >"$T/differences"
	if [ $bad = 0 ] && [ $lines -gt 0 ]; then ok "$2: $lines option lines, by netlink as by /proc"
	else not_ok "$2: $bad of $lines option lines differ" <"$T/differences"; fi
}

live() {
	zoo_up plain
	for columns in . -W -p "-p -W" "-e -o"; do
		for show in . -a -l; do
			for protocols in . -t -u -U -w -x -tu -tw -tx -uw -ux -tuw -tux -twx -uwx -tuUwx; do
				for families in . -4 -6; do
					echo "-n $columns $show $protocols $families" | sed 's/ \././g; s/\.//g'
				done
			done
		done >"$T/lines"
		[ "$columns" != "-e -o" ] || sed -i '/-n.* -t/!d; s/-o //' "$T/lines"
		alike "$T/lines" "netstat -n $columns"
	done
	is "listeners are there, without their backlog" 1 \
		"$(SOCKLET_SOURCE=netlink "$OURS" -lnt | awk '/LISTEN/ { n++; odd += $3 } END { print (n > 5 && !odd) }')"
	zoo_down
}

# listeners N: that many of each family, until let_go
listeners() {
	hold "for my \$n (1 .. $1) {"'
		socket(my $s, PF_INET, SOCK_STREAM, 0); bind($s, sockaddr_in(7000 + $n, INADDR_ANY)) && listen($s, 5) or die;
		socket(my $t, PF_INET6, SOCK_STREAM, 0); bind($t, sockaddr_in6(17000 + $n, Socket::IN6ADDR_ANY)) && listen($t, 5) or die;
		push @s, $s, $t }'
}

# walks PROGRAM OPTION...: how many times the kernel is asked for sockets
walks() { strace -qq -o "$T/strace" -e trace=sendto "$@" >/dev/null 2>&1 </dev/null; grep -c sendto "$T/strace"; }

# Both families of TCP from one walk, where IPv6 has few; the same rows in any case.
families() {
	[ -r /proc/net/tcp6 ] || { skip "both families in one walk" "no IPv6 here"; return; }
	for n in 10 150 400; do
		listeners $n
		for line in -ant -lnt -ant4 -ant6 -antu; do
			by proc "$T/1" $line
			by netlink "$T/2" $line
			same "$n listeners of each family, netstat $line: by netlink as by /proc" "$T/1" "$T/2"
			is "... all of them" 1 "$([ "$(wc -l <"$T/2")" -gt "$n" ] && echo 1)"
		done
		[ ! -x "$SOCKLET_DIR/ss" ] || for line in "-Htan" "-Htan sport >= :7000" "-Htln"; do
			for f in -4 -6; do SOCKLET_SOURCE=netlink "$SOCKLET_DIR/ss" $f $line; done >"$T/1" 2>&1
			SOCKLET_SOURCE=netlink "$SOCKLET_DIR/ss" $line >"$T/2" 2>&1
			# the columns' widths are those of both families
			sed -i 's/  */ /g' "$T/1" "$T/2"
			same "$n listeners of each family, ss $line: one after the other" "$T/1" "$T/2"
			is "... all of them" $((2 * n)) "$(wc -l <"$T/2")"
		done
		if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
			case $n in 10) walks="1 1" ;; 150) walks="2 1" ;; *) walks="2 2" ;; esac
			is "$n listeners of each family: walks for -ant and -lnt" "$walks" "$(walks "$OURS" -ant) $(walks "$OURS" -lnt)"
		else
			skip "how often the kernel walks its table" "no strace, or it may not trace"
		fi
		let_go
	done
}

# Netlink messages in hexadecimal, little-endian: a header, and a row of TCP.
header() { printf '%08x' "$1" | fold -w2 | tac | tr -d '\n'; printf '%02x00%02x000000000000000000' "$2" "$3"; }
row() {
	printf '02070000''%04x0000''7f000001000000000000000000000000''00000000000000000000000000000000''00000000' "$1"
	printf '0100000000000000''00000000''00000000''00000000''00000000''2a000000'
}

# poke BYTES RETVAL WHEN: what recv is made to return
poke() { echo "inject=recvfrom:retval=$2:poke_exit=@arg2=$1:when=$3"; }

# inject INJECTION...: netstat -ant with that done to it
inject() {
	set -- "$@"
	for i; do set -- "$@" -e "$i"; shift; done
	strace -qq -o "$T/strace" -e trace=socket,connect,sendto,recvfrom "$@" "$OURS" -ant >"$T/out" 2>"$T/err" </dev/null
	echo "exit $?" >>"$T/out"
	cat "$T/err" >>"$T/out"
	grep -q INJECTED "$T/strace" || echo "nothing was injected" >>"$T/out"
}
falls_back() {
	what=$1
	shift
	inject "$@"
	same "$what: as by /proc, in silence" "$T/proc" "$T/out"
}
tells() {
	what=$1 text=$2
	shift 2
	inject "$@"
	if grep -q "^exit 1" "$T/out" && grep -q "$text" "$T/out"; then ok "$what: told"
	else not_ok "$what: told" <"$T/out"; fi
}

# A kernel that takes the request and never answers: strace keeps it from the kernel. The first wait is a real
# one, the others are cut short.
mute() {
	polls=poll,ppoll
	timeout 60 strace -qq -o "$T/strace" -e trace=$polls,sendto -e inject=sendto:retval=72 \
		"$OURS" -antu >"$T/out" 2>"$T/err" </dev/null
	is "no answer: exit status" 1 $?
	SOCKLET_SOURCE=proc "$OURS" -antu >"$T/proc.tu"
	same "no answer: as by /proc" "$T/proc.tu" "$T/out"
	is "no answer: told, once, and asked for once" "netstat: netlink: no answer, 1" "$(cat "$T/err"), $(grep -c sendto "$T/strace")"
	cut="inject=$polls:retval=0"
	SOCKLET_SOURCE=netlink strace -qq -o "$T/strace" -e trace=$polls -e $cut \
		"$OURS" -antu >"$T/out" 2>"$T/err" </dev/null
	is "no answer, and no /proc: exit status" 1 $?
	is "no answer, and no /proc: told" 1 "$(grep -c 'netlink: no answer' "$T/err")"
	strace -qq -o "$T/strace" -e trace=$polls -e "$cut:when=2+" "$OURS" -antu >"$T/out" 2>"$T/err" </dev/null
	is "no answer any more: exit status" 1 $?
	is "no answer any more: told, once" 1 "$(grep -c 'netlink: no answer' "$T/err")"
	[ -x "$SOCKLET_DIR/ss" ] || return
	strace -qq -o "$T/strace" -e $cut "$SOCKLET_DIR/ss" -Ktan sport = :7001 >"$T/out" 2>"$T/err" </dev/null
	is "no answer, -K: exit status" 1 $?
	timeout 60 strace -qq -o "$T/strace" -e trace=$polls -e $cut:when=2+ "$SOCKLET_DIR/ss" -Ktan sport = :7001 \
		>"$T/out" 2>"$T/err" </dev/null
	is "no answer any more, -K: exit status" 1 $?
	timeout 1 strace -qq -o "$T/strace" -e trace=$polls "$SOCKLET_DIR/ss" -E >"$T/out" 2>"$T/err" </dev/null
	is "-E waits for ever" 1 "$(grep -cE 'poll\(.*POLLIN.*, -1|ppoll.*NULL, NULL' "$T/strace")"
}

# ends PROGRAM OPTION...: in which call of recv a dump's end comes, which is the last
ends() { strace -qq -e trace=recvfrom "$@" 2>&1 >/dev/null </dev/null | grep -c recvfrom; }

# interrupted TIMES PROGRAM OPTION...: so many dumps end with the word that they were; rows into $T/2, the rest into $T/said
interrupted() {
	times=$1
	shift
	at=$(ends "$@")
	strace -qq -o "$T/strace" -e trace=sendto,recvfrom \
		-e "inject=recvfrom:poke_exit=@arg2=1400000003001200:when=$at..$((at * times))+$at" "$@" >"$T/2" 2>"$T/err" </dev/null
	echo "$? $(cat "$T/err")" >"$T/said"
}

# Rows that have left cannot be taken back; what ss keeps until the end can.
left_already() {
	told="tcp: changed while it was read, sockets may be missing or shown twice"
	listeners 100
	"$OURS" -4ant >"$T/1"
	interrupted 1 "$OURS" -4ant
	is "an interrupted dump when rows have left: told" "1 netstat: $told" "$(cat "$T/said")"
	same "... and they are not shown again" "$T/1" "$T/2"
	is "... nor asked for" 1 "$(grep -c sendto "$T/strace")"
	if [ -x "$SOCKLET_DIR/ss" ]; then
		"$SOCKLET_DIR/ss" -4tan >"$T/1"
		interrupted 3 "$SOCKLET_DIR/ss" -4tan
		is "ss: interrupted three times: not a word" "0 " "$(cat "$T/said")"
		same "... and the fourth's rows alone" "$T/1" "$T/2"
		interrupted 4 "$SOCKLET_DIR/ss" -4tan
		is "ss: interrupted four times: told" "1 ss: $told" "$(cat "$T/said")"
		same "... and the fourth's rows alone" "$T/1" "$T/2"
		perl -e 'print pack "H*", shift' "$(header 88 20 18)$(row 4660)$end" >"$T/recording"
		TCPDIAG_FILE=$T/recording "$SOCKLET_DIR/ss" -Htan >"$T/2" 2>"$T/err"
		is "ss: an interrupted dump in a file: told" "1 ss: TCPDIAG${told#tcp}" "$? $(cat "$T/err")"
	fi
	let_go
}

failures() {
	if ! command -v strace >/dev/null || ! strace -o /dev/null true 2>/dev/null; then
		skip "failures" "no strace, or it may not trace"
		return
	fi
	# strace knows recv as recvfrom and send as sendto; sockets that stay as they are
	hold 'for (1 .. 40) { socket(my $s, PF_INET, SOCK_STREAM, 0);
		bind($s, sockaddr_in(7000 + $_, INADDR_ANY)) && listen($s, 5) or die; push @s, $s }'
	by proc "$T/proc" -ant
	falls_back "nothing wrong" inject=recvfrom:error=EINTR:when=1
	for error in EPROTONOSUPPORT EACCES EPERM EAFNOSUPPORT EMFILE ENOSYS; do
		falls_back "socket: $error" inject=socket:error=$error
	done
	falls_back "connect: EPERM" inject=connect:error=EPERM
	for error in EPERM ECONNREFUSED EACCES ENOBUFS; do falls_back "send: $error" inject=sendto:error=$error; done
	falls_back "send: EINTR" inject=sendto:error=EINTR:when=1..3
	for error in EPERM ENOBUFS EAGAIN EIO; do falls_back "recv: $error" inject=recvfrom:error=$error; done
	falls_back "recv: EINTR now and then" inject=recvfrom:error=EINTR:when=1+2
	falls_back "recv: ENOBUFS now and then" inject=recvfrom:error=ENOBUFS:when=1+2
	falls_back "recv: nothing" inject=recvfrom:retval=0
	falls_back "recv: half a header" inject=recvfrom:retval=7
	falls_back "recv: more than fits" inject=recvfrom:retval=40000
	falls_back "no such handler, as an error" "$(poke "$(header 36 2 0)feffffff$(header 72 20 0)" 36 1+)"
	falls_back "no such handler, as an end" "$(poke "$(header 20 3 2)feffffff" 20 1+)"
	falls_back "a kernel before 3.3" inject=sendto:poke_enter=@arg2=48000000ff00:when=1+2
	if grep -q TCPDIAG_GETSOCK "$T/strace"; then ok "... which is asked as it wants"
	else not_ok "... which is asked as it wants" <"$T/strace"; fi
	falls_back "an error too short to be one" "$(poke "$(header 18 2 0)feff" 18 1+)"
	falls_back "a length that lies" "$(poke "$(header 2000 20 2)" 88 1+)"
	falls_back "a length below the header's" "$(poke "$(header 15 20 2)" 88 1+)"
	falls_back "a length of 4 GB" "$(poke "ffffffff14000200" 88 1+)"

	# strace has one injection a system call: what is to come after a row comes in the same datagram
	end=$(header 20 3 2)00000000 one=$(header 88 20 2)$(row 4660)
	tells "an error after a row" "tcp: error 5" inject=recvfrom:error=EIO:when=2
	tells "memory that does not come back" "tcp: error 105" inject=recvfrom:error=ENOBUFS:when=2+
	tells "an end with an error after a row" "tcp: Cannot allocate" "$(poke "$one$(header 20 3 2)f4ffffff" 108 1)"
	tells "a length that lies after a row" "tcp: malformed message, the rest" "$(poke "$one$(header 999 20 2)" 104 1)"
	tells "a row cut short" "tcp: malformed message, left out" \
		"$(poke "$one$(header 80 20 2)$(row 1 | cut -c1-128)$end" 188 1)"
	tells "an attribute that lies" "tcp: malformed message, left out" \
		"$(poke "$one$(header 92 20 2)$(row 1)ff000800$end" 200 1)"
	tells "an attribute shorter than its header" "tcp: malformed message, left out" \
		"$(poke "$one$(header 92 20 2)$(row 1)03000800$end" 200 1)"
	tells "an errno that is none, after a row" "tcp: malformed message, the rest" \
		"$(poke "$one$(header 20 3 2)00000080" 108 1)"
	falls_back "an errno that is none" "$(poke "$(header 20 2 2)00000080" 20 1+)"
	falls_back "an interrupted dump is asked for again" "$(poke "$(header 88 20 18)$(row 4660)$end" 108 1..2)"
	falls_back "... whose end tells it" "$(poke "$one$(header 20 3 18)00000000" 108 1)"
	tells "a dump that is interrupted each time" "tcp: changed while it was read" \
		"$(poke "$(header 88 20 18)$(row 4660)$end" 108 1+)"
	is "... is asked for four times, and shown once" "4 1" \
		"$(grep -c 'sendto(.*family=AF_INET,\|sendto(.*TCPDIAG' "$T/strace") $(grep -c ':4660 ' "$T/out")"
	inject "$(poke "$(header 104 20 2)$(row 4660)0800ff3f0100000005000f0009000000$end" 124 1)"
	is "attributes unknown and too short: the row is shown" "1 1" "$(grep -c ':4660 ' "$T/out") $(grep -c '^exit 0' "$T/out")"
	mute
	let_go
	left_already
}

# sockets OPTION...: how many netlink sockets are asked for
asked() { strace -qq -e trace=socket "$OURS" "$@" 2>&1 >/dev/null </dev/null | grep -c AF_NETLINK; }

forced() {
	if ! command -v strace >/dev/null || ! strace -o /dev/null true 2>/dev/null; then
		skip "which source is asked" "no strace, or it may not trace"
	else
		is "SOCKLET_SOURCE=proc: no netlink" 0 "$(SOCKLET_SOURCE=proc asked -an)"
		is "PROC_ROOT: no netlink" 0 "$(PROC_ROOT=/proc asked -an)"
		is "-e: no netlink" 0 "$(asked -atuwne)"
		is "-o: no netlink" 0 "$(asked -atuwno)"
		is "-x: netlink as a witness, once" 1 "$(asked -anx)"
		is "-t: netlink" 1 "$([ "$(asked -ant)" -gt 0 ] && echo 1)"
		SOCKLET_SOURCE=netlink strace -qq -o "$T/strace" -e trace=open,openat -e inject=socket:error=EPERM "$OURS" -ant >/dev/null 2>&1
		is "SOCKLET_SOURCE=netlink: no tables of /proc" 0 "$(grep -c "/proc/net/[turi]" "$T/strace")"
	fi
	hold 'socket(my $s, PF_INET, SOCK_STREAM, 0); bind($s, sockaddr_in(7000, INADDR_ANY)) && listen($s, 5) or die'
	by proc "$T/1" -lnt
	mount -t tmpfs none /proc
	by any "$T/2" -lnt
	by any "$T/3" -nx
	umount /proc
	same "no /proc: the table by netlink, in silence" "$T/1" "$T/2"
	is "no /proc: unix sockets are missing, and it is told" "1 1" \
		"$(grep -c '^netstat: /proc/net: No such file' "$T/3") $(grep -c '^exit 1' "$T/3")"
	let_go
}

build_unit() {
	make -s -C "$TESTS/.." O="$T/o" defconfig autoconf.h >/dev/null 2>&1
	make -s -C "$TESTS/.." O="$T/o" "$T/o/autoconf.h" || return
	sanitize=
	echo 'int main(void) { return 0; }' >"$T/probe.c"
	${HOSTCC:-cc} -fsanitize=address,undefined -o "$T/probe" "$T/probe.c" 2>/dev/null &&
		"$T/probe" && sanitize="-fsanitize=address,undefined -fno-sanitize-recover=all"
	# shellcheck disable=SC2046 # no blanks in those names
	${HOSTCC:-cc} -g -O1 $sanitize -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -std=gnu99 -I"$TESTS/../include" \
		-include "$T/o/autoconf.h" -DVERSION='"test"' -ffunction-sections -Wl,--gc-sections -o "$T/diag" \
		"$TESTS/live/diag.c" $(cd "$TESTS/../applet" && find "$PWD/alone" "$PWD/filter" "$PWD/lib" "$PWD/record" "$PWD/source" -name "*.c") -lresolv 2>"$T/said" && return
	not_ok "the driver builds" <"$T/said"
	exit 1
}

# marks and devices, which the generator of expressions leaves alone
more_expressions() {
	for mark in 0 1 2 3 1/1 2/2 0/1 0/0; do
		for word in "dport = :53" "src 10.0.0.1/8" "sport < :1024" "dst [fe80::]/64"; do
			echo "fwmark = $mark and dev = lo"
			echo "fwmark != $mark or $word"
			echo "not ( dev != lo and ( $word or fwmark = $mark ) )"
			echo "( $word and not fwmark $mark ) or dev = lo"
		done
	done
}

unit() {
	build_unit
	ip link set lo up
	ip route add local default dev lo
	ip -6 route add local default dev lo 2>/dev/null
	{ more_expressions; "$TESTS/live/filter/random-expressions" "${SEED:-$$}" 2000; } >"$T/expressions"
	if "$T/diag" filter <"$T/expressions" >"$T/said" 2>"$T/err"; then
		ok "the kernel chooses as we do: $(tail -n 1 "$T/said")"
	else
		tail -n 20 "$T/said" | not_ok "the kernel chooses as we do"
	fi
	"$T/diag" destroy >"$T/said" 2>&1
	case $(cat "$T/said") in
	*"not supported"*) skip "a connection is destroyed" "this kernel cannot (CONFIG_INET_DIAG_DESTROY)" ;;
	*) is "a connection is destroyed, once" "destroyed: Success, and again: No such file or directory" "$(head -n 1 "$T/said")"
	   is "both ends notice" 1 "$(grep -c '^ends: Connection reset by peer\|^ends: Software caused' "$T/said")" ;;
	esac
	timeout 60 "$T/diag" events >"$T/said" 2>&1
	is "a socket's end is told" 1 "$(grep -c '^protocol=0 family=2 state=7 .*=127' "$T/said")"
	zoo_up plain
	for table in tcp tcp6 udp udp6 unix packet netlink; do
		"$T/diag" rows $table >"$T/rows" 2>&1 || not_ok "rows of $table" <"$T/rows"
		# unix sockets that wait to be accepted have no inode and no row; netlink's with groups have two
		case $table in tcp | tcp6 | udp | udp6) column=10 ;; unix) column=7 ;; *) column=NF ;; esac
		sed 1d "/proc/net/$table" | awk "{ print \$($column) }" | sort >"$T/1"
		sed -n 's/^protocol.* inode=\([0-9]*\) .*/\1/p' "$T/rows" | sort >"$T/2"
		case $table in
		unix | netlink)
			for f in 1 2; do grep -vx 0 "$T/$f" | sort -u >"$T/u" && mv "$T/u" "$T/$f"; done ;;
		esac
		if [ $table = netlink ]; then
			is "netlink: one socket more, that which asks" 1 "$(comm -13 "$T/1" "$T/2" | wc -l)"
			comm -12 "$T/1" "$T/2" >"$T/u" && mv "$T/u" "$T/2"
		fi
		same "$table: the inodes of /proc" "$T/1" "$T/2"
		is "$table: some" 1 "$(awk 'END { print (NR > 3) }' "$T/2")"
	done
	for table in raw mptcp sctp dccp vsock tipc xdp; do
		if "$T/diag" rows $table >"$T/rows" 2>&1; then
			ok "rows of $table: $(grep -c ^protocol "$T/rows")"
		elif grep -q '^no: ' "$T/rows"; then
			skip "rows of $table" "this kernel has no such table ($(cat "$T/rows"))"
		else
			not_ok "rows of $table" <"$T/rows"
		fi
	done
	zoo_down
	recordings
}

# What was copied from a dump reads as the dump did; what is cut short is told, wherever it is cut.
recordings() {
	hold 'for (1 .. 5) { socket(my $s, PF_INET, SOCK_STREAM, 0); bind($s, sockaddr_in(7100 + $_, INADDR_ANY)) && listen($s, 5)
		or die; push @s, $s }'
	"$T/diag" copy both "$T/recording" >"$T/1"
	"$T/diag" replay "$T/recording" >"$T/2"
	let_go
	same "a recorded dump reads as the live one" "$T/1" "$T/2"
	is "... and has rows" 1 "$(awk 'END { print (NR >= 5) }' "$T/2")"
	# NLMSG_DONE takes the last 20 bytes; what is in front of it, again and again, is torn by every read
	{
		i=0
		while [ $i -lt 200 ]; do head -c -20 "$T/recording"; i=$((i + 1)); done
		tail -c 20 "$T/recording"
	} >"$T/long"
	is "a recording of many reads: every row" $((200 * $(wc -l <"$T/1"))) "$("$T/diag" replay "$T/long" | sort | uniq -c |
		awk '$1 % 200 == 0 { n += $1 } END { print n }')"
	size=$(wc -c <"$T/recording") at=0 bad=0
	while [ $at -lt "$size" ]; do
		head -c $at "$T/recording" >"$T/cut"
		"$T/diag" replay "$T/cut" >"$T/2" 2>&1
		[ $? = 1 ] || { bad=$((bad + 1)); echo "cut at $at"; cat "$T/2"; }
		at=$((at + 7))
	done >"$T/said"
	if [ $bad = 0 ]; then ok "a recording cut short is told, wherever it is cut"
	else not_ok "a recording cut short is told, wherever it is cut" <"$T/said"; fi
	"$T/diag" replay "$T/none" >"$T/2" 2>&1
	is "no recording" "no: No such file or directory" "$(cat "$T/2")"
}

# The path of a unix socket with a line of /proc in it.
hostile() {
	build_unit
	hold 'socket(my $s, PF_UNIX, SOCK_STREAM, 0);
		bind($s, pack("S a*", AF_UNIX, "\0x\n0000000000000000: 00000002 00000000 00010000 0001 01 666 /forged")) && listen($s, 1) or die'
	is "a newline in a path forges a row in /proc" 2 "$(SOCKLET_SOURCE=proc "$OURS" -lxn | grep -c '/forged$\|@x$')"
	is "... and none where netlink is its witness" "1 1" \
		"$("$OURS" -lxn | grep -c '^unix') $("$OURS" -lxn | grep -c '@x.x0a0*: .*/forged$')"
	"$T/diag" rows unix >"$T/1" 2>&1
	is "... and none by netlink" "1 0 1" \
		"$(wc -l <"$T/1") $(grep -c inode=666 "$T/1") $(grep -c 'path=@x\\x0a0000' "$T/1")"
	if [ -x "$SOCKLET_DIR/ss" ]; then
		is "... by ss" "1 0" "$("$SOCKLET_DIR/ss" -Hxa | wc -l) $("$SOCKLET_DIR/ss" -Hxa | grep -c '/forged *666')"
	fi
	let_go
}

case $1 in
live) live ;;
families) families ;;
failures) failures ;;
forced) forced ;;
unit) unit ;;
hostile) hostile ;;
esac
