#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# image.sh FILE.tar PROGRAM VERSION APPLET...: a container image that holds the one program, as /bin/socklet, and
# its names beside it. It is an OCI image layout (opencontainers.org, image-spec 1.0), with the manifest.json
# besides that `docker load` of any age reads. The same program makes the same bytes.
# Wants GNU tar, gzip, sha256sum.
set -e
image=$1 program=$2 version=$3
shift 3
work=$image.d
rm -rf "$work"
trap 'rm -rf "$work"' EXIT
blobs=$work/layout/blobs/sha256
mkdir -p "$work/root/bin" "$blobs"

# pack DIR FILE NAME...
pack() {
	dir=$1 file=$2
	shift 2
	tar -C "$dir" -cf "$file" --format=ustar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner \
		--mode=u=rwX,go=rX "$@"
}

# Go's name for the machine that an ELF program is for: from its class, its byte order and e_machine.
architecture() {
	od -An -v -tu1 -N 20 "$1" | awk '
		{ for (i = 1; i <= NF; i++) byte[n++] = $i }
		END {
			name[3] = "386"; name[40] = "arm"; name[62] = "amd64"; name[183] = "arm64"
			name[22] = "s390x"; name[243] = "riscv64"; name[8] = "mips"; name[21] = "ppc64"
			big = byte[5] == 2
			machine = big ? byte[18] * 256 + byte[19] : byte[18] + byte[19] * 256
			if (!(machine in name))
				exit 1
			is = name[machine]
			print is (is == "mips" && byte[4] == 2 ? "64" : "") (is ~ /^(mips|ppc64)/ && !big ? "le" : "")
		}' || { echo "image.sh: $1: no known machine" >&2; return 1; }
}

digest() {
	sum=$(sha256sum <"$1")
	echo "${sum%% *}"
}

# Gives a file its place among the blobs; prints what refers to it.
blob() {
	name=$(digest "$1")
	mv "$1" "$blobs/$name"
	printf '"digest":"sha256:%s","size":%d' "$name" "$(wc -c <"$blobs/$name")"
}

machine=$(architecture "$program")
cp "$program" "$work/root/bin/socklet"
chmod 755 "$work/root/bin/socklet"
for applet; do
	ln -s socklet "$work/root/bin/$applet"
done
pack "$work/root" "$work/layer" bin
content=$(digest "$work/layer")
gzip -9n <"$work/layer" >"$work/layer.gz"

printf '{"created":"1970-01-01T00:00:00Z","architecture":"%s","os":"linux",' "$machine" >"$work/config"
printf '"config":{"Env":["PATH=/bin"],"Entrypoint":["/bin/socklet"],"Cmd":["%s","-a"]},' "$1" >>"$work/config"
printf '"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}\n' "$content" >>"$work/config"
oci=application/vnd.oci.image
layer_blob=$(digest "$work/layer.gz") config_blob=$(digest "$work/config")
layer=$(blob "$work/layer.gz") config=$(blob "$work/config")

printf '{"schemaVersion":2,"mediaType":"%s.manifest.v1+json","config":{"mediaType":"%s.config.v1+json",%s},' \
	$oci $oci "$config" >"$work/manifest"
printf '"layers":[{"mediaType":"%s.layer.v1.tar+gzip",%s}]}\n' $oci "$layer" >>"$work/manifest"
manifest=$(blob "$work/manifest")

# entry TAG: the manifest under one of the image's names. Docker has its own place to look for it; podman takes two
# entries for too many, and the names of manifest.json.
entry() {
	printf '{"mediaType":"%s.manifest.v1+json",%s,' $oci "$manifest"
	printf '"platform":{"architecture":"%s","os":"linux"},' "$machine"
	printf '"annotations":{"org.opencontainers.image.ref.name":"socklet:%s",' "$1"
	printf '"io.containerd.image.name":"docker.io/library/socklet:%s"}}' "$1"
}

cd "$work/layout"
printf '{"imageLayoutVersion":"1.0.0"}\n' >oci-layout
printf '{"schemaVersion":2,"mediaType":"%s.index.v1+json","manifests":[%s,%s]}\n' \
	$oci "$(entry "$version")" "$(entry latest)" >index.json
printf '[{"Config":"blobs/sha256/%s","RepoTags":["socklet:%s","socklet:latest"],"Layers":["blobs/sha256/%s"]}]\n' \
	"$config_blob" "$version" "$layer_blob" >manifest.json
cd - >/dev/null
pack "$work/layout" "$image.tmp" blobs index.json manifest.json oci-layout
mv "$image.tmp" "$image"
