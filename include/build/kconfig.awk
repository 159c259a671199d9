# SPDX-License-Identifier: 0BSD
#
# Makes .config and autoconf.h from Config.in, so that a build needs no Kconfig program. It knows the
# part of the language that Config.in uses (bool, default, depends on, if, menu, comment, help), does
# with it what Kconfig's own `conf` does, and stops at anything else. Portable awk, no extensions.
#
#   awk -f kconfig.awk -v mode=MODE [-v old=FILE] [-v on=LIST] [-v off=LIST] [-v seed=N] Config.in
#
# mode: def    every symbol at its default          header  autoconf.h from `old`
#       no     every symbol off                     list    the symbols a user may set
#       rand   every symbol by chance, from `seed`  users   the symbols that `off` takes along
#       old    as in the file `old`, new symbols at their default
# `on` and `off` are symbols to set on top of that: `on` brings along what it depends on, `off` wins.

function fail(what)
{
	printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
	failed = 1
	exit 1
}

function both(a, b)
{
	if (a == "" || b == "")
		return a b
	return "(" a ") && (" b ")"
}

# The text in quotes, and in `rest` what follows them (`if EXPR`).
function quoted(s,	n)
{
	if (substr(s, 1, 1) != "\"")
		fail("no text in quotes")
	s = substr(s, 2)
	n = index(s, "\"")
	if (!n)
		fail("no closing quote")
	rest = substr(s, n + 1)
	return substr(s, 1, n - 1)
}

# The condition in `expr if condition`; what is before it goes to `rest`.
function condition(s,	n)
{
	n = match(s, /(^|[ \t])if[ \t]/)
	rest = n ? substr(s, 1, n - 1) : s
	return n ? substr(s, n + RLENGTH) : ""
}

function entry(kind, name)
{
	ents++
	ent_kind[ents] = kind
	ent_name[ents] = name
	cond[ents] = ifs[depth]
}

# Expressions: or > and > not > atom over the text in `ex`. `dry` only counts the symbols met.
function token(	t)
{
	sub(/^[ \t]+/, "", ex)
	if (match(ex, /^(&&|\|\||!=|[!()=]|[A-Za-z0-9_]+)/)) {
		t = substr(ex, 1, RLENGTH)
		return t
	}
	if (ex != "")
		fail("cannot read expression at: " ex)
	return ""
}

function accept(t)
{
	if (token() != t)
		return 0
	ex = substr(ex, length(t) + 1)
	return 1
}

function atom(	t, v, save, u)
{
	if (accept("!"))
		return !atom()
	if (accept("(")) {
		v = any()
		if (!accept(")"))
			fail("no closing bracket")
		return v
	}
	t = token()
	if (t !~ /^[A-Za-z0-9_]+$/)
		fail("symbol expected, not: " ex)
	accept(t)
	save = ex
	v = truth(t)
	ex = save
	if (accept("="))
		return v == atom()
	if (accept("!="))
		return v != atom()
	return v
}

function all(	v, w)
{
	v = atom()
	while (accept("&&")) {
		w = atom()
		v = v && w
	}
	return v
}

function any(	v, w)
{
	v = all()
	while (accept("||")) {
		w = all()
		v = v || w
	}
	return v
}

function eval(s,	save, v)
{
	if (s == "")
		return 1
	save = ex
	ex = s
	v = any()
	if (token() != "")
		fail("left over in expression: " ex)
	ex = save
	return v
}

# The value of a symbol, from the user's wish or the first default that holds. Worked out on demand,
# since a symbol may depend on one that comes later.
function truth(s,	i, v)
{
	if (s == "y" || s == "n")
		return s == "y"
	if (s in value)
		return value[s]
	value[s] = 0
	if (!(s in id) || !eval(cond[id[s]]))
		return 0
	v = 0
	if ((s in wish) && prompt[s] != "")
		v = wish[s] == "y"
	else
		for (i = 1; i <= defs[s]; i++)
			if (eval(def_if[s, i])) {
				given[s] = 1
				v = eval(def[s, i])
				break
			}
	return value[s] = v
}

# A symbol and all that its conditions name.
function want(s,	n, i, part, text)
{
	if (!(s in id) || s in wanted)
		return
	wanted[s] = 1
	wish[s] = "y"
	text = cond[id[s]]
	gsub(/[^A-Za-z0-9_]+/, " ", text)
	n = split(text, part, " ")
	for (i = 1; i <= n; i++)
		want(part[i])
}

function forget(	s)
{
	for (s in value)
		delete value[s]
}

# Park and Miller's generator, so that a seed means the same to every awk.
function chance()
{
	seed = (seed * 16807) % 2147483647
	return seed / 2147483647 < 0.5
}

# The generator is linear: of seeds side by side it would make flags that go together. Squares do not,
# modulo a prime small enough for them to be exact in awk's numbers.
function scatter(	i, n)
{
	n = seed % 67108859
	for (i = 1; i <= 8; i++)
		n = (n * n + seed % 1000003 + i) % 67108859
	seed = n * 31 + 1
}

