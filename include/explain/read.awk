# SPDX-License-Identifier: 0BSD
#
# Reads include/explain/words.txt and, where it is given, include/check/findings.def (of whose groups those are taken
# that are in on[], as options.awk has read it), and leaves to the END of the
# program that goes with this one: groups, group[1..groups], title[GROUP]; and terms, spellings[1..terms] with ", "
# between, meaning[1..terms], a paragraph, and group_of[1..terms]; manual_only[GROUP].

BEGIN { title["findings"] = "What socklet check finds" }

function add(spelling)
{
	spellings[++terms] = spelling
	group_of[terms] = group[groups]
}

function add_group(name, text)
{
	group[++groups] = name
	title[name] = text
}

# The strings of a line, one after the other, to piece[1..n].
function strings(line, piece,	n)
{
	while (match(line, /"([^"\\]|\\.)*"/)) {
		piece[++n] = substr(line, RSTART + 1, RLENGTH - 2)
		line = substr(line, RSTART + RLENGTH)
	}
	return n
}

# What a finding means and what helps, without the marks that findings.def tells of: its first paragraph is numbers,
# and a sentence with one in it says nothing by itself. applet/check/general.c does the same.
function general(text,	n, i, sentence, out) {
	gsub(/\\"/, "\"", text)
	n = split(substr(text, index(text, "\\n") + 2), sentence, /\|/)
	for (i = 1; i < n; i++) {
		sub(/^([?!][0-9])+/, "", sentence[i])
		gsub(/\[=?|\]/, "", sentence[i])
		if (sentence[i] !~ /[%&@$^][0-5ta]/)
			out = out (sentence[i] ~ /^ / ? "" : " ") sentence[i]
	}
	return out
}

function finding(	piece, n, i, text)
{
	n = strings(found, piece)
	for (i = 4; i <= n; i++)
		text = text piece[i]
	add(piece[1])
	meaning[terms] = toupper(substr(piece[2], 1, 1)) substr(piece[2], 2) "." general(text)
}

FILENAME ~ /words[.]txt$/ {
	if (/^[=-] /) {
		name = $2
		manual_only[name] = /^-/
		sub(/^[=-] [^ ]+  /, "")
		add_group(name, $0)
	} else if (/^[^#\t]/) {
		add($0)
	} else if (/^\t/) {
		meaning[terms] = meaning[terms] (meaning[terms] == "" ? "" : " ") substr($0, 2)
	}
	next
}

FILENAME ~ /findings[.]def$/ {
	if (group[groups] != "findings")
		add_group("findings", title["findings"])
	if (/^FINDING/) {
		found = ""
		split($0, part, /, /)
		built = ("FEATURE_CHECK_" part[2]) in on
	}
	found = found $0
	if (found ~ /^FINDING.*\)$/) {
		if (built)
			finding()
		found = ""
	}
	next
}
