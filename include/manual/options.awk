# SPDX-License-Identifier: 0BSD
#
# Reads what a manual page or a completion says about an applet, and only what is in the build:
#
#	awk -f options.awk -f WHAT.awk .auto.conf APPLET/options.def [OTHER.def]... TEMPLATE
#
# leaves to the END of WHAT.awk the options (ids[1..options], forms[id], argument[id], metavar[id], help[id]), the
# words of other lists (words["FAMILY"], words["TCP_STATE"], words["QUERY_WORD"], of filters words["WORD_NOT"] and so
# on; words["KEY"], of --by; words["TOP_KEY"], of top's), with blanks between; section[id], the title above an option; verb[1..verbs] and
# verb_help[1..verbs]; and the template's lines, template[1..lines]. An option of socklet's verb top has the id
# top:ID, and usage["top"] is what --help says of its arguments; list_of[id] is "top" then, and "" for an applet's own.

function flag(line,	n) {
	n = split(line, part, /[= ]/)
	if (n == 2 && part[2] == "y")
		on[substr(part[1], 8)] = 1
}

# The arguments of KIND(a, "b", ...) to f[1..n], strings without their quotes.
function arguments(line, f,	n, text) {
	n = 0
	line = substr(line, index(line, "(") + 1)
	while (match(line, /^[ \t]*("([^"\\]|\\.)*"|[A-Z_]+\([A-Z]+\)|[^,)"]+)[ \t]*[,)]/)) {
		text = substr(line, RSTART, RLENGTH - 1)
		line = substr(line, RSTART + RLENGTH)
		gsub(/^[ \t]+|[ \t]+$/, "", text)
		if (text ~ /^"/)
			text = substr(text, 2, length(text) - 2)
		f[++n] = text
	}
	return n
}

function add_word(list, word) {
	if (word != "")
		words[list] = words[list] (words[list] == "" ? "" : " ") word
}

function add_option(feature, letter, name, takes, id, text) {
	if (list != "")
		id = list ":" id
	if (!(id in known)) {
		known[id] = 1
		order[++orders] = id
		section[id] = title_above
		list_of[id] = list
	}
	rows[id] = rows[id] feature "\t" letter "\t" name "\t" takes "\t" text "\n"
}

# Text that is there for a flag only, behind another: "a" IF_X("b") is "ab", or "a".
function joined(line,	part) {
	while (match(line, /" IF_[A-Z0-9_]+\("[^"]*"\)/)) {
		split(substr(line, RSTART, RLENGTH), part, /" IF_|\("|"\)/)
		line = substr(line, 1, RSTART - 1) (part[2] in on ? part[3] : "") "\"" substr(line, RSTART + RLENGTH)
	}
	return line
}

function row(line,	f, kind) {
	if (match(line, /^IF_[A-Z0-9_]+\(/)) {
		if (!(substr(line, 4, RLENGTH - 4) in on))
			return
		line = substr(line, RLENGTH + 1)
	}
	line = joined(line)
	kind = substr(line, 1, index(line, "(") - 1)
	arguments(line, f)
	if (kind == "OPT")
		add_option(f[1], f[2], f[3], f[4], f[5], f[6])
	else if (kind == "ALIAS")
		add_option(f[1], f[2], f[3], f[4], f[5], "")
	else if (kind == "FAMILY") {
		add_option(f[1], f[2], f[3], "NO_ARGUMENT", f[4], f[5])
		family[++families] = f[1] "\t" f[3]
	} else if (kind == "FAMILY_ALIAS") {
		add_option(f[1], "", f[2], "NO_ARGUMENT", f[3], "")
		family[++families] = f[1] "\t" f[2]
	} else if (kind == "SECTION")
		title_above = f[1]
	else if (kind == "USAGE")
		usage[list] = f[2]
	else if (kind == "VERB" && f[1] in on) {
		verb[++verbs] = f[2]
		verb_help[verbs] = f[3]
	} else if (kind == "TCP_STATE")
		add_word(kind, f[5])
	else if (kind ~ /^(STATE_WORD|FAMILY_WORD|QUERY_WORD|TOP_KEY)$/)
		add_word(kind, f[1])
	else if (kind == "FILTER_WORD")
		add_word(substr(f[1] " ", 1, index(f[1] " ", " ") - 1), f[2])
}

function settle(	i, j, k, n, m, id, line, part) {
	for (i = 1; i <= orders; i++) {
		id = order[i]
		n = split(rows[id], line, "\n")
		for (j = 1; j < n; j++) {
			m = split(line[j], part, "\t")
			if (!(part[1] in on))
				continue
			argument[id] = part[4]
			sub(/\(.*/, "", argument[id])
			metavar[id] = substr(part[4], length(argument[id]) + 2)
			sub(/\)/, "", metavar[id])
			if (part[5] != "")
				help[id] = part[5]
			if (part[2] != "" && part[2] != "?")
				forms[id] = forms[id] " -" part[2]
			if (part[3] != "" && "FEATURE_LONG_OPTIONS" in on)
				forms[id] = forms[id] " --" part[3]
		}
		sub(/^ /, "", forms[id])
		if (forms[id] != "")
			ids[++options] = id
	}
	for (i = 1; i <= families; i++) {
		split(family[i], part, "\t")
		if (part[1] in on)
			add_word("FAMILY", part[2])
	}
}

# The keys of --by stand in macros of C.
function field_key(line,	part) {
	split(line, part, "\"")
	if (line ~ /^\tIF_/ && !(substr(line, 5, index(line, "(") - 5) in on))
		return
	if (line ~ /^#define TIMER_FIELDS/)
		in_timer = 1
	else if (line ~ /^#define/)
		in_timer = 0
	else if (line ~ /^\t(IF_[A-Z_]+\()?[AS]\(F, "/ && !in_timer)
		add_word("KEY", part[2])
}

FNR == 1 {
	list = FILENAME ~ /socklet\/[a-z]+\.def$/ && FILENAME !~ /verbs\.def$/ ? FILENAME : ""
	gsub(/.*\/|\.def$/, "", list)
	title_above = ""
}
FILENAME ~ /\.conf$/ { flag($0); next }
FILENAME ~ /sock\.def$/ { field_key($0); next }
FILENAME ~ /\.def$/ && /^[A-Z_0-9]+\(/ { row($0); next }
FILENAME ~ /\.in$/ { template[++lines] = $0 }
END { settle() }
