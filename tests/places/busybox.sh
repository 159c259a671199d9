# SPDX-License-Identifier: 0BSD
# Inside busybox: our applets go into its source, are built there, stand the live comparison, leave no state
# behind in a process that calls them again and again, and come out without a trace.
#	CHECK=all   each busybox that Debian has, minimal and defconfig, the whole comparison, and the bytes added
#	CHECK=bytes only the bytes added
#	otherwise   one minimal build and a part of it
#	SUITES=...  those of Debian instead of the oldest and the newest
# shellcheck shell=sh disable=SC2016,SC2046,SC2086

. "$(dirname "$0")/../lib.sh"
scratch
TOP=$(dirname "$TESTS")
KEPT=$SOCKLET_DIR/build/busybox

# What a build holds besides ours: a shell to call them in one process.
shell="ASH SH_IS_ASH FEATURE_SH_STANDALONE FEATURE_SH_NOFORK FEATURE_PREFER_APPLETS ASH_ECHO ECHO"
general="STATIC LFS SHOW_USAGE FEATURE_VERBOSE_USAGE FEATURE_COMPRESS_USAGE LONG_OPTS FEATURE_IPV6 TRUE"

ours() { make -s -C "$TOP" O="$KEPT/made" "$1" BUSYBOX="$tree"; }

# Every flag of ours that the tree has now.
flags() { sed -n 's/^config //p' "$tree/networking/socklet/Config.src"; }

# configure O MODE WORD...: SYMBOL on, -SYMBOL off
configure() {
	out=$1 mode=$2
	shift 2
	mkdir -p "$out"
	make -s -C "$tree" O="$out" "$mode"
	for s; do
		sed -i "/^CONFIG_${s#-}=/d;/^# CONFIG_${s#-} is/d" "$out/.config"
		case $s in -*) echo "# CONFIG_${s#-} is not set" ;; *) echo "CONFIG_$s=y" ;; esac >>"$out/.config"
	done
	yes "" | make -s -C "$out" oldconfig
}

# build WHAT O MODE WORD...: a check, with the end of make's output when it fails
build() {
	what=$1 out=$2
	shift
	if { configure "$@" && make -C "$out" -j2 CC="$cc" HOSTCC=gcc; } >"$T/log" 2>&1; then
		yes_if "$what, without a warning about ours" awk '/socklet.*warning/ { bad = 1; print } END { exit bad }' "$T/log"
	else
		tail -n 20 "$T/log" | not_ok "$what"
		return 1
	fi
}

# The names that the tests call, made to be the busybox of this build.
links() {
	rm -rf "${T:?}/bin"
	mkdir "$T/bin"
	cp "$1/busybox" "$T/bin/busybox"
	ln -s "$SOCKLET_DIR/build" "$T/bin/build"
	for name in netstat ss; do
		! grep -qix "config_$name=y" "$1/.config" || ln "$T/bin/busybox" "$T/bin/$name"
	done
}

# other GROUP ARGUMENT...: checks of another group, through busybox; what they build for other machines is not it
other() {
	SOCKLET_DIR=$T/bin NATIVE_ONLY=1 sh "$(group_file "$1")" $2 $3 </dev/null | sed "s/^\(ok\|not ok\|skip\) - /&$version: /"
}

# In and out again, with nothing changed by a second time and nothing left.
in_and_out() {
	rm -rf "$T/tree"
	cp -a "$source" "$T/tree"
	tree=$T/tree
	yes_if "$version: into the tree" ours busybox-tree
	cp -a "$T/tree" "$T/once"
	touch "$T/now"
	yes_if "$version: into the tree again" ours busybox-tree
	yes_if "$version: the second time changes nothing" diff -r "$T/once" "$T/tree"
	is "$version: nor a file's time" "" "$(cd "$T/tree" && find . -newer "$T/now" -type f)"
	yes_if "$version: out of the tree" ours busybox-untree
	yes_if "$version: without a trace" diff -r "$source" "$T/tree"
	yes_if "$version: out of a tree where we are not" ours busybox-untree
	yes_if "$version: that changes nothing" diff -r "$source" "$T/tree"
	rm -rf "$T/tree" "$T/once"
}

