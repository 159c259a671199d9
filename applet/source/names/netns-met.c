/* SPDX-License-Identifier: 0BSD */
/*
 * The network namespaces that have been met.
 */
#include "source/netns.h"

struct met *met_find(const struct met_list *l, uint64_t inode, uint64_t file)
{
	for (size_t i = 0; i < l->count; i++) {
		struct met *m = &l->met[i];

		if ((inode && m->inode == inode) || (file && m->file == file))
			return m;
	}
	return 0;
}

static struct met *add(struct met_list *l, uint64_t inode, uint64_t file)
{
	size_t wanted = l->size ? 2 * l->size : 1 << 14;

	if ((l->count + 1) * sizeof *l->met > l->size) {
		void *p = enlarge(l->met, l->size, wanted);

		if (!p)
			return 0;
		l->met = p;
		l->size = wanted;
	}
	l->met[l->count] = (struct met){ .inode = inode, .file = file };
	return &l->met[l->count++];
}

struct met *met_make(struct met_list *l, uint64_t inode, uint64_t file)
{
	struct met *m = met_find(l, inode, file);

	return m ? m : add(l, inode, file);
}

uint32_t met_hash(const char *name)
{
	uint32_t h = 5381;

	while (*name)
		h = h * 33 + (uint8_t)*name++;
	return h;
}

bool met_is_taken(const struct met_list *l, uint32_t name)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->met[i].shown && l->met[i].name == name)
			return true;
	return false;
}
