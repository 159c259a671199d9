# SPDX-License-Identifier: 0BSD
#
# After options.awk: what include/manual/completion.bash wants to know of one applet, given by -v applet=, or of each of
# socklet's verbs: its options, what completes their arguments, and the words that are no options.

function letters_only(list,	n, i, part, out) {
	n = split(list, part, " ")
	for (i = 1; i <= n; i++)
		if (part[i] ~ /^[a-z][a-z0-9_-]*$/)
			out = out " " part[i]
	return out
}

# What completes the argument of an option, by the name that the lists have for it; nothing does when it is not here.
function completer(id,	name) {
	name = metavar[id]
	if (id == "PROTOCOL")
		return "_socklet_list " words["FAMILY"]
	if (id == "QUERY")
		return "_socklet_list " words["QUERY_WORD"]
	if (name == "FAMILY")
		return "_socklet_words " words["FAMILY_WORD"]
	if (name == "NAMESPACE")
		return "_socklet_namespaces"
	if (name == "FILE")
		return "_socklet_files"
	if (name == "KEYS")
		return "_socklet_list " words["KEY"]
	if (name == "KEY")
		return "_socklet_words" letters_only(words["TOP_KEY"])
	if (name == "IDS")
		return "_socklet_list $_socklet_findings"
	if (name == "FORM")
		return "_socklet_words lines"
	return ":"
}

# An argument is in the next word, or behind the "=" of a long name, which is then the end of what is asked for.
function argument_function(list,	i, j, n, id, form, pattern) {
	print "_socklet_" name_of(list) "_argument() {\n\tcase $1 in"
	for (i = 1; i <= options; i++) {
		id = ids[i]
		if (list_of[id] != list || argument[id] == "NO_ARGUMENT")
			continue
		n = split(forms[id], form, " ")
		pattern = ""
		for (j = 1; j <= n; j++) {
			if (argument[id] == "ARGUMENT")
				pattern = pattern " | " form[j]
			if (form[j] ~ /^--/)
				pattern = pattern " | " form[j] "="
		}
		if (pattern != "")
			print "\t" substr(pattern, 4) ") " completer(id) " ;;"
	}
	print "\t*) return 1 ;;\n\tesac\n\treturn 0\n}"
}

# Words that are not options, by the word before them: states and filters, where there are tables to choose.
function operand_function(list,	states, filter, i, n, kind) {
	n = split("NOT AND OR DST SRC DPORT SPORT DEV FWMARK CGROUP AUTOBOUND", kind, " ")
	if ("QUERY" in known)
		states = letters_only(words["TCP_STATE"] " " words["STATE_WORD"])
	if ("QUERY" in known || usage[list] ~ /FILTER/)
		for (i = 1; i <= n; i++)
			filter = filter letters_only(words["WORD_" kind[i]])
	print "_socklet_" name_of(list) "_operand() {\n\tcase $1 in"
	if (states != "")
		print "\tstate | exclude | excl) _socklet_words" states " ;;"
	if (filter != "") {
		print "\tsport | dport) _socklet_words" letters_only(words["WORD_OPERATOR"]) " ;;"
		print "\tdev) _socklet_devices ;;"
		print "\tsrc | dst | fwmark | cgroup) : ;;"
	}
	if (usage[list] ~ /PATH/)
		print "\t*) _socklet_files ;;"
	else
		print "\t*) " (states filter == "" ? ":" : "_socklet_words" (states == "" ? "" : " state exclude") filter) " ;;"
	print "\tesac\n}"
}

function name_of(list) {
	return list == "" ? applet : list
}

function complete(list,	i, all) {
	for (i = 1; i <= options; i++)
		if (list_of[ids[i]] == list)
			all = all (all == "" ? "" : " ") forms[ids[i]]
	print "_socklet_" name_of(list) "_options='" all "'"
	argument_function(list)
	operand_function(list)
}

END {
	for (i = 1; i <= verbs; i++)
		if (verb[i] in usage)
			complete(verb[i])
	if (!verbs)
		complete("")
}
