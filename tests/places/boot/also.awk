# SPDX-License-Identifier: 0BSD
#
# The rows that a program should print of the lines `also OPTION INODE NETID STATE RECV-Q SEND-Q LOCAL PEER USERS`
# of boot/families.c.
#
# -v options, states   which of them
# -v ends=REGEX        which, by their local and their peer's address
# -v netid=netid       ss's first column is shown
# -v as=netstat        SCTP's as netstat -anepWS has them: endpoints that listen, and associations

function among(word, words) {
	return index(" " words " ", " " word " ")
}

!(/^also / && among($2, options) && among($5, states)) { next }
ends && ($8 " " $9) !~ ends { next }

as == "netstat" {
	gsub(/[][]|%lo/, "")
	if ($5 == "LISTEN")
		print "sctp", $8, "LISTEN 0", $3, "1/init"
	else if ($4 == "`-")
		print "sctp", $6, $7, $8, $9, "ESTABLISHED 0", $3, "1/init"
	next
}

# An association's row has a mark in place of the name, in the column of the states.
{
	name = $4 == "`-" || netid ? $4 " " : ""
	print name $5, $6, $7, $8, $9 ($10 == "" ? "" : " " $10)
}
