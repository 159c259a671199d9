# SPDX-License-Identifier: 0BSD
# JSON and counts, live over the zoo: every table by the schema, rows against rows of the text, by /proc against by
# netlink, counts against awk's; and how it ends: faults, full disks, interrupts, names of any bytes.
# shellcheck shell=sh disable=SC2034,SC2086,SC2154,SC2016

. "$(dirname "$0")/../lib.sh"
SS=$SOCKLET_DIR/ss
if ! [ -x "$SS" ] || ! "$OURS" -h | grep -q -e '-j' || ! "$OURS" -h | grep -q -e '--by'; then
	skip "json" "this build has no JSON, or no counts"
	exit 0
fi
PYTHON=python3
$PYTHON -c 'import jsonschema' 2>/dev/null || PYTHON=/usr/bin/python3
if ! $PYTHON -c 'import jsonschema' 2>/dev/null; then
	skip "json" "there is no python3 with jsonschema here"
	exit 0
fi
if [ $# = 0 ]; then
	SCHEMA=${SCHEMA:-$SOCKLET_DIR/socklet.schema.json}
	[ -e "$SCHEMA" ] || make -s -C "$TESTS/.." "$SCHEMA" >/dev/null 2>&1 ||
		make -s -C "$TESTS/.." O="$SOCKLET_DIR" docs >/dev/null
	export SCHEMA PYTHON
	scratch
	"$PYTHON" "$TESTS/live/judge.py" promise "$SCHEMA" | sed 's/ $//' >"$T/promise"
	same "keys and types are those that were promised" "$TESTS/recorded/json.keys" "$T/promise"
	parts "twice tables" "twice rows" sources hostile "twice counts" verbs endings recorded consumers
fi
own_namespaces "$@"
own_names
judge() { "$PYTHON" "$TESTS/live/judge.py" "$@"; }

# valid PROGRAM OPTION...: what it writes is an array by the schema, and as lines the same objects
valid() {
	program=$1
	shift
	"$program" "$@" --json >"$T/array" 2>"$T/said"
	status=$?
	"$program" "$@" --json=lines >"$T/lines" 2>/dev/null
	if judge valid "$SCHEMA" "$T/array" "$T/lines" >"$T/said" 2>&1 && [ $status -le 1 ]; then
		ok "by the schema: $(basename "$program") $*"
	else
		not_ok "by the schema: $(basename "$program") $*" <"$T/said"
	fi
	cat "$T/array" >>"$T/all"
}

tables() {
	for line in -an -a "-an -t" "-an -u" "-an -w" "-an -x" "-ane" "-ano" "-anp" "-aneopW" -l -4 "-6 -n" "-an -A inet" \
		"-g" "-gn" "-r" "-rn" "-rne" "-rnee" "-rn6" "-rn -A inet,inet6" "-rC" "-i" "-ia" "-ie" "-iae" "-s" "-st" \
		"-su" "-s6" "-M" "-Mne" "-S" "-ag" "-A ipx,ax25,x25,netrom,rose"; do
		valid "$OURS" $line
	done
	for line in "" -a -an -ta -ua -wa -xa -0a "-f netlink" -S -d -M --vsock --tipc --xdp -ae -ao -ap -aT -ai -am -aei \
		"-aeimopT" "-aO" "-ab" "-a --tos" "-a --cgroup" "-a --inet-sockopt" "-a --tipcinfo" "-ar" "-s" "-s -t" "-l" \
		"-B" "-tan state established" "-taeimop --tos --cgroup --inet-sockopt -b --tipcinfo"; do
		valid "$SS" $line
	done
}

rows() {
	for line in "-tan" "-uan" "-wan" "-xan" "-tuwxan" "-0an" "-tane" "-tuwane" "-tano" "-tuanp" "-tuanT" "-tanm" "-tani" \
		"-taneimop" "-tuwxanp" "-tn state established" "-tanl" "-tan dport = :1" "-tan --cgroup"; do
		for _ in 1 2 3 4 5; do
			"$SS" -HO $line >"$T/text" 2>/dev/null
			"$SS" $line -j >"$T/json" 2>/dev/null
			judge rows "$T/json" "$T/text" >"$T/said" 2>&1 && break
		done
		yes_if "the rows of the text: ss $line" judge rows "$T/json" "$T/text"
	done
}

sources() {
	for line in "-tan" "-uan" "-tuane"; do
		SOCKLET_SOURCE=proc "$SS" $line -j >"$T/1" 2>/dev/null
		SOCKLET_SOURCE=netlink "$SS" $line -j >"$T/2" 2>/dev/null
		yes_if "by /proc as by netlink: ss $line" judge same "$T/1" "$T/2"
	done
	for line in -tan -uan -wan; do
		"$SS" $line -j >"$T/1"
		"$OURS" $line -j >"$T/2"
		yes_if "netstat as ss: $line" judge same "$T/1" "$T/2"
	done
}

hostile() {
	valid "$SS" -xap
	valid "$OURS" -xap
	valid "$SS" -tuap
	yes_if "names of any bytes are in it" grep -q 'x1b' "$T/all"
}

# awks PROGRAM LINE KEYS AWK [SORT]: the counts of KEYS are those that awk makes of the rows
awks() {
	for _ in 1 2 3 4 5; do
		"$1" $2 --by "$3" >"$T/ours" 2>/dev/null
		"$1" $2 2>/dev/null | awk "$4" | sort | uniq -c | awk '{ c = $1; $1 = ""; sub(/^ /, ""); print c "\t" $0 }' |
			sort -t"$(printf '\t')" -k1,1nr ${5-} -k2 | tr '\t' ' ' >"$T/awks"
		sed '/^ *Count/d; s/^ *//; s/ *$//; s/  */ /g' "$T/ours" >"$T/mine"
		cmp -s "$T/mine" "$T/awks" && break
	done
	same "awk counts the same: $(basename "$1") $2 --by $3" "$T/awks" "$T/mine"
}

counts() {
	awks "$OURS" "-tan" state '/^tcp/ { print $6 }'
	awks "$OURS" "-tan" "local_port,state" '/^tcp / { sub(/.*:/, "", $4); print $4, $6 } /^tcp6/ { sub(/.*:/, "", $4); sub(/[*]/, 0, $4); print $4, $6 }' -k2,2n
	awks "$SS" "-Htan4" peer_port '{ sub(/.*:/, "", $5); sub(/[*]/, 0, $5); print $5 }' -k2,2n
	awks "$SS" "-Htuwan" netid '{ print $1 }'
	awks "$SS" "-Htan4" peer '{ sub(/:[^:]*$/, "", $5); print $5 }'
	awks "$SS" "-Htan4" peer/8 '{ sub(/[.].*/, "", $5); print $5 ".0.0.0/8" }'
	for line in "-tan --by state" "-an --by netid,state" "-tanp --by program" "-tan --by peer/24/64" "-an --by user" \
		"-xan --by path" "-tan --by local,port"; do
		for program in "$SS" "$OURS"; do
			"$program" $line -j >"$T/json" 2>/dev/null
			"$program" $line >"$T/text" 2>/dev/null
			case $line in *path*) continue ;; esac
			yes_if "JSON as the text: $(basename "$program") $line" judge counts "$T/json" "$T/text"
		done
		valid "$SS" $line
	done
	for program in "$SS" "$OURS"; do
		"$program" -tan --by colour >"$T/out" 2>"$T/said"
		[ $? != 0 ] && [ ! -s "$T/out" ] && [ "$(wc -l <"$T/said")" = 1 ] &&
			grep -q "colour.* state .*peer_address" "$T/said"
		is "an unknown key is one line that names them all: $(basename "$program")" 0 $?
		"$program" -tan --by state/24 >/dev/null 2>&1
		is "a prefix is for addresses: $(basename "$program")" 1 $(($? != 0))
	done
	"$OURS" -r --by state >"$T/out" 2>"$T/said"
	is "routes are not counted" 1 $(($? != 0))
	is "-H leaves the titles out" 0 "$("$SS" -Htan --by state | grep -c Count)"
}

