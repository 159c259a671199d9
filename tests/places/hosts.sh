# SPDX-License-Identifier: 0BSD
# socklet-on against real servers of ssh, OpenSSH's and dropbear's, on this machine in a network of its own, and on a
# foreign machine under qemu (tests/places/hosts/foreign.sh); and which program it takes for which machine.
# shellcheck shell=sh
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
own_namespaces "$@"

top=$(dirname "$TESTS")
on=$top/include/package/socklet-on.sh
if ! command -v ssh >/dev/null || ! command -v ssh-keygen >/dev/null; then
	skip "socklet-on" "no ssh here"
	exit 0
fi
mkdir "$T/release"
case $(uname -m) in i?86) arch=i386 ;; armv*) arch=armel ;; *) arch=$(uname -m) ;; esac
cp "$SOCKLET_DIR/socklet" "$T/release/socklet-$arch"
SOCKLET_RELEASE=$T/release
export SOCKLET_RELEASE

# ---- which program for which machine --------------------------------------------------------------

# An ssh to a host whose shell is the file $SHELL_OF_HOST: as the host's shell reads its head. Then it shows what came.
cat >"$T/ssh" <<'END'
#!/bin/sh
case $2 in
*/proc/self/exe*head*) head -n 1 "$SHELL_OF_HOST" | tr -d '\000' ;;
*) cat >"$CAME" ;;
esac
END
chmod +x "$T/ssh"
for program in "$top"/release/socklet-*; do
	test -f "$program" || continue
	name=${program##*/socklet-}
	test "$name" != on || continue
	test "$name" != arm || name=armel # which runs on every ARM
	echo "for $name" >"$T/release/socklet-$name.tmp"
	test -e "$T/release/socklet-$name" || mv "$T/release/socklet-$name.tmp" "$T/release/socklet-$name"
	SHELL_OF_HOST=$program CAME=$T/came SOCKLET_SSH=$T/ssh sh "$on" host ss >"$T/said" 2>&1
	if cmp -s "$T/came" "$T/release/socklet-$name"; then ok "a host of $name gets its program"; else
		not_ok "a host of $name gets its program" <"$T/said"; fi
done
# Heads of shells that none of those programs is like: a library's kind of file, GNU's mark, MIPS's ABI, two bytes of
# machine, 64 bits of Power with the big end first. Their zeros are left out already.
while read -r name head; do
	# shellcheck disable=SC2059 # bytes in octal
	printf "\\177ELF$head" >"$T/head"
	test -e "$T/release/socklet-$name" || echo "for $name" >"$T/release/socklet-$name"
	SHELL_OF_HOST=$T/head CAME=$T/came SOCKLET_SSH=$T/ssh sh "$on" host ss >"$T/err" 2>&1
	yes_if "a host of $name with another kind of shell gets its program" cmp "$T/came" "$T/release/socklet-$name"
done <<'END'
i386 \1\1\1\3\3\1\360\32
i386 \1\1\1\3\3\3\1\360
x86_64 \2\1\1\3\3\076\1\20
loongarch64 \2\1\1\3\2\1\1\20
mips \1\2\1\3\5\3\10\1
mipsel \1\1\1\3\10\1\20
mips64 \2\2\1\2\10\1\20
powerpc \2\2\1\2\25\1\20
END
SHELL_OF_HOST=/bin/sh CAME=$T/came SOCKLET_SSH=$T/ssh sh "$on" host ss 2>"$T/said"
yes_if "a host like this one gets this one's" cmp "$T/came" "$SOCKLET_DIR/socklet"
SHELL_OF_HOST=$on CAME=$T/came SOCKLET_SSH=$T/ssh sh "$on" host ss >"$T/err" 2>&1
is "a host of no known machine: the status" 1 $?
yes_if "... is told" grep -q 'host: cannot tell what machine it is' "$T/err"

# ---- real servers ---------------------------------------------------------------------------------

if [ "$(id -u)" != 0 ] || ! mount -t tmpfs -o mode=700 none /root 2>/dev/null; then
	skip "socklet-on at a real server" "no root, or no mount, here"
	exit 0
fi
ip link set lo up
mkdir -m 700 /root/.ssh
mount -t tmpfs none /dev/shm 2>/dev/null
mkdir -p /run/sshd
ssh-keygen -q -t ed25519 -N '' -f "$T/key"
ssh-keygen -q -t ed25519 -N '' -f "$T/host"
cp "$T/key.pub" /root/.ssh/authorized_keys
client="-i $T/key -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"

# Waits for a server at a port.
answers() {
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		"$OURS" -tln | grep -q ":$1 " && return
		sleep 0.2
	done
	return 1
}

left() {
	find /dev/shm /tmp /var/tmp /run /root -maxdepth 1 -name '.socklet*' 2>/dev/null
}

# server NAME PORT: what socklet-on does there
server() {
	name=$1
	SOCKLET_SSH="ssh -p $2 $client"
	export SOCKLET_SSH
	if ! answers "$2"; then
		echo "it does not come up" | not_ok "$name"
		return
	fi
	sh "$on" root@127.0.0.1 ss -4Htln "sport = :$2" >"$T/out" 2>"$T/err"
	is "$name: the status" 0 $?
	same "$name: nothing is said" /dev/null "$T/err"
	is "$name: it shows the host's sockets, a filter in quotes" 1 "$(grep -c "^LISTEN.*:$2 " "$T/out")"
	sh "$on" root@127.0.0.1 netstat "it's" '$HOME' --nothing >"$T/out" 2>"$T/err"
	is "$name: a wrong option's status" 3 $?
	yes_if "$name: ... and its message" grep -q "unrecognized option '--nothing'" "$T/err"
	sh "$on" root@127.0.0.1 >"$T/out" 2>&1
	yes_if "$name: without a command it is ss -tulpn" grep -q "^tcp *LISTEN.*:$2 .*users:" "$T/out"
	sh "$on" 127.0.0.1,localhost,127.0.0.2 ss -Htln >"$T/out" 2>&1
	for host in 127.0.0.1 localhost 127.0.0.2; do
		yes_if "$name: several hosts, $host" grep -q "^$host: LISTEN.*:$2 " "$T/out"
	done
	left >"$T/actual"
	same "$name: nothing is left" /dev/null "$T/actual"
	mount -o remount,noexec /dev/shm 2>/dev/null
	sh "$on" root@127.0.0.1 netstat -tln >"$T/out" 2>"$T/err"
	yes_if "$name: where /dev/shm does not run programs" grep -q ":$2 .*LISTEN" "$T/out"
	mount -o remount,exec /dev/shm 2>/dev/null
	if command -v script >/dev/null; then
		script -qec "sh '$on' root@127.0.0.1 ss -tln" /dev/null </dev/null >"$T/out" 2>&1
		yes_if "$name: at a terminal" grep -q "LISTEN.*:$2" "$T/out"
	fi
	left >"$T/actual"
	same "$name: nothing is left then either" /dev/null "$T/actual"
}

dropbearkey -t ed25519 -f "$T/dropbear.key" >/dev/null 2>&1
if test -x /usr/sbin/sshd; then
	/usr/sbin/sshd -D -p 2201 -h "$T/host" -o PidFile="$T/sshd.pid" -o AuthorizedKeysFile=/root/.ssh/authorized_keys \
		-o StrictModes=no -o UsePAM=no -o PermitRootLogin=yes -f /dev/null >"$T/sshd.log" 2>&1 &
	sshd=$!
	server OpenSSH 2201
	if test -e "$T/dropbear.key"; then
		. "$TESTS/places/hosts/foreign.sh"
		foreign
	fi
	kill $sshd
else
	skip "OpenSSH" "no sshd here"
fi
if command -v dropbear >/dev/null && command -v dropbearkey >/dev/null; then
	dropbear -F -E -p 2202 -r "$T/dropbear.key" -P "$T/dropbear.pid" >"$T/dropbear.log" 2>&1 &
	dropbear=$!
	server dropbear 2202
	kill $dropbear
else
	skip "dropbear" "not installed"
fi
sh "$on" "" ss >/dev/null 2>&1
is "without a host: the status" 1 $?
