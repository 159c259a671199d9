/* SPDX-License-Identifier: 0BSD */
/*
 * A record and its list of fields: record/field.c, record/details.def, view/ss/fields.c. The values are those of an SSH
 * connection, as Linux 6.1 told them.
 */
#include "unit.h"
#include "view/ss-fields.h"

static const struct details ssh = {
	.length = { [DETAIL_TCP] = sizeof(struct tcp_values), [DETAIL_MEMORY] = sizeof(struct memory_values) },
	.tcp = {
		.state = 1, .options = 1 << TCP_OPTION_TIMESTAMPS | 1 << TCP_OPTION_SACK | 1 << TCP_OPTION_WSCALE,
		.rto = 204000, .ato = 40000, .snd_mss = 1448, .rcv_mss = 536, .pmtu = 1500,
		.rtt = 3250, .rttvar = 1625, .snd_ssthresh = INT32_MAX, .snd_cwnd = 10, .advmss = 1448, .reordering = 3,
		.bytes_acked = 4093, .bytes_received = 3209, .segs_out = 26, .segs_in = 31, .delivery_rate = 5792000,
		.min_rtt = 900,
	},
	.memory = { .rcvbuf = 131072, .sndbuf = 87040, .drops = 2 },
};

static const struct {
	const char *what;
	const struct field_list *fields;
	const void *record;
	size_t length;
	const char *shown;
} shows[] = {
	{ "memory", &memory_fields, &ssh.memory, sizeof ssh.memory, " skmem:(r0,rb131072,t0,tb87040,f0,w0,o0,bl0,d2)" },
	{ "memory before drops were told", &memory_fields, &ssh.memory, 32, " skmem:(r0,rb131072,t0,tb87040,f0,w0,o0,bl0)" },
	{ "TCP's options", &tcp_option_fields, &ssh.tcp, sizeof ssh.tcp, " ts sack" },
	{ "TCP's values", &tcp_value_fields, &ssh.tcp, sizeof ssh.tcp,
	  " wscale:0,0 rto:204 rtt:3.25/1.625 ato:40 mss:1448 pmtu:1500 rcvmss:536 advmss:1448 cwnd:10 bytes_acked:4093"
	  " bytes_received:3209 segs_out:26 segs_in:31" },
	{ "TCP's values of Linux 3.4", &tcp_value_fields, &ssh.tcp, 104,
	  " wscale:0,0 rto:204 rtt:3.25/1.625 ato:40 mss:1448 pmtu:1500 rcvmss:536 advmss:1448 cwnd:10" },
	{ "TCP's rates", &tcp_rate_fields, &ssh.tcp, sizeof ssh.tcp,
	  " send 35.6Mbps delivery_rate 46.3Mbps minrtt:0.9" },
	{ "none of a record that is not there", &tcp_option_fields, &ssh.tcp, 0, "" },
};

static const struct sctp_values association = { .rtxchunks = 7, .opackets = 5 };

/* By JSON's key, of fields that no table shows. */
static const struct { const char *key; uint64_t value; } keys[] = {
	{ "rtxchunks", 7 },
	{ "opackets", 5 },
};

/* The number of a field that is called so, as far as a record of that length has it. */
static const struct { const char *text; size_t length; bool there; uint64_t value; } gets[] = {
	{ "cwnd", sizeof(struct tcp_values), true, 10 },
	{ "rto", sizeof(struct tcp_values), true, 204000 },
	{ "segs_in", sizeof(struct tcp_values), true, 31 },
	{ "segs_in", 144, true, 31 }, /* it ends there */
	{ "segs_in", 143, false, 0 }, /* half of it is none */
};

/* `name`: the list's texts, or its keys. */
static const struct field *find(const struct field_list *list, const char *name, const char *text)
{
	for (const struct field *f = list->fields; f->kind != FIELD_END; f++, name += strlen(name) + 1)
		if (!strcmp(name, text))
			return f;
	return 0;
}

void test_fields(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(shows); i++) {
		struct field_view v = { .out = to_memory(), .details = &ssh };

		fields_show(&v, shows[i].fields, shows[i].record, shows[i].length);
		is_text("fields_show", shows[i].what, shows[i].shown, written());
	}
	for (size_t i = 0; i < ARRAY_SIZE(gets); i++) {
		const struct field *f = find(&tcp_value_fields, tcp_value_fields.texts, gets[i].text);
		uint64_t value = 0;

		is_number("the list has", gets[i].text, 1, f != 0);
		if (!f)
			continue;
		is_number("field_get", gets[i].text, gets[i].there, field_get(f, &ssh.tcp, gets[i].length, &value));
		if (gets[i].there)
			is_number("its value", gets[i].text, gets[i].value, value);
	}
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		const struct field *f = find(&sctp_fields, sctp_fields.keys, keys[i].key);
		struct field_view v = { .out = to_memory(), .details = &ssh };
		uint64_t value = 0;

		is_number("the list has", keys[i].key, 1, f && field_get(f, &association, sizeof association, &value));
		is_number("its value", keys[i].key, keys[i].value, value);
		fields_show(&v, &sctp_fields, &association, sizeof association);
		is_text("and no table shows", keys[i].key, "", written());
	}
}
