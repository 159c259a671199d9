#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# packages.sh DIR TARBALL VERSION APPLET...: what package builders want besides the sources, from the templates in
# tests/places/packaging: DIR/openwrt/socklet and DIR/buildroot/socklet, each with the tarball in it, so that nothing
# needs to be fetched.
set -e
dir=$1 tarball=$2 version=$3
shift 3

hash() {
	sum=$(sha256sum "$1")
	echo "${sum%% *}"
}

# OpenWrt's names for what several packages may bring: PRIORITY:PLACE:PROGRAM.
alternatives() {
	for applet; do
		case $applet in
		netstat) place=/bin/netstat ;;
		*) place=/usr/sbin/$applet ;;
		esac
		printf '250:%s:/usr/bin/socklet ' "$place"
	done | sed 's/ $//'
}

sum=$(hash "$tarball") license=$(hash LICENSE) alternatives=$(alternatives "$@")
rm -rf "$dir"
for system in openwrt buildroot; do
	to=$dir/$system/socklet
	mkdir -p "$to"
	cp "$tarball" "$to"
	for file in "tests/places/packaging/$system"/*; do
		sed -e "s/@VERSION@/$version/g" -e "s/@SUM@/$sum/g" -e "s/@LICENSE_SUM@/$license/g" \
			-e "s,@ALTERNATIVES@,$alternatives,g" "$file" >"$to/${file##*/}"
	done
done
