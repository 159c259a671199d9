/* SPDX-License-Identifier: 0BSD */
/*
 * The tables of the lesser families, whose rows are the fields of the kernel's own lines in another order:
 * net/ipx/ipx_proc.c, net/ax25/af_ax25.c:ax25_info_show, net/x25/x25_proc.c, net/netrom/af_netrom.c:nr_info_show,
 * net/rose/af_rose.c:rose_info_show, net/bluetooth/l2cap_core.c and rfcomm/sock.c (their debugfs_show).
 */
#include <string.h>

#include "view/objects.h"

enum {
	CELL_NOTHING,
	CELL_LABEL,   /* the family's own name */
	CELL_TEXT,
	CELL_STATION, /* a call sign, without the digipeaters behind a comma */
	CELL_PEER,    /* an address, "-" when there is none */
	CELL_DEVICE,  /* a Bluetooth address, "*" when it is zero */
	/* The rest are numbers. */
	CELL_NUMBER,
	CELL_RIGHT,   /* right-aligned, one blank of the width stays behind it */
	CELL_PAIR,    /* this field and the one before it: "03/00", two digits each when 7 wide, three when 9 */
	CELL_LEVEL,   /* Bluetooth's security, by name */
	CELL_USER,    /* only with -e */
	/* And these hexadecimal. */
	CELL_HEX,
	CELL_HEX_RIGHT,
	CELL_STATE,   /* by name */
};

/* JSON's keys: the family's name, then one for each cell, "" for what it leaves out. */
#define KEYS_OF(family) (IF_FEATURE_JSON((family)->keys) IF_NOT_FEATURE_JSON("\0"))

struct cell {
	uint8_t kind, field;
	uint8_t width; /* with the blanks that follow */
};

static const struct cell ipx_cells[] = {
	{ CELL_LABEL, 0, 6 }, { CELL_HEX_RIGHT, 3, 7 }, { CELL_HEX_RIGHT, 2, 7 }, { CELL_TEXT, 0, 27 },
	{ CELL_PEER, 1, 27 }, { CELL_STATE, 4, 6 }, { CELL_USER, 5, 0 },
};
const struct family ipx_family = {
	"IPX", "Active IPX sockets\n"
	"Proto Recv-Q Send-Q Local Address              Foreign Address            State",
	"UNK.\0ESTAB\0UNK.\0UNK.\0UNK.\0UNK.\0UNK.\0 \0", ipx_cells, ARRAY_SIZE(ipx_cells), true,
	IF_FEATURE_JSON("ipx\0\0recv_q\0send_q\0local_address\0peer_address\0state\0user\0",)
};

#define RADIO_STATES "LISTENING\0CONN SENT\0DISC SENT\0ESTABLISHED\0"

static const struct cell ax25_cells[] = {
	{ CELL_STATION, 3, 11 }, { CELL_TEXT, 2, 11 }, { CELL_TEXT, 1, 8 }, { CELL_STATE, 4, 13 },
	{ CELL_PAIR, 6, 9 }, { CELL_NUMBER, 21, 8 }, { CELL_NUMBER, 22, 6 },
};
const struct family ax25_family = {
	"AX25", "Active AX.25 sockets\n"
	"Dest       Source     Device  State        Vr/Vs    Send-Q  Recv-Q",
	"LISTENING\0SABM SENT\0DISC SENT\0ESTABLISHED\0RECOVERY\0", ax25_cells, ARRAY_SIZE(ax25_cells), false,
	IF_FEATURE_JSON("ax25\0peer_address\0local_address\0interface\0state\0vr_vs\0send_q\0recv_q\0",)
};

static const struct cell x25_cells[] = {
	{ CELL_TEXT, 0, 16 }, { CELL_TEXT, 1, 16 }, { CELL_TEXT, 2, 8 }, { CELL_HEX, 3, 5 }, { CELL_STATE, 4, 13 },
	{ CELL_PAIR, 6, 7 }, { CELL_NUMBER, 13, 8 }, { CELL_NUMBER, 14, 6 },
};
const struct family x25_family = {
	"X25", "Active X.25 sockets\n"
	"Dest         Source          Device  LCI  State        Vr/Vs  Send-Q  Recv-Q",
	"LISTENING\0SABM_SENT\0DISC_SENT\0ESTABLISHED\0RECOVERY\0", x25_cells, ARRAY_SIZE(x25_cells), true,
	IF_FEATURE_JSON("x25\0peer_address\0local_address\0interface\0lci\0state\0vr_vs\0send_q\0recv_q\0",)
};

