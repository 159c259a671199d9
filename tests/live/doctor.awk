# SPDX-License-Identifier: 0BSD
# Rewrites the rows of a /proc/net file (-v kind=NAME) so that they go through
# every state, timer, flag and type, and some queues at their limits.

function inet(states) {
	$4 = sprintf("%02X", 1 + NR % states)
	$5 = NR % 7 ? $5 : "FFFFFFFF:7FFFFFFF"
	$6 = sprintf("%02X:%08X", NR % 6, NR * 1237)
	$7 = sprintf("%08X", NR % 9)
	$8 = NR % 5 ? $8 : 4294967294
	$9 = NR % 4
	$10 = NR % 11 ? $10 : 4294967295
}

NR == 1 { print; next }
kind == "unix" {
	$2 = sprintf("%08X", NR % 12 ? NR % 5 : 305419896)
	$4 = sprintf("%08X", (NR % 2) * 65536 + (NR % 3 ? 0 : 131072) + (NR % 5 ? 0 : 262144))
	$5 = sprintf("%04X", NR % 8)
	$6 = sprintf("%02X", NR % 7)
	print
	next
}
kind ~ /^tcp/ { inet(11) }
kind !~ /^tcp/ { inet(14) }
{ print }
