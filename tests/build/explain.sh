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

# The spellings of include/explain/words.txt, one a line.
cat >"$T/spellings.awk" <<'EOF'
END {
	for (i = 1; i <= terms; i++)
		if (!manual_only[group_of[i]] && (only == "" || group_of[i] == only)) {
			gsub(/, /, "\n", spellings[i])
			print spellings[i]
		}
}
EOF

# ---- what is shown is explained -----------------------------------------------------------------

# known WHAT FILE: each line of the file is explained, and without complaint
known() {
	while read -r word; do
		"$socklet" explain "$word" >"$T/out" 2>&1 && grep -q '^    ' "$T/out" || echo "$word"
	done <"$2" >"$T/actual"
	same "explained: $1, $(wc -l <"$2") words" /dev/null "$T/actual"
}

# What the compiler makes of the lists: of each field that ss shows its key in JSON, and the text in front of its value
# without what stands around its name.
fields() {
	cat >"$T/fields.c" <<-'END'
		#define IF_FEATURE_JSON(...) __VA_ARGS__
		#define IF_FEATURE_VALUES(...) __VA_ARGS__
		#include "record/details.def"
		#define SHOW(key, text, ...) @ key @ text
		MEMORY_FIELDS(SHOW) OLD_MEMORY_FIELDS(SHOW) SOCKOPT_FIELDS(SHOW) TCP_OPTION_FIELDS(SHOW) TCP_VALUE_FIELDS(SHOW)
		TCP_RATE_FIELDS(SHOW) VEGAS_FIELDS(SHOW) DCTCP_FIELDS(SHOW) BBR_FIELDS(SHOW) MPTCP_FIELDS(SHOW)
		SCTP_FIELDS(SHOW) PACKET_FIELDS(SHOW) PACKET_RING_FIELDS(SHOW) XDP_RING_FIELDS(SHOW) XDP_UMEM_FIELDS(SHOW)
		XDP_STATISTICS_FIELDS(SHOW) VFS_FIELDS(SHOW)
	END
	${HOSTCC:-cc} -E -P -I"$top/include" "$T/fields.c" | tr '@' '\n' |
		sed -n 's/^ *"\(.*\)".*$/\1/p' | sed 's/.*[(,]//; s/:\(0x\)*$//; s/^ *//; s/ *$//' |
		grep '[a-z]' | grep -vx 'flags\|)' | sort -u
}
fields >"$T/fields"
yes_if "the lists of fields are read: $(wc -l <"$T/fields")" test "$(wc -l <"$T/fields")" -gt 180
known "each field of -i, -m, -e, --tos and the like" "$T/fields"

# The letters that routes show: of those that have one bit each, in each table.
route_flags() {
	mkdir -p "$T/bits/net"
	perl -e '
		my ($none, $one) = ("0" x 32, "2001" . "0" x 28);
		open F, ">", "$ARGV[0]/route"; print F "Iface\n";
		open C, ">", "$ARGV[0]/rt_cache"; print C "Iface\n";
		open S, ">", "$ARGV[0]/ipv6_route";
		for (map { 1 << $_ } 0 .. 31) {
			printf F "eth0\t0000000A\t00000000\t%04X\t0\t0\t0\t000000FF\t0\t0\t0\n", $_;
			printf C "eth0\t0000000A\t00000000\t%X\t0\t0\t0\t0000000A\t0\t0\t0\t0\t0\t0\t0000000A\n", $_;
			printf S "$one 40 $none 00 $none 00000100 00000000 00000000 %08x     eth0\n", $_;
		}' "$T/bits/net"
	for table in -rn -rCn; do
		PROC_ROOT=$T/bits "$OURS" $table 2>/dev/null | awk 'NR > 2 { print $4 }'
	done
	PROC_ROOT=$T/bits "$OURS" -rn6 2>/dev/null | awk 'NR > 2 { print $3 }'
}
route_flags | sed 's/./&\n/g' | grep '[^0-9 ]' | sort -u >"$T/route-flags"
# Interfaces: include/uapi/linux/if.h, as net-tools spells them.
printf '%s\n' A B D L M N O P R U d m p s >"$T/interface-flags"
for table in route interface; do
	awk -f "$top/include/explain/read.awk" -f "$T/spellings.awk" -v only="$table-flags" "$top/include/explain/words.txt" >"$T/told"
	grep -vxFf "$T/told" "$T/$table-flags" >"$T/actual"
	same "each flag of ${table}s is among their words: $(paste -sd ' ' <"$T/$table-flags")" /dev/null "$T/actual"
	known "flags of ${table}s" "$T/$table-flags"
done

