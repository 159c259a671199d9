/* SPDX-License-Identifier: 0BSD */
/*
 * ss -i: what the kernel knows of a connection, include/uapi/linux/{tcp,mptcp,sctp,tls}.h. Most of it is fields of
 * structures; here is what takes more than a table to say.
 */
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>

#include "ss/ss.h"

#define FIELD_LIST "ss-info.def"
#include "view/field-table.h"

/* struct tcp_info: bytes, words and longs of it, and where our own value goes. */
enum { TCP_OPTIONS = 5, TCP_SCALES, TCP_BITS };
enum {
	TCP_RTO = 2, TCP_MSS = 4, TCP_SACKED = 7, TCP_RETRANS = 9, TCP_RTT = 17, TCP_SSTHRESH = 19, TCP_CWND,
	TCP_REORDERING = 22, TCP_TOTAL_RETRANS = 25, TCP_MIN_RTT = 37,
};
enum {
	TCP_PACING_RATE = 13, TCP_MAX_PACING_RATE, TCP_BUSY_TIME = 21, TCP_RWND_LIMITED, TCP_SNDBUF_LIMITED,
	OUR_SEND_RATE = 31,
};
enum { TCPI_OPT_WSCALE = 4, TCP_INITIAL_RTO = 3000000, TCP_INFINITE_SSTHRESH = 0xffff, TCP_USUAL_REORDERING = 3 };
struct tcp_scales { uint8_t send : 4, receive : 4; };
struct tcp_bits { uint8_t app_limited : 1, fastopen_failed : 2, our_retrans : 1, our_reordering : 1; };

static void out_ip(struct out *o, unsigned family, const uint8_t *address)
{
	char text[ADDRESS_TEXT];
	char *end = family == AF_INET6 ? put_ipv6(text, address) : put_ipv4(text, address);

	out_bytes(o, text, end - text);
}

/* What a window in each round trip comes to; more digits than are shown, the last of which tells of a remainder. */
static uint64_t send_rate(struct record *r, uint32_t vegas_rtt)
{
	enum { BITS = 8000000, ENOUGH = 10000000, DIGITS = 12 };
	uint64_t rtt = vegas_rtt ? vegas_rtt : r->words[TCP_RTT];
	uint64_t rate, rest = (uint64_t)r->words[TCP_CWND] * r->words[TCP_MSS];

	if (!rtt || rest / rtt > UINT64_MAX / BITS / 100 - 1)
		return 0;
	rate = rest / rtt * BITS;
	rest = rest % rtt * BITS;
	rate += rest / rtt;
	for (r->scale = 0; r->scale < 2 || (rate < ENOUGH && r->scale < DIGITS); r->scale++) {
		rest = rest % rtt * 10;
		rate = rate * 10 + rest / rtt;
	}
	return rate | (rest % rtt != 0);
}

/* struct tcpvegas_info: enabled, rttcnt, rtt, minrtt */
static uint32_t vegas_rtt(const struct attributes *a)
{
	uint32_t vegas[4];

	attribute_copy(a, INET_DIAG_VEGASINFO, vegas, sizeof vegas);
	return vegas[0] && vegas[2] != INT32_MAX ? vegas[2] : 0;
}

/* What stands for "none" becomes zero, and what ss works out is added. */
static void tcp_prepare(struct record *r, const struct sock *s)
{
	struct tcp_bits bits;

	if (r->words[TCP_RTO] == TCP_INITIAL_RTO)
		r->words[TCP_RTO] = 0;
	if (r->words[TCP_MIN_RTT] == UINT32_MAX)
		r->words[TCP_MIN_RTT] = 0;
	if (r->words[TCP_SSTHRESH] >= TCP_INFINITE_SSTHRESH)
		r->words[TCP_SSTHRESH] = 0;
	if (s->state == STATE_LISTEN)
		r->words[TCP_SACKED] = 0;
	for (unsigned i = TCP_PACING_RATE; i <= TCP_MAX_PACING_RATE; i++)
		if (r->longs[i] == UINT64_MAX)
			r->longs[i] = 0;
	if (!r->longs[TCP_BUSY_TIME])
		r->longs[TCP_RWND_LIMITED] = r->longs[TCP_SNDBUF_LIMITED] = 0;
	r->longs[OUR_SEND_RATE] = send_rate(r, vegas_rtt(s->attributes));
	memcpy(&bits, r->bytes + TCP_BITS, sizeof bits);
	bits.our_retrans = r->words[TCP_RETRANS] || r->words[TCP_TOTAL_RETRANS];
	bits.our_reordering = r->words[TCP_REORDERING] != TCP_USUAL_REORDERING;
	memcpy(r->bytes + TCP_BITS, &bits, sizeof bits);
	r->length = sizeof r->bytes;
}

