#!/bin/sh
# SPDX-License-Identifier: 0BSD
#
# Configuration: include/build/kconfig.awk against kconfig-frontends' own program, in each awk there is; the
# goals of the Makefile that configure; and that Config.in and the sources know the same flags.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL O V CC CFLAGS CPPFLAGS LDFLAGS CROSS_COMPILE ON OFF SEED
scratch
top=$(dirname "$TESTS")
cp -r "$top/Makefile" "$top/Config.in" "$top/include" "$T"
cd "$T" || exit 1

# kconfig MODE FILE [OPTION...]: what our script makes of FILE.
kconfig() {
	mode=$1 file=$2
	shift 2
	${awk-awk} -f include/build/kconfig.awk -v mode="$mode" "$@" "$file"
}

# Newer Kconfig programs mark the ends of menus, and tell their own version.
plain() {
	sed -e '/^# end of /d' -e 's/^# \(Automatically\) .*/# \1/' "$1"
}

# reference WHAT OPTION FILE: `mine` is what kconfig-conf makes, starting from `start` if there is one.
reference() {
	rm -f theirs
	test ! -f start || cp start theirs
	KCONFIG_CONFIG=theirs kconfig-conf "$2" "$3" >conf.log 2>&1 </dev/null || cat conf.log >> theirs
	plain theirs > theirs.plain
	plain mine > mine.plain
	same "$1" theirs.plain mine.plain
}

# All that the script knows of the language, and all that is awkward in it.
cat > Torture.in <<'END'
mainmenu "torture"
comment "before all"
config A
	bool "a"
	default y if B && !C
	default C
	help
	  Text with config B in it.

	  config X
	    more indented
config B
	bool
	default y if (C || D) && !(C && D)
config C
	bool "c"
	depends on E = y
if E
menu "inner"
	depends on !F
config D
	bool "d"
	default n
config G
	bool "g"
	depends on A || (B && D != n)
	default y
endmenu
if G
comment "only with g"
	depends on D
config H
	bool "h"
	default y if A
	default y if !A && D
	default n
endif
endif
config E
	bool "e"
	default y
config F
	bool "f"
	default G2
	depends on !E || E
config G2
	bool "g2"
END

against_kconfig() {
	rm -f start
	kconfig def "$1" > mine
	reference "$1: defconfig is kconfig-conf's" --alldefconfig "$1"
	kconfig no "$1" > mine
	reference "$1: allnoconfig is kconfig-conf's" --allnoconfig "$1"
	for seed in 1 2 3 4 5 6 7 8; do
		kconfig rand "$1" -v seed=$seed > start
		cp start mine
		reference "$1: randconfig $seed satisfies kconfig-conf" --olddefconfig "$1"
		# Each third line gone, and each other symbol turned round: dependencies are broken.
		awk 'NR % 3 { if (NR % 2 && sub(/=y/, "=n")) ; print }' start > broken
		mv broken start
		kconfig old "$1" -v old=start > mine
		reference "$1: oldconfig of a broken randconfig $seed is kconfig-conf's" --olddefconfig "$1"
	done
}

if command -v kconfig-conf >/dev/null; then
	against_kconfig Config.in
	against_kconfig Torture.in
	for profile in tiny busybox busyboxroute; do
		make -s ${profile}config
		cp .config mine
		cp .config start
		reference "${profile}config satisfies kconfig-conf" --olddefconfig Config.in
	done
else
	skip "the same as kconfig-conf makes" "no kconfig-conf here (kconfig-frontends)"
fi

everything() {
	for file in Config.in Torture.in; do
		kconfig def "$file" > full
		for mode in def no list header; do
			kconfig $mode "$file"
		done
		kconfig rand "$file" -v seed=99
		kconfig old "$file" -v old=full
		kconfig header "$file" -v old=full
		kconfig users "$file" -v off="$(kconfig list "$file" | head -n 1)"
		kconfig no "$file" -v on="$(kconfig list "$file" | tail -n 1)"
	done 2>&1
}

awk='awk'
everything > by-awk
for awk in mawk gawk original-awk "busybox awk" "gawk --posix"; do
	if $awk 'BEGIN { exit 0 }' >/dev/null 2>&1; then
		everything > by-other
		same "kconfig.awk gives the same in $awk" by-awk by-other
	else
		skip "kconfig.awk in $awk" "not installed"
	fi
