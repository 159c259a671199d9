# SPDX-License-Identifier: 0BSD
# Our packages in the trees they are for, with an external toolchain of Debian's compiler for big-endian MIPS and our
# musl. Nothing is fetched: what a tree would build first for this machine is named where it is done without. The trees
# themselves are not changed.
#	BUILDROOT=DIR  Buildroot's tree
#	OPENWRT=DIR    OpenWrt's tree
# shellcheck shell=sh
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

if test -z "${BUILDROOT-}${OPENWRT-}"; then
	skip "the package in Buildroot's tree, and in OpenWrt's" "none is given: make check-trees BUILDROOT=DIR OPENWRT=DIR"
	exit 0
fi
unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL O V CC CFLAGS CPPFLAGS LDFLAGS CROSS_COMPILE ON OFF DESTDIR PREFIX ARCH
scratch
umask 022
top=$(dirname "$TESTS")
build=${BOOT_BUILD:-$SOCKLET_DIR/build}
make -s -C "$top" O="$T/made" packages || exit 1
packages=$T/made/packages

# made_for PROGRAM: for MIPS, the big end first, and it runs
made_for() {
	yes_if "$system: the program is one for MIPS" \
		sh -c "readelf -h '$1' | grep -q 'big endian' && readelf -h '$1' | grep -q 'Machine: *MIPS'"
	if command -v qemu-mips-static >/dev/null; then
		yes_if "$system: it runs" qemu-mips-static "$1" netstat -V
	else
		skip "$system: it runs" "no qemu-mips-static here"
	fi
}

# ---- Buildroot ----------------------------------------------------------------------------------

# With the first python3 that has the modules it wants.
check_package() {
	for python in python3 /usr/bin/python3; do
		(cd "$BUILDROOT" && $python utils/check-package --help) >"$T/log" 2>&1 || continue
		yes_if "Buildroot's check-package objects to nothing" sh -c "cd '$BUILDROOT' &&
			$python utils/check-package -b '$packages'/buildroot/socklet/Config.in \
			'$packages'/buildroot/socklet/socklet.mk '$packages'/buildroot/socklet/socklet.hash"
		return
	done
	skip "Buildroot's check-package objects to nothing" "$(tail -n 1 "$T/log")"
}

# A folder as BR2_EXTERNAL has it, and a configuration without busybox and init.
external() {
	mkdir -p "$T/external/package"
	cp -r "$packages/buildroot/socklet" "$T/external/package"
	printf 'name: HERE\ndesc: socklet\n' >"$T/external/external.desc"
	# shellcheck disable=SC2016 # for kconfig and make
	echo 'source "$BR2_EXTERNAL_HERE_PATH/package/socklet/Config.in"' >"$T/external/Config.in"
	# shellcheck disable=SC2016
	echo 'include $(BR2_EXTERNAL_HERE_PATH)/package/socklet/socklet.mk' >"$T/external/external.mk"
	cat >"$T/defconfig" <<-END
		BR2_mips=y
		BR2_mips_32r2=y
		# BR2_MIPS_SOFT_FLOAT is not set
		BR2_TOOLCHAIN_EXTERNAL=y
		BR2_TOOLCHAIN_EXTERNAL_CUSTOM=y
		BR2_TOOLCHAIN_EXTERNAL_PATH="$T/toolchain"
		BR2_TOOLCHAIN_EXTERNAL_CUSTOM_PREFIX="mips-linux-musl"
		BR2_TOOLCHAIN_EXTERNAL_GCC_$("$T"/toolchain/bin/mips-linux-musl-gcc -dumpversion)=y
		BR2_TOOLCHAIN_EXTERNAL_HEADERS_$(headers)=y
		BR2_TOOLCHAIN_EXTERNAL_CUSTOM_MUSL=y
		# BR2_TOOLCHAIN_EXTERNAL_CXX is not set
		BR2_STATIC_LIBS=y
		BR2_INIT_NONE=y
		# BR2_PACKAGE_BUSYBOX is not set
		BR2_DL_DIR="$T/downloads"
		BR2_PACKAGE_SOCKLET=y
	END
}

headers() {
	sed -n 's/^#define LINUX_VERSION_\(MAJOR\|PATCHLEVEL\) \([0-9]*\)$/\2/p' \
		"$T/toolchain/sysroot/usr/include/linux/version.h" | paste -sd_
}