static void out_scales(struct out *o, const struct record *r)
{
	struct tcp_scales scales;

	if (!(r->bytes[TCP_OPTIONS] & TCPI_OPT_WSCALE))
		return;
	memcpy(&scales, r->bytes + TCP_SCALES, sizeof scales);
	out_field(o, " wscale:", scales.send);
	out_field(o, ",", scales.receive);
}

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

/* What each algorithm has to say of itself; the kernel's union of structures comes under one type for each. */
static void out_congestion(struct record *r, const struct attributes *a)
{
	if (record_load(r, a, INET_DIAG_DCTCPINFO)) {
		if (r->bytes[0] | r->bytes[1]) /* enabled */
			record_show(r, fields.dctcp);
		else
			out_text(r->out, " dctcp:fallback_mode");
	}
	if (record_load(r, a, INET_DIAG_BBRINFO)) {
		r->longs[0] = (uint64_t)r->words[1] << 32 | r->words[0];
		record_show(r, fields.bbr);
	}
}

static void tcp_show(struct record *r, const struct ss_request *request, const struct sock *s)
{
	struct record more = { .out = r->out, .exact = r->exact };

	tcp_prepare(r, s);
	if (request->show & SHOW_TIMERS) /* so has ss it */
		record_show(r, fields.tcp_options);
	ss_word(r->out, " ", attribute(s->attributes, INET_DIAG_CONG));
	out_scales(r->out, r);
	record_show(r, fields.tcp_values);
	out_congestion(&more, s->attributes);
	record_show(r, fields.tcp_rates);
}

/* struct tcp_diag_md5sig */
struct md5_key {
	uint8_t family, prefix;
	uint16_t length;
	uint8_t address[16], key[80];
};

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
		out_ip(o, k.family, k.address);
		out_field(o, "/", k.prefix);
		out_char(o, '=');
		out_key(o, k.key, k.length < sizeof k.key ? k.length : sizeof k.key);
		before = ",";
	}
}

/* Each a struct sockaddr_storage. */
static void out_addresses(struct out *o, const char *before, struct text list)
{
	enum { STORAGE = 128 };

	for (; list.length >= STORAGE; list.p += STORAGE, list.length -= STORAGE) {
		uint16_t family;

		memcpy(&family, list.p, sizeof family);
		out_text(o, before);
		out_ip(o, family, (const uint8_t *)list.p + (family == AF_INET6 ? 8 : 4));
		before = ",";
	}
}

static void sctp_show(struct record *r, const struct attributes *a)
{
	enum { OF_SOCKET = 344 };

	out_addresses(r->out, " locals:", attribute(a, INET_DIAG_LOCALS));
	out_addresses(r->out, " peers:", attribute(a, INET_DIAG_PEERS));
	if (!record_load(r, a, INET_DIAG_INFO))
		return;
	record_show(r, fields.sctp);
	memmove(r->bytes, r->bytes + OF_SOCKET, sizeof r->bytes - OF_SOCKET);
	record_show(r, fields.sctp_socket);
}

void ss_info(struct out *o, const struct ss_request *request, const struct sock *s)
{
	struct record r = { .out = o, .exact = !(request->show & SHOW_SERVICES) };

	if (s->protocol == PROTOCOL_SCTP) {
		sctp_show(&r, s->attributes);
		return;
	}
	if (record_load(&r, s->attributes, INET_DIAG_INFO)) {
		if (s->protocol == PROTOCOL_MPTCP)
			record_show(&r, fields.mptcp);
		else
			tcp_show(&r, request, s);
	}
	out_md5_keys(o, attribute(s->attributes, INET_DIAG_MD5SIG));
	ss_ulp(o, s->attributes);
}
