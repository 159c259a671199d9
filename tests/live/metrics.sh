#!/bin/sh
# SPDX-License-Identifier: 0BSD
# socklet metrics: what it counts, that its series stay few and each is one, and the file of -o. Prometheus' own
# promtool judges the form; with METRICS=all node_exporter and a Prometheus server read it, of fifty machines.
# shellcheck shell=sh disable=SC2011,SC2012,SC2016,SC2086,SC2154
. "$(dirname "$0")/../lib.sh"

own_namespaces "$@"
ip link set lo up
SOCKLET=$SOCKLET_DIR/socklet
if ! "$SOCKLET" --help | grep -q '^  metrics '; then
	skip "metrics" "not in this build"
	exit 0
fi

cat >"$T/sick" <<'END'
use Socket qw(:all);
$0 = "one \"quoted\\\n";
sub listener {
	my ($port, $backlog) = @_;
	socket(my $s, PF_INET, SOCK_STREAM, 0);
	setsockopt($s, SOL_SOCKET, SO_REUSEPORT, 1);
	bind($s, sockaddr_in($port, INADDR_LOOPBACK)) && listen($s, $backlog) or die "port $port: $!";
	push @s, $s;
	return (sockaddr_in(getsockname $s))[0];
}
sub client {
	my ($port) = @_;
	socket(my $s, PF_INET, SOCK_STREAM, 0);
	connect($s, sockaddr_in($port, INADDR_LOOPBACK)) or die "connect: $!";
	push @s, $s;
}
listener(7001, 8);
client(7001) for 1 .. 9;
listener(7002, 5) for 1, 2;
client(7002) for 1 .. 4;
listener(0, 3) for 1 .. 5;
socket(my $u, PF_INET, SOCK_DGRAM, 0);
setsockopt($u, SOL_SOCKET, SO_RCVBUF, 1);
bind($u, sockaddr_in(7003, INADDR_LOOPBACK));
socket(my $v, PF_INET, SOCK_DGRAM, 0);
send($v, "x" x 1000, 0, sockaddr_in(7003, INADDR_LOOPBACK)) for 1 .. 100;
$| = 1;
print "ready\n";
<STDIN>;
END
# has WHAT LINE: a series with its value
has() {
	if grep -qxF -e "$2" "$T/metrics"; then ok "$1"; else grep '^socklet' "$T/metrics" | not_ok "$1: $2"; fi
}
# judged WHAT: by promtool, and each series is one
judged() {
	sed -n '/^#/!s/ [0-9]*$//p' "$T/metrics" | sort | uniq -d >"$T/twice"
	: >"$T/none"
	same "$1: each series is one" "$T/none" "$T/twice"
	if command -v promtool >/dev/null; then
		yes_if "$1: promtool has nothing to say" promtool check metrics <"$T/metrics"
		is "$1: not a word" "" "$(cat "$T/said")"
	else
		skip "$1: promtool" "it is not installed"
	fi
}

on_leash perl "$T/sick"
"$SOCKLET" metrics >"$T/metrics" 2>"$T/err"
is "status" "0 0" "$? $(wc -l <"$T/err")"
judged "a sick machine"
program='program="one \"quoted\\x5c\\x0a"'
queue='{protocol="tcp",address="127.0.0.1",port="7001",'$program'}'
has "listeners: the queue" "socklet_listen_queue$queue 9"
if [ -z "$SOCKLET_SOURCE" ]; then
	has "its limit" "socklet_listen_queue_limit$queue 8"
	has "its drops" "socklet_listen_drops_total$queue 0"
fi
has "two that share a port are one series" "socklet_listen_queue_limit{protocol=\"tcp\",address=\"127.0.0.1\",port=\"7002\",$program} 10"
has "ports from the kernel are none of their own" \
	"socklet_listen_queue_limit{protocol=\"tcp\",address=\"inet\",port=\"ephemeral\",$program} 15"
has "sockets" 'socklet_sockets{protocol="tcp",state="LISTEN"} 8'
has "sockets of UDP" 'socklet_sockets{protocol="udp",state="CLOSE"} 2'
has "the fullest destination" 'socklet_ephemeral_ports_used{address="127.0.0.1",peer="127.0.0.1",peer_port="7001"} 9'
has "a finding" 'socklet_finding{finding="accept-queue-full",severity="critical"} 1'
has "and one that is none" 'socklet_finding{finding="close-wait-leak",severity="critical"} 0'
is "UDP's drops" 1 "$(grep -c "^socklet_udp_drops_total{protocol=\"udp\",address=\"127.0.0.1\",port=\"7003\",.*} [1-9]" "$T/metrics")"
"$SOCKLET" metrics --destinations 1 >"$T/metrics"
is "--destinations 1" 1 "$(grep -c '^socklet_ephemeral' "$T/metrics")"
let_go
"$SOCKLET" metrics >"$T/metrics"
has "cured" 'socklet_finding{finding="accept-queue-full",severity="critical"} 0'

