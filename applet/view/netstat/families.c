/* SPDX-License-Identifier: 0BSD */
/*
 * The tables of the lesser families, whose rows are the fields of the kernel's own lines in another order:
 * net/ipx/ipx_proc.c, net/ax25/af_ax25.c:ax25_info_show, net/x25/x25_proc.c, net/netrom/af_netrom.c:nr_info_show,
 * net/rose/af_rose.c:rose_info_show, net/bluetooth/l2cap_core.c and rfcomm/sock.c (their debugfs_show).
 */
#include "view/family.h"

static void out_name(struct out *o, const char *names, uint32_t number)
{
	names = word_at(names, number);
	if (*names)
		out_text(o, names);
	else
		out_number(o, number, 0);
}

/* The family's own name. */
static void cell_label(const struct view *v, const struct column *c, const void *record)
{
	(void)c;
	out_text(v->out, ((const struct lesser *)record)->family->name);
}

static void cell_state(const struct view *v, const struct column *c, const void *record)
{
	const struct lesser *l = record;

	out_name(v->out, l->family->states, *(const uint32_t *)cell_member(c, record));
}

static void cell_number_user(const struct view *v, const struct column *c, const void *record)
{
	out_user(v, *(const uint32_t *)cell_member(c, record));
}

/* Bluetooth's security. */
static void cell_level(const struct view *v, const struct column *c, const void *record)
{
	out_name(v->out, "SDP\0LOW\0MEDIUM\0HIGH\0FIPS\0", *(const uint32_t *)cell_member(c, record));
}

static void out_padded(struct out *o, uint32_t number, unsigned digits)
{
	for (uint64_t least = 10; digits > 1; digits--, least *= 10)
		if (number < least)
			out_char(o, '0');
	out_number(o, number, 0);
}

/* This number and the one before it: "03/00", two digits each where it is 7 wide, three where it is 9. */
static void cell_pair(const struct view *v, const struct column *c, const void *record)
{
	const uint32_t *number = cell_member(c, record);
	unsigned digits = c->width / 2 - 1;

	out_padded(v->out, number[0], digits);
	out_char(v->out, '/');
	out_padded(v->out, number[-1], digits);
}

/* Two more blanks. */
static void cell_blank(const struct view *v, const struct column *c, const void *record)
{
	(void)v;
	(void)c;
	(void)record;
}

/* Widths are with the blanks that follow. */
#define TEXT(V, key, n, width_) V(key, STRING, lesser, text[n], .width = width_)
#define NUMBER(V, key, n, width_, right_) V(key, NUMBER, lesser, number[n], .width = width_, .right = right_)
#define WORD(F, key, function, n, width_) F(key, function, lesser, text[n], .width = width_)
#define NAME(F, key, function, n, width_) F(key, function, lesser, number[n], .width = width_)
#define FAMILY(word, list, heading) \
	{ heading, IF_FEATURE_JSON(.titles = TITLES_OF(list),) LAYOUT_OF(list), .close = true }, \
	IF_FEATURE_JSON(.key = word)

#define IPX(V, F) \
	WORD(F, "", cell_label, 0, 6) \
	NUMBER(V, "recv_q", 3, 7, 6) \
	NUMBER(V, "send_q", 2, 7, 6) \
	TEXT(V, "local_address", 0, 27) \
	TEXT(V, "peer_address", 1, 27) \
	NAME(F, "state", cell_state, 4, 6) \
	F("user", cell_number_user, lesser, number[5], .added = COLUMNS_EXTENDED)
const struct family ipx_family = {
	"IPX", "tpxxxd", "UNK.\0ESTAB\0UNK.\0UNK.\0UNK.\0UNK.\0UNK.\0 \0",
	FAMILY("ipx", IPX, "Active IPX sockets\n"
	       "Proto Recv-Q Send-Q Local Address              Foreign Address            State")
};

#define RADIO_STATES "LISTENING\0CONN SENT\0DISC SENT\0ESTABLISHED\0"

#define AX25(V, F) \
	TEXT(V, "peer_address", 3, 11) \
	TEXT(V, "local_address", 2, 11) \
	TEXT(V, "interface", 1, 8) \
	NAME(F, "state", cell_state, 4, 13) \
	NAME(F, "vr_vs", cell_pair, 6, 9) \
	NUMBER(V, "send_q", 21, 8, 0) \
	NUMBER(V, "recv_q", 22, 6, 0)
