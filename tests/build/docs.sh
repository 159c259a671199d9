# SPDX-License-Identifier: 0BSD
# Manual pages and completions: that they tell what the program has, in each configuration; that mandoc and groff
# find nothing to mend; and that bash completes by them, at a terminal too.
# shellcheck shell=sh
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL O V ON OFF
scratch
top=$(dirname "$TESTS")
cd "$top" || exit 1

# docs NAME MAKE-ARGUMENT...: made into $T/NAME for a configuration; nothing is compiled for that.
docs() {
	at=$T/$1
	shift
	yes_if "make $1 docs" make -s O="$at" "$@" docs
	applets=$(sed -n "s/^_socklet_applets='\(.*\)'$/\1/p" "$at/socklet.bash")
}

list_of() {
	case " $applets " in
	*" $1 "*) echo "$1/options.def" ;;
	*) echo "socklet/$1.def" ;;
	esac
}

# The options of an applet, or of a verb, as the compiler sees the list, -a or --all, one a line.
options() {
	cat >"$T/list.c" <<-END
		#define USAGE(applet, arguments)
		#define SECTION(title)
		#define OPT(feature, letter, name, argument, id, help) IF_##feature(@ letter name)
		#define ALIAS(feature, letter, name, argument, id) IF_##feature(@ letter name)
		#define FAMILY(feature, letter, name, id, help) IF_##feature(@ letter name)
		#define FAMILY_ALIAS(feature, name, id) IF_##feature(@ "" name)
		#include "$(list_of "$1")"
	END
	${HOSTCC:-cc} -E -P -Iinclude -include "$at/autoconf.h" "$T/list.c" | tr '@' '\n' |
		sed -n 's/^ *"\([^"]*\)" *"\([^"]*\)".*/\1 \2/p' | awk -v long="$long" '
			/^[^ ?]/ { print "-" substr($0, 1, 1) }
			long && $NF != "" && / ./ { print "--" $NF }' | sort -u
}

# The page of an applet; of a verb its section in socklet(1).
page_of() {
	case " $applets " in
	*" $1 "*) cat "$at/socklet-$1.1" ;;
	*) sed -n "/^\.Sh $(echo "$1" | tr '[:lower:]' '[:upper:]')\$/,/^\.Sh [^$1]/p" "$at/socklet.1" ;;
	esac
}

# The options that the manual page has items for.
in_manual() {
	page_of "$1" | sed -n 's/^\.It //p' | tr ' ' '\n' | awk '
		/^(Fl|,|Ns|Ar|Oo|Oc)$/ { flag = /^Fl$/ || (flag && /^,$/); next }
		flag { gsub(/\\/, ""); print "-" $0; flag = 0; more = 1 }' | sort -u
}

in_completion() {
	sed -n "s/^_socklet_$1_options='\(.*\)'$/\1/p" "$at/socklet.bash" | tr ' ' '\n' | sort -u
}

# told CONFIGURATION: both tell the options of each applet, no more and no fewer
told() {
	long=
	! grep -q '^CONFIG_FEATURE_LONG_OPTIONS=y' "$at/.auto.conf" || long=1
	verbs=$(sed -n "s/^_socklet_verbs='\(.*\)'$/\1/p" "$at/socklet.bash")
	for applet in $applets $verbs; do
		test "$applet" != explain || continue
		options "$applet" >"$T/expected"
		in_manual "$applet" >"$T/actual"
		same "$1: the manual page of $applet has each option" "$T/expected" "$T/actual"
		in_completion "$applet" >"$T/actual"
		same "$1: the completion of $applet has each option" "$T/expected" "$T/actual"
	done
}

# What the manual page calls the arguments of options: each by the name that stands here.
arguments() {
	sed -n 's/^\.It //p' "$at/socklet-$1.1" | sed 's/\\//g' | awk '
		/^Fl / {
			n = split($0, form, / , /)
			for (i = 1; i <= n; i++)
				if (split(form[i], word, / (Ns |Oo |= )*Ar /) == 2)
					print "-" substr(word[1], 4), word[2]
		}' | sed 's/ Oc$//'
}

