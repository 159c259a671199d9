/* SPDX-License-Identifier: 0BSD */
/*
 * ss -i: what the kernel knows of a connection. Most of it is fields of structures; here is what takes more than a
 * list of them to say.
 */
#include <string.h>
#include <sys/socket.h>

#include "view/ss-fields.h"

/* Text that may or may not end in a NUL. */
void ss_word(struct out *o, const char *before, struct text word)
{
	if (word.length)
		word.length = strnlen(word.p, word.length);
	if (!word.length)
		return;
	out_text(o, before);
	out_escaped(o, word.p, word.length, ESCAPE_BLANKS);
}

static void dctcp_show(struct field_view *v, const struct details *d)
{
	if (d->dctcp.enabled)
		fields_show(v, &dctcp_fields, &d->dctcp, d->length[DETAIL_DCTCP]);
	else
		out_text(v->out, " dctcp:fallback_mode");
}

static void tcp_show(struct field_view *v, const struct ss_request *r)
{
	const struct details *d = v->details;

	if (r->show & SHOW_TIMERS) /* so has ss it */
		fields_show(v, &tcp_option_fields, &d->tcp, d->length[DETAIL_TCP]);
	ss_word(v->out, " ", d->congestion);
	fields_show(v, &tcp_value_fields, &d->tcp, d->length[DETAIL_TCP]);
	if (d->length[DETAIL_DCTCP])
		dctcp_show(v, d);
	if (d->length[DETAIL_BBR])
		fields_show(v, &bbr_fields, &d->bbr, d->length[DETAIL_BBR]);
	fields_show(v, &tcp_rate_fields, &d->tcp, d->length[DETAIL_TCP]);
}

/* Keys are any bytes; these would be taken for the end of one. */
static void out_key(struct out *o, const uint8_t *key, size_t length)
{
	for (; length--; key++) {
		if (*key > ' ' && *key < 127 && *key != ',' && *key != '\\') {
			out_char(o, *key);
			continue;
		}
		out_char(o, '\\');
		for (int shift = 6; shift >= 0; shift -= 3)
			out_char(o, '0' + (*key >> shift & 7));
	}
}

static void out_md5_keys(struct out *o, struct text keys)
{
	const char *before = " md5keys:";
	struct md5_key k;

	for (; keys.length >= sizeof k; keys.p += sizeof k, keys.length -= sizeof k) {
		memcpy(&k, keys.p, sizeof k);
		out_text(o, before);
		out_ip(o, k.family, k.address, false);
		out_field(o, "/", k.prefix);
		out_char(o, '=');
		out_key(o, k.key, k.length < sizeof k.key ? k.length : sizeof k.key);
		before = ",";
	}
}

static void out_addresses(struct out *o, const char *before, struct text list)
{
	struct peer_address a;

	for (; list.length >= sizeof a; list.p += sizeof a, list.length -= sizeof a) {
		memcpy(&a, list.p, sizeof a);
		out_text(o, before);
		/* behind the port; IPv6's flow too */
		out_ip(o, a.family, a.bytes + (a.family == AF_INET6 ? 6 : 2), false);
		before = ",";
	}
}

static void sctp_show(struct field_view *v)
{
	const struct details *d = v->details;

	out_addresses(v->out, " locals:", d->locals);
	out_addresses(v->out, " peers:", d->peers);
	fields_show(v, &sctp_fields, &d->sctp, d->length[DETAIL_SCTP]);
}

void ss_info(struct out *o, const struct ss_request *r, const struct sock *s)
{
	const struct details *d = s->details;
	struct field_view v = { .out = o, .details = d, .listening = s->state == STATE_LISTEN };

	v.exact = !(r->show & SHOW_SERVICES);
	if (s->protocol == PROTOCOL_SCTP) {
		sctp_show(&v);
		return;
	}
	if (d->length[DETAIL_MPTCP])
		fields_show(&v, &mptcp_fields, &d->mptcp, d->length[DETAIL_MPTCP]);
	if (d->length[DETAIL_TCP])
		tcp_show(&v, r);
	out_md5_keys(o, d->md5_keys);
	if (d->has_ulp)
		ss_ulp(o, d);
}
