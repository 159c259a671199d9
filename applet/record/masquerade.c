/* SPDX-License-Identifier: 0BSD */
/*
 * Questions that can be asked of a tracked connection.
 */
#include <string.h>

#include "record/masquerade.h"

bool masquerade_translates(const struct masquerade *m)
{
	return memcmp(&m->source, &m->as_source, sizeof m->source) ||
	       memcmp(&m->destination, &m->as_destination, sizeof m->destination);
}