# busybox's --help holds the rows of ours with every flag.
help_text() {
	make -s -C "$TOP" O="$T/alone" defconfig all >"$T/log" 2>&1
	for name in netstat ss; do
		[ -e "$T/bin/$name" ] || continue
		"$T/alone/socklet" $name --help | grep '^	' >"$T/expected"
		"$T/bin/busybox" $name --help 2>&1 | grep '^	' >"$T/got"
		same "$version: $name --help" "$T/expected" "$T/got"
		"$T/bin/busybox" $name -h 2>&1 | grep '^	' >"$T/got"
		same "$version: $name -h" "$T/expected" "$T/got"
	done
}

# One shell calls our applets inside its own process, many times; each time they print what a process of their
# own prints, and descriptors and memory stay as they were. (Without -h: busybox keeps what it unpacks for that.)
calls() {
	cat <<-'END'
		state() {
			echo /proc/$$/fd/*
			while read -r key value unit; do
				case $key in VmData:) data=$value ;; VmStk: | VmLck:) echo $key $value $unit ;; esac
			done </proc/$$/status
		}
		round() {
			while read -r line; do
				echo "== $line"
				$line
				echo "exit $?"
			done
		}
		for i in 1 2 3; do round <"$T/lines" >"$T/warm" 2>&1; done
		state >"$T/before"
		start=$data
		for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do round <"$T/lines" >"$T/in" 2>&1; done
		state >"$T/after"
		echo "$data $start" >"$T/grown"
	END
}

no_state_left() {
	ns="unshare -m"
	[ "$(id -u)" = 0 ] || ns="unshare -U -r -m"
	sed -i 's/APPLET_ODDNAME(/APPLET_NOFORK(/' "$tree/networking/socklet/doors.c"
	make -C "$minimal" -j2 CC="$cc" HOSTCC=gcc >"$T/log" 2>&1 || not_ok "$version: as NOFORK" <"$T/log"
	links "$minimal"
	export T PROC_ROOT="$TESTS/recorded/new"
	{
		for o in -n -an "-an -x" "-lnt --bogus" -antp "-an -eo" -j "-A foo" -V -anW "-n -A inet" "-ta"; do
			echo "netstat $o"
		done
		[ ! -e "$T/bin/ss" ] || printf 'ss %s\n' -an -antp "state bogus" "-an sport = :22" -s
	} >"$T/lines"
	while read -r line; do
		echo "== $line"
		"$T/bin/busybox" $line
		echo "exit $?"
	done <"$T/lines" >"$T/out" 2>&1
	strace -f -o "$T/trace" -e trace=execve "$T/bin/busybox" ash -c "$(calls)"
	for name in first second; do echo "$name 22/tcp" >"$T/$name"; done
	forgets=$($ns "$T/bin/busybox" ash -c '
		for name in first second; do
			mount --bind "$T/$name" /etc/services
			netstat -tal
		done' | grep -o -e first -e second | uniq | tr '\n' ' ')
	unset PROC_ROOT
	is "$version: names are looked up anew by each call" "first second " "$forgets"
	is "$version: called in the shell's own process" 1 "$(grep -c execve "$T/trace")"
	same "$version: the same output there, again and again" "$T/out" "$T/in"
	same "$version: no descriptor, stack or locked memory left" "$T/before" "$T/after"
	# One page more is the shell's own heap; one page of ours a call would be hundreds.
	read -r end start <"$T/grown"
	yes_if "$version: no memory left" [ $((end - start)) -le 4 ]
	ours busybox-tree
}

# added FROM TO: bytes by busybox's own measure
added() { "$source/scripts/bloat-o-meter" "$T/$1" "$T/$2" | sed -n 's/.*Total: \(-\{0,1\}[0-9]*\) bytes/\1/p'; }

# flags_of PROFILE: those of our flags that it has, the others with a minus
flags_of() {
	make -s -C "$TOP" O="$T/profile" "$1"
	sed -n 's/^CONFIG_\(.*\)=y$/\1/p' "$T/profile/.config" >"$T/on"
	flags | sed 's/.*/& -&/' | while read -r on off; do
		if grep -qx "$on" "$T/on"; then echo "$on"; else echo "$off"; fi
	done
}

# weigh_in NAME WORD...: a build that is kept under that name
weigh_in() {
	name=$1
	shift
	build "$version: defconfig with $name" "$weighed" defconfig -ROUTE "$@" &&
		cp "$weighed/busybox_unstripped" "$T/$name"
}

# in_file NAME: bytes of code and data that are in the file
in_file() { size "$T/$1" | awk 'NR == 2 { print $1 + $2 }'; }

# held ROW BYTES: told, and held against the row of the tables in socklet-places(7); another compiler and another
# busybox than theirs may make it a twentieth more.
held() {
	recorded=$(sed -n "s/^$1  *\([0-9,]*\)$/\1/p" "$TOP/include/manual/places.7.in" | tr -d ,)
	ceiling=${recorded:-0}
	grep -qF "(busybox ${version#busybox-}, gcc $($cc -dumpversion), x86-64)" "$TOP/include/manual/places.7.in" ||
		ceiling=$((ceiling * 21 / 20))
	echo "# $version: $1 adds $2 bytes, socklet-places(7) says ${recorded:-nothing}"
	yes_if "$version: $1 adds no more than socklet-places(7) says" [ "$2" -le "$ceiling" ]
}

# What turns long options on, whatever is said of them.
long() { awk '/^\/\/config:config / { s = $2 } /^\/\/config:\tselect LONG_OPTS/ { print "-" s }' "$tree"/*/*.c; }

# What the applets add to a defconfig that has neither: to one without long options, which busybox's own netstat has
# not, that and ours with just its features (-r and -e are nothing in it); then, with them, our profiles. Of those the
# bytes in the file count: busybox's measure takes buffers that are zero at first for bytes, and of what has one name
# in several files only one.
weigh() {
	weighed=$KEPT/$version-weigh
	theirs="NETSTAT FEATURE_NETSTAT_WIDE FEATURE_NETSTAT_PRG"
	short="-LONG_OPTS $(long)"
	ours busybox-untree
	weigh_in none $short -NETSTAT && weigh_in theirs $short $theirs || return 0
	yes_if "$version: weighed without long options" grep -q '^# CONFIG_LONG_OPTS is not set' "$weighed/.config"
	ours busybox-tree
	weigh_in ours $short $(flags | sed 's/^/-/') $theirs || return 0
	theirs=$(added none theirs) ours=$(added none ours)
	held "busybox's own netstat" "$theirs"
	held "ours with its features" "$ours"
	spare=$((theirs + 4096 - ours))
	if [ $spare -ge 0 ]; then
		ok "$version: ours adds no more than busybox's own and 4 KB"
	else
		echo "# $version: ours is $((-spare)) bytes beyond busybox's own and 4 KB"
	fi
	ours busybox-untree
	weigh_in neither -NETSTAT LONG_OPTS || return 0
	ours busybox-tree
	for profile in tinyconfig busyboxconfig busyboxrouteconfig ssconfig defconfig; do
		weigh_in $profile LONG_OPTS $(flags_of $profile) &&
			held $profile $(($(in_file $profile) - $(in_file neither)))
	done
}

check() {
	tree=$KEPT/$version-tree minimal=$KEPT/$version-minimal cc=musl-gcc
	[ -d "$tree" ] || { mkdir -p "$KEPT" && cp -a "$source" "$tree"; }
	if [ "${CHECK-}" = bytes ]; then
		cc=gcc
		weigh
		return
	fi
	in_and_out
	tree=$KEPT/$version-tree
	ours busybox-tree || return 1
	build "$version: minimal, static, musl" "$minimal" allnoconfig $general $shell $(flags) || return 0
	links "$minimal"
	help_text
	if [ -z "${CHECK-}" ]; then
		other live-netstat others
		if [ -e "$T/bin/ss" ] && SS=$(O=$SOCKLET_DIR "$TESTS/peers" 2>"$T/why"); then
			export SS
			other live-ss inet
		fi
	else
		for group in live-netstat live-ss recorded; do
			other $group
		done
	fi
	no_state_left
	[ -n "${CHECK-}" ] || return 0
	cc=gcc
	build "$version: defconfig" "$KEPT/$version-defconfig" defconfig && {
		links "$KEPT/$version-defconfig"
		other live-netstat others
	}
	weigh
}

command -v musl-gcc >/dev/null || { skip busybox "there is no musl-gcc here"; exit 0; }
for suite in ${SUITES:-bookworm ${CHECK:+sid}}; do
	if source=$(cd "$TOP" && O=$SOCKLET_DIR "$TESTS/places/busybox-source" $suite 2>"$T/why"); then
		version=$(basename "$source")
		check
	else
		skip "busybox of $suite" "$(tail -n 1 "$T/why")"
	fi
done
