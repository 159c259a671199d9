# SPDX-License-Identifier: 0BSD
# In a bare container: the image that `make image` makes, and what the program in it says where there is nothing
# else: no /etc, no /dev, no /proc, no netlink, no rights. And a look into a container from outside.
# shellcheck shell=sh
# shellcheck source=tests/lib.sh

. "$(dirname "$0")/../lib.sh"
own_namespaces "$@"
top=$(dirname "$TESTS")
cell=$T/cell
${HOSTCC:-cc} -O1 -Wall -D_GNU_SOURCE -o "$cell" "$TESTS/places/container/cell.c" || exit 1
has_ss=false
test ! -x "$SOCKLET_DIR/ss" || has_ss=true
applets=netstat
if $has_ss; then applets="netstat ss"; fi

# ---- the image ----------------------------------------------------------------------------------

# field FILE NAME: what follows "NAME": in a file of JSON, up to a comma or a bracket
field() {
	sed 's/.*"'"$2"'":\[*"*\([^],"}]*\).*/\1/' "$1"
}

# refers WHAT FILE: each digest and size in the file is that of a blob
refers() {
	grep -o '"digest":"sha256:[0-9a-f]*","size":[0-9]*' "$2" | sed 's/.*sha256:\(.*\)","size":/\1 /' >"$T/digests"
	while read -r name size; do
		blob=$T/layout/blobs/sha256/$name
		if test "$(sha256sum <"$blob")" = "$name  -" && test "$(wc -c <"$blob")" = "$size"; then
			ok "$1: a digest and its size are true"
		else
			echo "$name $size" | not_ok "$1: a digest and its size are true"
		fi
		echo "$blob"
	done <"$T/digests" >"$T/said"
	grep -v '^/' "$T/said"
	grep '^/' "$T/said" | uniq >"$T/blobs"
}

open_image() {
	mkdir "$T/layout" "$T/root"
	tar -xf "$T/image.tar" -C "$T/layout"
	refers "the index" "$T/layout/index.json"
	manifest=$(cat "$T/blobs")
	refers "the manifest" "$manifest"
	config=$(sed -n 1p "$T/blobs") layer=$(sed -n 2p "$T/blobs")
	is "diff_ids has what the layer unpacks to" "sha256:$(gzip -dc <"$layer" | sha256sum | sed 's/ .*//')" \
		"$(field "$config" diff_ids)"
	is "manifest.json names the layer" "blobs/sha256/$(basename "$layer")" \
		"$(field "$T/layout/manifest.json" Layers)"
	is "manifest.json names the configuration" "blobs/sha256/$(basename "$config")" \
		"$(field "$T/layout/manifest.json" Config)"
	if command -v python3 >/dev/null; then
		for f in "$T/layout/oci-layout" "$T/layout/index.json" "$T/layout/manifest.json" "$manifest" "$config"; do
			python3 -c 'import json,sys; json.load(sys.stdin)' <"$f" 2>&1 || echo "$f"
		done >"$T/bad"
		same "all of it is JSON" /dev/null "$T/bad"
	else
		skip "all of it is JSON" "python3 is not installed"
	fi
	gzip -dc <"$layer" | tar -tvf - | awk '{ print $1, $2, $6, $7, $8 }' >"$T/actual"
	{
		echo "drwxr-xr-x 0/0 bin/  "
		for applet in $applets; do
			echo "lrwxr-xr-x 0/0 bin/$applet -> socklet"
		done
		echo "-rwxr-xr-x 0/0 bin/socklet  "
	} | sort -k 3 >"$T/expected"
	same "the root holds the program, its names, and nothing else" "$T/expected" "$T/actual"
	gzip -dc <"$layer" | tar -xf - -C "$T/root"
	yes_if "the program is the one that was built" cmp "$SOCKLET_DIR/socklet" "$T/root/bin/socklet"
	entry=$(field "$config" Entrypoint)
	command=$(field "$config" Cmd)
}

# What people load it with calls it by both its names.
names_of_image() {
	for key in org.opencontainers.image.ref.name:socklet io.containerd.image.name:docker.io/library/socklet; do
		is "index.json has both names as ${key%%:*}" "${key#*:}:0.1 ${key#*:}:latest " \
			"$(grep -o "\"${key%%:*}\":\"[^\"]*" "$T/layout/index.json" | sed 's/.*"//' | tr '\n' ' ')"
	done
	is "manifest.json has both names" '"RepoTags":["socklet:0.1","socklet:latest"]' \
		"$(grep -o '"RepoTags":[^]]*]' "$T/layout/manifest.json")"
}

