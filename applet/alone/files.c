/* SPDX-License-Identifier: 0BSD */
/*
 * Files, memory and sorting, for where there is no printf, malloc and qsort yet.
 */
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "source/source.h"

bool put_path(char *path, size_t size, const char *root, const char *below)
{
	if (strlen(root) + 1 + strlen(below) >= size)
		return false;
	*put_text(put_text(put_text(path, root), "/"), below) = '\0';
	return true;
}

ssize_t open_read_close(const char *path, void *buffer, size_t size)
{
	int fd = file_open(path);
	ssize_t n = -1;

	if (fd >= 0) {
		n = read(fd, buffer, size);
		close(fd);
	}
	return n;
}

void *enlarge(void *memory, size_t size, size_t wanted)
{
	void *p = memory ? (void *)syscall(SYS_mremap, memory, size, wanted, MREMAP_MAYMOVE)
			 : mmap(0, wanted, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED ? 0 : p;
}

void release(void *memory, size_t size)
{
	if (memory)
		munmap(memory, size);
}

/* The words of a record, and bits of them: the first word is the highest. */
struct key {
	uint32_t *words;
	size_t count;
};

static unsigned key_bit(const struct key *k, const uint32_t *record, int bit)
{
	return record[k->count - 1 - bit / 32] >> bit % 32 & 1;
}

static void swap(const struct key *k, uint32_t *a, uint32_t *b)
{
	for (size_t i = 0; i < k->count; i++) {
		uint32_t word = a[i];

		a[i] = b[i];
		b[i] = word;
	}
}

/*
 * Binary radix exchange on the bits of the records, the highest first: in place, no worst case, and recursion no deeper
 * than the key is wide.
 */
static void sort(const struct key *k, uint32_t *low, uint32_t *high, int bit)
{
	uint32_t *left = low, *right = high;

	if (high - low < 2 * (ptrdiff_t)k->count || bit < 0)
		return;
	while (left < right) {
		if (key_bit(k, left, bit))
			swap(k, left, right -= k->count);
		else
			left += k->count;
	}
	sort(k, low, left, bit - 1);
	sort(k, left, high, bit - 1);
}

void sort_records(uint32_t *words, size_t count, size_t stride)
{
	const struct key k = { words, stride };

	sort(&k, words, words + count * stride, 32 * stride - 1);
}