static const struct cell netrom_cells[] = {
	{ CELL_TEXT, 0, 11 }, { CELL_TEXT, 1, 11 }, { CELL_TEXT, 2, 11 }, { CELL_TEXT, 3, 8 }, { CELL_STATE, 6, 13 },
	{ CELL_PAIR, 8, 9 }, { CELL_NUMBER, 16, 8 }, { CELL_NUMBER, 17, 6 },
};
const struct family netrom_family = {
	"NETROM", "Active NET/ROM sockets\n"
	"User       Dest       Source     Device  State        Vr/Vs    Send-Q  Recv-Q",
	RADIO_STATES, netrom_cells, ARRAY_SIZE(netrom_cells), true,
	IF_FEATURE_JSON("netrom\0user\0peer_address\0local_address\0interface\0state\0vr_vs\0send_q\0recv_q\0",)
};

static const struct cell rose_cells[] = {
	{ CELL_TEXT, 0, 12 }, { CELL_TEXT, 1, 11 }, { CELL_TEXT, 2, 12 }, { CELL_TEXT, 3, 10 }, { CELL_TEXT, 4, 6 },
	{ CELL_HEX_RIGHT, 5, 4 }, { CELL_RIGHT, 6, 6 }, { CELL_NOTHING, 0, 2 }, { CELL_STATE, 7, 0 },
};
const struct family rose_family = {
	"ROSE", "Active ROSE sockets\n"
	"dest_addr   dest_call  src_addr    src_call  dev   lci neigh   state",
	RADIO_STATES, rose_cells, ARRAY_SIZE(rose_cells), true,
	IF_FEATURE_JSON("rose\0peer_address\0peer_call\0local_address\0local_call\0interface\0lci\0neighbour\0\0state\0",)
};

/* include/net/bluetooth/bluetooth.h: BT_CONNECTED is 1. */
#define BLUETOOTH_STATES \
	"UNKNOWN\0CONNECTED\0OPEN\0BOUND\0LISTEN\0CONNECT\0CONNECT2\0CONFIG\0DISCONN\0CLOSED\0"

static const struct cell l2cap_cells[] = {
	{ CELL_LABEL, 0, 7 }, { CELL_DEVICE, 1, 18 }, { CELL_DEVICE, 0, 18 }, { CELL_STATE, 2, 10 },
	{ CELL_RIGHT, 3, 8 }, { CELL_TEXT, 5, 7 }, { CELL_TEXT, 4, 7 }, { CELL_RIGHT, 6, 8 }, { CELL_RIGHT, 7, 8 },
	{ CELL_LEVEL, 8, 0 },
};
const struct family l2cap_family = {
	"l2cap", "Proto  Destination       Source            State         PSM DCID   SCID      IMTU    OMTU Security",
	BLUETOOTH_STATES, l2cap_cells, ARRAY_SIZE(l2cap_cells), false,
	IF_FEATURE_JSON("l2cap\0\0peer_address\0local_address\0state\0psm\0dcid\0scid\0imtu\0omtu\0security\0",)
};

static const struct cell rfcomm_cells[] = {
	{ CELL_LABEL, 0, 7 }, { CELL_DEVICE, 1, 18 }, { CELL_DEVICE, 0, 18 }, { CELL_STATE, 2, 10 },
	{ CELL_RIGHT, 3, 8 },
};
const struct family rfcomm_family = {
	"rfcomm", "Proto  Destination       Source            State     Channel",
	BLUETOOTH_STATES, rfcomm_cells, ARRAY_SIZE(rfcomm_cells), false,
	IF_FEATURE_JSON("rfcomm\0\0peer_address\0local_address\0state\0channel\0",)
};

/* The number that a numeric cell is made of; "*" is none. */
static bool cell_number(const struct cell *c, const struct fields *f, unsigned before, uint64_t *number)
{
	struct text t = f->field[c->field - before];
	struct scan s = { .p = t.p, .end = t.p + t.length };

	*number = 0;
	if (c->kind < CELL_NUMBER || text_is(t, "*"))
		return true;
	*number = scan_number(&s, c->kind < CELL_HEX ? 10 : 16, UINT32_MAX);
	return !s.bad && s.p == s.end;
}

