# SPDX-License-Identifier: 0BSD
# socklet explain: that it knows what netstat and ss show, by each spelling, and what was meant by another.
# shellcheck shell=sh
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

scratch
top=$(dirname "$TESTS")
socklet=$SOCKLET_DIR/socklet
if ! "$socklet" explain >"$T/list" 2>/dev/null; then
	skip "explain" "not in this build"
	exit 0
fi

# The spellings of include/explain/words.txt, one a line: all of them, or those that the program has too.
cat >"$T/spellings.awk" <<'EOF'
END {
	for (i = 1; i <= terms; i++)
		if (all || !manual_only[group_of[i]]) {
			gsub(/, /, "\n", spellings[i])
			print spellings[i]
		}
}
EOF
spellings() {
	awk -f "$top/include/explain/read.awk" -f "$T/spellings.awk" -v all="$1" "$top/include/explain/words.txt"
}

# ---- what is shown is explained -----------------------------------------------------------------

# What the compiler makes of the lists: the text of each field that ss shows, without what stands around its name.
fields() {
	cat >"$T/fields.c" <<-'END'
		#define IF_FEATURE_JSON(...)
		#include "record/details.def"
		#define SHOW(key, text, ...) @ text
		MEMORY_FIELDS(SHOW) OLD_MEMORY_FIELDS(SHOW) SOCKOPT_FIELDS(SHOW) TCP_OPTION_FIELDS(SHOW) TCP_VALUE_FIELDS(SHOW)
		TCP_RATE_FIELDS(SHOW) DCTCP_FIELDS(SHOW) BBR_FIELDS(SHOW) MPTCP_FIELDS(SHOW) SCTP_FIELDS(SHOW)
		PACKET_FIELDS(SHOW) PACKET_RING_FIELDS(SHOW) XDP_RING_FIELDS(SHOW) XDP_UMEM_FIELDS(SHOW)
		XDP_STATISTICS_FIELDS(SHOW)
	END
	${HOSTCC:-cc} -E -P -I"$top/include" "$T/fields.c" | tr '@' '\n' |
		sed -n 's/^ *"\(.*\)".*$/\1/p' | sed 's/.*[(,]//; s/:\(0x\)*$//; s/^ *//; s/ *$//' |
		grep '[a-z]' | grep -vx 'state\|flags\|)' | sort -u
}
spellings all | sort -u >"$T/all"
fields >"$T/fields"
yes_if "the lists of fields are read: $(wc -l <"$T/fields")" test "$(wc -l <"$T/fields")" -gt 120
grep -vxFf "$T/all" "$T/fields" >"$T/actual"
same "each field that ss shows is among the words" /dev/null "$T/actual"

states() {
	sed -n 's/^TCP_STATE([0-9]*, [A-Z_0-9]*, "\([^"]*\)", "\([^"]*\)", "\([^"]*\)")$/\1 \2 \3/p; s/^STATE_WORD("\([^"]*\)".*/\1/p' \
		"$top"/include/record/tcp-states.def "$top"/include/record/state-words.def | tr ' ' '\n'
}

# The titles of each table, one a line.
titles() {
	for table in -tueopWn -xpn; do
		PROC_ROOT=$TESTS/recorded/new "$OURS" $table 2>/dev/null | sed -n 2p
	done
	for table in -rn -ren -reen -rn6 -i; do
		PROC_ROOT=$TESTS/recorded/router-new "$OURS" $table 2>/dev/null | sed -n 2p
	done | tr -s ' ' '\n'
}

# known WHAT FILE: each line of the file is explained, and without complaint
known() {
	while read -r word; do
		"$socklet" explain "$word" >"$T/out" 2>&1 && grep -q '^    ' "$T/out" || echo "$word"
	done <"$2" >"$T/actual"
	same "explained: $1, $(wc -l <"$2") words" /dev/null "$T/actual"
}
states >"$T/states"
known "states" "$T/states"
spellings '' >"$T/words"
known "each spelling of each word" "$T/words"
titles | sed 's/  */\n/g' | sed 's/^Local$/Local Address/; s/^Foreign$/Foreign Address/; s/^PID.Program$/PID\/Program name/
	s/^Next$/Next Hop/; /^Address$/d; /^name$/d; /^Hop$/d; /^$/d' | sort -u >"$T/titles"
yes_if "the titles of tables are read" grep -qx RX-OVR "$T/titles"
printf '%s\n' Netid Peer-Address Process >>"$T/titles"
known "titles of columns" "$T/titles"

# ---- either spelling, case, others ----------------------------------------------------------------