const struct family ax25_family = {
	"AX25", "-ttsxdd--------------dd", "LISTENING\0SABM SENT\0DISC SENT\0ESTABLISHED\0RECOVERY\0",
	FAMILY("ax25", AX25, "Active AX.25 sockets\n"
	       "Dest       Source     Device  State        Vr/Vs    Send-Q  Recv-Q")
};

#define X25(V, F) \
	TEXT(V, "peer_address", 0, 16) \
	TEXT(V, "local_address", 1, 16) \
	TEXT(V, "interface", 2, 8) \
	NUMBER(V, "lci", 3, 5, 0) \
	NAME(F, "state", cell_state, 4, 13) \
	NAME(F, "vr_vs", cell_pair, 6, 7) \
	NUMBER(V, "send_q", 13, 8, 0) \
	NUMBER(V, "recv_q", 14, 6, 0)
const struct family x25_family = {
	"X25", "tttxxdd------dd", "LISTENING\0SABM_SENT\0DISC_SENT\0ESTABLISHED\0RECOVERY\0",
	FAMILY("x25", X25, "Active X.25 sockets\n"
	       "Dest         Source          Device  LCI  State        Vr/Vs  Send-Q  Recv-Q")
};

#define NETROM(V, F) \
	TEXT(V, "user", 0, 11) \
	TEXT(V, "peer_address", 1, 11) \
	TEXT(V, "local_address", 2, 11) \
	TEXT(V, "interface", 3, 8) \
	NAME(F, "state", cell_state, 6, 13) \
	NAME(F, "vr_vs", cell_pair, 8, 9) \
	NUMBER(V, "send_q", 16, 8, 0) \
	NUMBER(V, "recv_q", 17, 6, 0)
const struct family netrom_family = {
	"NETROM", "tttt--xdd-------dd", RADIO_STATES,
	FAMILY("netrom", NETROM, "Active NET/ROM sockets\n"
	       "User       Dest       Source     Device  State        Vr/Vs    Send-Q  Recv-Q")
};

#define ROSE(V, F) \
	TEXT(V, "peer_address", 0, 12) \
	TEXT(V, "peer_call", 1, 11) \
	TEXT(V, "local_address", 2, 12) \
	TEXT(V, "local_call", 3, 10) \
	TEXT(V, "interface", 4, 6) \
	NUMBER(V, "lci", 5, 4, 3) \
	NUMBER(V, "neighbour", 6, 6, 5) \
	WORD(F, "", cell_blank, 0, 2) \
	NAME(F, "state", cell_state, 7, 0)
const struct family rose_family = {
	"ROSE", "tttttxdx", RADIO_STATES,
	FAMILY("rose", ROSE, "Active ROSE sockets\n"
	       "dest_addr   dest_call  src_addr    src_call  dev   lci neigh   state")
};

/* include/net/bluetooth/bluetooth.h: BT_CONNECTED is 1. */
#define BLUETOOTH_STATES \
	"UNKNOWN\0CONNECTED\0OPEN\0BOUND\0LISTEN\0CONNECT\0CONNECT2\0CONFIG\0DISCONN\0CLOSED\0"
#define BLUETOOTH(V, F) \
	WORD(F, "", cell_label, 0, 7) \
	TEXT(V, "peer_address", 1, 18) \
	TEXT(V, "local_address", 0, 18) \
	NAME(F, "state", cell_state, 2, 10)

#define L2CAP(V, F) \
	BLUETOOTH(V, F) \
	NUMBER(V, "psm", 3, 8, 7) \
	TEXT(V, "dcid", 5, 7) \
	TEXT(V, "scid", 4, 7) \
	NUMBER(V, "imtu", 6, 8, 7) \
	NUMBER(V, "omtu", 7, 8, 7) \
	NAME(F, "security", cell_level, 8, 0)
const struct family l2cap_family = {
	"l2cap", "bbxdttddd", BLUETOOTH_STATES,
	FAMILY("l2cap", L2CAP,
	       "Proto  Destination       Source            State         PSM DCID   SCID      IMTU    OMTU Security")
};

#define RFCOMM(V, F) BLUETOOTH(V, F) NUMBER(V, "channel", 3, 8, 7)
const struct family rfcomm_family = {
	"rfcomm", "bbxd", BLUETOOTH_STATES,
	FAMILY("rfcomm", RFCOMM, "Proto  Destination       Source            State     Channel")
};