# Done without: its own tar 1.35 (Debian 12 has 1.34), and NetBSD's queue.h for whoever misses it in musl.
buildroot() {
	system=Buildroot
	check_package
	external
	yes_if "Buildroot knows the package" make -s -C "$BUILDROOT" O="$T/buildroot" BR2_EXTERNAL="$T/external" \
		BR2_DEFCONFIG="$T/defconfig" defconfig
	yes_if "Buildroot: its menu has it" grep -qx BR2_PACKAGE_SOCKLET=y "$T/buildroot/.config"
	# shellcheck disable=SC2016 # for make
	yes_if "Buildroot builds the package" make -C "$T/buildroot" socklet TAR=tar BR2_TAR_HOST_DEPENDENCY= \
		MUSL_COMPAT_HEADERS_EXTRA_DOWNLOADS= 'MUSL_COMPAT_HEADERS_EXTRACT_CMDS=touch $(@D)/queue.h $(@D)/cdefs.h'
	made_for "$T/buildroot/target/bin/socklet"
	is "Buildroot: netstat is it" socklet "$(readlink "$T/buildroot/target/bin/netstat")"
}

# ---- OpenWrt ------------------------------------------------------------------------------------

metadata() {
	awk '/^Package: socklet$/ { on = 1 } on; on && /^@@$/ { exit }' "$T/openwrt/tmp/.packageinfo" >"$T/metadata"
	for line in 'Section: net' 'Category: Network' 'License: 0BSD' 'LicenseFiles: LICENSE' 'Depends: +libc ' \
		"Source: $(basename "$packages"/openwrt/socklet/*.gz)"; do
		yes_if "OpenWrt has of it: $line" grep -qxF "$line" "$T/metadata"
	done
}

# Done without: its own libdeflate (gzip does the same), fakeroot (Debian's), patchelf and sstrip, which it goes on
# without, and apk-tools, which Debian has not: so the package is of the kind before that, an .ipk.
openwrt() {
	system=OpenWrt
	cp -a "$OPENWRT" "$T/openwrt"
	cd "$T/openwrt" || return
	rm -rf tmp .config feeds package/feeds
	echo "src-link here $packages/openwrt" >feeds.conf
	yes_if "OpenWrt takes the feed" sh -c './scripts/feeds update here && ./scripts/feeds install socklet'
	printf '%s\n' CONFIG_TARGET_ath79=y CONFIG_TARGET_ath79_generic=y CONFIG_PACKAGE_socklet=y CONFIG_DEVEL=y \
		CONFIG_EXTERNAL_TOOLCHAIN=y 'CONFIG_TARGET_NAME="mips-linux-musl"' \
		'CONFIG_TOOLCHAIN_PREFIX="mips-linux-musl-"' "CONFIG_TOOLCHAIN_ROOT=\"$T/toolchain\"" \
		CONFIG_EXTERNAL_TOOLCHAIN_LIBC_USE_MUSL=y '# CONFIG_USE_APK is not set' >.config
	yes_if "OpenWrt's make defconfig" make defconfig
	yes_if "OpenWrt's make defconfig keeps the package" grep -qx CONFIG_PACKAGE_socklet=y .config
	metadata
	for tool in gzip:libdeflate-gzip fakeroot:fakeroot; do
		test -e "staging_dir/host/bin/${tool#*:}" || ln -s "$(command -v "${tool%:*}")" "staging_dir/host/bin/${tool#*:}"
	done
	yes_if "OpenWrt builds the package" make package/socklet/compile NO_DEPS=1 V=s
	set -- bin/packages/*/here/socklet_*.ipk
	mkdir -p root
	yes_if "OpenWrt: there is a package to install" \
		sh -c "tar -xOzf '$1' ./data.tar.gz | tar -C root -xz && test -x root/usr/bin/socklet"
	made_for root/usr/bin/socklet
}

if ! "$TESTS/places/trees/toolchain" "$build" mips "$T/toolchain" >"$T/log" 2>&1; then
	skip "the packages in their trees" "no toolchain: $(tail -n 1 "$T/log")"
	exit 0
fi
if test -n "${BUILDROOT-}"; then buildroot; else skip "the package in Buildroot's tree" "BUILDROOT=DIR says where"; fi
if test -n "${OPENWRT-}"; then openwrt; else skip "the package in OpenWrt's tree" "OPENWRT=DIR says where"; fi