"$socklet" explain CLOSE_WAIT >"$T/expected"
for word in CLOSE-WAIT close-wait closewait Close_Wait; do
	"$socklet" explain $word >"$T/actual"
	same "'$word' is CLOSE_WAIT" "$T/expected" "$T/actual"
done
yes_if "it tells what ends it" grep -q 'close()' "$T/actual"
"$socklet" explain mss >"$T/actual"
is "a word of two tables is told of both" 2 "$(grep -c '^[^ ]' "$T/actual")"
"$socklet" explain U >"$T/actual"
is "a letter is itself, and no other" "U U" "$(sed -n 's/^\([^ ]\).*/\1/p' "$T/actual" | paste -sd ' ' -)"

# said TEXT WORD: what is said of a word that is not known
said() {
	"$socklet" explain "$2" >"$T/out" 2>"$T/err"
	is "'$2': the status" 1 $?
	is "'$2': what is said" "socklet explain: nothing is known of '$2'$1 (\`socklet explain' lists all)" "$(cat "$T/err")"
	same "'$2': nothing is shown" /dev/null "$T/out"
}
said "; nearest: CLOSE-WAIT" cloes_wiat
said "; nearest: FIN-WAIT-1, FIN-WAIT-2, CLOSE-WAIT, TIME-WAIT" wait
said "; nearest: rwnd_limited" rwnd-limted
said "" zzzzzzzzzzzz
said "" "$(printf '%0200d' 0)"
"$socklet" explain "$(printf 'a\033[31m')" >"$T/out" 2>"$T/err"
yes_if "foreign bytes are escaped" grep -qF 'a\x1b[31m' "$T/err"
"$socklet" explain TIME_WAIT nonsense LISTEN >"$T/out" 2>"$T/err"
is "an unknown word among known ones: the status" 1 $?
is "and the others are told, the timer timewait with them" 3 "$(grep -c '^[^ ]' "$T/out")"
"$socklet" explain LISTEN >/dev/full 2>"$T/err"
is "what cannot be written: the status" 1 $?

# ---- the list ---------------------------------------------------------------------------------------

# What check finds.
if "$socklet" check --list >"$T/findings" 2>/dev/null; then
	awk '{ print $1 }' "$T/findings" >"$T/ids"
	known "findings of check" "$T/ids"
	xargs "$socklet" explain <"$T/ids" >"$T/actual"
	yes_if "none has a mark left" sh -c "! grep -e '[%&@^][0-5t]' -e '[][|]' '$T/actual' | grep -v '   \['"
fi
for word in LISTEN Recv-Q rwnd_limited persist Genmask; do
	yes_if "the list has $word" grep -qw -e "$word" "$T/list"
done
tr '\n' '\0' <"$T/words" | xargs -0 "$socklet" explain >"$T/everything"
awk 'length($0) > 80' "$T/everything" "$T/list" >"$T/actual"
same "no line is wider than 80" /dev/null "$T/actual"
is "the text is packed" 0 "$(grep -ac 'too many open files' "$socklet")"

# ---- options --------------------------------------------------------------------------------------

# refused PROGRAM OPTION TEXT: what is said of an option that there is not
refused() {
	test -e "$SOCKLET_DIR/$1" || return 0
	"$SOCKLET_DIR/$1" "$2" >/dev/null 2>"$T/err"
	is "$1 $2" "$1: unrecognized option '$2'$3 (see '$1 -h')" "$(cat "$T/err")"
}
if grep -q '^#define ENABLE_FEATURE_NEAREST 1' "$SOCKLET_DIR/autoconf.h"; then
	refused ss --lisening "; nearest is --listening"
	refused netstat --numerc-port "; nearest is --numeric-ports"
	refused netstat --tpc "; nearest is --tcp"
	refused ss --nothing-like-it ""
	refused ss "--$(printf '%060d' 0)" ""
else
	skip "the nearest option" "not in this build"
fi

# ---- --help ---------------------------------------------------------------------------------------

# A group of options is seen as a whole on a terminal of 24 lines by 80 columns.
for applet in netstat ss; do
	"$SOCKLET_DIR/$applet" --help 2>/dev/null | grep -v '^[A-Z]* := ' | expand >"$T/help"
	test -s "$T/help" || continue
	awk 'length($0) > 80' "$T/help" >"$T/actual"
	same "$applet --help: no line is wider than 80" /dev/null "$T/actual"
	awk '/^[^ ].*:$/ { groups++; n = 0 } ++n > 23 { print } END { if (groups < 4) print groups " groups" }' "$T/help" >"$T/actual"
	same "$applet --help: no group is longer than 23 lines" /dev/null "$T/actual"
done