# What ss does besides showing: -K tells what it has closed, -E what ends, -D leaves the table to the file.
verbs() {
	ip link set lo up
	hold 'my @s; socket($l, PF_INET, SOCK_STREAM, 0); bind($l, pack_sockaddr_in(7001, INADDR_LOOPBACK)); listen($l, 9);
		for (1 .. 3) { socket(my $c, PF_INET, SOCK_STREAM, 0); connect($c, pack_sockaddr_in(7001, INADDR_LOOPBACK));
		accept(my $a, $l); push @s, $c, $a }'
	if SOCKLET_SOURCE=netlink "$SS" -tn >/dev/null 2>&1; then
		"$SS" -tn -D "$T/dump" -j >"$T/array" 2>"$T/said"
		is "-D writes no object" "[ ]" "$(paste -sd " " <"$T/array")"
		"$SS" -tn -j -D - >"$T/dumped"
		is "and with JSON too nothing but its messages to standard output" "$(wc -c <"$T/dump")" "$(wc -c <"$T/dumped")"
		TCPDIAG_FILE=$T/dump "$SS" -tn -j >"$T/array"
		yes_if "what it wrote is shown as JSON" judge valid "$SCHEMA" "$T/array"
		is "with all of it" 6 "$(grep -c 'ESTABLISHED.*port":7001[,}]' "$T/array")"
		"$SS" -E -t -j >"$T/ends" 2>"$T/said" 9>&- &
		pid=$!
		until ls -l /proc/$pid/fd | grep -q socket:; do sleep 0.1; done
		sleep 0.2
		"$SS" -K -tn -j dport = :7001 >"$T/array" 2>"$T/said"
		if grep -q '3 sockets closed' "$T/said"; then
			yes_if "-K: what it has closed is an array" judge valid "$SCHEMA" "$T/array"
			is "-K: of the three" 3 "$(grep -c '"peer_port":7001' "$T/array")"
			"$SS" -K -tn --json=lines dport = :7001 >"$T/lines" 2>/dev/null
			is "-K: nothing is no line" 0 "$(wc -l <"$T/lines")"
		else
			skip "-K as JSON" "this kernel closes no sockets"
		fi
		let_go
		for _ in 1 2 3 4 5 6 7 8 9 10; do
			[ "$(wc -l <"$T/ends")" -lt 6 ] || break
			sleep 0.2
		done
		yes_if "-E: of what has ended" test "$(grep -c '"state":' "$T/ends")" -ge 6
		yes_if "-E: lines, each there as soon as it is known" judge valid "$SCHEMA" "$T/ends"
		is "-E: and no array" 0 "$(grep -c '^\[' "$T/ends")"
		kill $pid
		wait $pid 2>/dev/null
	else
		let_go
		skip "-K, -E and -D as JSON" "no netlink here"
	fi
}