states() {
	sed -n 's/^TCP_STATE([0-9]*, [A-Z_0-9]*, "\([^"]*\)", "\([^"]*\)", "\([^"]*\)")$/\1 \2 \3/p; s/^STATE_WORD("\([^"]*\)".*/\1/p' \
		"$top"/include/record/tcp-states.def "$top"/include/record/state-words.def | tr ' ' '\n'
}

# The titles of each table, one a line.
titles() {
	for table in -tueopWn -xpn; do
		PROC_ROOT=$TESTS/recorded/new "$OURS" $table 2>/dev/null | sed -n 2p
	done
	for table in -rn -ren -reen -rn6 -i -rCn -rCeen -gn -Mn -Mne; do
		for tree in router-new router-old; do
			PROC_ROOT=$TESTS/recorded/$tree "$OURS" $table 2>/dev/null | grep -v ':$\|table$\|cache$\|entries$' |
				grep '^[A-Z][A-Za-z]* .*[a-z-][A-Z ]\|^prot'
		done
	done
	for tree in bluetooth/proc lesser; do
		PROC_ROOT=$TESTS/recorded/$tree "$OURS" -an -A bluetooth,ax25,x25,netrom,rose 2>/dev/null | grep -i '^proto \|^dest\|^user '
	done
	PROC_ROOT=$TESTS/recorded/selinux/proc "$OURS" -anZ 2>/dev/null | sed -n 2p
}

states >"$T/states"
sed -n '/^const char \*sctp_state_name/,/^}/p' "$top/applet/record/tcp.c" | grep -o '[A-Z_]*\\0' | tr -d '\\0' >>"$T/states"
yes_if "and those of SCTP" grep -qx SHUTDOWN_RECEIVED "$T/states"
known "states" "$T/states"
awk -f "$top/include/explain/read.awk" -f "$T/spellings.awk" "$top/include/explain/words.txt" >"$T/words"
known "each spelling of each word" "$T/words"
titles | sed 's/  */\n/g' | sed 's/^Local$/Local Address/; s/^Foreign$/Foreign Address/; s/^PID.Program$/PID\/Program name/
	s/^Next$/Next Hop/; s/^Security$/Security Context/; /^Context$/d; /^Address$/d; /^name$/d; /^Hop$/d; /^$/d' | sort -u >"$T/titles"
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
said "; nearest: Inode, off, on, f" --foo
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

# refused PROGRAM OPTION TEXT [VERB]: what is said of an option that there is not
refused() {
	test -e "$SOCKLET_DIR/$1" || return 0
	test -z "${4-}" || "$SOCKLET_DIR/$1" | grep -q "^  $4 " || return 0
	"$SOCKLET_DIR/$1" ${4-} "$2" >"$T/out" 2>"$T/err"
	is "$1 ${4:+$4 }$2: the status" 1 $(($? != 0))
	is "$1 ${4:+$4 }$2" "$1${4:+ $4}: unrecognized option '$2'$3 (see '$1${4:+ $4} -h')" "$(cat "$T/err")"
	same "$1 ${4:+$4 }$2: nothing is shown" /dev/null "$T/out"
}
if grep -q '^#define ENABLE_FEATURE_NEAREST 1' "$SOCKLET_DIR/autoconf.h"; then
	refused ss --lisening "; nearest is --listening"
	refused netstat --numerc-port "; nearest is --numeric-ports"
	refused netstat --tpc "; nearest is --tcp"
	refused ss --nothing-like-it ""
	refused ss "--$(printf '%060d' 0)" ""
	refused socklet --verboze "; nearest is --verbose" check
	refused socklet --nett "; nearest is --net" who
	refused socklet --delai "; nearest is --delay" top
	refused socklet --no-loopbak "; nearest is --no-loopback" log
	refused socklet --destination-s "; nearest is --destinations" metrics
else
	skip "the nearest option" "not in this build"
fi

# ---- verbs ----------------------------------------------------------------------------------------

"$socklet" chekc >"$T/out" 2>"$T/err"
is "a verb that there is not: the status" 1 $?
yes_if "one line names them all" grep -qx "socklet: no such verb: chekc; there are .*explain" "$T/err"

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
for verb in $("$socklet" | sed -n 's/^  \([a-z]*\) .*/\1/p' | grep -vx 'netstat\|ss\|explain') ""; do
	"$socklet" $verb --help | expand >"$T/help"
	is "socklet $verb --help: the status" 0 $?
	awk 'length($0) > 80' "$T/help" >"$T/actual"
	same "socklet $verb --help: no line is wider than 80" /dev/null "$T/actual"
	yes_if "socklet $verb --help: it fits 24 lines" test "$(wc -l <"$T/help")" -le 23
done
