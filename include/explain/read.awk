# SPDX-License-Identifier: 0BSD
#
# Reads include/explain/words.txt and, where it is given, include/check/findings.def (of whose groups those are taken
# that are in on[], as options.awk has read it), and leaves to the END of the
# program that goes with this one: groups, group[1..groups], title[GROUP]; and terms, spellings[1..terms] with ", "
# between, meaning[1..terms], a paragraph, and group_of[1..terms]; manual_only[GROUP]. Of a finding needs[1..terms] is a
# sentence on what it cannot be judged without, which rules.def, groups.def and values.def of that folder help to find.

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
	split(found, piece, /[(,] */)
	finding_id[terms] = piece[2]
	need[terms] = piece[4]
}

# RULE(group, finding, severity, how, a, ...), VALUE(group, id, source, name): of which all rules need two looks, or a
# counter of the whole machine. Those of groups.def are judged by more than rules.
function rule(	piece)
{
	split($0, piece, /[(,] */)
	if (piece[1] == "RULE") {
		other_than_growth[piece[3]] += piece[5] == "LEVEL"
		other_than_machine[piece[3]] += !(piece[6] in of_machine)
		has_rules[piece[3]] = 1
	} else if (piece[1] == "VALUE" && (machine || piece[3] == "ORPHANS")) {
		machine = of_machine[piece[3]] = 1
	} else if (piece[1] == "GROUP") {
		while (match($0, /BIT\([A-Z_]+\)/)) {
			has_more[substr($0, RSTART + 4, RLENGTH - 5)] = 1
			$0 = substr($0, RSTART + RLENGTH)
		}
	}
}

function settle_needs(	i, id, text)
{
	for (i = 1; i <= terms; i++) {
		id = finding_id[i]
		text = need[i] == "NEEDS_NETLINK" ? "netlink" : need[i] == "NEEDS_TWO_LOOKS" ? "two looks" : \
			need[i] == "NEEDS_OWNERS" ? "the right to look into every process (CAP_SYS_PTRACE)" : ""
		if (id in has_rules && !(id in has_more)) {
			if (!other_than_growth[id])
				text = "two looks"
			if (!other_than_machine[id])
				text = text (text == "" ? "" : ", and ") "the machine's own network namespace"
		}
		if (text != "")
			needs[i] = "Needs " text "."
	}
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

FILENAME ~ /check\/(rules|groups|values)[.]def$/ {
	rule()
	next
}
END { settle_needs() }
