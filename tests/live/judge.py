# SPDX-License-Identifier: 0BSD
"""Judges JSON that socklet writes.

judge.py valid SCHEMA JSON...         an array, or an object a line: parsed strictly, no key twice, by the schema
judge.py rows JSON TEXT               ss's or netstat's rows (-H, numeric, one line each) hold the same values
judge.py same JSON JSON               rows that both have, by their addresses: keys that both have are the same
judge.py counts JSON TEXT             --by's two forms say the same
judge.py jc JSON JSON                 jc makes the same of the text's addresses, ports and queues
judge.py promise SCHEMA               the schema in lines, for a recorded copy
judge.py keys < JSON                  each key that occurs, with its types, sorted
"""
import json
import re
import sys


def no_doubles(pairs):
    keys = [k for k, _ in pairs]
    assert len(keys) == len(set(keys)), "a key twice: %s" % keys
    return dict(pairs)


def parse(data):
    text = data.decode("utf-8")
    def refuse(word):
        raise ValueError(word)
    read = lambda t: json.loads(t, object_pairs_hook=no_doubles, parse_constant=refuse)
    if text.startswith("["):
        rows = read(text)
        assert isinstance(rows, list)
        assert len(text.splitlines()) == len(rows) + 2 or not rows, "not an object a line"
        return rows
    return [read(line) for line in text.splitlines()]


def load(path):
    with open(path, "rb") as f:
        return parse(f.read())


def types(value, name, found):
    if isinstance(value, dict):
        for k, v in value.items():
            types(v, name + "." + k, found)
    elif isinstance(value, list):
        for v in value:
            types(v, name + "[]", found)
    else:
        found.add("%s %s" % (name, type(value).__name__))


def valid(schema, *files):
    import jsonschema
    rows = [r for f in files for r in load(f)]
    with open(schema) as f:
        schema = json.load(f)
    kind = getattr(jsonschema, "Draft202012Validator", jsonschema.Draft7Validator)
    kind.check_schema(schema)
    row = kind({"$ref": "#/$defs/row", "$defs": schema["$defs"]})
    for r in rows:
        for error in row.iter_errors(r):
            best = min((e for e in error.context or [error]), key=lambda e: -len(e.path))
            sys.exit("%s: %s (%s)" % (json.dumps(r), error.message[:300], best.message[:300]))


UNCONNECTED = {"ESTAB": "ESTABLISHED", "UNCONN": "CLOSE"}


def state(word):
    return UNCONNECTED.get(word, re.sub("FIN-WAIT-", "FIN_WAIT", word).replace("-", "_"))


def address(row, end):
    """As ss has it, by numbers."""
    family, port = row["family"], row.get(end + "_port", 0)
    if family == "unix":
        if end == "peer":
            return "* %d" % row.get("peer_inode", 0)
        return "%s %d" % (row.get("path", "*"), row["inode"])
    text = row.get(end + "_address", "")
    if family in ("inet", "inet6"):
        if row["netid"] == "raw":
            port = row["protocol"] if end == "local" else 0
        if family == "inet6":
            text = "*" if text == "::" and not row.get("v6only") else "[%s]" % text
        if end == "local" and "interface" in row:
            text += "%" + row["interface"]
        return "%s:%s" % (text, port or "*")
    if family == "packet":
        if end == "peer":
            return "*"
        return "%s:%s" % ("*" if row["protocol"] == 3 else "[%d]" % row["protocol"], row.get("interface", "*"))
    if family == "netlink":
        port = row["local_port"]
        return "*" if end == "peer" else "%d:%s" % (row["protocol"], "*" if port == -1 else port)
    return None


NETIDS = re.compile(r"(tcp|udp|raw|u_str|u_dgr|u_seq|p_raw|p_dgr|nl|sctp|dccp|mptcp|icmp|v_str|v_dgr|xdp|ti_\w+) ")
NUMBERS = {
    "cwnd": "snd_cwnd", "mss": "snd_mss", "rcvmss": "rcv_mss", "ssthresh": "snd_ssthresh", "notsent": "notsent_bytes",
    "lastsnd": "last_data_sent", "lastrcv": "last_data_recv", "lastack": "last_ack_recv",
}
SKMEM = dict(zip("r rb t tb f w o bl d".split(),
                 "rmem_alloc rcvbuf wmem_alloc sndbuf fwd_alloc wmem_queued optmem backlog drops".split()))
CLOCKS = {"lastsnd", "lastrcv", "lastack"}


def more(row):
    """The words behind the addresses that a row of the text has to have."""
    if "users" in row:
        yield "users:(%s)" % ",".join('("%s",pid=%d,%sfd=%d)' % (
            u["name"], u["pid"], "tid=%d," % u["tid"] if "tid" in u else "", u["fd"]) for u in row["users"])
    if "cookie" in row:
        yield "sk:%x" % int(row["cookie"])
        yield "ino:%d" % row["inode"]
    if row.get("uid") and row["family"] != "unix":
        yield "uid:%d" % row["uid"]
    if "skmem" in row:
        yield "skmem:(%s)" % ",".join("%s%d" % (k, row["skmem"][v]) for k, v in SKMEM.items())
    if "timer" in row:
        yield "timer:(" + row["timer"]["name"]


