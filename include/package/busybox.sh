#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# busybox.sh busybox-tree DIR      puts the applets into a busybox source tree, or brings them up to date there
# busybox.sh busybox-untree DIR    takes them out again, without a trace
#
# Ours is networking/socklet/ and one line in each of Makefile and networking/Config.src; busybox's own netstat
# waits under another name. Kbuild.src is include/build/rooms.mk, Config.src is Config.in without the symbols that
# busybox has itself, doors.c the applets and, from the option lists, their usage texts, as busybox looks for them in
# comments. Called by make, with $VERSION, the $APPLETS, the flags that a $SMALL binary may have, and the headers that
# are $MADE.
# shellcheck disable=SC2016,SC1003 # text for make, awk and sed
set -eu

fail() {
	echo "$0: $*" >&2
	exit 1
}

tree=${2-}
test -n "$tree" || fail "say where busybox is: make $1 BUSYBOX=DIR"
ours=$tree/networking/socklet
own=$tree/networking/netstat.c
aside=$tree/networking/netstat.c.aside

# put FILE COMMAND...: what the command prints becomes that file, unless it is that already
put() {
	file=$1
	shift
	"$@" >"$file.new"
	if cmp -s "$file.new" "$file"; then rm "$file.new"; else mv "$file.new" "$file"; fi
}

# edit FILE SED-ARGUMENT...: in place, with the file's permissions
edit() {
	file=$1
	shift
	sed "$@" "$file" >"$file.new"
	cat "$file.new" >"$file"
	rm "$file.new"
}

# after FILE MARK LINE: the line behind the one that matches, once
after() {
	grep -q "socklet" "$1" || edit "$1" "/$2/a\\
$3"
}

# What is called otherwise there.
rename='s/FEATURE_LONG_OPTIONS/LONG_OPTS/g'