/* Whether all fields that a row needs are there, and are numbers where they have to be. */
static bool is_whole(const struct family *family, const struct fields *f)
{
	uint64_t number;

	for (const struct cell *c = family->cells; c < family->cells + family->count; c++)
		if (c->field >= f->count || !cell_number(c, f, 0, &number) ||
		    !cell_number(c, f, c->kind == CELL_PAIR, &number))
			return false;
	return true;
}

static void out_name(struct out *o, const char *names, uint64_t number)
{
	names = word_at(names, number);
	if (*names)
		out_text(o, names);
	else
		out_number(o, number, 0);
}

static void out_padded(struct out *o, uint64_t number, unsigned digits)
{
	for (uint64_t least = 10; digits > 1; digits--, least *= 10)
		if (number < least)
			out_char(o, '0');
	out_number(o, number, 0);
}

static void out_cell_text(struct out *o, const struct cell *c, struct text t)
{
	const char *comma = c->kind == CELL_STATION ? memchr(t.p, ',', t.length) : 0;

	if (comma)
		t.length = comma - t.p;
	if (c->kind == CELL_PEER && text_is(t, "Not_Connected"))
		t = (struct text){ "-", 1 };
	if (c->kind == CELL_DEVICE && text_is(t, "00:00:00:00:00:00"))
		t = (struct text){ "*", 1 };
	out_escaped(o, t.p, t.length, ESCAPE_BLANKS);
}

static void out_cell(const struct family *family, const struct view *v, const struct cell *c, const struct fields *f)
{
	struct sock user;
	uint64_t number, before;

	cell_number(c, f, 0, &number);
	switch (c->kind) {
	case CELL_NOTHING:
		break;
	case CELL_LABEL:
		out_text(v->out, family->name);
		break;
	case CELL_NUMBER:
	case CELL_HEX:
		out_number(v->out, number, 0);
		break;
	case CELL_RIGHT:
	case CELL_HEX_RIGHT:
		out_number(v->out, number, c->width - 1);
		break;
	case CELL_PAIR:
		cell_number(c, f, 1, &before);
		out_padded(v->out, number, c->width / 2 - 1);
		out_char(v->out, '/');
		out_padded(v->out, before, c->width / 2 - 1);
		break;
	case CELL_LEVEL:
		out_name(v->out, "SDP\0LOW\0MEDIUM\0HIGH\0FIPS\0", number);
		break;
	case CELL_STATE:
		out_name(v->out, family->states, number);
		break;
	case CELL_USER:
		user.uid = number;
		if (ENABLE_FEATURE_NETSTAT_EXTEND && v->columns & COLUMNS_EXTENDED)
			cell_user(v, &user);
		break;
	default:
		out_cell_text(v->out, c, f->field[c->field]);
	}
}

void family_titles(const struct family *family, const struct view *v)
{
	out_text(v->out, family->titles);
	if (v->columns & COLUMNS_EXTENDED && family->cells[family->count - 1].kind == CELL_USER)
		out_text(v->out, " User");
	out_char(v->out, '\n');
}

/* Blanks are columns' affair. */
static void out_member(struct rows *r, const struct family *family, const struct view *v, const struct cell *c,
		       const struct fields *f, const char *key)
{
	uint64_t number;

	if (c->kind >= CELL_NUMBER && c->kind != CELL_PAIR && c->kind != CELL_LEVEL && c->kind < CELL_STATE &&
	    c->kind != CELL_USER) {
		if (cell_number(c, f, 0, &number))
			json_number(r, key, number);
		return;
	}
	json_key(r, key);
	json_quote(r, true);
	out_cell(family, v, c, f);
	json_quote(r, false);
}

bool json_family(struct rows *r, const struct family *family, const struct view *v, const struct fields *f)
{
	const char *name = KEYS_OF(family), *key = name;

	if (!ENABLE_FEATURE_JSON || !is_whole(family, f))
		return false;
	key += strlen(key) + 1;
	json_begin(r);
	json_word(r, "family", name);
	for (const struct cell *c = family->cells; c < family->cells + family->count; c++, key += strlen(key) + 1)
		if (*key && (c->kind != CELL_USER || v->columns & COLUMNS_EXTENDED))
			out_member(r, family, v, c, f, key);
	json_end(r);
	return true;
}

bool family_row(const struct family *family, const struct view *v, const struct fields *f)
{
	if (!is_whole(family, f))
		return false;
	for (const struct cell *c = family->cells; c < family->cells + family->count; c++) {
		size_t start = out_position(v->out);

		out_cell(family, v, c, f);
		out_pad(v->out, start, c->width);
	}
	out_char(v->out, '\n');
	return true;
}