done
awk='awk'

# fails_with WHAT PATTERN: what the script says of the file Bad.in.
fails_with() {
	if kconfig def Bad.in >out 2>err; then
		echo "exit status 0" >err
		not_ok "$1" <err
	elif grep -q "$2" err; then
		ok "$1"
	else
		not_ok "$1" <err
	fi
}

printf 'config A\n\tbool "a"\n\tselect B\n' > Bad.in
fails_with "an unknown word is refused with its place" '^Bad.in:3: .*select'
printf 'config A\n\tbool "a"\n\tdepends on (B\n' > Bad.in
fails_with "a broken expression is refused" 'closing'
printf 'menu "m"\nconfig A\n\tbool "a"\n' > Bad.in
fails_with "a menu without its end is refused" 'without its end'
printf 'config A\n\tbool "a"\nconfig A\n\tbool "b"\n' > Bad.in
fails_with "a symbol defined twice is refused" 'repeated'

# on FILE: the symbols that are on in it.
on() {
	sed -n 's/=y$//p' "$1" | sort
}

for profile in allno tiny busybox busyboxroute def; do
	make -s ${profile}config
	on .config > on.$profile
done
for pair in allno:tiny tiny:busybox busybox:busyboxroute busyboxroute:def; do
	comm -23 on.${pair%:*} on.${pair#*:} > extra
	same "all of ${pair%:*}config is in ${pair#*:}config" /dev/null extra
done
same "allnoconfig has nothing" /dev/null on.allno
grep -c NETSTAT on.tiny > count
echo 1 > one
same "tinyconfig has netstat and none of its flags" one count
grep -c ' is not set' .config > count
echo 0 > none
same "defconfig has everything" none count

make randconfig SEED=7 > said
cp .config first
make randconfig SEED=7 > /dev/null
same "randconfig repeats by its seed" first .config
echo SEED=7 > expected
same "randconfig prints its seed" expected said
make randconfig > said
cp .config first
make randconfig "$(cat said)" > /dev/null
same "randconfig repeats by the seed it chose" first .config
for seed in 1 2 3 4 5 6 7 8 9 10; do
	make -s randconfig SEED=$seed >/dev/null
	cksum < .config
done | sort -u | wc -l > count
if test "$(cat count)" -ge 9; then
	ok "seeds differ in what they give"
else
	not_ok "seeds differ in what they give" <count
fi
sed 's/$/=y/' on.def | grep FEATURE >all
for seed in $(seq 2 2 120); do
	[ $((seed % 6)) = 0 ] && deep=FEATURE_TOP || deep= # which stands on six others
	make -s randconfig ON="NETSTAT SS SOCKLET $deep" SEED=$seed >/dev/null
	grep 'CONFIG_FEATURE_.*=y' .config
done | sort - all | uniq -c | awk '$1 < 3 || $1 > 58' >actual
same "seeds side by side turn each flag on and off" /dev/null actual

make -s allnoconfig ON=FEATURE_NETSTAT_RESOLVE
on .config > actual
printf 'CONFIG_%s\n' FEATURE_NETSTAT_NAMES FEATURE_NETSTAT_RESOLVE NETSTAT > expected
same "ON= brings along what a flag depends on" expected actual
make -s defconfig OFF=FEATURE_NETSTAT_NAMES
on .config | comm -23 on.def - > actual
printf 'CONFIG_%s\n' FEATURE_NETSTAT_NAMES FEATURE_NETSTAT_RESOLVE > expected
same "OFF= takes along what depends on a flag" expected actual
if make -s defconfig OFF=NO_SUCH_FLAG 2>err; then
	not_ok "OFF= of an unknown flag is an error" <.config
else
	ok "OFF= of an unknown flag is an error"
fi

# The file that stands for a configuration taken in by make; it is remade before anything is built.
settle() {
	make -s .auto.conf > out 2>&1 </dev/null || echo "make: exit status $?" >> out
}

rm -f .config .auto.conf autoconf.h
settle
same "a missing .config is made silently" /dev/null out
on .config > actual
same "and holds everything" on.def actual

make -s tinyconfig
echo 'CONFIG_GONE_LONG_AGO=y' >> .config
printf '\nconfig BRAND_NEW\n\tbool "new"\n\tdefault y\n' >> Config.in
settle
same "a new Config.in with an old .config is no failure" /dev/null out
on .config > actual
{ echo CONFIG_BRAND_NEW; cat on.tiny; } | sort > expected
same "new flags come in at their default, gone ones leave" expected actual
grep 'ENABLE_BRAND_NEW\|ENABLE_FEATURE_IPV6' autoconf.h | sort > actual
printf '#define ENABLE_%s\n' 'BRAND_NEW 1' 'FEATURE_IPV6 0' > expected
same "autoconf.h follows" expected actual
cp "$top/Config.in" .

make -s defconfig
settle
sed 's/^CONFIG_NETSTAT=y/# CONFIG_NETSTAT is not set/' .config > edited
mv edited .config
settle
grep -c FEATURE_NETSTAT .config > count
same "a .config edited by hand is settled before use" none count

make -s defconfig
settle
touch -d '1 hour ago' autoconf.h
find autoconf.h -newer Makefile > before
touch .config
settle
find autoconf.h -newer Makefile > after
same "autoconf.h is left alone when nothing changed" before after

# A PATH with what the Makefile needs, without kconfig-mconf.
mkdir bin
for tool in make sh awk mkdir mv rm cp cmp cat expr date; do
	ln -s "$(command -v $tool)" bin/
done
if PATH=$T/bin make -s menuconfig >out 2>&1; then
	not_ok "menuconfig without its program says so" <out
elif test "$(grep -c kconfig-frontends out)" = 1; then
	ok "menuconfig without its program says so in one line"
else
	not_ok "menuconfig without its program says so in one line" <out
fi
if command -v kconfig-mconf >/dev/null && command -v script >/dev/null; then
	make -s tinyconfig
	cp .config before
	{ sleep 1; printf '\033\033'; sleep 1; } | TERM=xterm timeout 20 script -qec \
		'stty rows 24 cols 80; make menuconfig; echo status $?' /dev/null > screen 2>&1
	if grep -q 'socklet configuration' screen && grep -q 'status 0' screen; then
		ok "menuconfig shows the menu and leaves"
	else
		not_ok "menuconfig shows the menu and leaves" <screen
	fi
	same "menuconfig left by Escape changes nothing" before .config
else
	skip "menuconfig" "no kconfig-mconf or no script(1) here"
fi

# The last words of each help text, whatever line breaks are in them.
awk '
	function done() {
		if (flag != "" && prompt && text !~ /Adds about -?[0-9]+ bytes\.$/)
			print flag ": " text
		flag = text = ""
	}
	/^config / { done(); flag = $2; prompt = help = 0 }
	/^(menu|endmenu|if|endif|#)/ { done() }
	/^\tbool "/ { prompt = 1 }
	help && NF { $1 = $1; text = text " " $0 }
	/^\thelp/ { help = 1 }
	END { done() }
' Config.in > actual
same "each help text ends with the cost of its flag" /dev/null actual

# Both ways: no flag that nothing asks for, no flag asked for that is not in Config.in.
awk '$1 == "config" { print $2 }' "$top/Config.in" | sort -u > flags
cat "$top/Makefile" "$top"/include/build/*.mk $(find "$top"/applet "$top"/include -name '*.[ch]' -o -name '*.def') |
	grep -o '\(ENABLE_\|CONFIG_\|IF_\|IF_NOT_\|OPT(\|ALIAS(\|FAMILY(\|VERB(\)[A-Z0-9_]*' |
	sed 's/^\(ENABLE_\|CONFIG_\|IF_NOT_\|IF_\|OPT(\|ALIAS(\|FAMILY(\|VERB(\)//' > used
sed -n 's/^FINDING([A-Z_0-9]*, \([A-Z]*\),.*/FEATURE_CHECK_\1/p' "$top/include/check/findings.def" >> used
sort -u -o used used
comm -23 flags used > actual
same "every flag of Config.in is used" /dev/null actual
grep -owh 'ENABLE_[A-Z0-9_]\+\|CONFIG_[A-Z0-9_]\+' "$top/Makefile" "$top"/include/build/*.mk \
	$(find "$top"/applet "$top"/include -name '*.[ch]') | sed 's/^[A-Z]*_//' | sort -u | comm -13 flags - |
	grep -vx 'LONG_OPTS\|FEATURE_CHECK_' > actual # busybox's own name, and those that a group is appended to
same "every flag that is used is in Config.in" /dev/null actual