# full PROGRAM OPTION...: a disk that is full
full() {
	program=$1
	shift
	"$program" "$@" >/dev/full 2>"$T/said"
	is "a full disk shows in the status: $(basename "$program") $*" 1 $?
	is "and in one line" 1 "$(wc -l <"$T/said")"
}

# Memory for some keys only.
endings() {
	[ ! -w /dev/full ] || {
		full "$SS" -tanj
		full "$SS" -tan --json=lines
		full "$SS" -sj
		full "$SS" -tan --by state -j
		for table in -an -rn -i -s -gn; do full "$OURS" $table -j; done
	}
	mkdir -p "$T/proc/net"
	head -3 /proc/net/tcp >"$T/proc/net/tcp"
	echo "   x: torn" >>"$T/proc/net/tcp"
	PROC_ROOT=$T/proc "$OURS" -tanj >"$T/array" 2>/dev/null
	is "a fault shows in the status" 1 $?
	yes_if "and the array is closed" judge valid "$SCHEMA" "$T/array"
	PROC_ROOT=$T/none "$SS" -tanj >"$T/array" 2>/dev/null
	is "no table at all is told by the status" 1 $?
	yes_if "and the array is closed, empty" judge valid "$SCHEMA" "$T/array"
	interrupt "$OURS" -tanj
	interrupt "$SS" -tanj
	interrupt "$OURS" -rnj
	interrupt "$SS" -xanj
	"$OURS" -tanc 1 --json >"$T/lines" 2>/dev/null &
	pid=$!
	sleep 0.5
	kill -INT $pid 2>/dev/null
	kill $pid 2>/dev/null
	wait $pid 2>/dev/null
	yes_if "with -c it is lines, each whole" judge valid "$SCHEMA" "$T/lines"
	is "and no array" 0 "$(grep -c '^\[' "$T/lines")"
	(ulimit -v 9000; "$SS" -tan --by inode >/dev/null 2>&1)
	is "counts stay small" 0 $?
}

