# SPDX-License-Identifier: 0BSD
# Programs that read netstat and ss: what they make of ours is what they make of the peers'. Each file of clients/ is
# one of them, run as it is with the peers first in PATH, then ours, then the peers again, until those agree.
#
# CLIENTS  `all` runs those of Debian and npm too that `setup clients` installs (marked `# all`)
# shellcheck shell=sh disable=SC2034
. "$(dirname "$0")/../lib.sh"

CLIENTS_DIR=${CLIENTS_DIR:-$TESTS/../build/clients}
export CLIENTS_DIR
if [ -z "$PEER" ] || [ ! -x "$SOCKLET_DIR/ss" ] || [ ! -x "$SOCKLET_DIR/netstat" ]; then
	skip "clients" "net-tools' netstat is not installed, or netstat or ss is not in this build"
	exit 0
fi
if [ $# = 0 ]; then
	SS=$(O=$SOCKLET_DIR "$TESTS/peers" 2>/dev/null) || SS=$(command -v ss)
	export SS
	parts all
fi
own_namespaces "$@"
ip link set lo up
mkdir "$T/peer" "$T/ours"
ln -s "$PEER" "$T/peer/netstat"
ln -s "$SS" "$T/peer/ss"
ln -s "$SOCKLET_DIR/netstat" "$SOCKLET_DIR/ss" "$T/ours"
export T

# What that client needs and is not here.
lacks() {
	for need in $(eval "echo $(sed -n 's/^# needs: //p' "$1")"); do
		case $need in
		/*) [ -e "$need" ] || echo "$need" ;;
		*) command -v "$need" >/dev/null || echo "$need" ;;
		esac
	done
}

# run_client FILE WHO
run_client() { PATH=$T/$2:$PATH sh "$1" </dev/null >"$T/out.$2" 2>&1; }

client() {
	for _ in 1 2 3; do
		run_client "$1" peer
		cp "$T/out.peer" "$T/out.first"
		run_client "$1" ours
		run_client "$1" peer
		cmp -s "$T/out.peer" "$T/out.first" && break
	done
	if [ -s "$T/out.peer" ]; then
		same "$(basename "$1")" "$T/out.peer" "$T/out.ours"
	else
		echo "with the peers it says nothing" | not_ok "$(basename "$1")"
	fi
}

# Daemons of Debian's, where they are.
daemons_up() {
	[ "${CLIENTS-}" = all ] || return 0
	mkdir -p "$T/nginx" /run/sshd
	printf 'pid %s/pid; events {} http { access_log off; server { listen 127.0.0.1:8080; } }' "$T/nginx" >"$T/nginx/conf"
	! command -v nginx >/dev/null || nginx -e "$T/nginx/log" -c "$T/nginx/conf"
	! command -v redis-server >/dev/null || redis-server --port 6380 --daemonize yes --save "" --dir "$T" >/dev/null
	[ ! -x /usr/sbin/sshd ] || {
		ssh-keygen -q -t ed25519 -N '' -f "$T/key"
		/usr/sbin/sshd -p 2222 -h "$T/key" -o "PidFile $T/sshd.pid"
	}
	sleep 1
}

on_leash perl "$TESTS/clients/zoo.pl"
daemons_up 9>&- # a daemon that has it would keep the zoo waiting
for file in "$TESTS"/clients/*; do
	case $file in *.pl|*.sh) continue ;; esac
	! grep -q '^# all' "$file" || [ "${CLIENTS-}" = all ] || continue
	lack=$(lacks "$file" | tr '\n' ' ')
	if [ -n "$lack" ]; then
		skip "$(basename "$file")" "not here: $lack"
	else
		client "$file"
	fi
done
let_go
