# SPDX-License-Identifier: 0BSD
# Judges runs of the peer, of ours and of the peer again.
#	awk -f live.awk PEER OURS PEER-AGAIN [OURS-BY-PROC]
# Each file is a row of blocks, in the same order: `== OPTIONS`, then what the
# run with these options printed.  One verdict a block:
#	same OPTIONS
#	differs OPTIONS		and the rows, behind `# `
#	moved OPTIONS		the two runs of the peer differ: run it again
# Trailing blanks do not count.  A timer may have run down between the first
# run and the last: then ours may be anywhere between the peer's two.

BEGIN {
	P = ARGV[1]; O = ARGV[2]; Q = ARGV[3]; R = ARGV[4]
	also = ARGC > 4
	ARGC = 1
	head(P); head(O); head(Q)
	if (also)
		head(R)
	while (P in options) {
		name = options[P]
		if (options[O] != name || options[Q] != name || (also && options[R] != name)) {
			print "differs the harness lost its way at " name
			exit 1
		}
		np = block(P, p); no = block(O, o); nq = block(Q, q)
		judge()
	}
}

function head(file,   line) {
	while ((getline line < file) > 0)
		if (line ~ /^== /) {
			options[file] = substr(line, 4)
			return
		}
	delete options[file]
}

function block(file, rows,   n, line) {
	delete options[file]
	while ((getline line < file) > 0) {
		if (line ~ /^== /) {
			options[file] = substr(line, 4)
			break
		}
		sub(/[ \t]+$/, "", line)
		rows[++n] = line
	}
	return n + 0
}

# Splits "... on (1.23/4/0)" into the row without its seconds, and the seconds.
function body(row) {
	seconds = ""
	if (!match(row, / \([0-9]+\.[0-9][0-9]\/[0-9]+\/[0-9]+\)$/))
		return row
	split(substr(row, RSTART + 2), part, "/")
	seconds = part[1]
	return substr(row, 1, RSTART) substr(row, RSTART + 2 + length(seconds))
}

# The peer's row stayed, or only its timer ran down.
function stayed(a, b,   x, sx) {
	if (a == b)
		return 1
	x = body(a); sx = seconds
	return body(b) == x && seconds != "" && sx + 0 >= seconds + 0
}

# Ours is the peer's row, give or take the time between its two runs.
function fits(a, ours, b,   x, sx, y, sy) {
	if (ours == a || ours == b)
		return 1
	x = body(a); sx = seconds
	y = body(b); sy = seconds
	return body(ours) == x && x == y && sx != "" && sx + 0 >= seconds + 0 && seconds + 0 >= sy + 0
}

# Ours, and where that is good, ours by /proc.
function judge(   i, still, good) {
	still = np == nq
	for (i = 1; i <= np && still; i++)
		still = stayed(p[i], q[i])
	good = is_good()
	who = "ours"
	if (good && also) {
		no = block(R, o)
		good = is_good()
		who = "ours by /proc"
	} else if (also) {
		block(R, unused)
	}
	if (good && still)
		print "same " name
	else if (!still)
		print "moved " name
	else
		differs()
}

function is_good(   i, good) {
	good = no == np
	for (i = 1; i <= np && good; i++)
		good = fits(p[i], o[i], q[i])
	return good
}

function differs(   i, shown) {
	print "differs " name
	if (no != np)
		print "#   lines: peer " np ", " who " " no
	for (i = 1; (i <= np || i <= no) && shown < 3; i++) {
		if (i <= np && i <= no && fits(p[i], o[i], q[i]))
			continue
		print "#   peer: " (i <= np ? p[i] : "(none)")
		print "#   " who ": " (i <= no ? o[i] : "(none)")
		shown++
	}
}
