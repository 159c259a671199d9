#!/bin/sh
# SPDX-License-Identifier: 0BSD
# `socklet check' by those who run such programs: Icinga 2, a container's health check, cron. Each sees a machine that
# is well, one with an open Redis (live/sick.pl), and it cured again. `make check-clients' has cron too.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

[ "$(id -u)" = 0 ] || { skip "plugins" "they run as root"; exit 0; }
own_namespaces
ip link set lo up
SOCKLET=$SOCKLET_DIR/socklet
"$SOCKLET" check --list >"$T/said" 2>&1 || { skip "plugins" "no check in this build"; exit 0; }

sick() {
	rm -f "$T/cured"
	export T
	on_leash perl "$TESTS/live/sick.pl" exposed "$T/cured"
}

# until_there SECONDS PATTERN FILE
until_there() {
	for _ in $(seq $(($1 * 10))); do
		! grep -q "$2" "$3" 2>/dev/null || return 0
		sleep 0.1
	done
	tail -n 20 "$3"
	return 1
}

# Its directories are empty ones of ours. What it tells of a service goes to a file when the service's state changes.
icinga() {
	for d in /var/lib/icinga2 /var/cache/icinga2 /run/icinga2 /var/log/icinga2 /var/spool/icinga2; do
		mkdir -p "$d" && mount -t tmpfs none "$d" && chown nagios "$d"
	done
	for d in /run/icinga2/cmd /var/log/icinga2/crash /var/spool/icinga2/tmp /var/spool/icinga2/perfdata; do
		mkdir -p "$d" && chown nagios "$d"
	done
	cat >"$T/icinga.conf" <<-END
		object CheckerComponent "checker" { }
		object CheckCommand "alive" { command = [ "true" ] }
		object CheckCommand "socklet" { command = [ "$SOCKLET", "check", "--for", "0" ] }
		object EventCommand "tell" {
			command = [ "sh", "-c", "echo \"\$\$0 \$\$1\" >>$T/states", "\$service.state\$", "\$service.output\$" ]
		}
		object Host "here" { check_command = "alive" }
		object Service "network" {
			host_name = "here"
			check_command = "socklet"
			event_command = "tell"
			check_interval = 1
			retry_interval = 1
			max_check_attempts = 1
		}
	END
	icinga2 daemon -c "$T/icinga.conf" -DRunAsUser=root -DRunAsGroup=root >"$T/icinga.log" 2>&1 &
	daemon=$!
}

with_icinga() {
	if ! command -v icinga2 >/dev/null; then
		skip "Icinga 2" "icinga2 is not installed"
		return
	fi
	icinga
	if ! until_there 30 '^OK 0 critical, 0 warnings' "$T/states" >"$T/said"; then
		cat "$T/icinga.log" "$T/said" | not_ok "Icinga 2: a machine that is well is OK"
		return
	fi
	ok "Icinga 2: a machine that is well is OK"
	sick
	yes_if "Icinga 2: a warning, and its first line is what is found" until_there 20 \
		'^WARNING WARNING exposed-listener: tcp 0.0.0.0:6379, perl' "$T/states"
	: >"$T/states"
	let_go
	yes_if "Icinga 2: cured, it is OK again" until_there 20 '^OK 0 critical, 0 warnings' "$T/states"
	kill "$daemon"
	wait "$daemon" 2>/dev/null
}

# health STATUS WHAT
health() {
	# shellcheck disable=SC2086
	podman $store healthcheck run here >"$T/said" 2>&1
	is "podman healthcheck: $2" "$1" $?
}

# The image has nothing but the program; with --network host it looks at this namespace.
with_podman() {
	store="--root $T/store --runroot $T/store.run --storage-driver vfs --cgroup-manager cgroupfs --events-backend none"
	mount -t cgroup2 none /sys/fs/cgroup 2>/dev/null
	sh "$TESTS/../include/package/image.sh" "$T/image.tar" "$SOCKLET" 0.1 netstat ss
	# shellcheck disable=SC2086
	if ! command -v podman >/dev/null || ! podman $store load -q -i "$T/image.tar" >"$T/said" 2>&1 ||
		! podman $store run -d --name here --network host --cgroups=disabled --ulimit nofile=1024:1024 \
			--ulimit nproc=1000:1000 --health-interval=disable \
			--health-cmd '["/bin/socklet", "check", "--for", "0"]' socklet:latest netstat -c >"$T/said" 2>&1
	then
		skip "a container's health check" "podman cannot run one here: $(tail -n 1 "$T/said")"
		return
	fi
	health 0 "a machine that is well"
	sick
	health 1 "an open Redis"
	let_go
	health 0 "cured"
	# shellcheck disable=SC2086
	podman $store rm -f -t 0 here >/dev/null 2>&1
}

# The line of the manual page, each minute: nothing is said of a machine that is well. As cron takes the line, % is
# none of its characters.
cron_line="out=\$($SOCKLET check --for 0) || echo \"\$out\""

# with_cron NAME DIRECTORY LINE COMMAND...: a daemon that reads DIRECTORY, in which there is this line
with_cron() {
	name=$1 directory=$2 line=$3
	shift 3
	if ! command -v "$1" >/dev/null; then
		skip "$name" "it is not installed"
		return
	fi
	mkdir -p "$directory"
	mount -t tmpfs none "$directory"
	printf '%s\n' "$line" >"$directory/root"
	chmod 600 "$directory/root"
	rm -f "$T/cron.ran" "$T/cron.out"
	sick
	"$@" >"$T/cron.log" 2>&1 9>&- &
	daemon=$!
	if until_there 70 ran "$T/cron.ran" >"$T/said"; then
		yes_if "$name: what is found is in its mail" grep -q '^WARNING exposed-listener' "$T/cron.out"
		let_go
		rm "$T/cron.ran"
		: >"$T/cron.out"
		until_there 70 ran "$T/cron.ran" >"$T/said"
		yes_if "$name: no mail of a machine that is well" test ! -s "$T/cron.out"
	else
		not_ok "$name runs its line" <"$T/cron.log"
		let_go
	fi
	kill "$daemon"
	wait "$daemon" 2>/dev/null
}

with_icinga
with_podman
[ "${CLIENTS-}" = all ] || exit 0 # each of these takes two minutes
line="{ $cron_line; } >>$T/cron.out; echo ran >$T/cron.ran"
with_cron "busybox crond" /var/spool/cron "* * * * * $line" busybox crond -f -c /var/spool/cron
mkdir -p /etc/cron.d
: >"$T/crontab"
[ ! -e /etc/crontab ] || mount --bind "$T/crontab" /etc/crontab
with_cron "Debian's cron" /etc/cron.d "* * * * * root $line" cron -f