# Every option with an argument, for a text behind a wrong name reads as well as any.
arguments_are_named() {
	arguments netstat >"$T/actual"
	printf '%s\n' '-A LIST' '--protocol LIST' '-c N' '--continuous N' '--json FORM' '--by KEYS' '--net NAMESPACE' >"$T/expected"
	same "the manual page of netstat has the right names of arguments" "$T/expected" "$T/actual"
	arguments ss >"$T/actual"
	printf '%s\n' '-f FAMILY' '--family FAMILY' '-A LIST' '--query LIST' '--socket LIST' '--json FORM' \
		'--by KEYS' '-D FILE' '--diag FILE' '-F FILE' '--filter FILE' '-N NAMESPACE' '--net NAMESPACE' \
		'--bpf-map-id ID' >"$T/expected"
	same "the manual page of ss has the right names of arguments" "$T/expected" "$T/actual"
	for applet in $applets; do
		"$SOCKLET_DIR/$applet" --help >/dev/null 2>&1 || continue
		sed -n "s/.*, ARGUMENT(\([A-Z]*\)).*/\1/p; s/.*, ARGUMENT,.*/none/p" "include/$applet/options.def" >"$T/actual"
		is "each argument has a name: $applet" 0 "$(grep -c none "$T/actual")"
	done
	for verb in $verbs; do
		test ! -e "include/socklet/$verb.def" ||
			is "each argument has a name: socklet $verb" 0 "$(grep -c ', ARGUMENT,\|OPTIONAL_WORD,' "include/socklet/$verb.def")"
	done
}

# Each finding of check, with what it needs.
findings_are_told() {
	page_of check >"$T/page"
	sed -n 's/^FINDING([A-Z_0-9]*, [A-Z]*, NEEDS_[A-Z_]*, "\([^"]*\)".*/\1/p' include/check/findings.def >"$T/expected"
	sed -n '/^\.Ss What check finds/,$s/^\.It Cm //p' "$T/page" | sed 's/\\//g' >"$T/actual"
	same "the manual has each finding: $(wc -l <"$T/actual")" "$T/expected" "$T/actual"
	tr -d '\\' <"$T/page" | tr '\n' ' ' | sed 's/\.It /\n&/g' >"$T/items"
	while read -r finding need; do
		yes_if "$finding: needs $need" grep -q "It Cm $finding .*Needs $need\." "$T/items"
	done <<-'END'
		unix-queue-full netlink
		udp-receive-loss two looks
		no-owner the right to look into every process (CAP_SYS_PTRACE)
		softnet-drops two looks, and the machine's own network namespace
		neighbour-table-full the machine's own network namespace
	END
	yes_if "one that needs nothing says so by silence" sh -c "! grep 'It Cm accept-queue-full' '$T/items' | grep -q Needs"
}

# pages CONFIGURATION: no warning from what formats them
pages() {
	for applet in $applets ''; do
		page=$at/socklet${applet:+-$applet}.1
		test -e "$page" || continue
		yes_if "$1: no line of socklet-$applet.1 is left to the generator" sh -c "! grep '^@\|@[A-Z]*@' '$page'"
		if command -v mandoc >/dev/null; then
			mandoc -Tlint -Wstyle "$page" 2>&1 | grep -v 'outdated mandoc.db\|not found: Xr socklet' >"$T/said"
			same "$1: mandoc has nothing to say of socklet-$applet.1" /dev/null "$T/said"
			mandoc -Owidth=80 "$page" | sed 's/.\x08//g' | awk 'length($0) > 80' >"$T/said"
			same "$1: it fits 80 columns" /dev/null "$T/said"
		else
			skip "$1: mandoc has nothing to say of socklet-$applet.1" "mandoc is not installed"
		fi
		if command -v groff >/dev/null; then
			groff -ww -mdoc -Tascii -z "$page" >"$T/said" 2>&1
			same "$1: groff has nothing to say of socklet-$applet.1" /dev/null "$T/said"
		else
			skip "$1: groff has nothing to say of socklet-$applet.1" "groff is not installed"
		fi
	done
}

