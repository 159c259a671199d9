/* SPDX-License-Identifier: 0BSD */
/*
 * A route's flags as letters, in the order that net-tools has them in. The tables of routes have RTF_* of
 * include/uapi/linux/{route,ipv6_route}.h, IPv4's cache has RTCF_* of include/uapi/linux/in_route.h besides.
 */
#include "view/route.h"

struct letter {
	uint8_t bit;
	char letter;
};

/* RTF_*, by the numbers of their bits. */
enum {
	UP, GATEWAY, HOST, REINSTATE, DYNAMIC, MODIFIED, MSS, WINDOW, IRTT, REJECT, NOT_CACHED,
	DEFAULT = 16, ALL_ON_LINK, ADDRESS_CONFIGURED, NO_NEXT_HOP = 21, EXPIRES, CACHE = 24, FLOW, POLICY, LOCAL = 31,
};
/* RTCF_*, likewise. */
enum {
	NOTIFY = 16, DIRECT_DESTINATION, TRANSPARENT_PROXY = 19, FAST = 21, MASQUERADED, SOURCE_TRANSLATED, DO_REDIRECT,
	DIRECT_SOURCE = 26, DESTINATION_TRANSLATED, BROADCAST, MULTICAST, REJECTED,
};

static const struct letter fib[] = {
	{ UP, 'U' }, { GATEWAY, 'G' }, { REJECT, '!' }, { HOST, 'H' }, { REINSTATE, 'R' }, { DYNAMIC, 'D' },
	{ MODIFIED, 'M' }, { DEFAULT, 'd' }, { ALL_ON_LINK, 'a' }, { ADDRESS_CONFIGURED, 'c' }, { NO_NEXT_HOP, 'o' },
	{ EXPIRES, 'e' }, { CACHE, 'c' }, { FLOW, 'f' }, { POLICY, 'p' }, { LOCAL, 'l' }, { MSS, 'u' }, { WINDOW, 'w' },
	{ IRTT, 'i' }, { NOT_CACHED, 'n' }, { 0, 0 },
};
static const struct letter cache[] = { IF_FEATURE_NETSTAT_ROUTE_CACHE(
	{ GATEWAY, 'G' }, { REJECT, '!' }, { REINSTATE, 'R' }, { DYNAMIC, 'D' }, { MODIFIED, 'M' }, { UP, '-' },
	{ HOST, 'o' }, { NOTIFY, 'n' }, { DIRECT_DESTINATION, 'd' }, { TRANSPARENT_PROXY, 't' }, { FAST, 'f' },
	{ MASQUERADED, 'q' }, { SOURCE_TRANSLATED, 'N' }, { SOURCE_TRANSLATED, 's' }, { DO_REDIRECT, 'r' },
	{ DIRECT_SOURCE, 'i' }, { DESTINATION_TRANSLATED, 'N' }, { DESTINATION_TRANSLATED, 'd' }, { BROADCAST, 'b' },
	{ MULTICAST, 'm' }, { REJECTED, '#' }, { LOCAL, 'l' },) { 0, 0 },
};
static const struct letter fib6[] = { IF_FEATURE_IPV6(
	{ UP, 'U' }, { REJECT, '!' }, { GATEWAY, 'G' }, { HOST, 'H' }, { DEFAULT, 'D' }, { ADDRESS_CONFIGURED, 'A' },
	{ CACHE, 'C' }, { ALL_ON_LINK, 'a' }, { EXPIRES, 'e' }, { MODIFIED, 'm' }, { NO_NEXT_HOP, 'n' }, { FLOW, 'f' },)
	{ 0, 0 },
};

/* IPv4 shows '!' in place of what is before it. */
void out_route_flags(struct out *o, const struct route *r)
{
	static const struct letter *const letters[] = { [ROUTE_FIB] = fib, [ROUTE_CACHE] = cache, [ROUTE_FIB6] = fib6 };
	char shown[ARRAY_SIZE(fib) + ARRAY_SIZE(cache)], *end = shown;

	for (const struct letter *l = letters[r->table]; l->letter; l++) {
		if (!(r->flags >> l->bit & 1))
			continue;
		if (l->letter == '!' && r->table != ROUTE_FIB6)
			end = shown;
		*end++ = l->letter;
	}
	out_bytes(o, shown, end - shown);
}

void route_cell_flags(const struct view *v, const struct column *c, const void *record)
{
	(void)c;
	out_route_flags(v->out, record);
}
