# SPDX-License-Identifier: 0BSD
# What leaves the tree: the sources as one file, the image, and the packages. Debian's is built by its own tools; those
# for OpenWrt, Buildroot and Alpine are built and installed by what stands in for those systems here
# (tests/places/packaging/stand-in).
# shellcheck shell=sh
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL O V CC CFLAGS CPPFLAGS LDFLAGS CROSS_COMPILE ON OFF SEED
unset STATIC STRIP WARN WERROR SANITIZE DESTDIR PREFIX SOURCE_DATE_EPOCH
scratch
top=$(dirname "$TESTS")
cc=gcc
if command -v musl-gcc >/dev/null; then cc=musl-gcc; fi

# ---- make dist ----------------------------------------------------------------------------------

make -s -C "$top" O="$T/first" dist || exit 1
name=$(cd "$T/first" && echo socklet-*.tar.gz)
folder=${name%.tar.gz}
tar -C "$T" -xzf "$T/first/$name"
tree=$T/$folder
(cd "$tree" && find . ! -name . -prune | sed 's,^\./,,' | LC_ALL=C sort | tr '\n' ' ') >"$T/actual"
echo ".ci .clang-format .gitignore Config.in LICENSE Makefile README applet include tests " | tr -d '\n' >"$T/expected"
same "the top level is what it should be" "$T/expected" "$T/actual"
tar -tvzf "$T/first/$name" | awk '$2 != "0/0" || $1 !~ /^([-]rw-r--r--|-rwxr-xr-x|l)/' >"$T/actual"
same "all of it is of nobody, for everyone" /dev/null "$T/actual"
tar -tvzf "$T/first/$name" | awk '{ print $4, $5 }' | sort -u | wc -l >"$T/count"
is "all of it is of one age" 1 "$(cat "$T/count")"
if test -e "$top/.git"; then
	(cd "$top" && git ls-files | LC_ALL=C sort) >"$T/expected"
	tar -tzf "$T/first/$name" | sed "s,^$folder/,," >"$T/actual"
	same "it has what git knows" "$T/expected" "$T/actual"
fi

make -s -C "$tree" O="$T/second" dist
yes_if "unpacked, it makes the same bytes" cmp "$T/first/$name" "$T/second/$name"
make -s -C "$tree" CC=$cc
make -s -C "$tree" dist
yes_if "and where it was built, in the tree" cmp "$T/first/$name" "$tree/$name"
make -s -C "$tree" mrproper
(cd "$tree" && find . -type f -o -type l) | sed 's,^\./,,' | LC_ALL=C sort >"$T/actual"
tar -tzf "$T/first/$name" | sed "s,^$folder/,," >"$T/expected"
same "mrproper leaves the sources" "$T/expected" "$T/actual"

# A copy by someone else, at another time, with other rights.
(umask 077 && cp -r "$tree" "$T/copy")
for dir in "$tree" "$T/copy"; do
	SOURCE_DATE_EPOCH=1000000000 make -s -C "$dir" O="$dir.dist" dist
done
yes_if "the same bytes from a copy, with SOURCE_DATE_EPOCH" cmp "$tree.dist/$name" "$T/copy.dist/$name"
if command -v git >/dev/null; then
	export HOME="$T" GIT_AUTHOR_DATE=@1000000000 GIT_COMMITTER_DATE=@1000000000
	(
		cd "$T/copy" && chmod -R go+rX . && git init -q . && git add -Af . &&
			git -c user.name=n -c user.email=e commit -qm m && git clone -q . "$T/clone" && echo >untracked
	) >"$T/said" 2>&1 || cat "$T/said"
	make -s -C "$T/copy" O="$T/third" dist
	make -s -C "$T/clone" O="$T/fourth" dist
	yes_if "the same bytes from a clone" cmp "$T/third/$name" "$T/fourth/$name"
	yes_if "which are those of the commit's date" cmp "$tree.dist/$name" "$T/fourth/$name"