# An empty option list would make all of this agree.
docs tiny tinyconfig
told tinyconfig
pages tinyconfig
seed=${SEED-$(date +%s)}
docs random randconfig ON=NETSTAT SEED="$seed"
told "randconfig SEED=$seed"
pages "randconfig SEED=$seed"
# Findings whose group is not in the build are nowhere.
docs half defconfig OFF="FEATURE_CHECK_QUEUES FEATURE_CHECK_UDP FEATURE_CHECK_OPEN FEATURE_CHECK_WAY"
sed -n 's/\\-/-/g; s/^\.It Cm \([a-z-]*\)$/\1/p' "$at/socklet.1" >"$T/in-manual"
sed -n "s/^_socklet_explained='//p" "$at/socklet.bash" | tr ' ' '\n' >"$T/in-completion"
for place in manual completion; do
	for finding in conntrack-full close-wait-leak; do
		yes_if "half of check: $finding is in the $place" grep -qx "$finding" "$T/in-$place"
	done
	for finding in accept-queue-full netlink-drops exposed-listener resets; do
		is "half of check: $finding is not in the $place" 0 "$(grep -cx "$finding" "$T/in-$place")"
	done
done
docs def defconfig
told defconfig
pages defconfig
arguments_are_named
findings_are_told
in_manual netstat >"$T/actual"
for page in "$at/socklet-netstat.1" "$at/socklet-ss.1"; do
	yes_if "${page##*/} has the groups of --help" grep -qx '\.Ss \\&Which sockets' "$page"
done
yes_if "socklet.1 has the verbs" grep -qx '.It Cm explain' "$at/socklet.1"
yes_if "--numeric-hosts is in the manual page" grep -qx -e --numeric-hosts "$T/actual"
yes_if "-a is in the manual page" grep -qx -e -a "$T/actual"
for awk in gawk mawk original-awk busybox; do
	command -v $awk >/dev/null || continue
	mkdir -p "$T/awk-$awk"
	printf '#!/bin/sh\nexec %s "$@"\n' "$(command -v $awk)$(test $awk != busybox || echo ' awk')" >"$T/awk-$awk/awk"
	chmod +x "$T/awk-$awk/awk"
	PATH=$T/awk-$awk:$PATH make -s O="$T/by-$awk" docs
	for f in socklet-netstat.1 socklet.1 socklet.bash; do
		yes_if "$awk makes the same $f" cmp "$at/$f" "$T/by-$awk/$f"
	done
done

# ---- the README ---------------------------------------------------------------------------------

# Each of its commands: what stands behind `$ `. Those without a group here are run below; the others by that group.
sed -n 's/^    \$ //p' README >"$T/actual"
cat >"$T/commands" <<'END'
./ss -tulpn
./netstat -tanp | grep CLOSE_WAIT	answers
./socklet check	check
./socklet explain close-wait
sudo apt-get install -y make gcc musl-tools && make && ./netstat -tulpn	build
tests/setup && make test	.ci/run
make release	release
release/socklet-on root@router ss -tulpn	hosts
make docs && man ./socklet-ss.1
END
cut -f 1 "$T/commands" >"$T/expected"
same "the README's commands are known" "$T/expected" "$T/actual"
yes_if "the README has 150 lines at most" test "$(wc -l <README)" -le 150
yes_if "README: ./ss -tulpn" "$SOCKLET_DIR/ss" -tulpn
if grep -q '^CONFIG_FEATURE_EXPLAIN=y' "$SOCKLET_DIR/.auto.conf"; then
	"$SOCKLET_DIR/socklet" explain close-wait >"$T/said"
	sed -n '/explain close-wait$/,/^$/s/^    \([^$ ]\|    .*[^.]$\)/\1/p' README | while read -r line; do
		grep -qF -e "$line" "$T/said" || echo "$line"
	done >"$T/missing"
	same "README: what explain says" /dev/null "$T/missing"
