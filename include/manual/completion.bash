# bash completion for socklet's applets               -*- shell-script -*-
# SPDX-License-Identifier: 0BSD
#
# What stands before _socklet is for all applets and verbs; their options follow behind it, made from the lists that
# the programs are made from. Nothing beyond bash itself is needed. zsh takes it after
#
#	autoload -U compinit bashcompinit && compinit && bashcompinit
#
# shellcheck shell=bash disable=SC2034,SC2086

# All of these set COMPREPLY to what `cur` can become.
_socklet_from() {
	local word
	COMPREPLY=()
	while IFS= read -r word; do
		COMPREPLY+=("$word")
	done < <(compgen "$@")
}

_socklet_words() {
	_socklet_from -W "$*" -- "$cur"
}

# Several of them with commas between, each once, perhaps taken away by a `!`.
_socklet_list() {
	local before='' last=$cur word left=''
	[[ $cur != *,* ]] || before=${cur%,*}, last=${cur##*,}
	[[ $last != '!'* ]] || before+='!' last=${last#'!'}
	for word; do
		[[ ,$before == *[,!]$word,* ]] || left+=" $word"
	done
	_socklet_from -P "$before" -W "$left" -- "$last"
	compopt -o nospace 2>/dev/null
}

_socklet_files() {
	compopt -o filenames 2>/dev/null
	_socklet_from -f -- "$cur"
}

# Named network namespaces, all of them, the processes of this machine, or a path.
_socklet_namespaces() {
	local name names=all
	case $cur in
	*/*) _socklet_files ;;
	[0-9]*) names=$(cd /proc && echo [0-9]*) ;;
	*)
		for name in /run/netns/* /var/run/netns/*; do
			[[ ! -e $name || " $names " == *" ${name##*/} "* ]] || names+=" ${name##*/}"
		done ;;
	esac
	[[ $cur == */* ]] || _socklet_words "$names"
}

_socklet_devices() {
	local name names=''
	for name in /sys/class/net/*; do
		names+=" ${name##*/}"
	done
	_socklet_words "$names"
}

# The option whose argument a word may be: the word itself, or the last letter of a cluster.
_socklet_option_of() {
	case $1 in
	--*) echo "$1" ;;
	-?*) echo "-${1: -1}" ;;
	esac
}

_socklet() {
	local cur=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} applet=${COMP_WORDS[0]##*/}
	local option options before=''
	COMPREPLY=()
	if [[ $applet == socklet ]]; then
		if ((COMP_CWORD == 1)); then
			_socklet_words "$_socklet_applets $_socklet_verbs"
			return
		fi
		applet=${COMP_WORDS[1]}
		[[ $applet != explain ]] || _socklet_words "$_socklet_explained"
	fi
	eval "options=\$_socklet_${applet//[^a-z]/}_options"
	[[ -n $options ]] || return
	option=$(_socklet_option_of "$previous")
	# bash makes three words of --option=argument, zsh one.
	if [[ $cur == --*=* ]]; then
		before=${cur%%=*}= cur=${cur#*=} option=$before
	elif [[ $cur == = ]]; then
		cur='' option+='='
	elif [[ $previous == = && $COMP_CWORD -gt 2 ]]; then
		option=$(_socklet_option_of "${COMP_WORDS[COMP_CWORD - 2]}")=
	fi
	if _socklet_"$applet"_argument "$option"; then
		COMPREPLY=("${COMPREPLY[@]/#/$before}")
	elif [[ $cur == -* ]]; then
		_socklet_words "$options"
	else
		_socklet_"$applet"_operand "$previous"
	fi
}

