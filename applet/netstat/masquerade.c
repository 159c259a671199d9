/* SPDX-License-Identifier: 0BSD */
/*
 * netstat -M: masqueraded connections, from the kernel's table of them or, where there is none, from its table of
 * all connections.
 */
#include "record/tables.def"
#include "netstat/netstat.h"
#include "source/records.h"
#include "view/objects.h"

struct pass {
	const struct request *request;
	enum masquerade_table table;
	bool titled;
};

static int show_masquerade(void *ctx, const struct masquerade *m)
{
	struct pass *p = ctx;
	const struct view *v = &p->request->view;
	const struct layout *layout = &masquerade_layouts[p->table];

	if (p->table == MASQUERADE_TRACKED && !masquerade_translates(m))
		return 0;
	if (ENABLE_FEATURE_JSON && p->request->rows->form)
		return json_masquerade(p->request->rows, m, p->table == MASQUERADE_TRACKED, v->columns & COLUMNS_EXTENDED);
	if (!p->titled) {
		out_text(v->out, layout->title);
		layout_titles(layout, v);
		p->titled = true;
	}
	layout_row(layout, v, m, m->has_previous << MASQUERADE_HAS_PREVIOUS);
	return v->out->error;
}

/* False when the kernel has no such table. */
static bool show_table(const struct request *r, enum masquerade_table table, struct context *where)
{
	struct pass p = { .request = r, .table = table };

	return masquerades_read(table, show_masquerade, &p, where) >= 0;
}

void netstat_masquerade(const struct request *r, struct context *where)
{
	if (show_table(r, MASQUERADE_OWN, where) || show_table(r, MASQUERADE_TRACKED, where))
		return;
	where->faults.count++;
	complain("no support for `ip_masquerade' on this system.", (char *)0);
}
