# SPDX-License-Identifier: 0BSD
#
# The part of boot.sh, which sources this, that gets a machine ready and switches it on: kernel and modules,
# the programs for it, the first process, all in an initramfs, and qemu.
# shellcheck shell=sh disable=SC2034,SC2046,SC2086,SC2154

# ---- what goes in -------------------------------------------------------------------------------

# field N: of the machine
field() {
	awk -v arch="$arch" -v n="$1" '$1 == arch { print $n }' "$TESTS/places/boot/machines"
}

emulator() {
	awk -v arch="$arch" '$1 == arch { sub(/.* qemu-/, "qemu-"); print }' "$TESTS/places/boot/machines"
}

# Where the kernel and its modules are. KERNEL: what one that we build is made of, when not the machine's usual.
kernel() {
	echo "$BUILD/kernel/${KERNEL:-$arch}"
}

get_kernel() {
	test ! -e "$(kernel)/boot" || return 0
	case $(field 4) in
	built) "$TESTS/places/boot/mips-kernel" "$BUILD" "$(kernel)" "${KERNEL:-mips}.config" ;;
	*) "$TESTS/places/boot/archive" "$BUILD" "$(field 3)" deb "$(field 4)" "$(kernel)" ;;
	esac >"$T/log" 2>&1
}

image() {
	find "$(kernel)/boot" -name 'vmlinu*' | head -n 1
}

own() {
	test "$arch" = "$(uname -m)"
}

get_libc() {
	own || "$TESTS/places/boot/musl" "$BUILD" "$arch" >"$T/log" 2>&1
}

# The programs: ours as they are on this machine, or built for the other one with the same configuration.
get_programs() {
	if own; then
		program=$SOCKLET_DIR/socklet
		compiler=$(command -v musl-gcc || command -v gcc)
		return
	fi
	program=$BUILD/$arch/socklet
	compiler=$BUILD/musl/$arch/bin/musl-gcc
	mkdir -p "$BUILD/$arch"
	test ! -e "$SOCKLET_DIR/.config" || cmp -s "$SOCKLET_DIR/.config" "$BUILD/$arch/.config" ||
		cp "$SOCKLET_DIR/.config" "$BUILD/$arch/.config"
	make -s -C "$TOP" O="$(dirname "$BUILD")" build="$BUILD" cross ARCH="$arch" >"$T/log" 2>&1
}

# after: the kernel's headers, which musl has not
get_init() {
	after=/usr/$(field 2)/include
	test -d "$after" || after="/usr/include -idirafter /usr/include/$(gcc -print-multiarch)"
	$compiler -Os -static -D_GNU_SOURCE -idirafter $after -o "$T/$arch/root/init" "$TESTS"/places/boot/*.c \
		"$TESTS/live/zoo/net.c" "$TESTS/live/zoo/tcp.c" "$TESTS/live/zoo/many.c" >"$T/log" 2>&1
}

# get_modules DIR MODULE...: numbered in the order in which they can be loaded. A kernel may have some
# built in; those that it has not at all are in $absent.
get_modules() {
	into=$T/$arch/root/$1
	n=10
	absent=
	shift
	mkdir -p "$into"
	for module; do
		file=$(find "$(kernel)/lib/modules" -path "*/$module.ko" -o -path "*/$module.ko.xz" | head -n 1)
		case $file in
		*.ko) cp "$file" "$into/$n-${module##*/}.ko" ;;
		*.xz) xz -dc "$file" >"$into/$n-${module##*/}.ko" ;;
		*) cat "$(kernel)"/lib/modules/*/modules.builtin 2>/dev/null | grep -q "/$module\.ko" ||
			absent="$absent $module" ;;
		esac
		n=$((n + 1))
	done
}

get_root() {
	mkdir -p "$T/$arch/root"
	get_init || return 1
	get_modules modules $DIAG
	get_modules families $FAMILIES
	cp "$program" "$T/$arch/root/netstat"
	applets=netstat
	if test -e "$(dirname "$program")/ss"; then
		ln "$T/$arch/root/netstat" "$T/$arch/root/ss"
		applets="netstat ss"
	fi
}

# ---- a boot -------------------------------------------------------------------------------------

# boots NAME KERNEL-OPTIONS: does what $T/script says, the console goes to $T/ARCH/NAME. Where the
# first process waits in vain for a state of a socket (seen on a busy host), it gets a second chance to make
# them, before anything is compared.
boots() {
	console=$T/$arch/$1
	power_on "$1" "$2"
	if grep '^!!!.*timed out' "$console" >"$T/late"; then
		sed "s/^!!!/# $arch: $1, booted again:/" "$T/late"
		power_on "$1" "$2"
	fi
	if ! grep -q '^=== end' "$console"; then
		tail -n 30 "$console" | not_ok "$arch: $1 comes to its end"
		return 1
	fi
	if grep -q '^!!!' "$console"; then
		grep -B 1 '^!!!' "$console" | not_ok "$arch: $1 makes what it should"
		return 1
	fi
}

# The root with $T/script in it.
get_initrd() {
	cp "$T/script" "$T/$arch/root/script"
	(cd "$T/$arch/root" && find . | sort | cpio -o -H newc --quiet -R 0:0 | gzip -1) >"$T/$arch/initrd"
}

power_on() {
	: >"$console.raw"
	get_initrd
	timeout -k 5 "$GUARD" $(emulator) -accel tcg -nographic -no-reboot -nic none -kernel "$(image)" \
		-initrd "$T/$arch/initrd" -append "console=$(field 5) quiet panic=-1 $2" \
		<"/dev/null" >"$console.raw" 2>&1 &
	qemu=$!
	while kill -0 $qemu 2>/dev/null && ! grep -q '^=== end\|Kernel panic' "$console.raw"; do sleep 0.1; done
	kill $qemu 2>/dev/null
	wait $qemu 2>/dev/null
	tr -d '\r' <"$console.raw" | sed 's/.*=== begin/=== begin/' >"$console"
}

ready() {
	set -- $(emulator)
	if ! command -v "$1" >/dev/null; then
		skip "$arch" "no $1"
	elif ! command -v cpio >/dev/null; then
		skip "$arch" "no cpio"
	elif ! get_kernel; then
		skip "$arch" "no kernel: $(tail -n 1 "$T/log")"
	elif ! get_libc; then
		skip "$arch" "no musl for it: $(tail -n 1 "$T/log")"
	elif ! get_programs || ! get_root; then
		not_ok "$arch: the programs are built" <"$T/log"
	else
		return 0
	fi
	return 1
}
