# SPDX-License-Identifier: 0BSD
# netstat, and some of ss, where something is missing: the right to look at processes, /proc, a
# place to write to, a name server that answers; and where there is very much.
# shellcheck shell=sh disable=SC2016,SC2086,SC3045

. "$(dirname "$0")/../lib.sh"
[ $# -gt 0 ] || parts rights output crowd silence refused owners groups port_zero
own_namespaces "$@"
own_names
cp "$OURS" "$T/netstat"
OURS=$T/netstat

as_nobody() {
	setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
}

# both WHAT COMMAND-PREFIX... -- OPTIONS: stdout and stderr as the peer's
both() {
	what=$1
	prefix=$2
	shift 2
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		$prefix "$PEER" "$@" >"$T/p.out" 2>"$T/p.err"
		echo "exit $?" >>"$T/p.out"
		$prefix "$OURS" "$@" >"$T/o.out" 2>"$T/o.err"
		echo "exit $?" >>"$T/o.out"
		$prefix "$PEER" "$@" >"$T/q.out" 2>/dev/null
		echo "exit $?" >>"$T/q.out"
		cmp -s "$T/p.out" "$T/q.out" && break
	done
	sed -i 's/ *$//' "$T"/[po].out
	same "$what: stdout" "$T/p.out" "$T/o.out"
	same "$what: stderr" "$T/p.err" "$T/o.err"
}

# one_line WHAT STATUS: what the run said on stderr is one line, and it failed
one_line() {
	is "$1: exit status" "$2" "$status"
	if [ "$(wc -l <"$T/err")" = 1 ]; then ok "$1: one line"; else not_ok "$1: one line" <"$T/err"; fi
}

rights() {
	zoo_up plain
	if [ -z "$PEER" ]; then
		skip "unprivileged -p" "net-tools' netstat is not installed"
	elif ! as_nobody true 2>/dev/null; then
		skip "unprivileged -p" "only one user here"
	else
		both "nobody -tunp" as_nobody -tunp
		both "nobody -tlnp" as_nobody -tlnp
		both "nobody -tn" as_nobody -tn
		both "who owns nothing, -tlnp" "setpriv --reuid=4243 --clear-groups" -tlnp
		mount -o remount,hidepid=2 /proc
		both "nobody, hidepid=2, -tlnp" as_nobody -tlnp
		both "root, hidepid=2, -tlnp" "" -tlnp
		mount -o remount,hidepid=0 /proc
	fi
	mount -t tmpfs none /proc
	for o in -an -tne -anp -x; do
		"$OURS" $o >"$T/out" 2>"$T/err"
		status=$?
		one_line "no /proc, $o" 1
	done
	SOCKLET_SOURCE=proc "$OURS" -tn >"$T/out" 2>"$T/err"
	status=$?
	one_line "no /proc, -tn" 1
	umount /proc
	zoo_down
}

output() {
	zoo_up plain
	for o in -an -xa -anp; do
		"$OURS" $o >&- 2>"$T/err"
		status=$?
		one_line "stdout closed, $o" 1
		"$OURS" $o >/dev/full 2>"$T/err"
		status=$?
		one_line "full disk, $o" 1
		"$OURS" $o >/dev/full 2>/dev/full
		is "full disk, nowhere to say so, $o" 1 $?
	done
	"$OURS" -an <&- >"$T/out" 2>"$T/err"
	is "stdin closed" 0 $?
	"$OURS" -an >"$T/out" 2>&-
	is "stderr closed" 0 $?
	zoo_down
}

# More than a pipe holds, so that the writer is there when the reader leaves.
crowd() {
	zoo_up many 5000
	{
		"$OURS" -ant 2>"$T/err"
		echo $? >"$T/status"
	} | head -n 1 >/dev/null
	is "closed pipe: exit status" 141 "$(cat "$T/status")"
	is "closed pipe: bytes on stderr" 0 "$(wc -c <"$T/err")"
	is "5000 sockets: rows" 5000 "$("$OURS" -ant | grep -c ^tcp)"
	is "5000 sockets with -p: rows with an owner" 5000 "$("$OURS" -antp | grep -c '[0-9]/zoo *$')"
	if [ -n "$PEER" ]; then
		both "5000 sockets, -ant" "" -ant
		both "5000 sockets, -antpe" "" -antpe
	else
		skip "5000 sockets, as the peer" "net-tools' netstat is not installed"
	fi
	zoo_down
}

# The zoo has a socket on port 53 that never answers, and more hosts than a few.
# The limit is against a hang: one time-out a host would take minutes.
silence() {
	: >"$T/hosts"
	printf 'nameserver 127.0.0.53\n' >"$T/resolv.conf"
	zoo_up plain
	"$OURS" -at --numeric-hosts >"$T/expected" 2>&1
	timeout 60 "$OURS" -at >"$T/out" 2>"$T/err"
	is "a name server that never answers: exit status" 0 $?
	if [ "$(wc -l <"$T/err")" = 1 ]; then ok "a name server that never answers: one line"
	else not_ok "a name server that never answers: one line" <"$T/err"; fi
	awk 'NR > 2 { print $1, $2, $3, $NF }' "$T/expected" | sort >"$T/expected.n"
	awk 'NR > 2 { print $1, $2, $3, $NF }' "$T/out" | sort >"$T/out.n"
	same "a name server that never answers: all rows" "$T/expected.n" "$T/out.n"
	zoo_down
}

# says WHAT REASON COMMAND...: the reason is told behind a name, and it is a fault
says() {
	what=$1 reason=$2
	shift 2
	"$@" >"$T/out" 2>"$T/err" </dev/null
	is "$what: exit status" 1 $?
	if grep -q "^[a-z]*: [^ ].*: $reason\$" "$T/err"; then ok "$what: the reason is told"
	else not_ok "$what: the reason is told" <"$T/err"; fi
	if grep -q "no support\|No such" "$T/err"; then not_ok "$what: no other reason" <"$T/err"
	else ok "$what: no other reason"; fi
}

# The options for which tables are read, as program and options.
table_options() {
	for o in -an -tn -ln -xn -gn -in -ien -rn -rn6 -sn -M; do echo "$T/netstat $o"; done
	[ ! -e "$T/ss" ] || for o in -an -tan -xan -0an -s --vsock; do echo "$T/ss $o"; done
}

# nothing_opens REASON COMMAND...: in each mode, by that command in front
nothing_opens() {
	reason=$1
	shift
	table_options >"$T/options"
	while read -r line; do says "$reason, $(basename "$line")" "$reason" "$@" $line; done <"$T/options"
}

few_files() {
	(ulimit -n 3 && exec "$@")
}

# A table that is there and cannot be opened. Only the kernel's word that it is not there is none.
refused() {
	zoo_up plain
	[ ! -e "$SOCKLET_DIR/ss" ] || cp "$SOCKLET_DIR/ss" "$T/ss"
	nothing_opens "Too many open files" few_files
	if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
		SOCKLET_SOURCE=proc
		export SOCKLET_SOURCE
		for error in "EACCES Permission denied" "EPERM Operation not permitted" "ENOMEM Cannot allocate memory" \
			"ENOSYS Function not implemented"; do
			nothing_opens "${error#* }" strace -o/dev/null -e inject=open,openat:error=${error%% *}
		done
		unset SOCKLET_SOURCE
		[ ! -e "$T/ss" ] || [ -e /proc/net/vsock ] ||
			says "only netlink has it, and is not to be asked" "Operation not permitted" \
				strace -o/dev/null -e inject=socket:error=EPERM "$T/ss" -a --vsock
		"$T/netstat" -an >"$T/expected"
		strace -o/dev/null -e inject=socket:error=EPERM "$T/netstat" -an >"$T/out" 2>"$T/err"
		is "netlink is not to be asked, /proc has all of it: exit status" 0 $?
		same "netlink is not to be asked, /proc has all of it" "$T/expected" "$T/out"
	else
		skip "tables that may not be opened" "no strace, or it may not trace"
	fi
	if [ -e "$T/ss" ]; then
		PROC_NET_TCP=/nonexistent "$T/ss" -tan >"$T/out" 2>"$T/err"
		is "a table named by the user is not there" "1 ss: /nonexistent: No such file or directory" "$? $(cat "$T/err")"
	fi
	one_table
	zoo_down
}

# Of a recorded /proc, as an ordinary user: one table is closed to her, the others are shown. debugfs always is.
one_table() {
	if ! as_nobody true 2>/dev/null; then
		skip "a table closed to an ordinary user" "only one user here"
		return
	fi
	mkdir -p "$T/root/proc" "$T/root/sys/kernel/debug/bluetooth"
	cp -R "$TESTS/recorded/new/net" "$T/root/proc/net"
	chmod 700 "$T/root/sys/kernel/debug"
	PROC_ROOT=$T/root/proc
	export PROC_ROOT
	as_nobody "$T/netstat" -an >"$T/expected" 2>"$T/err"
	is "debugfs is closed: exit status" 0 $?
	is "debugfs is closed: not a word" "" "$(cat "$T/err")"
	chmod 0 "$T/root/proc/net/tcp"
	as_nobody "$T/netstat" -an >"$T/out" 2>"$T/err"
	is "tcp is closed: told" "1 netstat: $PROC_ROOT/net/tcp: Permission denied" "$? $(cat "$T/err")"
	sed '/^tcp /d' "$T/expected" >"$T/rest"
	same "tcp is closed: the rest is shown" "$T/rest" "$T/out"
	unset PROC_ROOT
}

# Who holds a socket, where there are too few descriptors or too little memory to look for it.
owners() {
	zoo_up plain
	for program in "netstat -tlnp" "ss -tlnp"; do
		[ -e "$SOCKLET_DIR/${program%% *}" ] || continue
		cp "$SOCKLET_DIR/${program%% *}" "$T"
		says "$program, one descriptor" "Too many open files" sh -c "ulimit -n 4 && exec $T/$program"
		is "$program, one descriptor: the rows" "$("$T"/$program | wc -l)" "$(wc -l <"$T/out")"
		strace -o /dev/null true 2>/dev/null || continue
		maps=$(strace -e trace=mmap "$T"/$program 2>&1 >/dev/null | grep -c '^mmap') # the last one is for owners
		for call in readlinkat:1 getdents64:1 mmap:"$maps"; do
			says "$program, no memory in $call" "Cannot allocate memory" \
				strace -o/dev/null -e inject="${call%:*}:error=ENOMEM:when=${call#*:}" "$T"/$program
		done
		strace -o/dev/null -e inject=readlinkat:error=ENOENT:when=1 "$T"/$program >"$T/out" 2>"$T/err"
		is "$program, a descriptor that is gone: no fault" "0 " "$? $(cat "$T/err")"
	done
	zoo_down
	long_numbers
}

# No process of the kernel's has such a name, and the kernel's zeros in front are none.
long_numbers() {
	mkdir -p "$T/proc/net" "$T/proc/7/fd"
	printf seven >"$T/proc/7/cmdline"
	cp "$TESTS/recorded/extremes/net/tcp" "$T/proc/net"
	ln -s 'socket:[1]' "$T/proc/7/fd/3"
	for name in $(printf '%0250d' 1) $(printf '%0250d' 0) $(printf '%0250d' 1 | tr 0 9) 008; do
		mkdir -p "$T/proc/$name/fd"
		ln -s 'socket:[2]' "$T/proc/$name/fd/3"
	done
	PROC_ROOT=$T/proc "$OURS" -tanp >"$T/out" 2>"$T/err"
	is "processes with numbers of 250 digits" "0 7/seven -" "$? $(awk '/127.0.0.1:[12] / { printf " %s", $NF }' "$T/out" | cut -c2-)"
}

# in_group GROUP PORT: 20 listeners of a process in a control group, until let_go
in_group() {
	mkdir -p "$1"
	on_leash sh -c 'echo $$ >"$0/cgroup.procs" && exec perl -e "use Socket; for (1 .. 20) {
		socket(my \$s, PF_INET, SOCK_STREAM, 0); bind(\$s, sockaddr_in($1 + 2 * \$_, INADDR_ANY)) && listen(\$s, 5) or die;
		push @s, \$s } \$| = 1; print qq(x\n); <STDIN>"' "$1" "$2"
}