# -o
if mkdir "$T/full" && mount -t tmpfs -o size=8k none "$T/full"; then
	(umask 077 && "$SOCKLET" metrics -o "$T/full/m.prom")
	is "-o: readable by others" "0 -rw-r--r--" "$? $(ls -l "$T/full/m.prom" | cut -c 1-10)"
	cp "$T/full/m.prom" "$T/before"
	echo x >"$T/full/rest" 2>/dev/null
	"$SOCKLET" metrics -o "$T/full/m.prom" 2>"$T/err"
	is "-o, a full disk: told" "1 1" "$? $(grep -c 'No space left' "$T/err")"
	same "-o, a full disk: the old file is there" "$T/before" "$T/full/m.prom"
	is "-o, a full disk: and nothing beside it" "m.prom rest" "$(ls "$T/full" | xargs)"
	umount "$T/full"
fi
mknod "$T/device" c 1 3 2>/dev/null || mkfifo "$T/device"
"$SOCKLET" metrics -o "$T/device" 2>"$T/err"
is "-o: what is no file stays" "1 1" "$? $(wc -l <"$T/err")"
ln -s "$T/before" "$T/m.prom.new"
"$SOCKLET" metrics -o "$T/m.prom"
is "-o: no link is followed" "0 0" "$? $(find "$T/m.prom" -type l | wc -l)"

# many peers
${HOSTCC:-cc} -O1 -o "$T/farm" "$TESTS/bench/farm.c"
many=5000
[ "${METRICS-}" != all ] || many=100000
on_leash "$T/farm" $many
"$SOCKLET" metrics >"$T/metrics" 2>"$T/err"
judged "$many connections to as many peers"
is "$many peers: fewer than 1,000 series" 1 "$(($(grep -vc '^#' "$T/metrics") < 1000))"
is "$many peers: all are counted" 1 "$(($(sed -n 's/.*"tcp",state="ESTABLISHED"} //p' "$T/metrics") >= 2 * many))"
is "$many peers: ten of them" 10 "$(grep -c '^socklet_ephemeral' "$T/metrics")"
let_go