skopeo_loads() {
	for kind in oci-archive docker-archive; do
		for tag in 0.1 latest; do
			if ! command -v skopeo >/dev/null; then
				skip "skopeo finds socklet:$tag in it as $kind" "skopeo is not installed"
				continue
			fi
			mkdir "$T/copy.$kind.$tag"
			yes_if "skopeo finds socklet:$tag in it as $kind" skopeo --tmpdir "$T" --insecure-policy copy -q \
				"$kind:$T/image.tar:socklet:$tag" "dir:$T/copy.$kind.$tag"
		done
	done
}

podman_loads() {
	store="--root $T/store --runroot $T/store.run --storage-driver vfs"
	# shellcheck disable=SC2086
	if ! command -v podman >/dev/null || ! podman $store info >"$T/said" 2>&1; then
		skip "podman loads it" "podman is not installed, or cannot work here"
		return
	fi
	# shellcheck disable=SC2086
	{
		yes_if "podman loads it" podman $store load -q -i "$T/image.tar"
		podman $store image ls --format '{{.Repository}}:{{.Tag}}' | sort | tr '\n' ' ' >"$T/actual"
		is "podman knows it by both names" "localhost/socklet:0.1 localhost/socklet:latest " "$(cat "$T/actual")"
		is "podman finds socklet:latest with what it runs" "[/bin/socklet] [netstat -a]" \
			"$(podman $store image inspect --format '{{.Config.Entrypoint}} {{.Config.Cmd}}' socklet:latest 2>&1)"
		podman $store rmi -a -f >/dev/null 2>&1
	}
}

# The daemon would keep it: its own names are taken away again, and the check is left out where they were there.
docker_loads() {
	if ! command -v docker >/dev/null || ! docker info >/dev/null 2>&1; then
		skip "docker loads it" "there is no docker here, or its daemon does not run"
		return
	fi
	test -z "$(docker images -q socklet)" || { skip "docker loads it" "it has a socklet already"; return; }
	yes_if "docker loads it" docker load -q -i "$T/image.tar"
	is "docker knows it by both names" "socklet:0.1 socklet:latest " \
		"$(docker images --format '{{.Repository}}:{{.Tag}}' socklet | sort | tr '\n' ' ')"
	docker rmi socklet:0.1 socklet:latest >/dev/null 2>&1
}

# shellcheck disable=SC2086 # a list
sh "$top/include/package/image.sh" "$T/image.tar" "$SOCKLET_DIR/socklet" 0.1 $applets || exit 1
# shellcheck disable=SC2086
sh "$top/include/package/image.sh" "$T/again.tar" "$SOCKLET_DIR/socklet" 0.1 $applets
yes_if "the same bytes twice" cmp "$T/image.tar" "$T/again.tar"
open_image
names_of_image
skopeo_loads
podman_loads
docker_loads
mkdir "$T/root/proc"

# ---- inside -------------------------------------------------------------------------------------

# within CELL-OPTIONS PROGRAM [ARGUMENT]...: what it prints, rows in order of their text
within() {
	options=$1
	shift
	# shellcheck disable=SC2086
	timeout 60 "$cell" $options "$T/root" "$@" >"$T/raw" 2>"$T/err"
	status=$?
	sed 's/ *$//' "$T/raw" | sort >"$T/out"
}

# shows WHAT STATUS: the output is what stands on standard input, and nothing was complained of
shows() {
	sed 's/ *$//' | sort >"$T/expected"
	same "$1" "$T/expected" "$T/out"
	is "$1: exit status" "$2" "$status"
	if test "$2" = 0; then same "$1: stderr" /dev/null "$T/err"; else one_line "$1"; fi
}

one_line() {
	is "$1: exit status is not 0" 1 "$((status != 0))"
	if test "$(wc -l <"$T/err")" = 1; then ok "$1: one line"; else not_ok "$1: one line" <"$T/err"; fi
}

netstat_rows() {
	cat <<-END
		Active Internet connections (servers and established)
		Proto Recv-Q Send-Q Local Address           Foreign Address         State$2
		tcp        0      0 0.0.0.0:8080            0.0.0.0:*               LISTEN$1
		tcp        0      0 127.0.0.1:40000         127.0.0.1:8080          ESTABLISHED$1
		tcp        0      0 127.0.0.1:8080          127.0.0.1:40000         ESTABLISHED$1
		udp        0      0 0.0.0.0:5353            0.0.0.0:*$1
	END
}

# The columns of a row, one blank between.
squeeze() {
	sed 's/  */ /g' "$1" >"$1.squeezed" && mv "$1.squeezed" "$1"
}