# Two groups, one with a dot in front, whose sockets come mixed. An ordinary user has to search for them: once each.
groups() {
	[ -x "$SOCKLET_DIR/ss" ] || return 0
	cp "$SOCKLET_DIR/ss" "$T/ss"
	top=/sys/fs/cgroup group=/sys/fs/cgroup/$(basename "$T")
	if ! as_nobody true 2>/dev/null || ! mount -t cgroup2 none $top 2>/dev/null || ! mkdir "$group" 2>/dev/null; then
		skip "control groups that are searched for" "no version 2, no group can be made, or only one user here"
		return
	fi
	in_group "$group/.dot/inner" 7500
	exec 8>&9
	first=$leashed
	in_group "$group/plain" 7501
	as_nobody "$T/ss" -Htln --cgroup >"$T/out"
	if grep -q cgroup: "$T/out"; then
		for name in .dot/inner plain; do
			is "listeners in $name" 20 "$(grep -c "cgroup:.*/$(basename "$T")/$name *\$" "$T/out")"
		done
		! command -v strace >/dev/null || ! strace -o /dev/null true 2>/dev/null ||
			is "walks for two groups" 2 "$(strace -f -e trace=openat setpriv --reuid=65534 --clear-groups "$T/ss" -Htln --cgroup 2>&1 \
				>/dev/null | grep -c "\"$top\"")"
	else
		skip "control groups that are searched for" "this kernel does not tell a socket's group"
	fi
	let_go
	exec 8>&-
	wait "$first" 2>/dev/null
	rmdir "$group/.dot/inner" "$group/.dot" "$group/plain" "$group"
}