function read_old(	line, part)
{
	while ((getline line < old) > 0) {
		sub(/\r$/, "", line)
		if (line ~ /^CONFIG_[A-Za-z0-9_]+=[yn]$/) {
			split(substr(line, 8), part, "=")
			wish[part[1]] = part[2]
		} else if (line ~ /^# CONFIG_[A-Za-z0-9_]+ is not set$/) {
			split(substr(line, 10), part, " ")
			wish[part[1]] = "n"
		}
	}
	close(old)
}

function wishes(	i, n, part)
{
	scatter()
	for (i = 1; i <= ents; i++)
		if (ent_kind[i] == "config" && mode == "no")
			wish[ent_name[i]] = "n"
		else if (ent_kind[i] == "config" && mode == "rand")
			wish[ent_name[i]] = chance() ? "y" : "n"
	if (old != "")
		read_old()
	n = split(on, part, " ")
	for (i = 1; i <= n; i++)
		if (part[i] in id)
			want(part[i])
		else
			fail("no such symbol: " part[i])
	if (mode == "users")
		return
	n = split(off, part, " ")
	for (i = 1; i <= n; i++)
		if (part[i] in id)
			wish[part[i]] = "n"
		else
			fail("no such symbol: " part[i])
}

function print_config(	i, s)
{
	printf "#\n# Automatically generated file; DO NOT EDIT.\n# %s\n#\n", title
	for (i = 1; i <= ents; i++) {
		s = ent_name[i]
		if (!eval(cond[i]))
			continue
		if (ent_kind[i] == "title")
			printf "\n#\n# %s\n#\n", s
		else if (truth(s))
			print "CONFIG_" s "=y"
		else if (prompt[s] != "" || given[s])
			print "# CONFIG_" s " is not set"
	}
}

function print_header(	i, s, y)
{
	print "/* Made from .config by include/build/kconfig.awk */"
	for (i = 1; i <= ents; i++) {
		if (ent_kind[i] != "config")
			continue
		s = ent_name[i]
		y = truth(s)
		print "#define ENABLE_" s " " y
		print "#define IF_" s "(...)" (y ? " __VA_ARGS__" : "")
		print "#define IF_NOT_" s "(...)" (y ? "" : " __VA_ARGS__")
	}
}

function print_users(	i, s, before)
{
	for (i = 1; i <= ents; i++)
		before[i] = truth(ent_name[i])
	forget()
	wish[off] = "n"
	for (i = 1; i <= ents; i++) {
		s = ent_name[i]
		if (prompt[s] != "" && s != off && before[i] && !truth(s))
			print s
	}
}

function print_list(	i)
{
	for (i = 1; i <= ents; i++)
		if (prompt[ent_name[i]] != "")
			print ent_name[i]
}

BEGIN { depth = 0; ifs[0] = ""; menus = 0 }

# A help text lasts while lines are indented deeper than the word `help`'s first line of text.
help {
	if ($0 ~ /^[ \t]*$/)
		next
	match($0, /^[ \t]*/)
	lead = substr($0, 1, RLENGTH)
	gsub(/\t/, "        ", lead)
	if (help < 0 && length(lead) > 0)
		help = length(lead)
	if (help > 0 && length(lead) >= help)
		next
	help = 0
}

{ sub(/^[ \t]+/, ""); sub(/[ \t]+$/, "") }
/^$/ || /^#/ { next }

{
	word = $1
	arg = $0
	sub(/^[^ \t]+[ \t]*/, "", arg)
}

word == "mainmenu" { title = quoted(arg); next }
word == "menu" || word == "comment" {
	entry("title", quoted(arg))
	cur = ents
	if (word == "menu") {
		ifs[depth + 1] = ifs[depth]
		menu_of[++depth] = cur
	}
	next
}
word == "if" {
	ifs[depth + 1] = both(ifs[depth], arg)
	menu_of[++depth] = 0
	next
}
word == "endif" || word == "endmenu" {
	if (!depth)
		fail(word " without a beginning")
	depth--
	next
}
word == "config" {
	if (arg !~ /^[A-Za-z0-9_]+$/ || arg in id)
		fail("bad or repeated symbol: " arg)
	entry("config", arg)
	cur = ents
	id[arg] = cur
	next
}
!cur { fail(word " outside of an entry") }
word == "bool" {
	if (arg != "") {
		prompt[ent_name[cur]] = quoted(arg)
		if (condition(rest) != "")
			fail("a prompt with a condition is not known here")
	}
	next
}
word == "default" {
	name = ent_name[cur]
	def_if[name, ++defs[name]] = condition(arg)
	def[name, defs[name]] = rest
	next
}
word == "depends" && $2 == "on" {
	sub(/^on[ \t]+/, "", arg)
	cond[cur] = both(cond[cur], arg)
	if (depth && menu_of[depth] == cur)
		ifs[depth] = cond[cur]
	next
}
word == "help" { help = -1; next }
{ fail("not known here: " word) }

END {
	if (failed)
		exit 1
	if (depth)
		fail("a menu or an if without its end")
	wishes()
	if (mode == "header")
		print_header()
	else if (mode == "users")
		print_users()
	else if (mode == "list")
		print_list()
	else
		print_config()
}
