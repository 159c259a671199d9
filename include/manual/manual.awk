# SPDX-License-Identifier: 0BSD
#
# After options.awk and include/explain/read.awk: a manual page from its template, in mdoc with a few lines that begin
# with @:
#
#	@options [VERB]     becomes the lists of options, with the text that --help has for them; those of a verb
#	@words GROUP        becomes the words of that group of include/explain/words.txt, with their meanings
#	@verbs              becomes the list of verbs
#	@usage VERB         becomes the arguments of the verb, as --help has them
#	@more ID ... @end   goes behind the option ID in that list; that of a verb is VERB:ID
#	@text ID ... @end   the same, and the text of --help is left out
#	@if FLAG ... @end   stands there when the flag of Config.in is on; @ifnot FLAG when it is not. They nest.
#
# and @VERSION@, given by -v version=, and @LIST@, the words of a list, with commas between.

function say(line,	list) {
	gsub(/@VERSION@/, version, line)
	while (match(line, /@[A-Za-z_]+@/)) {
		list = words[substr(line, RSTART + 1, RLENGTH - 2)]
		gsub(/ /, " , ", list)
		line = substr(line, 1, RSTART - 1) list substr(line, RSTART + RLENGTH)
	}
	print line
}

# "-a" as mdoc's "-a", "--all" as its "-all": Fl writes the first hyphen.
function form(text, value,	long, name) {
	name = substr(text, 2)
	gsub(/-/, "\\-", name)
	if (value == "")
		return "Fl " name
	long = name ~ /^\\-/
	if (value ~ /^\[/)
		return "Fl " name " Ns Oo " (long ? "= Ns " : "") "Ar " substr(value, 2, length(value) - 2) " Oc"
	return "Fl " name (long ? " Ns = Ns Ar " : " Ar ") value
}

# The name of an option's argument, in brackets when it may be left out; an optional word stands behind long names only.
function metavar_of(id, text) {
	if (argument[id] == "OPTIONAL_WORD" && text !~ /^--/)
		return ""
	return argument[id] ~ /^OPTIONAL/ ? "[" metavar[id] "]" : metavar[id]
}

function sentence(text) {
	text = toupper(substr(text, 1, 1)) substr(text, 2)
	return text ~ /[.]$/ ? text : text "."
}

function all_forms(id,	n, i, part, line) {
	n = split(forms[id], part, " ")
	for (i = 1; i <= n; i++)
		line = line (i > 1 ? " , " : "") form(part[i], metavar_of(id, part[i]))
	return line
}

function option(id,	text, n, i, part) {
	say(".It " all_forms(id))
	text = help[id]
	sub(/^\[[A-Z]+\] /, "", text)
	gsub(/\\"/, "\"", text)
	gsub(/\\/, "\\e", text)
	if (!(id in alone) && text != "")
		say(sentence(text))
	n = split(more[id], part, "\n")
	for (i = 1; i < n; i++)
		say(part[i])
}

# What --help does not tell is in the list for scripts' sake: the option is taken, and said to be without effect.
function all_options(list,	i, id, idle, begun, title_before) {
	for (i = 1; i <= options; i++) {
		id = ids[i]
		if (list_of[id] != list)
			continue
		if (!begun++ || section[id] != title_before) {
			if (begun > 1)
				say(".El")
			say(section[id] == "" ? ".Pp\nThe options are:" : ".Ss \\&" section[id])
			say(".Bl -tag -width Ds")
		}
		title_before = section[id]
		if (help[id] != "" || id in more)
			option(id)
		else
			idle = idle (idle == "" ? "" : " , ") all_forms(id)
	}
	if (idle != "") {
		say(".It " idle)
		paragraph("Known, so that scripts need not be changed; this build cannot do what they ask for, and says so.")
	}
	say(".El")
}

# "[OPTION]... [tcp:|udp:]PORT | PATH" as arguments in a synopsis; what is not in capitals is itself.
function synopsis(list,	text, i, c) {
	text = usage[list]
	gsub(/\[OPTION\]\.\.\./, "Oo Ar option ... Oc", text)
	gsub(/\[FILTER\]/, "Oo Ar filter ... Oc", text)
	gsub(/\[tcp:\|udp:\]/, "Oo Cm tcp:\\\\\\& | udp:\\\\\\& Oc Ns ", text)
	while (match(text, /[A-Z][A-Z]+/))
		text = substr(text, 1, RSTART - 1) "Ar " tolower(substr(text, RSTART, RLENGTH)) substr(text, RSTART + RLENGTH)
	say(".Nm\n.Cm " list "\n." text)
}

# A word as an argument of a macro: in quotes when it has blanks, and neither a macro's name nor punctuation.
function word(text) {
	gsub(/-/, "\\-", text)
	if (text ~ /^[A-Z][a-z]$/ || text ~ /^[^A-Za-z0-9]/)
		text = "\\" "&" text
	return text ~ / / ? "\"" text "\"" : text
}

# A sentence, by lines of less than 80 characters.
function say_folded(text,	at) {
	while (length(text) > 78) {
		for (at = 78; at > 1 && substr(text, at, 1) != " "; at--)
			;
		if (at == 1)
			break
		say(guarded(substr(text, 1, at - 1)))
		text = substr(text, at + 1)
	}
	say(guarded(text))
}

# What begins a line is no macro, and close() no function to be marked as one.
function guarded(text) {
	gsub(/\(\)/, "(\\\\\\&)", text)
	return text ~ /^[.']/ ? "\\" "&" text : text
}

# Each sentence begins a line.
function paragraph(text,	rest) {
	while (match(text, /[A-Za-z0-9)"][.:?] +[A-Z]/)) {
		rest = substr(text, RSTART + RLENGTH - 1)
		say_folded(substr(text, 1, RSTART + 1))
		text = rest
	}
	say_folded(text)
}

function all_words(name,	i, j, n, part, line) {
	if (!(name in title)) {
		print "manual.awk: no group " name " of words" > "/dev/stderr"
		failed = 1
	}
	say(".Bl -tag -width Ds")
	for (i = 1; i <= terms; i++) {
		if (group_of[i] != name)
			continue
		n = split(spellings[i], part, ", ")
		line = ".It Cm "
		for (j = 1; j <= n; j++)
			line = line (j > 1 ? " , " : "") word(part[j])
		say(line)
		paragraph(meaning[i] (i in needs ? " " needs[i] : ""))
	}
	say(".El")
}

function all_verbs(	i) {
	say(".Bl -tag -width explain")
	for (i = 1; i <= verbs; i++) {
		say(".It Cm " verb[i])
		say(sentence(verb_help[i]))
	}
	say(".It Cm netstat , ss")
	say("These programs, each with a page of its own.")
	say(".El")
}

# Lines that the build has: those of an option to more[], the others to text[].
function gather(	i, depth, kind, hides, hidden, id) {
	for (i = 1; i <= lines; i++) {
		split(template[i], part, " ")
		if (part[1] ~ /^@(if|ifnot|more|text)$/) {
			kind[++depth] = part[1]
			hides[depth] = part[1] ~ /^@if/ && (part[2] in on) != (part[1] == "@if")
			hidden += hides[depth]
			if (part[1] ~ /^@if/)
				continue
			id = part[2]
			if (part[1] == "@text")
				alone[id] = 1
			if (!(id in known)) {
				print "manual.awk: no option " id " in the list" > "/dev/stderr"
				failed = 1
			}
		} else if (part[1] == "@end") {
			hidden -= hides[depth]
			if (kind[depth--] !~ /^@if/)
				id = ""
		} else if (hidden) {
			continue
		} else if (id != "") {
			more[id] = more[id] template[i] "\n"
		} else {
			text[++texts] = template[i]
		}
	}
}

END {
	gather()
	for (i = 1; i <= texts; i++) {
		if (text[i] ~ /^@options/)
			all_options(substr(text[i], 10))
		else if (text[i] ~ /^@usage /)
			synopsis(substr(text[i], 8))
		else if (text[i] == "@verbs")
			all_verbs()
		else if (text[i] ~ /^@words /)
			all_words(substr(text[i], 8))
		else
			say(text[i])
	}
	exit failed
}
