#!/bin/sh
# SPDX-License-Identifier: 0BSD
# Every character of Unicode in the path of a socket: what changes how a line is seen is escaped, and columns count
# what a terminal shows. What is expected is perl's knowledge of Unicode.
. "$(dirname "$0")/../lib.sh"

scratch
top=$(dirname "$TESTS")
unicode=/usr/share/unicode
on() { grep -q "^CONFIG_$1=y" "$SOCKLET_DIR/.config"; }

# ---- the table is what its generator makes ------------------------------------------------------

made=$(sed -n 's/.*from Unicode \([0-9.]*\):.*/\1/p' "$top/include/lib/unicode-table.h")
here=$(sed -n '1s/^# EastAsianWidth-\(.*\)\.txt.*/\1/p' $unicode/EastAsianWidth.txt 2>/dev/null)
if [ "$made" != "$here" ]; then
	skip "unicode-table.h is made from Unicode $made" "$unicode has ${here:-nothing} (Debian: unicode-data)"
else
	for awk in awk gawk original-awk "busybox awk"; do
		command -v "${awk%% *}" >/dev/null || continue
		(cd $unicode && $awk -f "$top/include/build/unicode.awk" UnicodeData.txt EastAsianWidth.txt \
			PropList.txt DerivedCoreProperties.txt) >"$T/table"
		same "unicode-table.h is what $awk makes from Unicode $made" "$top/include/lib/unicode-table.h" "$T/table"
	done
fi

# ---- every character ----------------------------------------------------------------------------

# Rows of /proc/net/unix to one file, and to another what ss shows of each behind its state and queues: the path,
# which stands to the right in 60 columns, and the inode. The first row makes them 60.
cat >"$T/rows.pl" <<'END'
use strict;
use warnings;
my ($unicode, $rows, $expected) = @ARGV;
my $inode = 0;
open my $r, '>', $rows or die;
open my $e, '>', $expected or die;
print $r "Num       RefCount Protocol Flags    Type St Inode Path\n";

# row PATH SHOWN COLUMNS
sub row {
	my ($path, $shown, $columns) = @_;
	printf $r "0000000000000000: 00000002 00000000 00000000 0002 01 %u %s\n", ++$inode, $path;
	print $e ' ' x (60 - $columns), "$shown $inode\n";
}
sub escaped { join '', map { sprintf '\x%02x', $_ } unpack 'C*', shift }

row('x' x 60, 'x' x 60, 60);
for my $code (0x80 .. 0x3ffff, 0xe0001, 0xe0041, 0xe007f, 0xe0100, 0xe01ef, 0xf0000, 0xffffd, 0x10fffd, 0x10ffff) {
	my $c = chr $code;
	next unless $c =~ /\p{Assigned}|\p{Noncharacter_Code_Point}/;
	my $hidden = $c =~ /\p{Cc}|\p{Cf}|\p{Co}|\p{Cs}|\p{Zl}|\p{Zp}|\p{Zs}|\p{Default_Ignorable_Code_Point}/ ||
	    $c =~ /\p{Noncharacter_Code_Point}/;
	my $columns = $c =~ /\p{Mn}|\p{Me}|\p{Hangul_Syllable_Type=V}|\p{Hangul_Syllable_Type=T}/ ? 0 :
	    $c =~ /\p{East_Asian_Width=W}|\p{East_Asian_Width=F}/ ? 2 : 1;
	utf8::encode($c);
	my $shown = $hidden || !$unicode ? escaped($c) : $c;
	row("a${c}b", "a${shown}b", 2 + ($shown eq $c ? $columns : length $shown));
}
exit unless $unicode;

# Marks: none without a character to stand above, and not too many.
my ($mark, $not) = ("\xcc\x81", '\xcc\x81');
row($mark, $not, 8);
row("a $mark", "a $not", 10);
row("a\xff$mark", "a\\xff$not", 13);
row('a' . $mark x 7 . "b$mark", 'a' . $mark x 4 . $not x 3 . "b$mark", 26);
END

if on SS && on FEATURE_SS_UNIX; then
	mkdir -p "$T/root/net"
	on FEATURE_UNICODE && with=1 || with=0
	perl "$T/rows.pl" "$with" "$T/root/net/unix" "$T/expected" || not_ok "rows are made" </dev/null
	PROC_ROOT=$T/root SOCKLET_SOURCE=proc "$SOCKLET_DIR/ss" -Hxan >"$T/stdout" 2>"$T/stderr"
	is "every character: status and messages" "0 " "$? $(head -n 1 "$T/stderr")"
	sed 's/^u_dgr UNCONN 0      0      //; s/ *\* 0 *$//' "$T/stdout" >"$T/shown"
	same "every character: escaped or shown, in its columns ($(wc -l <"$T/shown"))" "$T/expected" "$T/shown"
else
	skip "every character in a row of ss -x" "this configuration has none"
fi

# ---- columns of a table -------------------------------------------------------------------------

# A program's name is cut at 19 columns, as net-tools cuts it at 19 bytes, and what follows stays where it is. Without
# FEATURE_UNICODE the escapes are cut.
own_row() {
	mkdir -p "$T/proc/net" "$T/proc/77/fd"
	ln -sf 'socket:[4711]' "$T/proc/77/fd/3"
	printf '%s\0' "$1" >"$T/proc/77/cmdline"
	printf '%s\n%s\n' 'Num       RefCount Protocol Flags    Type St Inode Path' \
		'0000000000000000: 00000002 00000000 00000000 0002 01 4711 /path' >"$T/proc/net/unix"
	PROC_ROOT=$T/proc SOCKLET_SOURCE=proc "$OURS" -xanp | sed -n 's/.* 4711 *77/77/p'
}
if on FEATURE_NETSTAT_PRG; then
	is "a program's name in ASCII" "77/program           /path" "$(own_row program)"
	if on FEATURE_UNICODE; then
		is "a program's name in CJK" "77/$(printf '\344\270\200\344\272\214')              /path" \
			"$(own_row "$(printf '\344\270\200\344\272\214')")"
		wide=$(printf '\344\270\200%.0s' 1 2 3 4 5 6 7 8)
		is "a long one is cut by columns" "77/$wide  /path" "$(own_row "$wide$wide")"
		marks=$(printf 'e\314\201%.0s' 1 2 3 4 5 6 7 8 9 a b c d e f g)
		is "marks take none" "77/$marks  /path" "$(own_row "$marks$marks")"
	else
		is "a program's name in CJK" '77/\xe4\xb8\x80\xe4  /path' \
			"$(own_row "$(printf '\344\270\200\344\272\214')")"
	fi
else
	skip "a program's name in its columns" "this configuration has no netstat -p"
fi
