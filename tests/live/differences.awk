# SPDX-License-Identifier: 0BSD
# Reads known-differences.
#	awk -f differences.awk -v list=1             NAME ZOO OPTIONS of each entry
#	awk -f differences.awk -v side=peer|ours     a sed script (for sed -E) of one side
#	... -v without=NAME                          leaves one entry out
#	... -v of=ss                                 the entries of ss: `ss-difference NAME`;
#	... -v of=ss-diag                            those of ss by netlink, likewise
#	... -v of=ss-guest                           those of ss in a booted machine
# The script works on blocks (live.awk): it keeps the block's option line in
# the hold space, so that an entry can ask for which options it is good.

BEGIN {
	if (!list)
		print "/^== /{h;x;s/^== //;x;b\n}"
}

/^(#|$)/ { next }

{
	key = $1
	text = $0
	sub(/^[-a-z]+ /, "", text)
}
key ~ /difference$/ { mine = key == (of ~ /^ss/ ? of "-" : "") "difference" }
!mine { next }

key ~ /difference$/ { name = text; when = ""; if (list) printf "%s%s", sep, name; sep = "\n"; next }
key == "scene" && list { printf " %s", text; next }
key == "when" { when = text; gsub(/\//, "\\/", when); next }
list || key != side || name == without { next }

{
	if (when != "")
		printf "x\n/%s/!{x;bskip%d\n}\nx\n", when, ++n
	print text
	if (when != "")
		print ":skip" n
}

END {
	if (list)
		print ""
}