fi
if command -v mandoc >/dev/null; then
	for page in socklet-places.7 socklet-promises.7; do
		mandoc -Tlint -Wstyle "$at/$page" 2>&1 | grep -v 'outdated mandoc.db\|not found: Xr socklet' >"$T/said"
		same "mandoc has nothing to say of $page" /dev/null "$T/said"
	done
	for page in "$at"/*.[17]; do
		yes_if "${page##*/} as HTML" grep -q '</html>' "$page.html"
	done
fi

# ---- completion ---------------------------------------------------------------------------------

if ! command -v bash >/dev/null; then
	skip "completion" "bash is not installed"
	exit 0
fi

cat >"$T/ask.bash" <<'END'
# ask WORD...: what the last of them may become, as the function is called by bash
. "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_socklet 2>&1
printf '%s\n' "${COMPREPLY[@]}" | sort | paste -sd ' ' -
END

# completes EXPECTED WORD...
completes() {
	expected=$1
	shift
	is "completion of '$*'" "$expected" "$(bash "$T/ask.bash" "$at/socklet.bash" "$@")"
}

completes "--numeric --numeric-hosts --numeric-ports --numeric-users" netstat --num
completes "--tcp --tcpip" /usr/bin/netstat --tc
completes -t netstat -t
completes "inet inet6" netstat -A in
completes "inet inet6" netstat -tA in
completes "unix,inet unix,inet6" netstat -A unix,ine
completes "unix,inet6" netstat -A unix,inet6
completes "inet inet6" netstat --protocol = in
completes "" netstat ""
completes netstat socklet n
completes "--listening" socklet netstat --li
completes "" socklet nothing --
completes "lines" netstat --json = l
completes "--json=lines" netstat --json=l
completes "" netstat -j ""
completes "--protocol=unix,inet --protocol=unix,inet6" netstat --protocol=unix,in
completes "local local_address local_port" netstat --by lo
completes "state,uid state,user" netstat --by = state,u
case $("$SOCKLET_DIR/socklet" 2>/dev/null) in
*"  explain "*)
	completes "check" socklet ch
	completes "--except" socklet check --ex
	completes "accept-queue-full,unix-queue-full" socklet check --only accept-queue-full,uni
	completes "lines" socklet check --json = ""
	completes "peer port program protocol" socklet top --by p
	completes "sport" socklet top -d 2 sp
	completes "ge geq gt" socklet log dport g
	completes "$T/ask.bash" socklet metrics -o "$T/as"
	completes "$$" socklet who -N $$
	completes "$T/ask.bash" socklet who "$T/as"
	completes "explain" socklet ex
	completes "CLOSE-WAIT CLOSING" socklet explain CLO
	completes "rwnd rwnd_limited" socklet explain rwnd
	;;
esac
case " $applets " in
*" ss "*)
	completes "--processes" ss --pro
	completes "close close-wait closed closing connected" ss state c
	completes "time-wait" ss -t exclude t
	completes "exclude" ss ex
	completes "inet inet6" ss -f inet
	completes "tcp,udp" ss -A tcp,ud
	completes "tcp,!udp" ss -A 'tcp,!ud'
	completes "ge geq gt" ss sport g
	completes "autobound" ss -t state all and au
	completes "$T/ask.bash" ss -F "$T/as"
	completes "$$" ss -N $$
	completes lo ss dev lo
	;;
esac

# taken PROGRAM OPTION...: the words that are offered for the last are words the program takes
taken() {
	list=$(bash "$T/ask.bash" "$at/socklet.bash" "$@" "")
	program=$SOCKLET_DIR/$1
	test "$list" != "" && test -e "$program" || return 0
	what=$*
	shift
	bad=
	for word in $list; do
		"$program" "$@" "$word" -h >/dev/null 2>&1 || bad="$bad $word"
	done
	is "$what takes what completes it: $(echo "$list" | wc -w) words" "" "$bad"
}
for option in -A -f --by; do
	taken netstat $option
	taken ss $option
done
taken ss state
taken ss exclude
taken socklet check --only
taken socklet top --by

