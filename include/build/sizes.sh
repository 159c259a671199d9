#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# sizes.sh DIR [help] with the profile tiny in $TINY: for each flag of Config.in one line
#
#	FLAG BYTES BYTES
#
# what it adds to defconfig, then to tinyconfig. What depends on the flag is off in both builds that
# are compared, and what the flag depends on is on in both, so that each number is the flag's own.
# With `help` it writes the first number into the sentence that ends the flag's help in Config.in.
# Called by make, with $MAKE; DIR keeps one build for each configuration that was met.
set -e
dir=$1

config() {
	awk -f include/build/kconfig.awk -v mode="$1" -v on="$2" -v off="$3" Config.in
}

# bytes MODE ON OFF: the size of socklet so configured.
bytes() {
	at=$dir/$(config "$1" "$2" "$3" | cksum | tr ' ' -)
	mkdir -p "$at"
	config "$1" "$2" "$3" > "$at/.config"
	$MAKE -s --no-print-directory O="$at" ON= OFF= all >&2 || exit 1
	wc -c < "$at/socklet"
}

features() {
	for flag in $(config list); do
		users=$(config users '' "$flag" | tr '\n' ' ')
		most=$(bytes def '' "$users")
		less=$(bytes def '' "$users $flag")
		with=$(bytes no "$TINY $flag" '')
		without=$(bytes no "$TINY $flag" "$flag")
		echo "$flag $((most - less)) $((with - without))"
	done
}

help() {
	features | tee "$dir/features" >&2
	awk '
		NR == FNR { cost[$1] = $2; next }
		$1 == "config" { flag = $2 }
		/Adds about -?[0-9]+ bytes\.$/ {
			sub(/Adds about -?[0-9]+ bytes\.$/, "Adds about " cost[flag] " bytes.")
		}
		{ print }
	' "$dir/features" Config.in > "$dir/Config.in"
	cmp -s "$dir/Config.in" Config.in || cat "$dir/Config.in" > Config.in
}

mkdir -p "$dir"
${2:-features}