# interrupt PROGRAM OPTION...: a slow pipe, an interrupt in the middle: the array is closed, and it ends by the signal.
interrupt() {
	what="$(basename "$1") $2"
	many=$T/many
	mkdir -p "$many/net"
	for table in new/net/tcp new/net/unix router-new/net/route; do
		awk 'NR == 1 { print } NR == 2 { for (i = 0; i < 20000; i++) print }' "$TESTS/recorded/$table" >"$many/net/${table##*/}"
	done
	"$PYTHON" - "$many" "$T/array" "$@" <<-'END' >"$T/said" 2>&1
	import os, signal, subprocess, sys
	p = subprocess.Popen(sys.argv[3:], stdout=subprocess.PIPE, env=dict(os.environ, PROC_ROOT=sys.argv[1]),
	                     preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
	first = os.read(p.stdout.fileno(), 4096)
	p.send_signal(signal.SIGINT)
	rest = p.stdout.read()
	status = p.wait()
	open(sys.argv[2], "wb").write(first + rest)
	assert status == -signal.SIGINT, status
	assert 10 < (first + rest).count(b"\n") < 15000, "it read on"
	END
	is "an interrupt ends it, by that signal: $what" 0 $?
	sed 's/^/# /' "$T/said"
	yes_if "and the array is closed" judge valid "$SCHEMA" "$T/array"
}

# Every recorded /proc, torn and malformed ones too: whatever is told on stderr, what is written is by the schema.
recorded() {
	for tree in "$TESTS"/recorded/*/; do
		files=
		n=0
		for root in "$tree" "${tree}proc"; do
			[ -d "$root/net" ] || continue
			for line in "-aneop" "-rnee" "-rn6" "-rnC" "-iae" "-gn" "-s" "-Mne" "-an --by netid,state,user"; do
				n=$((n + 1))
				PROC_ROOT=$root "$OURS" $line -j >"$T/$n.json" 2>/dev/null
				PROC_ROOT=$root "$OURS" $line --json=lines >"$T/$n.lines" 2>/dev/null
				files="$files $T/$n.json $T/$n.lines"
			done
			for line in "-anepimo" "-s" "-xan --by path,state"; do
				n=$((n + 1))
				PROC_ROOT=$root "$SS" $line -j >"$T/$n.json" 2>/dev/null
				files="$files $T/$n.json"
			done
		done
		[ -z "$files" ] || yes_if "by the schema: $n tables of $(basename "$tree")" judge valid "$SCHEMA" $files
	done
}

# rsyslog's parser of JSON, over lines: each is taken, and has the values of the array.
line_consumer() {
	command -v rsyslogd >/dev/null || { skip "rsyslog" "there is no rsyslogd here"; return; }
	"$SS" -tuan --json=lines >"$T/lines"
	cat >"$T/rsyslog.conf" <<-END
		global(workDirectory="$T")
		module(load="imfile" mode="polling" pollingInterval="1")
		module(load="mmjsonparse")
		template(name="row" type="string" string="%parsesuccess% %\$!state% %\$!local_address% %\$!local_port%\n")
		input(type="imfile" file="$T/lines" tag="ss" ruleset="all")
		ruleset(name="all") {
			action(type="mmjsonparse" cookie="" useRawMsg="on")
			action(type="omfile" file="$T/taken" template="row")
		}
	END
	: >"$T/taken"
	rsyslogd -n -f "$T/rsyslog.conf" -i "$T/rsyslog.pid" >"$T/said" 2>&1 9>&- &
	pid=$!
	jq -r '"OK \(.state) \(.local_address) \(.local_port)"' "$T/lines" >"$T/expected"
	for _ in $(seq 100); do
		[ "$(wc -l <"$T/taken")" -lt "$(wc -l <"$T/lines")" ] || break
		sleep 0.2
	done
	kill $pid
	wait $pid 2>/dev/null
	same "rsyslog takes each of $(wc -l <"$T/lines") lines" "$T/expected" "$T/taken"
}

# Ansible, as a playbook has it.
playbook() {
	command -v ansible-playbook >/dev/null || { skip "Ansible's from_json" "there is no ansible-playbook here"; return; }
	cat >"$T/play.yml" <<-'END'
		- hosts: localhost
		  connection: local
		  gather_facts: false
		  tasks:
		    - command: "{{ ss }} -tan4 -j"
		      register: sockets
		    - debug:
		        msg: "{{ sockets.stdout | from_json | selectattr('state', 'equalto', 'LISTEN') | map(attribute='local_port') | sort | join(' ') }}"
	END
	HOME=$T ANSIBLE_NOCOLOR=1 LC_ALL=C.UTF-8 ansible-playbook -i localhost, -e ss="$SS" "$T/play.yml" >"$T/said" 2>&1
	is "Ansible's from_json: who listens" "$("$SS" -Htln4 | sed 's/.*:\([0-9]*\) .*:.*/\1/' | sort -n | paste -sd ' ' -)" \
		"$(sed -n 's/^ *"msg": "\(.*\)"$/\1/p' "$T/said")"
}

# What jc makes of the peer's columns, and what others read.
consumers() {
	line_consumer
	playbook
	if command -v jq >/dev/null; then
		is "jq: who listens" "$("$SS" -Htln | wc -l)" "$("$SS" -tlnj | jq '[.[] | select(.state == "LISTEN")] | length')"
		is "jq: lines" "$("$SS" -Htan | wc -l)" "$("$SS" -tan --json=lines | jq -c . | wc -l)"
	else
		skip "jq" "there is no jq here"
	fi
	if command -v jc >/dev/null; then
		for program in ss netstat; do
			"$SOCKLET_DIR/$program" -tuan4 | jc --$program >"$T/jc.json"
			"$SOCKLET_DIR/$program" -tuan4j >"$T/our.json"
			yes_if "jc --$program says the same where names agree" judge jc "$T/our.json" "$T/jc.json"
		done
	else
		skip "jc" "there is no jc here"
	fi
	PATH=$PATH:$TESTS/../build/npm/node_modules/.bin
	if command -v ajv >/dev/null; then
		"$SS" -aeimpoj >"$T/array.json"
		yes_if "ajv takes the schema and the sockets" ajv validate --spec=draft2020 --strict=false -s "$SCHEMA" -d "$T/array.json"
	else
		skip "ajv" "there is no ajv here"
	fi
}

: >"$T/all"
case $1 in
hostile) zoo_up hostile ;;
*) zoo_up ;;
esac
"$1"
zoo_down
