/* SPDX-License-Identifier: 0BSD */
/*
 * Whose holders are wanted. Where a table shows few sockets they are known before the walk, and what is not theirs
 * is not kept.
 */
#include <sys/mman.h>

#include "source/owner-walk.h"

struct owners_shared *owners_shared(struct owners *o)
{
	if (!o->shared) {
		void *p = mmap(0, sizeof *o->shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

		o->shared = p == MAP_FAILED ? 0 : p;
	}
	return o->shared;
}

bool owners_want(struct owners *o, uint64_t inode)
{
	struct owners_shared *shared = owners_shared(o);

	if (!shared || (inode && shared->count == OWNERS_WANTED))
		return false;
	if (inode)
		shared->inodes[shared->count++] = inode;
	return true;
}

void owners_settle(struct owners *o)
{
	struct owners_shared *shared = o->shared;
	uint32_t count = 0;

	sort_records(shared->inodes, shared->count, 1);
	for (uint32_t i = 0; i < shared->count; i++)
		if (!count || shared->inodes[i] != shared->inodes[count - 1])
			shared->inodes[count++] = shared->inodes[i];
	shared->left = shared->count = count;
}

/* The last that is found ends the search only where its first holder is all that is asked for. */
bool owners_wanted(struct owners *o, uint32_t inode)
{
	struct owners_shared *shared = o->shared;
	size_t i;

	o->seen = true;
	if (!o->some)
		return true;
	i = inodes_find(shared->inodes, shared->count, 1, inode);
	if (i == shared->count || shared->inodes[i] != inode)
		return false;
	if (o->first && !__atomic_exchange_n(&shared->found[i], 1, __ATOMIC_SEQ_CST))
		__atomic_fetch_sub(&shared->left, 1, __ATOMIC_SEQ_CST);
	return true;
}
