# SPDX-License-Identifier: 0BSD
#
# Brings what the first process made, and what a program printed of it, into one form: a row a socket,
# single blanks between words.
#
# -v as=netstat      lines `made ...` as netstat -anepW has them; what else it prints, squeezed
# -v letters=epW     which columns it was asked for: users and inodes, holders
# -v as=ss           the same for ss -Hanp -t -u -w -x: unix sockets without queues and peers
# -v backlog=1       a listener's Send-Q is its backlog, which only netlink tells

BEGIN {
	split("ESTABLISHED ESTAB SYN_SENT SYN-SENT SYN_RECV SYN-RECV FIN_WAIT1 FIN-WAIT-1 FIN_WAIT2 FIN-WAIT-2 " \
		"TIME_WAIT TIME-WAIT CLOSE_WAIT CLOSE-WAIT LAST_ACK LAST-ACK LISTEN LISTEN CLOSING CLOSING " \
		"_ UNCONN 7 UNCONN LISTENING LISTEN CONNECTED ESTAB", word)
	for (i = 1; i in word; i += 2)
		ss_state[word[i]] = word[i + 1]
	split("tcp tcp tcp6 tcp udp udp udp6 udp raw raw raw6 raw", word)
	for (i = 1; i in word; i += 2)
		ss_netid[word[i]] = word[i + 1]
	split("STREAM u_str DGRAM u_dgr SEQPACKET u_seq", word)
	for (i = 1; i in word; i += 2)
		ss_netid[word[i]] = word[i + 1]
}

# users:(("init",pid=1,fd=3)) of 1/init and 3
function users(holder, fd,	part) {
	if (holder == "-")
		return ""
	split(holder, part, "/")
	return " users:((\"" part[2] "\",pid=" part[1] ",fd=" fd "))"
}

# An address in brackets, the unspecified one as ::, whatever the program makes of it.
function bracketed(address, six,	port) {
	port = address
	sub(/.*:/, "", port)
	sub(/:[^:]*$/, "", address)
	return six ? "[" address "]:" port : address ":" port
}

function made_ss_inet(	send, six) {
	six = $2 ~ /6$/
	send = $7 == "LISTEN" && backlog ? $12 : $4
	if ($2 in ss_netid)
		print ss_netid[$2], ss_state[$7], $3, send, bracketed($5, six), bracketed($6, six) users($10, $11)
}

function made_netstat() {
	if (letters !~ /^e/ && $2 != "unix")
		$8 = $9 = "_"
	if (letters !~ /^e?p/)
		$($2 == "unix" ? 8 : 10) = "_"
	sub(/^made /, "")
	sub(/ [0-9]+ [0-9]+$/, "")
	gsub(/::ffff:/, "")
	gsub(/ _/, "")
	print
}

/^made / && as == "netstat" { made_netstat(); next }
/^made unix / { print ss_netid[$5], ss_state[$6], ($9 == "_" ? "*" : $9), $7 users($8, $10); next }
/^made / { made_ss_inet(); next }

as == "netstat" && (/^Active / || /^Proto /) { next }
as == "netstat" {
	gsub(/\[ +\]/, "[]")
	gsub(/\[ ACC +\]/, "[ACC]")
}
as == "ss" && /^u_/ { print $1, $2, $5, $6 ($9 == "" ? "" : " " $9); next }
as == "ss" {
	for (i = 5; i <= 6; i++)
		sub(/^\*:/, "[::]:", $i)
}
{ $1 = $1; print }