# bash-completion's own function takes the words of -A, and newer ones those of -f, from what ss --help says.
words_of() {
	"$SOCKLET_DIR/ss" --help | sed -e 's/|/ /g' -ne "s/.*$1 := {\([^}]*\)}.*/\1/p"
}

# theirs EXPECTED WORD...: as completes, by bash-completion's
theirs() {
	expected=$1
	shift
	PATH=$SOCKLET_DIR:$PATH bash -c '. "$0"
		. "${0%/*}/completions/ss"
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
		_ss "$1" "${@: -1}" 2>&1
		printf "%s\n" "${COMPREPLY[@]}" | sort | paste -sd " " -' "$completion" "$@" >"$T/said" 2>&1
	is "bash-completion's '$*'" "$expected" "$(cat "$T/said")"
}

case " $applets " in
*" ss "*)
	for list in FAMILY QUERY; do
		bad=
		for word in $(words_of $list); do
			"$SOCKLET_DIR/ss" "-$(echo $list | tr FQ fA | cut -c1)" "$word" -V >/dev/null 2>&1 || bad="$bad $word"
		done
		is "ss --help has the words of $list, which it takes" "" "$bad"
	done
	is "they are the families" "inet inet6 unix link netlink vsock tipc xdp" "$(words_of FAMILY)"
	completion=/usr/share/bash-completion/bash_completion
	if test -r "${completion%/*}/completions/ss"; then
		theirs "mptcp" ss -A mp
		theirs "packet packet_dgram packet_raw" ss -A pac
		theirs "tcp,unix_dgram" ss --query tcp,unix_d
		theirs "--processes" ss --proc
		theirs "--listening" ss --li
	else
		skip "bash-completion's own" "bash-completion is not installed"
	fi
	;;
esac

# At a terminal: what is typed, with TABs in it, and what the command then was given.
mkdir "$T/home"
cat >"$T/rc" <<END
PATH=$PATH PS1= PS2= HISTFILE=
. "$at/socklet.bash"
netstat() { printf '%s ' got "\$@" end >>"$T/got"; echo >>"$T/got"; }
socklet() { netstat "\$@"; }
PROMPT_COMMAND=': >"$T/ready"'
END
{
	echo "autoload -U compinit bashcompinit && compinit -u -D && bashcompinit"
	sed "s|^PROMPT_COMMAND=.*|precmd() { : >\"$T/ready\"; }|" "$T/rc"
} >"$T/home/.zshrc"
# Waits for a file; the limit is against a hang.
there() {
	# shellcheck disable=SC2016 # for that shell to expand
	timeout 30 sh -c 'until test -e "$1"; do sleep 0.1; done' sh "$1"
}

# typed EXPECTED TEXT: in bash, and in zsh
typed() {
	for shell in "bash --noprofile --rcfile '$T/rc' -i" "zsh -i"; do
		command -v "${shell%% *}" >/dev/null || continue
		rm -f "$T/ready" "$T/got"
		{
			there "$T/ready"
			# shellcheck disable=SC2059 # escapes
			printf "$2\nexit\n"
			there "$T/got"
		} | TERM=dumb ZDOTDIR=$T/home script -qec "$shell" /dev/null >"$T/screen" 2>&1
		is "typed in ${shell%% *}: $2" "$1" "$(cat "$T/got" 2>/dev/null)"
	done
}
command -v zsh >/dev/null || skip "completion in zsh" "zsh is not installed"
if command -v script >/dev/null; then
	typed "got --listening end " 'netstat --li\t'
	typed "got -A unix end " 'netstat -A un\t'
	typed "got --protocol=inet,unix end " 'netstat --protocol=inet,u\t'
	typed "got -t --numeric-ports end " 'netstat -t --numeric-p\t'
	typed "got --by=state,user end " 'netstat --by=state,us\t'
	typed "got check --only accept-queue-full,unix-queue-full end " 'socklet check --only accept-queue-full,uni\t'
else
	skip "typed at a terminal" "script (util-linux) is not installed"
fi
