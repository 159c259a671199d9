/* SPDX-License-Identifier: 0BSD */
/*
 * netstat's tables of the lesser families, in the order they are shown: those that the kernel has, from files
 * that one kernel or another has them in.
 */
#include <errno.h>
#include <unistd.h>

#include "netstat/netstat.h"
#include "view/objects.h"

/* debugfs is beside /proc. */
#define DEBUGFS "../sys/kernel/debug/"
#define BLUETOOTH DEBUGFS "bluetooth/"

static const struct shown {
	uint8_t other; /* OTHER_* */
	bool titled;   /* the file begins with a line of titles */
	const struct family *family;
	const char *file, *old_file; /* below /proc */
} families[] = {
	IF_FEATURE_NETSTAT_OTHER_FAMILIES({ OTHER_IPX, true, &ipx_family, "net/ipx/socket", "net/ipx" },)
	IF_FEATURE_NETSTAT_OTHER_FAMILIES({ OTHER_AX25, false, &ax25_family, "net/ax25", 0 },)
	IF_FEATURE_NETSTAT_OTHER_FAMILIES({ OTHER_X25, true, &x25_family, "net/x25/socket", "net/x25" },)
	IF_FEATURE_NETSTAT_OTHER_FAMILIES({ OTHER_NETROM, true, &netrom_family, "net/nr", 0 },)
	IF_FEATURE_NETSTAT_OTHER_FAMILIES({ OTHER_ROSE, true, &rose_family, "net/rose", 0 },)
	IF_FEATURE_NETSTAT_BLUETOOTH({ OTHER_L2CAP, false, &l2cap_family, BLUETOOTH "l2cap", 0 },)
	IF_FEATURE_NETSTAT_BLUETOOTH({ OTHER_RFCOMM, false, &rfcomm_family, BLUETOOTH "rfcomm", 0 },)
};

struct pass {
	struct context *where;
	const struct request *request;
	const struct family *family;
	uint8_t other;
	bool bluetooth_is_titled;
};

static bool is_bluetooth(const struct pass *p)
{
	return ENABLE_FEATURE_NETSTAT_BLUETOOTH && p->other >= OTHER_L2CAP;
}

static void show_titles(struct pass *p)
{
	struct out *o = p->request->view.out;

	if (ENABLE_FEATURE_VALUES && rows_wanted(p->request->rows))
		return;
	if (is_bluetooth(p) && !p->bluetooth_is_titled) {
		out_text(o, "Active Bluetooth connections (");
		out_text(o, show_name(p->request->show));
		out_text(o, ")\n");
		p->bluetooth_is_titled = true;
	}
	family_titles(p->family, &p->request->view);
}

/* Bluetooth's states 3 and 4 wait for connections; X.25's sockets do while they have no channel. */
static bool is_shown(const struct pass *p, const struct fields *f)
{
	unsigned show = p->request->show;
	struct text t;

	if (show == SHOW_ALL)
		return true;
	if (is_bluetooth(p) && f->count > 2) {
		t = f->field[2];
		return (text_is(t, "3") || text_is(t, "4")) == (show == SHOW_LISTENING);
	}
	return p->other != OTHER_X25 || f->count < 4 || !text_is(f->field[3], "000");
}

static bool show_fields(void *ctx, const struct fields *f)
{
	struct pass *p = ctx;

	if (!f)
		show_titles(p);
	else if (is_shown(p, f) && ENABLE_FEATURE_JSON && p->request->rows->form)
		return json_family(p->request->rows, p->family, &p->request->view, f);
	else if (is_shown(p, f))
		return family_row(p->family, &p->request->view, f);
	return true;
}

/* debugfs is closed to all but root: that others may not look there tells nothing of Bluetooth. */
static bool may_look(const struct pass *p)
{
	char path[PROC_PATH];

	return !is_bluetooth(p) || p->request->others_required >> p->other & 1 ||
	       (proc_path(p->where, path, DEBUGFS) && (!access(path, X_OK) || errno != EACCES));
}

static void missing_family(const struct pass *p, struct context *where)
{
	bool required = p->request->others_required >> p->other & 1;
	bool told = p->other == OTHER_RFCOMM && p->request->others >> OTHER_L2CAP & 1;

	if (required)
		where->faults.count++;
	if (!told && (required || has(p->request, OPTION_VERBOSE)))
		complain("no support for `AF ", is_bluetooth(p) ? "BLUETOOTH" : p->family->name, "' on this system.",
			 (char *)0);
}

void netstat_families(const struct request *r, struct context *where)
{
	struct pass p = { .where = where, .request = r };

	for (const struct shown *s = families; s < families + ARRAY_SIZE(families); s++) {
		p.family = s->family;
		p.other = s->other;
		if (!(r->others >> p.other & 1))
			continue;
		if (!may_look(&p) ||
		    (fields_read(s->file, s->titled, show_fields, &p, where) < 0 &&
		     (!s->old_file || fields_read(s->old_file, s->titled, show_fields, &p, where) < 0)))
			missing_family(&p, where);
	}
}
