#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# dist.sh FILE.tar.gz NAME: the sources, below a folder NAME. The same sources make the same bytes: what git
# knows when they are a checkout, else all but what was built; in one order, of nobody, and as old as the last
# commit, or, in sources that were unpacked, as they are. SOURCE_DATE_EPOCH=SECONDS overrules that.
# Wants GNU tar.
set -e

list() {
	if test -e .git; then
		git ls-files -z | tr '\0' '\n'
	else
		find Makefile Config.in README LICENSE .clang-format .gitignore .ci applet include tests \
			! -type d ! -name '*.[od]'
	fi | LC_ALL=C sort -u
}

age() {
	if test -n "$SOURCE_DATE_EPOCH"; then
		echo "$SOURCE_DATE_EPOCH"
	elif test -e .git; then
		git log -1 --format=%ct
	else
		date -r Makefile +%s
	fi
}

trap 'rm -f "$1.list" "$1.tmp" "$1.gz"' EXIT
list >"$1.list"
tar -cf "$1.tmp" --format=ustar --no-recursion -T "$1.list" --transform="flags=r;s,^,$2/," --mtime="@$(age)" \
	--owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX
gzip -9n <"$1.tmp" >"$1.gz"
mv "$1.gz" "$1"