else
	skip "the same bytes from a clone" "git is not installed"
fi

# ---- make image ---------------------------------------------------------------------------------

make -s -C "$tree" O="$T/one" CC=$cc image
make -s -C "$T/copy" O="$T/two" CC=$cc image
yes_if "make image makes the same bytes in two folders" cmp "$T/one/image.tar" "$T/two/image.tar"
make -s -C "$tree" O="$T/one" CC=$cc OFF=FEATURE_IPV6 defconfig image
yes_if "and makes it anew for another configuration" sh -c "! cmp -s '$T/one/image.tar' '$T/two/image.tar'"

# machine CROSS-COMPILER NAME: what the image says it is for
machine() {
	if command -v "$1-gcc" >/dev/null; then
		printf 'int main(void) { return 0; }\n' | "$1-gcc" -xc -c -o "$T/program" -
		sh "$top/include/package/image.sh" "$T/image.tar" "$T/program" 0 netstat
		tar -xOf "$T/image.tar" index.json | sed 's/.*"architecture":"\([^"]*\)".*/\1/' >"$T/said"
		is "$1 is called $2" "$2" "$(cat "$T/said")"
	else
		skip "$1 is called $2" "no $1-gcc"
	fi
}
machine x86_64-linux-gnu amd64
machine arm-linux-gnueabihf arm
machine mips-linux-gnu mips
machine mipsel-linux-gnu mipsle
machine s390x-linux-gnu s390x
machine aarch64-linux-gnu arm64

# ---- make packages ------------------------------------------------------------------------------

make -s -C "$tree" defconfig packages || exit 1
packages=$tree/packages
grep -r '@[A-Z0-9_]*@' "$packages" --exclude-dir=tests --include=Makefile --include='*.mk' --include='*.hash' \
	--include=Config.in --include=APKBUILD --include=control --include=changelog --include=copyright >"$T/said"
same "the templates are filled in" /dev/null "$T/said"
applets=$(make -s -C "$tree" -pn all 2>/dev/null | sed -n 's/^applets-y := *//p; s/^applets-y = *//p')

# starts WHAT PROGRAM
starts() {
	yes_if "$1: the program starts" "$2" netstat -V
	if "$2" netstat -h 2>/dev/null | grep -q -e "$3"; then ok "$1: it is configured so"; else
		"$2" netstat -h 2>&1 | not_ok "$1: it is configured so"; fi
}

mkdir "$T/openwrt"
for file in rules.mk package.mk; do
	cp "$TESTS/places/packaging/stand-in/openwrt.mk" "$T/openwrt/$file"
done
yes_if "OpenWrt's package builds" make -s -C "$packages/openwrt/socklet" TOPDIR="$T/openwrt" BUILD_DIR="$T/openwrt/build" \
	ROOT="$T/openwrt/root" TARGET_CC=$cc TARGET_CFLAGS="-Os -pipe" CONFIG_SOCKLET_PROFILE='"busyboxconfig"' \
	CONFIG_SOCKLET_OFF='"FEATURE_IPV6 FEATURE_NETSTAT_PRG"' CONFIG_IN="$T/openwrt/Config.in"
(cd "$T/openwrt/root" && find . -type f -o -type l) >"$T/actual"
echo ./usr/bin/socklet >"$T/expected"
same "OpenWrt's package installs the program" "$T/expected" "$T/actual"
starts OpenWrt "$T/openwrt/root/usr/bin/socklet" '-W '
yes_if "OpenWrt: what was left out is not there" sh -c "! '$T/openwrt/root/usr/bin/socklet' netstat -h | grep -e '-p '"
for applet in $applets; do
	yes_if "OpenWrt's package offers $applet" \
		grep -q "^  ALTERNATIVES:=.*/$applet:/usr/bin/socklet" "$packages/openwrt/socklet/Makefile"
done

