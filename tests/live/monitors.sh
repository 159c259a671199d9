#!/bin/sh
# SPDX-License-Identifier: 0BSD
# What monitors make of it, by the files that socklet(1) shows: promtool takes the rules, systemd the timer, and
# Zabbix's agent hands out the listeners. With METRICS=all cron writes the metrics, node_exporter and a Prometheus
# server read them, of fifty machines, and an alert fires and ends.
# shellcheck shell=sh disable=SC2086,SC2154
. "$(dirname "$0")/../lib.sh"

own_namespaces "$@"
ip link set lo up
SOCKLET=$SOCKLET_DIR/socklet
PATH=$SOCKLET_DIR:$PATH
if ! "$SOCKLET" --help | grep -q '^  metrics '; then
	skip "monitors" "no metrics in this build"
	exit 0
fi

# documented NAME FILE: the file of that name in the manual, below $T what it has below /
documented() {
	sed -n '/^\.\\" FILE '"$1"'$/,/^\.Ed$/p' "$TESTS/../include/manual/socklet.1.in" | grep -v '^\.' |
		sed "s,\\\\\\\\,\\\\,; s, /var/, $T/var/,; s,^  /var/,$T/var/,; s,=/usr/bin/,=$SOCKLET_DIR/," >"$2"
}
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

rules() {
	documented socklet.rules.yml "$T/rules.yml"
	if command -v promtool >/dev/null; then
		yes_if "the manual's rules" promtool check rules "$T/rules.yml"
		is "are as many as it shows" 3 "$(grep -c 'alert:' "$T/rules.yml")"
	else
		skip "the manual's rules" "promtool is not installed"
	fi
}

timer() {
	mkdir -p "$T/units" "$T/var/lib/prometheus/node-exporter"
	for unit in service timer; do documented socklet-metrics.$unit "$T/units/socklet-metrics.$unit"; done
	if command -v systemd-analyze >/dev/null; then
		systemd-analyze verify --man=no "$T/units/socklet-metrics.timer" "$T/units/socklet-metrics.service" >"$T/said" 2>&1
		is "systemd takes the manual's timer" "0 0" "$? $(grep -c socklet "$T/said")"
		is "and it is due each minute" 1 "$(systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$T/units/socklet-metrics.timer")" |
			grep -c 'Normalized form: \*-\*-\* \*:\*:00')"
	else
		skip "systemd takes the manual's timer" "there is no systemd-analyze here"
	fi
	command=$(sed -n '/^ExecStart=/,$p' "$T/units/socklet-metrics.service" | sed 's/^ExecStart=//')
	yes_if "what it runs" sh -c "$command"
	is "writes the file" 1 "$(grep -c '^# TYPE socklet_sockets' "$T/var/lib/prometheus/node-exporter/socklet.prom")"
}

# ask KEY: of the agent, as a server does it (Zabbix' protocol: its four letters, 1, the length, the key)
ask() {
	perl -e 'use Socket; socket(S, PF_INET, SOCK_STREAM, 0); connect(S, sockaddr_in(10050, INADDR_LOOPBACK)) or exit 1;
		$| = 1; syswrite S, "ZBXD\1" . pack("VV", length $ARGV[0], 0) . $ARGV[0];
		local $/; $_ = <S>; print substr $_, 13' "$1"
}

zabbix() {
	if ! command -v zabbix_agentd >/dev/null || ! command -v jq >/dev/null; then
		skip "Zabbix's agent" "there is no zabbix_agentd, or no jq, here"
		return
	fi
	documented socklet.conf "$T/parameters.conf"
	printf '%s\n' "LogFile=$T/agent.log" "PidFile=$T/agent.pid" Server=127.0.0.1 ListenIP=127.0.0.1 AllowRoot=1 \
		Timeout=10 "Include=$T/parameters.conf" >"$T/agent.conf"
	zabbix_agentd -c "$T/agent.conf" -t socklet.listeners >"$T/said" 2>&1
	is "Zabbix's agent knows the manual's parameter" 1 "$(grep -c '^socklet.listeners *\[t|\[' "$T/said")"
	zabbix_agentd -f -c "$T/agent.conf" >"$T/agent" 2>&1 9>&- &
	agent=$!
	if ! until_so 10 ask agent.ping; then
		cat "$T/agent" "$T/agent.log" | not_ok "Zabbix's agent answers"
		return
	fi
	ask socklet.listeners >"$T/json"
	is "discovery: the listeners' ports" "7001 7002 7002 7004 10050" \
		"$(jq -r '.[].local_port' "$T/json" | sort -n | awk '$1 < 20000' | xargs)"
	is "an item: the queue of one and its limit" "9 8" \
		"$(jq -r '.[] | select(.local_port == 7001) | "\(.backlog_used) \(.backlog_limit)"' "$T/json")"
	ask 'socklet.port[7001]' >"$T/json"
	is "an item by its port" "9 1" \
		"$(jq -r '[([.[] | select(.state == "ESTABLISHED")] | length), ([.[] | select(.state == "LISTEN")] | length)] | join(" ")' "$T/json")"
	ask socklet.findings >"$T/json"
	is "findings" 1 "$(jq '[.[] | select(.finding == "accept-queue-full" and .local_port == 7001)] | length' "$T/json")"
	kill $agent
	wait $agent 2>/dev/null
}