netstat_inside() {
	within "$1" /bin/netstat -tuan
	netstat_rows | shows "netstat -tuan $2" 0
	within "$1" /bin/netstat -tuanp
	squeeze "$T/out"
	netstat_rows ' 2/cell' ' PID/Program name' | sed 's/  */ /g' | shows "netstat -tuanp finds owners $2" 0
	within "$1" /bin/netstat -xlnp
	yes_if "netstat -xlnp shows the unix socket and its owner $2" grep -q ' LISTENING .* 2/cell  *@inside$' "$T/out"
	within "$1" /bin/netstat -tuae --numeric-hosts
	yes_if "without /etc, ports and users are numbers $2" grep -q '0\.0\.0\.0:8080 .* LISTEN  *65534 ' "$T/out"
	same "and that is no fault $2" /dev/null "$T/err"
	within "$1" /bin/netstat -tua
	is "without resolv.conf netstat -tua ends well $2" 0 "$status"
	netstat_rows >"$T/expected.rows"
	sort "$T/expected.rows" >"$T/expected"
	same "and shows addresses $2" "$T/expected" "$T/out"
}

ss_rows() {
	cat <<-END
		udp UNCONN 0 0 0.0.0.0:5353 0.0.0.0:*$1
		tcp LISTEN 0 5 0.0.0.0:8080 0.0.0.0:*$1
		tcp ESTAB 0 0 127.0.0.1:8080 127.0.0.1:40000$1
		tcp ESTAB 0 0 127.0.0.1:40000 127.0.0.1:8080$1
	END
}

# /proc does not know how long the queue of a listener may be.
ss_inside() {
	within "$1" /bin/ss -Htuan
	squeeze "$T/out"
	sed -i 's/LISTEN 0 0/LISTEN 0 5/' "$T/out"
	ss_rows | shows "ss -Htuan $2" 0
	within "$1" /bin/ss -Htuanp
	squeeze "$T/out"
	sed -i 's/LISTEN 0 0/LISTEN 0 5/; s/fd=[0-9]*/fd=N/' "$T/out"
	ss_rows ' users:(("cell",pid=2,fd=N))' | shows "ss -Htuanp finds owners $2" 0
	within "$1" /bin/ss -tla
	is "without /etc ss -tla ends well $2" 0 "$status"
	yes_if "and shows numbers $2" grep -q '0\.0\.0\.0:8080 ' "$T/out"
	within "$1" /bin/ss -N 1 -tan
	one_line "ss -N where nothing is allowed $2"
	yes_if "that line names it $2" grep -q 'namespace 1: ' "$T/err"
}

# has OPTION: netstat's help has it
has() {
	"$OURS" -h 2>&1 | grep -q "^[[:blank:]]*-$1[ ,]"
}

# What is not about sockets, and a word that it must say.
tables_inside() {
	for table in i:lo g:224.0.0.1 s:Tcp: r:routing; do
		has "${table%%:*}" || continue
		within "$1" /bin/netstat "-${table%%:*}n"
		is "netstat -${table%%:*}n $2: exit status" 0 "$status"
		yes_if "netstat -${table%%:*}n $2: shows it" grep -qF -e "${table#*:}" "$T/out"
		same "netstat -${table%%:*}n $2: stderr" /dev/null "$T/err"
	done
}

# /proc with its processes and nothing besides, as where a service has ProcSubset=pid: what netlink tells is there
# with its owners; what it does not is missed in one line.
without_net() {
	within "-o subset=pid" /bin/netstat -tuanp
	if test "$status" = 0; then
		squeeze "$T/out"
		netstat_rows ' 2/cell' ' PID/Program name' | sed 's/  */ /g' | shows "netstat -tuanp without /proc/net" 0
	else
		one_line "netstat -tuanp without /proc/net"
	fi
	within "-o subset=pid -n 1" /bin/netstat -tuanp
	one_line "netstat -tuanp without /proc/net, no netlink"
	yes_if "that line names it" grep -q '/proc/net: ' "$T/err"
	$has_ss || return
	within "-o subset=pid" /bin/ss -Htuanp
	if test "$status" = 0; then
		squeeze "$T/out"
		sed -i 's/fd=[0-9]*/fd=N/' "$T/out"
		ss_rows ' users:(("cell",pid=2,fd=N))' | shows "ss -Htuanp without /proc/net" 0
	else
		one_line "ss -Htuanp without /proc/net"
	fi
	within "-o subset=pid -n 1" /bin/ss -Htuanp
	one_line "ss -Htuanp without /proc/net, no netlink"
}