kbuild() {
	cat <<-'END'
		# Made by `make busybox-tree` from socklet's include/build/rooms.mk.
		override EXTRA_CFLAGS += -I$(srctree)/networking/socklet/include
		override EXTRA_CFLAGS += -include $(srctree)/networking/socklet/include/package/busybox.h

	END
	echo "override EXTRA_CFLAGS += -DVERSION=\$(squote)\$(quote)$VERSION\$(quote)\$(squote)"
	cat <<-'END'

		# Smaller yet than with busybox's flags, unless it is built for a debugger. busybox lets nothing be inlined;
		# where the linker takes no part in this, it finds plain code beside.
	END
	echo "small = $SMALL"
	cat <<-'END'
		small := $(foreach flag,$(small) -finline-limit=600 -ffat-lto-objects,$(call cc-option,$(flag)))
		override EXTRA_CFLAGS += $(if $(CONFIG_DEBUG),,$(small))

	END
	sed "$rename" include/build/rooms.mk
	cat <<-'END'

		here := $(srctree)/networking/socklet/
		found := $(foreach room,$(rooms-y),$(wildcard $(here)$(room)/*.c))
		lib-y := $(if $(applets-y),$(found:$(here)%.c=%.o) busybox.o doors.o)
		made := $(shell mkdir -p $(addprefix $(obj)/,$(sort $(dir $(lib-y)))))
		INSERT
	END
}

# The symbols that busybox has without us.
symbols() {
	find "$tree/Config.in" "$tree"/*/ -path "$ours" -prune -o -type f \( -name '*.c' -o -name Config.src -o \
		-path "$tree/Config.in" \) -exec \
		sed -n 's/^\(\/\/config:\)\{0,1\}config[ \t]\{1,\}\([A-Z0-9_]*\)[ \t]*$/\2/p' {} +
}

# Config.in without its menus and without those symbols.
config() {
	symbols >"$ours/symbols"
	echo '# Made by `make busybox-tree` from Config.in of socklet.'
	sed "$rename" Config.in | awk '
		BEGIN { skipped = 1 }
		FNR == NR { theirs[$1] = 1; next }
		/^(mainmenu|menu|endmenu|comment)/ { skipped = 1 }
		/^config / { skipped = $2 in theirs }
		!skipped
	' "$ours/symbols" -
	echo INSERT
	rm "$ours/symbols"
}

# One applet: what busybox shows for --help, from its list of options.
usage() {
	sed "$rename" "include/$1/options.def" | awk -v applet="$1" '
		/^USAGE\(/ {
			sub(/^[^,]*, /, "")
			sub(/\)$/, "")
			print "//usage:#define " applet "_trivial_usage\n//usage:\t" $0
			print "//usage:#define " applet "_full_usage \"\\n\""
			next
		}
		/^([A-Z_]*ALIAS|SECTION)\(/ { next }
		/^[A-Z_]+\(/ {
			if (split($0, part, "\"") != 7 || part[7] != ")") {
				print FILENAME ": " FNR ": not a row of an option list: " $0 > "/dev/stderr"
				exit 1
			}
			if (part[6] == "")
				next
			feature = part[1]
			gsub(/^[A-Z_]*\(|, $/, "", feature)
			name = part[4] == "" ? "" : ", --" part[4]
			if (part[2] == "") {
				name = "    --" part[4]
				line = "IF_LONG_OPTS(\"\\n\t" sprintf("%-23s", name) " " part[6] "\")"
			} else {
				line = sprintf("\"\\n\t-%s\" IF_LONG_OPTS(\"%-21s\") IF_NOT_LONG_OPTS(\" \") \" %s\"", part[2], name, part[6])
			}
			print "//usage:\tIF_" feature "(" line ")"
		}'
}

doors() {
	echo '/* Made by `make busybox-tree` from the option lists. */'
	echo '#include "applet.h"'
	for name in $APPLETS; do
		flag=$(echo "$name" | tr a-z A-Z)
		echo "IF_$flag(DOOR($name))"
		echo "//applet:IF_$flag(APPLET_ODDNAME($name, socklet_$name, BB_DIR_BIN, BB_SUID_DROP, $name))"
		usage "$name" || exit 1
	done
}

# What goes into the tree: FILE PLACE, a line each. What busybox has itself stays here.
files() {
	(cd applet && find . -name '*.c' ! -path ./main.c ! -path './alone/*') | sed 's,^\./\(.*\),applet/\1 \1,'
	(cd include && find . -name '*.h' -o -name '*.def') | sed 's,^\./\(.*\),include/\1 include/\1,'
	echo 'include/package/busybox.c busybox.c'
	for file in $MADE; do
		echo "$file include/${file##*/}"
	done
}

# Files of a version before this one go; files that did not change keep their times.
copy() {
	mkdir -p "$ours"
	files >"$ours/files"
	(cd "$ours" && find . -name '*.c' -o -name '*.h' -o -name '*.def') | sed 's,^\./,,' | while read -r place; do
		test "$place" = doors.c || grep -q " $place\$" "$ours/files" || rm "$ours/$place"
	done
	while read -r file place; do
		mkdir -p "$(dirname "$ours/$place")"
		put "$ours/$place" cat "$file"
	done <"$ours/files"
	rm "$ours/files"
}

tree() {
	test -f "$own" || test -f "$aside" || fail "$tree has no networking/netstat.c: is it busybox's source?"
	mark='^source networking\/udhcp\/Config\.in'
	grep -q "$mark" "$tree/networking/Config.src" || fail "$tree/networking/Config.src has no line for udhcp"
	grep -q 'networking/udhcp/ ' "$tree/Makefile" || fail "$tree/Makefile has no line for udhcp"
	test ! -f "$own" || mv "$own" "$aside"
	copy
	put "$ours/Kbuild.src" kbuild
	put "$ours/Config.src" config
	put "$ours/doors.c" doors
	after "$tree/networking/Config.src" "$mark" 'source networking/socklet/Config.in'
	after "$tree/Makefile" 'networking\/udhcp\/ ' '		networking\/socklet\/ \\'
}

untree() {
	edit "$tree/Makefile" '/networking\/socklet\//d'
	edit "$tree/networking/Config.src" '/networking\/socklet\//d'
	test ! -f "$aside" || mv "$aside" "$own"
	rm -rf "$ours"
}

"${1#busybox-}"