rules
timer
on_leash perl "$TESTS/live/queues.pl"
zabbix
let_go

[ "${METRICS-}" = all ] || exit 0
for program in prometheus prometheus-node-exporter busybox ip; do
	command -v $program >/dev/null || { skip "Prometheus" "no $program here"; exit 0; }
done

# cron, as OpenWrt has it: it looks each minute
mkdir -p "$T/crontabs" "$T/var/prometheus"
documented root "$T/crontabs/root"
if busybox --list | grep -qx crond; then
	busybox crond -f -c "$T/crontabs" -L "$T/cron.log" 9>&- &
	cron=$!
	yes_if "the manual's line of cron writes the file" until_so 75 test -s "$T/var/prometheus/socklet.prom"
	is "which is whole" 1 "$(grep -c '^# TYPE socklet_finding' "$T/var/prometheus/socklet.prom")"
	kill $cron
	wait $cron 2>/dev/null
else
	skip "the manual's line of cron" "this busybox has no crond"
fi

# node_exporter
mkdir "$T/textfile"
on_leash perl "$TESTS/live/queues.pl"
"$SOCKLET" metrics -o "$T/textfile/socklet.prom"
prometheus-node-exporter --collector.disable-defaults --collector.textfile --web.listen-address=127.0.0.1:9100 \
	--collector.textfile.directory="$T/textfile" >"$T/exporter" 2>&1 9>&- &
exporter=$!
until_so 20 url 9100/metrics
url 9100/metrics >"$T/metrics"
is "node_exporter shows it" 1 "$(grep -c '^socklet_listen_queue{.*port="7001".*} 9$' "$T/metrics")"
is "node_exporter has no complaint" 1 "$(grep -cxF 'node_textfile_scrape_error 0' "$T/metrics")"
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
on_leash ip netns exec m$machines perl "$TESTS/live/queues.pl"
look_at
busybox httpd -f -p 127.0.0.1:9101 -h "$T/files" 9>&- &
httpd=$!
documented socklet.rules.yml "$T/rules.yml"
{
	printf 'global: { scrape_interval: 1s, evaluation_interval: 1s }\nrule_files: [ rules.yml ]\n'
	printf 'scrape_configs:\n- job_name: machines\n  static_configs:\n'
	for n in $(seq $machines); do
		printf '  - { targets: [ "127.0.0.1:9101" ], labels: { __metrics_path__: /m%s, instance: m%s } }\n' "$n" "$n"
	done
} >"$T/prometheus.yml"
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
is "which machine's listeners are full" '"instance":"m50"' "$(grep -o '"instance":"[^"]*"' "$T/answer" | sort -u)"
is "and their ports" "7001 7004" "$(grep -o '"port":"[0-9]*' "$T/answer" | tr -dc '0-9\n' | sort | xargs)"
query 'socklet_listen_drops_total > 0' >"$T/answer"
is "which program of which machine drops connections" "1 1 1 1" \
	"$(for word in '"instance"' '"instance":"m50"' '"port":"7004"' '"program":"one '; do grep -o "$word" "$T/answer" | wc -l; done | xargs)"
firing() { url 9090/api/v1/alerts | grep -q '"finding":"accept-queue-full".*"instance":"m50".*"state":"firing"'; }
silent() { ! url 9090/api/v1/alerts | grep -q '"finding":"accept-queue-full"'; }
yes_if "the alert fires" until_so 30 firing
let_go
look_at
yes_if "and ends when it is cured" until_so 30 silent
kill $server $httpd
wait "$server" "$httpd" 2>/dev/null
for n in $(seq $machines); do ip netns del m$n; done