# buildroot NAME VARIABLE...: built into $T/NAME
buildroot() {
	at=$T/$1
	shift
	yes_if "Buildroot's package builds: $*" make -s -f "$TESTS/places/packaging/stand-in/buildroot.mk" \
		PACKAGE="$packages/buildroot/socklet/socklet.mk" BUILD_DIR="$at/build" TARGET_DIR="$at/root" \
		TARGET_CC=$cc TARGET_CFLAGS=-Os "$@"
}
buildroot dynamic BR2_PACKAGE_SOCKLET_DEF=y
starts Buildroot "$T/dynamic/root/bin/socklet" '-o'
buildroot static BR2_PACKAGE_SOCKLET_BUSYBOX=y BR2_PACKAGE_SOCKLET_OFF='"FEATURE_IPV6"' BR2_STATIC_LIBS=y
starts "Buildroot, static" "$T/static/root/bin/netstat" '-W '
if readelf -lW "$T/static/root/bin/socklet" | grep -q INTERP; then
	echo "it has an interpreter" | not_ok "Buildroot, static: it is"
else
	ok "Buildroot, static: it is"
fi
yes_if "Buildroot, not static: it is not" sh -c "readelf -lW '$T/dynamic/root/bin/socklet' | grep -q INTERP"
# What Buildroot's own check-package objects to, as far as it is about such files as these.
for file in Config.in socklet.mk socklet.hash; do
	grep -n '[[:blank:]]$' "$packages/buildroot/socklet/$file" >"$T/said"
	same "Buildroot's $file: no blanks at the end of a line" /dev/null "$T/said"
done
awk '/^ / || /^\t\t/ || (/^\t / && (!/^\t  / || length($0) > 65))' \
	"$packages/buildroot/socklet/Config.in" >"$T/said"
same "Buildroot's Config.in: a tab, two blanks and 62 characters of help" /dev/null "$T/said"
awk 'NR == 1 || NR == 5 { good += length($0) == 80 && /^#+$/ } NR == 2 || NR == 4 { good += /^#$/ }
	NR == 6 { good += /^$/ } END { print good }' "$packages/buildroot/socklet/socklet.mk" >"$T/said"
is "Buildroot's socklet.mk begins as they all do" 5 "$(cat "$T/said")"
sed -n 's/^\(define \)*\([A-Z0-9_]*_[A-Z0-9_]*\).*/\2/p' "$packages/buildroot/socklet/socklet.mk" |
	grep -v '^SOCKLET_' >"$T/said"
grep '^SOCKLET_SOURCE' "$packages/buildroot/socklet/socklet.mk" >>"$T/said"
same "Buildroot's socklet.mk sets what is its own, and nothing to its default" /dev/null "$T/said"

# configures WHAT FILE LINE...: kconfig understands the file and keeps these lines of a .config
configures() {
	file=$1 menu=$2
	shift 2
	printf '%s\n' "$@" >"$T/.config"
	(cd "$T" && CONFIG_='' KCONFIG_CONFIG=.config kconfig-conf --olddefconfig "$menu") >"$T/said" 2>&1
	grep -i warning "$T/said" >"$T/warnings"
	same "$file has nothing to be warned of" /dev/null "$T/warnings"
	for line; do
		yes_if "$file keeps $line" grep -qxF "$line" "$T/.config"
	done
}

if command -v kconfig-conf >/dev/null; then
	configures "Buildroot's Config.in" "$packages/buildroot/socklet/Config.in" \
		BR2_PACKAGE_SOCKLET=y BR2_PACKAGE_SOCKLET_TINY=y 'BR2_PACKAGE_SOCKLET_OFF="SHOW_USAGE"'
	yes_if "Buildroot's Config.in has one profile" \
		grep -qxF '# BR2_PACKAGE_SOCKLET_DEF is not set' "$T/.config"
	{
		printf 'config MODULES\n\tdef_bool y\n\toption modules\n' # OpenWrt's y and m
		cat "$T/openwrt/Config.in"
	} >"$T/openwrt/menu"
	configures "OpenWrt's part of the menu" "$T/openwrt/menu" \
		PACKAGE_socklet=m 'SOCKLET_PROFILE="tinyconfig"' 'SOCKLET_OFF="SHOW_USAGE"'
