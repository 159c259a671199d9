/* SPDX-License-Identifier: 0BSD */
/*
 * ss -i: what lies above a TCP connection, TLS or MPTCP.
 */
#include "source/diag.h"
#include "ss/ss.h"

/* include/uapi/linux/inet_diag.h: INET_ULP_INFO_*; include/uapi/linux/tls.h: TLS_INFO_* */
enum { ULP_NAME = 1, ULP_TLS, ULP_MPTCP };
enum { TLS_VERSION = 1, TLS_CIPHER, TLS_TXCONF, TLS_RXCONF, TLS_ZC_RO_TX, TLS_RX_NO_PAD };

/* An attribute in words: from the number `first` on one each; "unknown(N)". */
static void out_choice(struct out *o, const struct attributes *a, unsigned type, const char *name, const char *words,
		       unsigned first)
{
	unsigned number = attribute_number(a, type) - first;

	if (!attribute(a, type).p)
		return;
	out_text(o, name);
	words = word_at(words, number);
	if (*words) {
		out_text(o, words);
	} else {
		out_field(o, "unknown(", attribute_number(a, type));
		out_char(o, ')');
	}
}

static void tls_show(struct out *o, const struct attributes *a)
{
	static const char configurations[] = "none\0sw\0hw\0hw-record\0";
	unsigned cipher = attribute_number(a, TLS_CIPHER);

	out_choice(o, a, TLS_VERSION, " version: ", "1.2\0" "1.3\0", 0x303);
	if (cipher == 51 || cipher == 52) /* TLS_CIPHER_AES_GCM_* */
		out_text(o, cipher == 51 ? " cipher: aes-gcm-128" : " cipher: aes-gcm-256");
	out_choice(o, a, TLS_RXCONF, " rxconf: ", configurations, 1);
	out_choice(o, a, TLS_TXCONF, " txconf: ", configurations, 1);
	if (attribute(a, TLS_ZC_RO_TX).p)
		out_text(o, " zc_ro_tx");
	if (attribute(a, TLS_RX_NO_PAD).p)
		out_text(o, " no_pad_rx");
}

/* include/uapi/linux/mptcp.h: MPTCP_SUBFLOW_ATTR_* */
enum {
	SUBFLOW_TOKEN_REM = 1, SUBFLOW_TOKEN_LOC, SUBFLOW_RELWRITE_SEQ, SUBFLOW_MAP_SEQ, SUBFLOW_MAP_SFSEQ,
	SUBFLOW_SSN_OFFSET, SUBFLOW_MAP_DATALEN, SUBFLOW_FLAGS, SUBFLOW_ID_REM, SUBFLOW_ID_LOC,
};

static void out_token(struct out *o, const struct attributes *a, unsigned token, unsigned id)
{
	uint32_t value = attribute_number(a, token);

	for (uint32_t least = 0x1000; least > 1 && value < least; least >>= 4)
		out_char(o, '0');
	out_hex(o, value);
	out_field(o, "(id:", attribute_number(a, id));
	out_char(o, ')');
}

static void subflow_show(struct out *o, const struct attributes *a)
{
	static const struct { char name[9]; uint8_t type; } numbers[] = {
		{ " seq:", SUBFLOW_MAP_SEQ }, { " sfseq:", SUBFLOW_MAP_SFSEQ }, { " ssnoff:", SUBFLOW_SSN_OFFSET },
		{ " maplen:", SUBFLOW_MAP_DATALEN },
	};
	uint32_t flags = attribute_number(a, SUBFLOW_FLAGS);

	if (flags)
		out_text(o, " flags:");
	for (const char *flag = "MmJjBbecv"; *flag; flag++, flags >>= 1)
		if (flags & 1)
			out_char(o, *flag);
	if (a->of[SUBFLOW_TOKEN_REM].offset && a->of[SUBFLOW_TOKEN_LOC].offset && a->of[SUBFLOW_ID_REM].offset &&
	    a->of[SUBFLOW_ID_LOC].offset) {
		out_text(o, " token:");
		out_token(o, a, SUBFLOW_TOKEN_REM, SUBFLOW_ID_REM);
		out_char(o, '/');
		out_token(o, a, SUBFLOW_TOKEN_LOC, SUBFLOW_ID_LOC);
	}
	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
		if (attribute(a, numbers[i].type).p)
			out_field(o, numbers[i].name, attribute_number(a, numbers[i].type));
}

void ss_ulp(struct out *o, const struct attributes *a)
{
	struct attributes ulp, inner;

	if (!attributes_nested(&ulp, a, INET_DIAG_ULP_INFO))
		return;
	ss_word(o, " tcp-ulp-", attribute(&ulp, ULP_NAME));
	if (attributes_nested(&inner, &ulp, ULP_TLS))
		tls_show(o, &inner);
	if (attributes_nested(&inner, &ulp, ULP_MPTCP))
		subflow_show(o, &inner);
}
