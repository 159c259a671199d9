#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# packages.sh DIR TARBALL VERSION APPLET...: what package builders want besides the sources, from the templates in
# tests/places/packaging, each with the tarball in it, so that nothing needs to be fetched:
#
#	DIR/openwrt/socklet    for a feed
#	DIR/buildroot/socklet  for package/ or one of BR2_EXTERNAL
#	DIR/alpine/socklet     for abuild
#	DIR/debian             socklet-VERSION with its debian/, for dpkg-buildpackage, beside its .orig.tar.gz
#
# DEBFULLNAME and DEBEMAIL are who packages it.
set -e
dir=$1 tarball=$2 version=$3
shift 3

hash() {
	sum=$("${2:-sha256}sum" "$1")
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

# fill TEMPLATE FILE
fill() {
	sed -e "s/@VERSION@/$version/g" -e "s/@SUM@/$sum/g" -e "s/@SUM512@/$sum512/g" -e "s/@LICENSE_SUM@/$license/g" \
		-e "s,@ALTERNATIVES@,$alternatives,g" -e "s/@MAINTAINER@/$maintainer/g" -e "s/@DATE@/$date/g" \
		-e "s/@YEAR@/$year/g" "$1" >"$2"
}

sum=$(hash "$tarball") sum512=$(hash "$tarball" sha512) license=$(hash LICENSE) alternatives=$(alternatives "$@")
maintainer="${DEBFULLNAME:-the socklet authors} <${DEBEMAIL:-root@localhost}>"
date=$(tar --full-time -tzvf "$tarball" | awk 'NR == 1 { print $4, $5 }')
year=${date%%-*}
date=$(LC_ALL=C date -d "$date" '+%a, %d %b %Y %H:%M:%S %z')
rm -rf "$dir"
for system in openwrt buildroot alpine; do
	to=$dir/$system/socklet
	mkdir -p "$to"
	cp "$tarball" "$to"
	for file in "tests/places/packaging/$system"/*; do
		fill "$file" "$to/${file##*/}"
	done
done

to=$dir/debian/socklet-$version
mkdir -p "$to/debian/source"
cp "$tarball" "$dir/debian/socklet_$version.orig.tar.gz"
tar -C "$to" --strip-components=1 -xzf "$tarball"
for file in changelog control copyright rules socklet.lintian-overrides source/format \
	source/lintian-overrides; do
	fill "tests/places/packaging/debian/$file" "$to/debian/$file"
done
chmod 755 "$to/debian/rules"
