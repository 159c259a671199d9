# SPDX-License-Identifier: 0BSD
# Real containers: podman runs some, one of them made of our own image, and all of their namespaces are looked into
# from outside and from within. What prevents podman here is the skip's reason.
# shellcheck shell=sh disable=SC2154
# shellcheck source=tests/lib.sh

. "$(dirname "$0")/../lib.sh"
own_namespaces "$@"
SOCKLET=$SOCKLET_DIR/socklet
SS=$SOCKLET_DIR/ss
if ! command -v podman >/dev/null || ! command -v busybox >/dev/null; then
	skip "containers of podman" "there is no podman, or no busybox, here"
	exit 0
fi
if [ "$(id -u)" != 0 ] || ! grep -q '^ *0 *0 ' /proc/self/uid_map; then
	skip "containers of podman" "not root"
	exit 0
fi
if ! "$SOCKLET" --help | grep -q '^  who ' || ! "$SS" -N all -H >/dev/null 2>&1; then
	skip "containers of podman" "no who, or no -N all, in this build"
	exit 0
fi
ip link set lo up

# pod ARGUMENT...: podman, whose files are all in $T
pod() {
	podman --root "$T/store" --runroot "$T/run" --tmpdir "$T/tmp" --storage-driver vfs --cgroup-manager cgroupfs \
		--events-backend file --runtime "${runtime%% *}" "$@" 2>"$T/err"
}
# run ARGUMENT...: a container, with limits that a restricted root may set
run() {
	disabled=${runtime#* }
	[ "$disabled" != "$runtime" ] || disabled=
	# shellcheck disable=SC2086 # an option, or none
	pod run $disabled --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 "$@"
}
# One end for all of it: no container is left, nor any directory of a control group.
end() {
	pod rm -a -f -t 0 >/dev/null
	pod rm -a -f -t 0 >/dev/null # those that others depended on
	for _ in $(seq 20); do # what watches over a container ends a moment later
		rmdir /sys/fs/cgroup/libpod_parent/conmon /sys/fs/cgroup/*/libpod_parent/conmon \
			/sys/fs/cgroup/libpod_parent /sys/fs/cgroup/*/libpod_parent 2>/dev/null
		ls -d /sys/fs/cgroup/libpod_parent /sys/fs/cgroup/*/libpod_parent >/dev/null 2>&1 || break
		sleep 0.1
	done
	rm -rf "$T"
}

# shellcheck disable=SC2046 # the names
sh "$TESTS/../include/package/image.sh" "$T/image.tar" "$SOCKLET" 0.1 $(cd "$SOCKLET_DIR" && ls -d netstat ss) || exit 1
mkdir -p "$T/root/bin"
cp "$(command -v busybox)" "$T/root/bin/busybox"
tar -C "$T/root" -cf "$T/box.tar" bin
runtime=crun
pod load -q -i "$T/image.tar" >/dev/null && pod import -q "$T/box.tar" box >/dev/null
trap end EXIT

# The first way in which a container runs: with its control group, else without one.
for runtime in crun runc "crun --cgroups=disabled" none; do
	[ "$runtime" != none ] || break
	run --rm --network=none socklet:latest netstat -tln >"$T/out" && break
	head -n 1 "$T/err" | cut -c 1-200 >>"$T/why"
done
if [ "$runtime" = none ]; then
	skip "containers of podman" "$(sort -u "$T/why" | tr '\n' ';')"
	exit 0
fi
ok "our image runs ($runtime)"
is "and has no socket of the host's" 0 "$(grep -c LISTEN "$T/out")"

network=private
run --rm --network=$network box /bin/busybox true || network=none
echo "# network: $network"

# web: a listener of its own. pair: another container in the same namespace. ours: our image, at work.
run -d --name web --network=$network box /bin/busybox httpd -f -p 8080 >"$T/web"
run -d --name pair --network=container:web box /bin/busybox httpd -f -p 8081 >"$T/pair"
run -d --name ours --network=none socklet:latest netstat -tlnc >"$T/ours"
run -d --name guest --network=host box /bin/busybox httpd -f -p 8083 >"$T/guest"
web=$(cut -c 1-12 "$T/web") pair=$(cut -c 1-12 "$T/pair") ours=$(cut -c 1-12 "$T/ours")
for _ in $(seq 50); do
	"$SS" -N all -Htlnp >"$T/rows" 2>"$T/err"
	[ "$(grep -c ':808[013] ' "$T/rows")" -lt 3 ] || break
	sleep 0.1
done
# A namespace that podman made has a name in /run/netns; else it has the container's, by the control group.
named=$(pod inspect -f '{{.NetworkSettings.SandboxKey}}' web | sed 's,.*/,,')
is "a container's listener, and its namespace's name" 1 \
	"$(grep -c "^\($named\|$web\|$pair\|[0-9]*:busybox\) .*:8080 .*\"busybox\",pid=$(pod inspect -f '{{.State.Pid}}' web)" "$T/rows")"
is "two containers in one namespace: it is shown once" "1 1" "$(grep -c ':8080 ' "$T/rows") $(grep -c ':8081 ' "$T/rows")"
is "and has one name" 1 "$(awk '/:808[01] / { print $1 }' "$T/rows" | sort -u | wc -l)"
is "one in the host's namespace is among the host's" 0 "$(grep ':8083 ' "$T/rows" | grep -c -e "^$web" -e "^$pair" -e "^$ours" -e "^netns-")"

"$SOCKLET" who 8081 >"$T/out" 2>"$T/err"
is "who: a container's port" 1 "$(grep -c "busybox ($(pod inspect -f '{{.State.Pid}}' pair)), .*network namespace " "$T/out")"
case $runtime in
*disabled) ;;
*)
	is "who: in which container" 1 "$(grep -c ", in $pair, " "$T/out")"
	"$SOCKLET" who 8083 >"$T/out" 2>"$T/err"
	is "who: a container in the host's namespace" 1 "$(grep -c ", in $(cut -c 1-12 "$T/guest")\$" "$T/out")"
	"$SS" -N all -s >"$T/out" 2>&1
	is "our image's namespace, without a socket" 1 "$(grep -c "^Netns $ours\$" "$T/out")"
	;;
esac
"$SOCKLET" metrics -N all >"$T/metrics" 2>"$T/err"
is "metrics: the container's listeners" 2 \
	"$(grep -c '^socklet_listen_queue{netns="[^"]*",protocol="tcp",address="[^"]*",port="808[01]",program="busybox"} 0$' "$T/metrics")"

# From within: our image with the host's processes and its rights sees the others.
run --rm --privileged --pid=host --network=none --entrypoint /bin/ss socklet:latest -N all -Htln >"$T/out"
is "our image looks at all of them" "1 1 1" "$(for p in 8080 8081 8083; do grep -c ":$p " "$T/out"; done | xargs)"
run --rm --network=none --entrypoint /bin/socklet socklet:latest who 8080 >"$T/out"
is "and without those rights at its own" "1 0" "$? $(wc -l <"$T/out")"

pod rm -f -t 0 pair >/dev/null
pod rm -f -t 0 web >/dev/null
"$SS" -N all -Htln >"$T/rows" 2>"$T/err"
is "those that are gone are gone" "0 0" "$(grep -c ':808[01] ' "$T/rows") $(wc -l <"$T/err")"
