/* SPDX-License-Identifier: 0BSD */
/*
 * Addresses and users by their names, or else in digits.
 */
#include <sys/socket.h>

#include "view/view.h"

struct text address_text(const struct view *v, uint8_t family, const uint8_t *address, char *digits)
{
	bool inet6 = ENABLE_FEATURE_IPV6 && family == AF_INET6;
	struct text t = { 0, 0 };

	if (ENABLE_FEATURE_NETSTAT_NAMES && !v->numeric_hosts) {
		if (!address_is_zero(address, inet6 ? 16 : 4)) {
			if (ENABLE_FEATURE_NETSTAT_RESOLVE)
				t = host_name(family, address);
		} else if (inet6) {
			t = (struct text){ "[::]", 4 };
		}
	}
	if (!t.length) {
		t.p = digits;
		t.length = put_ip(digits, family, address) - digits;
	}
	return t;
}

void out_name_or_digits(struct out *o, struct text t, const char *digits, size_t limit)
{
	if (t.p == digits)
		out_bytes(o, t.p, limit && limit < t.length ? limit : t.length);
	else
		out_escaped_within(o, t.p, t.length, ESCAPE_BLANKS, limit);
}

void out_user(const struct view *v, uint32_t uid)
{
	struct text name = { 0, 0 };

	if (ENABLE_FEATURE_NETSTAT_NAMES && !v->numeric_users)
		name = user_name(uid);
	if (name.length)
		out_escaped(v->out, name.p, name.length, ESCAPE_BLANKS);
	else
		out_number(v->out, uid, 0);
}
