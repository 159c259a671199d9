# SPDX-License-Identifier: 0BSD
#
# The part of hosts.sh, which sources this, with a host that is another machine: Debian's kernel for s390x, which is
# big-endian, under qemu, with Debian's dropbear and busybox for it and nothing else in it. It is reached by qemu's own
# network at port 2203; beside it, in one command, this machine by OpenSSH's server at port 2201.
# shellcheck shell=sh disable=SC2034,SC2154

arch=s390x
TOP=$top
BUILD=${BOOT_BUILD:-$SOCKLET_DIR/build}
GUARD=${BOOT_GUARD:-180}
# shellcheck source=tests/places/boot/machine.sh
. "$TESTS/places/boot/machine.sh"
guest=$T/$arch/root

# Dropbear for it with its libraries, and a busybox.
get_server() {
	for package in busybox-static dropbear-bin libc6 libcrypt1 libgmp10 libtomcrypt1 libtommath1 zlib1g; do
		test -d "$BUILD/debian/$arch/$package" ||
			"$TESTS/places/boot/archive" "$BUILD" "$(field 3)" deb $package "$BUILD/debian/$arch/$package" >"$T/log" 2>&1 ||
			return
		cp -a "$BUILD/debian/$arch/$package/." "$guest"
	done
	rm -rf "${guest:?}/usr/share"
}

# Nobody but root, by this key; a terminal can be had.
get_guest() {
	mkdir -p "$guest/proc" "$guest/sys" "$guest/dev" "$guest/tmp" "$guest/etc" "$guest/root/.ssh"
	get_server || return
	get_modules modules net/core/failover drivers/net/net_failover drivers/net/virtio_net \
		net/ipv4/inet_diag net/ipv4/tcp_diag # which top asks
	echo root:x:0:0::/root:/bin/sh >"$guest/etc/passwd"
	cp "$T/key.pub" "$guest/root/.ssh/authorized_keys"
	chmod 700 "$guest/root" "$guest/root/.ssh"
	cp "$T/dropbear.key" "$guest/etc/key"
	for word in sh cat chmod rm ls; do ln -sf busybox "$guest/bin/$word"; done
	cat >"$guest/init" <<-'END'
		#!/bin/busybox sh
		busybox mount -t proc none /proc
		busybox mount -t devtmpfs none /dev
		busybox mkdir /dev/pts /dev/shm
		busybox mount -t devpts none /dev/pts
		busybox mount -t tmpfs none /dev/shm
		for module in /modules/*; do busybox insmod "$module"; done
		busybox ifconfig lo 127.0.0.1
		busybox ifconfig eth0 10.0.2.15
		/usr/sbin/dropbear -F -E -s -r /etc/key
	END
	chmod 755 "$guest/init"
	(cd "$guest" && find . | sort | cpio -o -H newc --quiet -R 0:0 | gzip -1) >"$T/$arch/initrd"
}

switch_on() {
	kernel=$(find "$BUILD/kernel/$arch/boot" -name 'vmlinu*' | head -n 1)
	# shellcheck disable=SC2046 # words
	timeout -k 5 "$GUARD" $(emulator) -accel tcg -nographic -no-reboot -kernel "$kernel" -initrd "$T/$arch/initrd" \
		-nic user,restrict=on,model=virtio,hostfwd=tcp:127.0.0.1:2203-10.0.2.15:22 \
		-append "console=$(field 5) quiet panic=-1" </dev/null >"$T/console" 2>&1 &
	qemu=$!
	for _ in $(seq 300); do
		# shellcheck disable=SC2086 # an ssh with options
		! $SOCKLET_SSH foreign true 2>/dev/null || return 0
		kill -0 $qemu 2>/dev/null || return 1
		sleep 0.2
	done
	return 1
}

asked() {
	sh "$on" foreign ss -4Htlnp >"$T/out" 2>"$T/err"
	is "a foreign machine: the status" 0 $?
	same "a foreign machine: nothing is said" /dev/null "$T/err"
	yes_if "a foreign machine: it shows that host's sockets and their holders" \
		grep -q '^LISTEN.*0\.0\.0\.0:22 .*"dropbear"' "$T/out"
	sh "$on" foreign netstat --nothing >"$T/out" 2>&1
	is "a foreign machine: a wrong option's status" 3 $?
	sh "$on" foreign,here ss -4Htln >"$T/out" 2>&1
	is "two machines in one command: the status" 0 $?
	yes_if "two machines in one command: the foreign one's" grep -q '^foreign: LISTEN.*:22 ' "$T/out"
	yes_if "two machines in one command: this one's" grep -q '^here: LISTEN.*:2201 ' "$T/out"
	if command -v script >/dev/null; then
		script -qec "sh '$on' foreign top -n 1" /dev/null </dev/null >"$T/out" 2>&1
		if grep -q "$(printf '\033')\\[" "$T/out"; then ok "a foreign machine: top has a terminal there"; else
			not_ok "a foreign machine: top has a terminal there" <"$T/out"; fi
	fi
	# shellcheck disable=SC2086
	$SOCKLET_SSH foreign 'ls -A /dev/shm /tmp' >"$T/actual" 2>&1
	printf '/dev/shm:\n\n/tmp:\n' >"$T/expected"
	same "a foreign machine: nothing is left there" "$T/expected" "$T/actual"
}

get_all() {
	get_kernel && get_libc && get_programs && get_guest
}

foreign() {
	if ! command -v qemu-system-$arch >/dev/null || ! command -v cpio >/dev/null; then
		skip "a foreign machine" "no qemu-system-$arch, or no cpio"
	elif ! one_at_a_time get_all; then
		skip "a foreign machine" "$(tail -n 1 "$T/log")"
	else
		cp "$program" "$T/release/socklet-$arch"
		printf 'Host foreign\nHostName 127.0.0.1\nUser root\nPort 2203\n' >"$T/ssh_config"
		printf 'Host here\nHostName 127.0.0.1\nUser root\nPort 2201\n' >>"$T/ssh_config"
		SOCKLET_SSH="ssh -F $T/ssh_config -o ConnectTimeout=20 $client"
		if switch_on; then asked; else tail -n 20 "$T/console" | not_ok "a foreign machine comes up"; fi
	fi
	test -z "${qemu-}" || kill "$qemu" 2>/dev/null
}