# Whatever is missing is said once; what another source has is shown. -tuan: netlink has that too.
without_proc() {
	for o in -an -tuan -anp -x; do
		within "$1" /bin/netstat $o
		if test "$o $1" != "-tuan " || test "$status" != 0; then
			one_line "netstat $o without /proc $2"
		else
			netstat_rows | shows "netstat $o without /proc $2" 0
		fi
	done
	for o in i g s r; do
		has $o || continue
		within "$1" /bin/netstat -${o}n
		one_line "netstat -${o}n without /proc $2"
	done
	$has_ss || return
	within "$1" /bin/ss -Htuan
	if test "$status" = 0; then
		squeeze "$T/out"
		ss_rows | shows "ss -Htuan without /proc $2" 0
	else
		one_line "ss -Htuan without /proc $2"
	fi
	within "$1" /bin/ss -s
	one_line "ss -s without /proc $2"
}

within -p "$entry" "$command" -a
is "what the image runs of itself ends well" 0 "$status"
yes_if "and shows the sockets" grep -q '0\.0\.0\.0:8080 .*LISTEN' "$T/out"
# How the profiles of seccomp refuse: EPERM, EACCES, ENOSYS, EAFNOSUPPORT.
netstat_inside -p ""
netstat_inside "-p -o hidepid=2" "(hidepid)"
for error in 1 13 38 97; do
	netstat_inside "-p -n $error" "(no netlink: $error)"
done
tables_inside -p ""
tables_inside "-p -n 1" "(no netlink)"
if $has_ss; then
	ss_inside -p ""
	ss_inside "-p -o hidepid=2" "(hidepid)"
	for error in 1 13 38 97; do
		ss_inside "-p -n $error" "(no netlink: $error)"
	done
fi
without_net
without_proc "" ""
without_proc "-n 1" "(nor netlink)"

# ---- from outside -------------------------------------------------------------------------------

on_leash "$cell" -p -w "$T/root"
holder=$word
mount -t tmpfs none /run
mkdir /run/netns
: >/run/netns/box
mount --bind "/proc/$holder/ns/net" /run/netns/box

# unix_outside APPLET OPTION: sockets that have no place in a table of addresses
unix_outside() {
	for source in proc netlink; do
		what="SOCKLET_SOURCE=$source $1 $2 PID -xlnp"
		SOCKLET_SOURCE=$source "$SOCKLET_DIR/$1" "$2" "$holder" -xlnp >"$T/out" 2>"$T/err"
		is "$what: exit status" 0 $?
		yes_if "$what shows the unix socket and its owner" \
			grep -q "@inside .*pid=$holder,\| $holder/cell  *@inside" "$T/out"
		is "$what shows nothing else" 1 "$(grep -c LISTEN "$T/out")"
		same "$what: stderr" /dev/null "$T/err"
	done
}

# from_outside APPLET OPTION: each way to name the namespace, with the owner by his number out here
from_outside() {
	unix_outside "$1" "$2"
	for name in "$holder" box "/proc/$holder/ns/net"; do
		what=$(echo "$1 $2 $name" | sed "s/$holder/PID/")
		"$SOCKLET_DIR/$1" "$2" "$name" -tlnp >"$T/out" 2>"$T/err"
		is "$what: exit status" 0 $?
		yes_if "$what shows the listener and its owner" \
			grep -q "0\.0\.0\.0:8080 .*\\(pid=$holder,\\| $holder/cell\\)" "$T/out"
		is "$what shows nothing else" 1 "$(grep -c LISTEN "$T/out")"
		same "$what: stderr" /dev/null "$T/err"
	done
	for name in 2147483647 nonesuch /nonesuch / /proc/self/ns/mnt; do
		"$SOCKLET_DIR/$1" "$2" "$name" -tlnp >"$T/out" 2>"$T/err"
		status=$?
		one_line "$1 $2 $name"
		same "$1 $2 $name shows nothing" /dev/null "$T/out"
	done
	if setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null; then
		cp "$SOCKLET_DIR/$1" "$T/$1"
		setpriv --reuid=65534 --regid=65534 --clear-groups "$T/$1" "$2" "$holder" -tln >"$T/out" 2>"$T/err"
		status=$?
		one_line "$1 $2 without the right to"
	else
		skip "$1 $2 without the right to" "only one user here"
	fi
}

if "$SOCKLET_DIR/netstat" -h | grep -q -e '--net '; then
	from_outside netstat --net
fi
if $has_ss && "$SOCKLET_DIR/ss" -h | grep -q -e '--net '; then
	from_outside ss -N
fi
let_go
