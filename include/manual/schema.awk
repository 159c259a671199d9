# SPDX-License-Identifier: 0BSD
#
# The JSON Schema of --json from schema.def, as the preprocessor leaves it; with -v manual=1 the manual's list of keys.

BEGIN {
	RS = "|"
	split("NUMBER HEX MS RATE GAIN TIME SHARE BITS SEND_QUEUE PROTOCOL", list, " ")
	for (i in list)
		type[list[i]] = "{\"type\":\"integer\",\"minimum\":0}"
	type["SIGNED"] = type["PORT"] = "{\"type\":\"integer\"}"
	type["FLAG"] = "{\"type\":\"boolean\"}"
	type["REAL"] = "{\"type\":\"number\"}"
}

function type_of(word) {
	if (word ~ /^=/)
		return "{\"$ref\":\"#/$defs/" substr(word, 2) "\"}"
	if (word ~ /^\[/)
		return "{\"type\":\"array\",\"items\":" type_of(substr(word, 2) ~ /^([A-Z]|\[)/ ? substr(word, 2) : "=" substr(word, 2)) "}"
	return word in type ? type[word] : "{\"type\":\"string\"}"
}

# As the manual names a type.
function name_of(word) {
	if (word ~ /^=/)
		return "object"
	if (word ~ /^\[/)
		return "array"
	if (type_of(word) ~ /integer|number/)
		return "number"
	return type_of(word) ~ /boolean/ ? "true or false" : "text"
}

{
	gsub(/ = /, " =")
	gsub(/\[ /, "[")
	gsub(/\[ /, "[")
	$0 = $0
}
$1 == "OBJECT" { object = objects[++count] = $2 }
# Numbers with a type in common, "one two", in the manual in a sentence.
$1 == "KEYS" {
	for (i = 2; i < NF - 1; i++) {
		key = $i
		gsub(/"/, "", key)
		if (key != "" && !told[object, key]++)
			members[object] = members[object] ",\n      \"" key "\":" type_of($(NF - 1))
	}
}
$1 == "KEY" && $2 != "\"\"" {
	key = substr($2, 2, length($2) - 2)
	if (key == "*") {
		rest[object] = type_of($3)
		next
	}
	if ((object, key) in told)
		next
	told[object, key] = 1
	members[object] = members[object] (members[object] == "" ? "" : ",") "\n      \"" key "\":" type_of($3)
	lines[object] = lines[object] ".It Cm " key "\n" name_of($3) (($4 == "THERE" && required_ones(object)) ? ", always" : "") "\n"
	if ($4 == "THERE" && required_ones(object))
		required[object] = required[object] (required[object] == "" ? "" : ",") "\"" key "\""
}

# The kernel's structures may be shorter than here, and a count has the keys that were asked for.
function required_ones(object) {
	return object !~ /^(skmem|inet_sockopt|tcp_info|vegas|dctcp|bbr|mptcp_info|sctp_info|vfs|packet|ring|umem|xdp_statistics)$/ && !(object ~ /^(rate|ended)$/ && $3 != "REAL" && key !~ /_rate$/) && !(object == "count" && key != "count")
}

END {
	if (manual) {
		for (i = 1; i <= count; i++)
			if (objects[i] !~ /^(finding|program|rate|ended)$/) # socklet(1) tells of these
				printf ".It Em %s\n.Bl -tag -compact -width peer_address\n%s.El\n", objects[i], lines[objects[i]]
		exit
	}
	print "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\n\"title\":\"socklet --json\","
	print "\"anyOf\":[{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/row\"}},{\"$ref\":\"#/$defs/row\"}],"
	print "\"$defs\":{"
	n = split("socket held_socket finding rate ended other_socket count sockets route interface membership masquerade counters", list, " ")
	printf "  \"row\":{\"anyOf\":["
	for (i = 1; i <= n; i++)
		printf "%s{\"$ref\":\"#/$defs/%s\"}", (i > 1 ? "," : ""), list[i]
	printf "]}"
	for (i = 1; i <= count; i++)
		printf ",\n  \"%s\":{\"type\":\"object\",\"required\":[%s],\"additionalProperties\":%s,\"properties\":{%s}}", \
			objects[i], required[objects[i]], (objects[i] in rest ? rest[objects[i]] : "false"), members[objects[i]]
	print "}}"
}
