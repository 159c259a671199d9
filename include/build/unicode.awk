# SPDX-License-Identifier: 0BSD
#
# Makes include/lib/unicode-table.h from Unicode's own files (Debian's unicode-data has them in /usr/share/unicode):
#
#     awk -f include/build/unicode.awk UnicodeData.txt EastAsianWidth.txt PropList.txt DerivedCoreProperties.txt
#
# Each run of characters that are not shown in one column becomes two numbers: how many characters lie between it and
# the run before, and its length less one times four plus what it is. A number is its bits in groups of seven, the
# highest first; all bytes of it but the last have 0x80 set. The last run goes to the end of Unicode.
#
#     0  shown above the character in front of it: Mn, Me, and the vowels and finals of Hangul
#     2  takes two columns: East_Asian_Width W and F
#     3  changes how a line is seen, or shows nothing: Cc, Cf, Co, Cs, Zl, Zp, Zs, noncharacters,
#        Default_Ignorable_Code_Point (variation selectors, tags, fillers), and all above plane 3
#
# Characters that Unicode has not assigned are taken for one column; between two runs of the same kind they belong to
# these, which makes the table shorter. tests/ makes the table again and compares.

function hex(text,    n, i) {
	n = 0
	for (i = 1; i <= length(text); i++)
		n = n * 16 + index("123456789ABCDEF", substr(text, i, 1))
	return n
}

# A line of "0300..036F ; ..." or "00AD ; ..." gives first and last.
function range(text) {
	sub(/[ ;].*/, "", text)
	first = last = hex(text)
	if (text ~ /\.\./) {
		first = hex(substr(text, 1, index(text, ".") - 1))
		last = hex(substr(text, index(text, ".") + 2))
	}
}

# What is hidden is that above all; otherwise what was said first counts.
function mark(what,    i) {
	for (i = first; i <= last && i < LIMIT; i++)
		if (what == HIDDEN || !(i in kind))
			kind[i] = what
}

function number(value, more) {
	if (value >= 128)
		number(int(value / 128), 128)
	bytes[count++] = value % 128 + more
}

function run(from, to, what) {
	number(from - end, 0)
	number((to - from - 1) * 4 + what, 0)
	end = to
}

BEGIN {
	MARK = 0
	WIDE = 2
	HIDDEN = 3
	START = 128
	LIMIT = 262144 # plane 4
}

FNR == 1 { file++ }

# UnicodeData.txt: 3400;<CJK Ideograph Extension A, First>;Lo;... and a line for the last one.
file == 1 {
	split($0, field, ";")
	last = hex(field[1])
	first = field[2] ~ /, Last>$/ ? first : last
	for (i = first; i <= last && i < LIMIT; i++)
		assigned[i] = 1
	if (field[3] ~ /^(C[cfos]|Z[lps])$/)
		mark(HIDDEN)
	else if (field[3] ~ /^M[ne]$/)
		mark(MARK)
}
file == 2 && FNR == 1 {
	version = $2
	sub(/^EastAsianWidth-/, "", version)
	sub(/\.txt$/, "", version)
}
file == 2 && /^[0-9A-F.]+;[WF]/ {
	range($1)
	mark(WIDE)
}
file == 3 && /; Noncharacter_Code_Point/ || file == 4 && /; Default_Ignorable_Code_Point/ {
	range($1)
	mark(HIDDEN)
}

END {
	# Hangul_Jamo's vowels and finals, and those of Extended-B.
	first = hex("1160"); last = hex("11FF")
	mark(MARK)
	first = hex("D7B0"); last = hex("D7FF")
	mark(MARK)
	end = START
	what = 1
	for (i = START; i < LIMIT; i++) {
		now = i in kind ? kind[i] : 1
		if (now == 1 && !(i in assigned))
			continue
		if (now != what || now == 1) {
			if (what != 1)
				run(from, to, what)
			what = now
			from = i
		}
		to = i + 1
	}
	if (what != HIDDEN) {
		if (what != 1)
			run(from, to, what)
		from = LIMIT
	}
	run(from, hex("110000"), HIDDEN)
	print "/* SPDX-License-Identifier: 0BSD */"
	print "/* Made by include/build/unicode.awk from Unicode " version ": see there. */"
	for (i = 0; i < count; i++)
		printf "%s%d,%s", (i % 16 ? " " : "\t"), bytes[i], (i % 16 == 15 || i + 1 == count ? "\n" : "")
}
