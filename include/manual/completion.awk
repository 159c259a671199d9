# SPDX-License-Identifier: 0BSD
#
# After options.awk: what include/manual/completion.bash wants to know of one applet, given by -v applet=.

function letters_only(list,	n, i, part, out) {
	n = split(list, part, " ")
	for (i = 1; i <= n; i++)
		if (part[i] ~ /^[a-z][a-z0-9_-]*$/)
			out = out " " part[i]
	return out
}

# What completes the argument of an option; nothing does when it is not here.
function completer(id) {
	if (id == "PROTOCOL")
		return "_socklet_list " words["FAMILY"]
	if (id == "QUERY")
		return "_socklet_list " words["QUERY_WORD"]
	if (id == "FAMILY")
		return "_socklet_words " words["FAMILY_WORD"]
	if (id == "NET")
		return "_socklet_namespaces"
	if (id == "FILTER" || id == "DIAG")
		return "_socklet_files"
	return ":"
}

function argument_function(	i, pattern) {
	print "_socklet_" applet "_argument() {\n\tcase $1 in"
	for (i = 1; i <= options; i++) {
		if (argument[ids[i]] != "ARGUMENT")
			continue
		pattern = forms[ids[i]]
		gsub(/ /, " | ", pattern)
		print "\t" pattern ") " completer(ids[i]) " ;;"
	}
	print "\t*) return 1 ;;\n\tesac\n\treturn 0\n}"
}

# Words that are not options, by the word before them: states and filters, where there are tables to choose.
function operand_function(	states, filter, i, n, kind) {
	n = split("NOT AND OR DST SRC DPORT SPORT DEV FWMARK CGROUP AUTOBOUND", kind, " ")
	if ("QUERY" in known)
		states = letters_only(words["TCP_STATE"] " " words["STATE_WORD"])
	for (i = 1; i <= n; i++)
		filter = filter letters_only(words["WORD_" kind[i]])
	print "_socklet_" applet "_operand() {\n\tcase $1 in"
	if (states != "")
		print "\tstate | exclude | excl) _socklet_words" states " ;;"
	if (states != "" && words["WORD_OPERATOR"] != "") {
		print "\tsport | dport) _socklet_words" letters_only(words["WORD_OPERATOR"]) " ;;"
		print "\tdev) _socklet_devices ;;"
		print "\tsrc | dst | fwmark | cgroup) : ;;"
	}
	print "\t*) " (states == "" ? ":" : "_socklet_words state exclude" filter) " ;;\n\tesac\n}"
}

END {
	for (i = 1; i <= options; i++)
		all = all (i > 1 ? " " : "") forms[ids[i]]
	print "_socklet_" applet "_options='" all "'"
	argument_function()
	operand_function()
}