# all namespaces: a family is in one piece, each series is one and says where
part_everywhere() {
	if ! mount -t tmpfs none /run || ! ip netns add sick 2>/dev/null || ! ip netns add idle; then
		skip "all namespaces" "none with names to be had here"
		return
	fi
	ip -n sick link set lo up
	on_leash ip netns exec sick perl "$T/sick"
	"$SOCKLET" metrics -N all -o "$T/all.prom" 2>"$T/err"
	is "all namespaces: status" "0 0" "$? $(wc -l <"$T/err")"
	cp "$T/all.prom" "$T/metrics"
	judged "all namespaces"
	is "all namespaces: each is one of them" "3" \
		"$(sed -n 's/^socklet_sockets{netns="\([^"]*\)",protocol="tcp",state="LISTEN.*/\1/p' "$T/metrics" | sort -u | wc -l)"
	is "all namespaces: every series says where" 0 "$(grep -v '^#' "$T/metrics" | grep -vc '{netns="')"
	is "all namespaces: a family is in one piece" "" \
		"$(sed -n '/^#/!s/{.*//p' "$T/metrics" | uniq | sort | uniq -d)"
	has "all namespaces: the sick one's queue" \
		"socklet_listen_queue{netns=\"sick\",protocol=\"tcp\",address=\"127.0.0.1\",port=\"7001\",$program} 9"
	has "all namespaces: its sockets" 'socklet_sockets{netns="sick",protocol="tcp",state="LISTEN"} 8'
	has "all namespaces: the other's" 'socklet_sockets{netns="idle",protocol="tcp",state="LISTEN"} 0'
	has "all namespaces: a finding" 'socklet_finding{netns="sick",finding="accept-queue-full",severity="critical"} 1'
	has "all namespaces: none" 'socklet_finding{netns="idle",finding="accept-queue-full",severity="critical"} 0'
	let_go
	"$SOCKLET" metrics -N sick >"$T/metrics"
	is "one namespace by its name says nothing of it" 0 "$(grep -c 'netns=' "$T/metrics")"
	ip netns del sick
	ip netns del idle
	umount -l /run
}
part_everywhere

[ "${METRICS-}" = all ] || exit 0
for program in prometheus prometheus-node-exporter busybox ip; do
	command -v $program >/dev/null || { skip "Prometheus" "no $program here"; exit 0; }
done

# url PATH: what the server at a port answers
url() { busybox wget -q -O - "http://127.0.0.1:$1"; }
# until_so SECONDS COMMAND...: it succeeds in that time
until_so() {
	tries=$((10 * $1))
	shift
	while ! "$@" >/dev/null 2>&1; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.1
	done
}

# node_exporter
mkdir "$T/textfile"
on_leash perl "$T/sick"
"$SOCKLET" metrics -o "$T/textfile/socklet.prom"
prometheus-node-exporter --collector.disable-defaults --collector.textfile --web.listen-address=127.0.0.1:9100 \
	--collector.textfile.directory="$T/textfile" >"$T/exporter" 2>&1 9>&- &
exporter=$!
until_so 20 url 9100/metrics
url 9100/metrics >"$T/metrics"
is "node_exporter shows it" 1 "$(grep -c '^socklet_listen_queue{.*port="7001".*} 9$' "$T/metrics")"
has "node_exporter has no complaint" 'node_textfile_scrape_error 0'
kill $exporter
let_go

# Fifty machines, each with its own file; the last one is sick.
mount -t tmpfs none /run
mkdir -p "$T/files" /run/netns
machines=50
for n in $(seq $machines); do
	ip netns add m$n && ip -n m$n link set lo up
done
look_at() {
	for n in $(seq $machines); do
		ip netns exec m$n "$SOCKLET" metrics -o "$T/files/m$n"
	done
}
on_leash ip netns exec m$machines perl "$T/sick"
look_at
busybox httpd -f -p 127.0.0.1:9101 -h "$T/files" 9>&- &
httpd=$!
cat >"$T/rules.yml" <<'END'
groups:
- name: socklet
  rules:
  - alert: SockletFinding
    expr: socklet_finding{severity="critical"} == 1
END
{
	printf 'global: { scrape_interval: 1s, evaluation_interval: 1s }\nrule_files: [ rules.yml ]\n'
	printf 'scrape_configs:\n- job_name: machines\n  static_configs:\n'
	for n in $(seq $machines); do
		printf '  - { targets: [ "127.0.0.1:9101" ], labels: { __metrics_path__: /m%s, instance: m%s } }\n' "$n" "$n"
	done
} >"$T/prometheus.yml"
yes_if "the rule" promtool check rules "$T/rules.yml"
prometheus --config.file="$T/prometheus.yml" --storage.tsdb.path="$T/tsdb" --web.listen-address=127.0.0.1:9090 \
	>"$T/prometheus" 2>&1 9>&- &
server=$!
query() { url "9090/api/v1/query?query=$(printf %s "$1" | sed 's/ /%20/g; s/"/%22/g; s/{/%7B/g; s/}/%7D/g; s/>/%3E/g; s/=/%3D/g')"; }
answers() { query "$1" | grep -qF "$2"; }
if until_so 60 answers 'count(socklet_sockets{protocol="tcp",state="LISTEN"})' '"50"'; then
	ok "a server has all fifty machines"
else
	{ query up; tail -n 5 "$T/prometheus"; } | not_ok "a server has all fifty machines"
fi
query 'socklet_listen_queue > socklet_listen_queue_limit' >"$T/answer"
is "which listener of which machine is full" "1 1" \
	"$(grep -c '"instance":"m50"' "$T/answer") $(grep -o '"instance"' "$T/answer" | wc -l)"
is "and its port" 1 "$(grep -c '"port":"7001"' "$T/answer")"
firing() { url 9090/api/v1/alerts | grep -q '"finding":"accept-queue-full".*"instance":"m50".*"state":"firing"'; }
silent() { ! url 9090/api/v1/alerts | grep -q '"finding":"accept-queue-full"'; }
yes_if "the alert fires" until_so 30 firing
let_go
look_at
yes_if "and ends when it is cured" until_so 30 silent
kill $server $httpd
wait "$server" "$httpd" 2>/dev/null
for n in $(seq $machines); do ip netns del m$n; done
