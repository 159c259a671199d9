# SPDX-License-Identifier: 0BSD
#
# What boot/beside.c printed of one scene, as the files 1, 2 and 3 that live.awk judges.
#
#	awk -v scene=NAME -v out=DIR/ -f beside.awk LINES CONSOLE

BEGIN {
	printf "" >(out 4)
	for (n = 1; n <= 3; n++)
		printf "" >(out n)
}

NR == FNR { lines[++count] = $0; next }

/^@@ / {
	n = $2
	name = $0
	sub(/^@@ . [^ ]* ?/, "", name)
	mine = $3 == scene
	if (mine)
		text[n, name] = ""
	next
}
!/^[|=]/ { mine = 0 }
!mine { next }
/^=/ { text[n, name] = text[1, name]; next }
{ text[n, name] = text[n, name] substr($0, 3) "\n" }

END {
	for (i = 1; i <= count; i++)
		for (n = 1; n <= 3; n++)
			printf "== %s\n%s", lines[i], text[n, lines[i]] >(out n)
}
