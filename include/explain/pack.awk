# SPDX-License-Identifier: 0BSD
#
# Packs what `socklet explain` tells: `awk -f include/build/pack.awk -f read.awk -f pack.awk words.txt` prints
# explain.h. The words become one text, of lines
#
#	@<title of a group>
#	<spelling>, <spelling>|<meaning>

END {
	for (i = 1; i <= terms; i++) {
		if (manual_only[group_of[i]])
			continue
		if (group_of[i] != group_of[i - 1])
			append("@" title[group_of[i]] "\n")
		append(spellings[i] "|" meaning[i] "\n")
	}
	write_packed()
}