else
	skip "Buildroot's Config.in, and OpenWrt's" "kconfig-conf is not installed"
fi

# ---- Debian's own tools -------------------------------------------------------------------------

debian() {
	cp -a "$packages/debian" "$T/debian" && cd "$T/debian/$folder" || return
	yes_if "Debian's package builds" dpkg-buildpackage -us -uc
	cd ..
	yes_if "Debian: there is one package" sh -c 'test -f socklet_*.deb'
	if command -v lintian >/dev/null; then
		lintian --allow-root ./*.changes >"$T/said" 2>&1
		same "Debian: lintian has nothing to say" /dev/null "$T/said"
	else
		skip "Debian: lintian has nothing to say" "lintian is not installed"
	fi
	mkdir -p root/var/lib/dpkg/info root/var/lib/dpkg/updates
	touch root/var/lib/dpkg/status
	yes_if "Debian: it can be installed" dpkg --root="$PWD/root" --force-not-root --log=/dev/null -i ./socklet_*.deb
	starts Debian root/usr/bin/socklet '-o'
	starts "Debian, under the name" root/usr/lib/socklet/netstat '-o'
	find root/usr/bin root/usr/lib ! -type d | LC_ALL=C sort >"$T/actual"
	printf 'root/usr/%s\n' bin/socklet bin/socklet-on lib/socklet/netstat lib/socklet/ss >"$T/expected"
	same "Debian: it takes nobody's names" "$T/expected" "$T/actual"
	test "$(id -u)" != 0 || yes_if "Debian: it needs nothing else" chroot root /usr/bin/socklet ss -V
}
# Its own folder: lintian and dpkg look at what is about.
if ! command -v musl-gcc >/dev/null || ! command -v dpkg-buildpackage >/dev/null || ! command -v dh >/dev/null; then
	skip "Debian's package" "no dpkg-buildpackage, no debhelper or no musl-gcc here"
else
	export DEBFULLNAME=Tests DEBEMAIL=tests@debian.org
	make -s -C "$tree" packages
	(debian)
fi

# ---- Alpine's, by a shell that does what abuild does ----------------------------------------------

apkbuild=$packages/alpine/socklet/APKBUILD
if command -v shellcheck >/dev/null; then
	yes_if "Alpine's APKBUILD as shellcheck sees it" shellcheck -s sh -e SC2034,SC2154 "$apkbuild"
else
	skip "Alpine's APKBUILD as shellcheck sees it" "shellcheck is not installed"
fi
# shellcheck disable=SC2016 # for that shell
yes_if "Alpine's package builds" env CC=$cc CFLAGS=-O2 CARCH="$(uname -m)" srcdir="$T/alpine/src" \
	pkgdir="$T/alpine/pkg" sh -euc '
		default_prepare() { :; }
		. "$1"
		mkdir -p "$srcdir" && cd "${1%/*}"
		echo "$sha512sums" | grep . | sha512sum -c --quiet
		tar -C "$srcdir" -xzf "$source"
		for step in prepare build package; do
			cd "$srcdir/$pkgname-$pkgver"
			$step
		done' sh "$apkbuild"
starts Alpine "$T/alpine/pkg/usr/bin/socklet" '-o'
(cd "$T/alpine/pkg/usr" && find bin lib share/bash-completion ! -type d | LC_ALL=C sort) >"$T/actual"
printf '%s\n' bin/socklet bin/socklet-on lib/socklet/netstat lib/socklet/ss \
	share/bash-completion/completions/socklet >"$T/expected"
same "Alpine's package takes nobody's names" "$T/expected" "$T/actual"
