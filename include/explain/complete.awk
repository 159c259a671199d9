# SPDX-License-Identifier: 0BSD
#
# After options.awk and read.awk: the verbs for a completion, the findings of check, and the words that `socklet
# explain` knows, in the spelling that has no blank.

END {
	for (i = 1; i <= verbs; i++)
		list = list (i > 1 ? " " : "") verb[i]
	print "_socklet_verbs='" list "'"
	list = ""
	for (i = 1; i <= terms; i++)
		if (group_of[i] == "findings")
			list = list (list == "" ? "" : " ") spellings[i]
	print "_socklet_findings='" list "'"
	list = ""
	for (i = 1; i <= terms; i++) {
		word = spellings[i]
		sub(/,.*/, "", word)
		gsub(/ /, "-", word)
		if (!manual_only[group_of[i]] && word ~ /^[A-Za-z][A-Za-z0-9_-]+$/)
			list = list (list == "" ? "" : " ") word
	}
	print "_socklet_explained='" list "'"
}
