# SPDX-License-Identifier: 0BSD
#
# After options.awk: a manual page from its template, in mdoc with a few lines that begin with @:
#
#	@options            becomes the list of options, with the text that --help has for them
#	@more ID ... @end   goes behind the option ID in that list
#	@text ID ... @end   the same, and the text of --help is left out
#	@if FLAG ... @end   stands there when the flag of Config.in is on; @ifnot FLAG when it is not
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

# The name of an option's argument, in brackets when it may be left out.
function metavar_of(id) {
	return argument[id] == "OPTIONAL_NUMBER" ? "[" metavar[id] "]" : metavar[id]
}

function sentence(text) {
	text = toupper(substr(text, 1, 1)) substr(text, 2)
	return text ~ /[.]$/ ? text : text "."
}

function all_forms(id,	n, i, part, line) {
	n = split(forms[id], part, " ")
	for (i = 1; i <= n; i++)
		line = line (i > 1 ? " , " : "") form(part[i], metavar_of(id))
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
function all_options(	i, id, idle) {
	for (i = 1; i <= options; i++) {
		id = ids[i]
		if (help[id] != "" || id in more)
			option(id)
		else
			idle = idle (idle == "" ? "" : " , ") all_forms(id)
	}
	if (idle != "") {
		say(".It " idle)
		say("Known, so that scripts need not be changed; this build cannot do what they ask for, and says so.")
	}
}

# @more and @text first, for the list may stand before them.
function gather(	i, id) {
	for (i = 1; i <= lines; i++) {
		if (template[i] ~ /^@(more|text) /) {
			id = substr(template[i], 7)
			if (template[i] ~ /^@text /)
				alone[id] = 1
			if (!(id in known)) {
				print "manual.awk: no option " id " in the list" > "/dev/stderr"
				failed = 1
			}
		} else if (template[i] == "@end" && id != "")
			id = ""
		else if (id != "")
			more[id] = more[id] template[i] "\n"
		else
			text[++texts] = template[i]
	}
}

END {
	gather()
	for (i = 1; i <= texts; i++) {
		if (text[i] ~ /^@if(not)? /) {
			split(text[i], part, " ")
			hidden = (part[2] in on) != (part[1] == "@if")
		} else if (text[i] == "@end")
			hidden = 0
		else if (!hidden && text[i] == "@options")
			all_options()
		else if (!hidden)
			say(text[i])
	}
	exit failed
}