# A connection to port 0 has a peer, and waits for no connections. (04000: SOCK_NONBLOCK)
port_zero() {
	if ! ip link add d0 type veth peer name d1 2>"$T/err"; then
		skip "a connection to port 0" "$(cat "$T/err")"
		return
	fi
	ip addr add 10.9.9.1/24 dev d0
	ip link set d1 up
	ip link set d0 up
	ip neigh add 10.9.9.2 lladdr 02:00:00:00:00:02 dev d0
	hold 'socket(my $s, AF_INET, SOCK_STREAM | 04000, 0); connect($s, sockaddr_in(0, inet_aton("10.9.9.2"))); push @s, $s;'
	is "a connection to port 0 is shown among connections" 1 "$("$OURS" -tn | grep -c '10.9.9.2:[0*].*SYN_SENT')"
	is "... not among listeners" 0 "$("$OURS" -tln | grep -c SYN_SENT)"
	is "... once among all" 1 "$("$OURS" -tan | grep -c SYN_SENT)"
	[ -z "$PEER" ] || is "... which net-tools has it the other way round" "0 1" \
		"$("$PEER" -tn | grep -c SYN_SENT) $("$PEER" -tln | grep -c SYN_SENT)"
	SOCKLET_SOURCE=proc "$OURS" -tln >"$T/out"
	is "by /proc as net-tools" 1 "$(grep -c SYN_SENT "$T/out")"
	let_go
}

"$1"