def check_words(row, text):
    for word in more(row):
        if row["family"] == "unix" and word.startswith(("sk:", "ino:")):
            continue
        assert word in text, "%s is not in the row: %s\n%s" % (word, text, row)
    for name, number in re.findall(r" ([a-z_]+):(\d+)(?= |$)", text):
        info = row.get("tcp_info", {})
        key = NUMBERS.get(name, name)
        if key in info and name not in CLOCKS and name not in ("rto", "rtt", "ato", "rcv_rtt", "minrtt"):
            assert info[key] == int(number), "%s: %s is not %d" % (name, number, info[key])
    if " cgroup:" in text and "cgroup" in row:
        assert " cgroup:" + row["cgroup"] in text


def ss_line(row):
    limit = row.get("backlog_limit", row.get("send_q", 0))
    return " ".join([row["netid"], row["state"], str(row.get("recv_q", 0)), str(limit), address(row, "local"),
                     address(row, "peer")])


def rows(found, text):
    found, lines = [r for r in load(found) if address(r, "local")], {}
    with open(text, encoding="utf-8") as f:
        for line in f:
            if not NETIDS.match(line): # of one kind, and of one state, the table does not say so
                line = found[0]["netid"] + " " + line
            if not line.split()[1].isupper() and not line.split()[1].startswith("UN"):
                line = line.replace(" ", " %s " % found[0]["state"], 1)
            words = line.split(None, 4)
            rest = words[4]
            lines.setdefault((words[0], state(words[1]), words[2], words[3]), []).append(rest)
    for row in found:
        netid, status, recv, send, ends = ss_line(row).split(" ", 4)
        candidates = lines.get((netid, status, recv, send), [])
        words = [re.escape(w) for w in ends.split(" ")]
        if row["family"] == "inet6": # that only IPv6 may come in is told with -e
            words = [re.sub(r"^\\\*(?=:|%)", r"(?:\\*|\\[::\\])", w) for w in words]
        pattern = re.compile(r"\s+".join(words) + r"(\s|$)")
        fits = [c for c in candidates if pattern.match(c)]
        if "inode" in row and any("ino:%d " % row["inode"] in c for c in fits) and row["family"] != "unix":
            fits = [c for c in fits if "ino:%d " % row["inode"] in c]
        assert fits, "no such row in the text: %s %s %s %s %s" % (netid, status, recv, send, ends)
        check_words(row, fits[0])
        candidates.remove(fits[0])
    left = [(k, c) for k, v in lines.items() for c in v if k[0] in {r["netid"] for r in found} or not found]
    assert not left, "rows of the text that JSON has not: %s" % left[:3]


def name(row):
    return tuple(row.get(k) for k in ("netid", "family", "local_address", "local_port", "peer_address", "peer_port",
                                      "protocol", "inode", "path"))


def same(one, other):
    one, other = load(one), load(other)
    assert len(one) == len(other), "%d rows and %d" % (len(one), len(other))
    known = {}
    for r in other:
        known.setdefault(name(r), []).append(r)
    for r in one:
        assert known.get(name(r)), "not in both: %s" % r
        s = known[name(r)].pop(0)
        for k in set(r) & set(s):
            if k not in ("timer", "users"):
                assert r[k] == s[k], "%s: %s, %s in %s" % (k, r[k], s[k], r)


def counts(found, text):
    found = load(found)
    with open(text, encoding="utf-8") as f:
        lines = [line.split() for line in f]
    assert lines[0][0] == "Count"
    titles = [re.sub("/.*", "", t) for t in lines[0][1:]]
    told = [[str(r["count"])] + [str(r.get(t, "-")) for t in titles] for r in found]
    assert told == lines[1:], "%s\n%s" % (told, lines[1:])


def jc(ours, theirs):
    """Names on which jc --ss and jc --netstat agree: a listener's queues are its backlog in one of them."""
    def told(r):
        number = lambda k: int(r.get(k, 0)) if str(r.get(k, 0)).isdigit() else 0
        proto = re.sub("6$", "", r.get("netid") or r.get("proto"))
        return (proto, number("recv_q"), r["local_address"], number("local_port"), r["peer_address"] if "peer_address" in r
                else r["foreign_address"], number("peer_port") or number("foreign_port"))
    one, other = sorted(map(told, load(ours))), sorted(map(told, json.load(open(theirs))))
    assert one and one == other, "%s" % sorted(set(one) ^ set(other))[:6]


def promise(schema):
    """Each key of each object with its type, * for one that is always there."""
    with open(schema) as f:
        defs = json.load(f)["$defs"]
    for name in sorted(defs):
        for key, kind in sorted(defs[name].get("properties", {}).items()):
            print(name, key, kind.get("$ref", kind.get("type")).replace("#/$defs/", "="),
                  "*" if key in defs[name]["required"] else "")


def keys():
    found = set()
    for row in parse(sys.stdin.buffer.read()):
        types(row, "", found)
    print("\n".join(sorted(found)))


{"valid": valid, "rows": rows, "same": same, "counts": counts, "jc": jc, "promise": promise, "keys": keys}[sys.argv[1]](*sys.argv[2:])
