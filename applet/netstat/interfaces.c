/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -i: interfaces that are up, with -a all of them; a line each, with -e a paragraph.
 */
#include <errno.h>
#include <net/if.h>
#include <string.h>

#include "source/records.h"
#include "view/objects.h"
#include "netstat/netstat.h"

struct pass {
	const struct request *request;
	struct context *where;
	const char *name; /* whose IPv6 addresses are looked for */
	bool paragraphs;
};

static int show_address(void *ctx, const struct iface_address *a)
{
	struct pass *p = ctx;

	if (text_is(a->interface, p->name))
		ifconfig_address(p->request->view.out, a);
	return 0;
}

static void show_paragraph(struct pass *p, const struct iface *i)
{
	struct out *o = p->request->view.out;

	ifconfig_begin(o, i);
	p->name = i->name;
	if (ENABLE_FEATURE_IPV6)
		iface_addresses_read(show_address, p, p->where);
	ifconfig_end(o, i);
}

static void show_row(const struct request *r, const struct iface *i)
{
	struct view v = r->view;

	v.columns = i->counted ? IFACES_COUNTED : IFACES_UNCOUNTED;
	layout_row(&iface_layout, &v, i, 0);
}

static void show_titles(const struct request *r)
{
	struct view v = r->view;

	v.columns = IFACES_COUNTED;
	layout_titles(&iface_layout, &v);
}

static int show_iface(void *ctx, struct iface *i)
{
	struct pass *p = ctx;

	if (!iface_ask(i, p->paragraphs)) {
		fault(&p->where->faults, i->name, 0, errno == ENODEV ? "no such device" : error_text(errno));
		return 0;
	}
	if (!(i->flags & IFF_UP) && p->request->show != SHOW_ALL)
		return 0;
	if (ENABLE_FEATURE_JSON && p->request->rows->form)
		return json_iface(p->request->rows, i, p->paragraphs, p->where);
	if (ENABLE_FEATURE_NETSTAT_IFCONFIG && p->paragraphs)
		show_paragraph(p, i);
	else
		show_row(p->request, i);
	return p->request->view.out->error;
}

void netstat_interfaces(const struct request *r, struct context *where)
{
	struct pass p = { .request = r, .where = where };

	p.paragraphs = ENABLE_FEATURE_NETSTAT_IFCONFIG && r->view.columns & COLUMNS_EXTENDED;
	if (netns_is_outside(where)) {
		fault(&where->faults, where->netns.p, 0, "interfaces are told to who may enter the namespace");
		return;
	}
	if (!(ENABLE_FEATURE_JSON && r->rows->form)) {
		out_text(r->view.out, "Kernel Interface table\n");
		if (!p.paragraphs)
			show_titles(r);
	}
	if (ifaces_read(show_iface, &p, where) < 0)
		lines_missing("net/dev", where);
}
