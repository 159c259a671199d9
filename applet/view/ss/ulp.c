/* SPDX-License-Identifier: 0BSD */
/*
 * ss -i: what lies above a TCP connection, TLS or MPTCP.
 */
#include "view/ss-fields.h"

/* A number in words, the first of which is for `first`; "unknown(N)". */
static void out_choice(struct out *o, const char *name, const char *words, unsigned number, unsigned first)
{
	words = word_at(words, number - first);
	out_text(o, name);
	if (*words) {
		out_text(o, words);
	} else {
		out_field(o, "unknown(", number);
		out_char(o, ')');
	}
}

static void tls_show(struct out *o, const struct numbers *n)
{
	static const char configurations[] = "none\0sw\0hw\0hw-record\0";
	uint64_t cipher = numbers_have(n, TLS_CIPHER) ? n->of[TLS_CIPHER] : 0;

	if (numbers_have(n, TLS_VERSION))
		out_choice(o, " version: ", "1.2\0" "1.3\0", n->of[TLS_VERSION], 0x303);
	if (cipher == 51 || cipher == 52) /* TLS_CIPHER_AES_GCM_* */
		out_text(o, cipher == 51 ? " cipher: aes-gcm-128" : " cipher: aes-gcm-256");
	if (numbers_have(n, TLS_RXCONF))
		out_choice(o, " rxconf: ", configurations, n->of[TLS_RXCONF], 1);
	if (numbers_have(n, TLS_TXCONF))
		out_choice(o, " txconf: ", configurations, n->of[TLS_TXCONF], 1);
	if (numbers_have(n, TLS_ZC_RO_TX))
		out_text(o, " zc_ro_tx");
	if (numbers_have(n, TLS_RX_NO_PAD))
		out_text(o, " no_pad_rx");
}

static void out_token(struct out *o, uint32_t value, unsigned id)
{
	for (uint32_t least = 0x1000; least > 1 && value < least; least >>= 4)
		out_char(o, '0');
	out_hex(o, value);
	out_field(o, "(id:", id);
	out_char(o, ')');
}

static void subflow_show(struct out *o, const struct numbers *n)
{
	static const struct { char name[9]; uint8_t number; } numbers[] = {
		{ " seq:", SUBFLOW_MAP_SEQ }, { " sfseq:", SUBFLOW_MAP_SFSEQ }, { " ssnoff:", SUBFLOW_SSN_OFFSET },
		{ " maplen:", SUBFLOW_MAP_DATALEN },
	};
	const uint32_t tokens = 1 << SUBFLOW_TOKEN_REM | 1 << SUBFLOW_TOKEN_LOC | 1 << SUBFLOW_ID_REM | 1 << SUBFLOW_ID_LOC;
	uint32_t flags = numbers_have(n, SUBFLOW_FLAGS) ? n->of[SUBFLOW_FLAGS] : 0;

	if (flags)
		out_text(o, " flags:");
	for (const char *flag = "MmJjBbecv"; *flag; flag++, flags >>= 1)
		if (flags & 1)
			out_char(o, *flag);
	if (!(tokens & ~n->has)) {
		out_text(o, " token:");
		out_token(o, n->of[SUBFLOW_TOKEN_REM], n->of[SUBFLOW_ID_REM]);
		out_char(o, '/');
		out_token(o, n->of[SUBFLOW_TOKEN_LOC], n->of[SUBFLOW_ID_LOC]);
	}
	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
		if (numbers_have(n, numbers[i].number))
			out_field(o, numbers[i].name, n->of[numbers[i].number]);
}

void ss_ulp(struct out *o, const struct details *d)
{
	ss_word(o, " tcp-ulp-", d->ulp);
	tls_show(o, &d->tls);
	subflow_show(o, &d->subflow);
}
