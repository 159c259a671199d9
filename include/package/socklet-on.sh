#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# socklet-on HOST[,HOST]... COMMAND...: runs socklet on a host that has none, by ssh.
#
#	socklet-on router ss -tulpn
#	socklet-on root@a,root@b check
#
# The host is asked what processor it has (its shell reads the head of its own program), gets the program for that into
# /dev/shm or /tmp, and the program's file is gone before the program starts. The host needs a shell, cat, chmod and rm,
# as the smallest busybox has them. Without a command it is `ss -tulpn`. Several hosts are asked at once, their names in
# front of what they say; the status is the worst of theirs.
#
# SOCKLET_RELEASE  where the programs are, socklet-ARCH each (default: beside this file, or ../lib/socklet)
# SOCKLET_SSH      the ssh to use, with its options (default: ssh)
set -u

here=$(dirname "$(readlink -f "$0")")
ssh=${SOCKLET_SSH:-ssh}

fail() {
	echo "socklet-on: $*" >&2
	exit 1
}

# The place of the program for ARCH: one of `make release`, or the one beside this file where that is for the same.
program() {
	for place in "${SOCKLET_RELEASE:-$here}" "$here/../lib/socklet"; do
		test ! -r "$place/socklet-$1" || { echo "$place/socklet-$1"; return; }
	done
	test "$(head -n 1 "$here/socklet" 2>/dev/null | tr -d '\000' | arch_of)" = "$1" && echo "$here/socklet"
}

# Standard input in hexadecimal, the head of an ELF file without its zeros; the kind of machine it is for. Behind the
# version: 3 for a program of GNU's, then what kind of file it is, 2 or 3, then the machine.
arch_of() {
	case $(od -An -v -tx1 | tr -d ' \n' | sed 's/^7f454c46\(....\)01\(03\)\{0,1\}0[23]/\1/' | cut -c1-6) in
	02013e) echo x86_64 ;;
	010103 | 010106) echo i386 ;;
	0201b7) echo aarch64 ;;
	010128) echo armel ;;
	010208) echo mips ;;
	010108) echo mipsel ;;
	020208) echo mips64 ;;
	020108) echo mips64el ;;
	010214 | 020215) echo powerpc ;;
	020115) echo ppc64le ;;
	0201f3) echo riscv64 ;;
	020216) echo s390x ;;
	020102) echo loongarch64 ;;
	*) return 1 ;;
	esac
}

# Words as one that a shell takes apart again.
quoted() {
	for word; do
		printf "'%s' " "$(printf '%s' "$word" | sed "s/'/'\\\\''/g")"
	done
}

# What the host runs: the program, which comes on standard input, is put where it can be run. shellcheck sees text.
# shellcheck disable=SC2016
put='umask 077
for d in /dev/shm /tmp /var/tmp /run .; do
	f=$d/.socklet.$$
	if test -n "$g"; then cat "$g" >"$f"; else cat >"$f"; fi 2>/dev/null || continue
	test -z "$g" || rm -f "$g"
	g=$f
	chmod 700 "$f" && "$f" netstat -V >/dev/null 2>&1 && break
	f=
done'
# Its file is gone before it starts.
# shellcheck disable=SC2016
run='test -n "$f" || { rm -f "$g"; echo "no place to run a program from" >&2; exit 126; }
exec 3<"$f" && rm -f "$f" && exec /proc/self/fd/3'

# on HOST COMMAND...
on() {
	host=$1
	shift
	# shellcheck disable=SC2016,SC2086 # for the host's shell; an ssh with options
	arch=$($ssh "$host" 'exec sh -c '"$(quoted 'LC_ALL=C; IFS= read -r head </proc/self/exe; printf %s "$head"')" \
		</dev/null 2>"$T/$host.error" | arch_of) || {
		cat "$T/$host.error" >&2
		fail "$host: cannot tell what machine it is"
	}
	file=$(program "$arch") || fail "$host: no socklet-$arch here (make release)"
	if test -t 0 && test -t 1 && test "$several" = ''; then
		# shellcheck disable=SC2086
		f=$($ssh "$host" "exec sh -c $(quoted "g=; $put; echo \"\$f\"")" <"$file")
		test -n "$f" || fail "$host: no place to run a program from"
		# shellcheck disable=SC2086
		$ssh -t "$host" "exec sh -c $(quoted "f=$(quoted "$f") g=; $run $(quoted "$@")")"
	else
		# shellcheck disable=SC2086
		$ssh "$host" "exec sh -c $(quoted "g=; $put; $run $(quoted "$@") </dev/null")" <"$file"
	fi
}

test $# -gt 0 || fail "usage: socklet-on HOST[,HOST]... [COMMAND...]"
hosts=$1
shift
test $# -gt 0 || set -- ss -tulpn
case $hosts in *,*) several=y ;; *) several= ;; esac
T=$(mktemp -d) || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 1' HUP INT TERM

if test "$several" = ''; then
	on "$hosts" "$@"
	exit
fi
for host in $(echo "$hosts" | tr ',' ' '); do
	{
		(on "$host" "$@") 2>&1
		echo $? >"$T/$host.status"
	} | sed "s/^/$(printf '%s' "$host" | sed 's/[&/\]/\\&/g'): /" &
done
wait
exit "$(cat "$T"/*.status | sort -n | tail -n 1)"
