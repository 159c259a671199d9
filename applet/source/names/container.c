/* SPDX-License-Identifier: 0BSD */
/*
 * What a process runs in, by the names that managers of containers give to control groups. Each line of
 * /proc/PID/cgroup is a path behind two colons, "0::/system.slice/docker-0123...scope".
 */
#include <string.h>

#include "source/source.h"

/* An ID as docker, podman, containerd and CRI-O have it, which may stand anywhere. */
enum { ID_DIGITS = 64, SHORT_ID = 12 };

/* What is no ID is a name, behind one of these words and up to a slash. */
static const char words[] =
	"lxc.payload.\0" /* LXC 4, LXD, Incus */
	"/lxc.payload/\0"
	"/lxc/\0"
	"systemd-nspawn@\0"
	"/machine-\0";   /* systemd-machined: machine-NAME.scope */

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* The last of them is the inner one, where containers are in containers. */
static struct text find_id(struct text t)
{
	struct text found = { 0, 0 };
	size_t digits = 0;

	for (size_t i = 0; i <= t.length; i++) {
		if (i < t.length && is_hex(t.p[i])) {
			digits++;
			continue;
		}
		if (digits == ID_DIGITS)
			found = (struct text){ t.p + i - ID_DIGITS, SHORT_ID };
		digits = 0;
	}
	return found;
}

/* From there to the slash or the line's end, without the ending of a unit. */
static struct text name_at(const char *p, const char *end)
{
	static const char endings[][9] = { ".service", ".scope" };
	struct text t = { p, 0 };

	while (p < end && *p != '/' && *p != '\n')
		p++;
	t.length = p - t.p;
	for (size_t i = 0; i < ARRAY_SIZE(endings); i++) {
		size_t length = strlen(endings[i]);

		if (t.length > length && !memcmp(p - length, endings[i], length))
			t.length -= length;
	}
	return t;
}

static struct text find_name(struct text t)
{
	for (const char *word = words; *word; word += strlen(word) + 1) {
		const char *p = text_behind(t, word);

		if (p)
			return name_at(p, t.p + t.length);
	}
	return (struct text){ 0, 0 };
}

/* The last part of a path that is a unit: "/user.slice/user-1000.slice/session-2.scope", "/system.slice/cron.service". */
static struct text find_unit(struct text t)
{
	struct text found = { 0, 0 };
	const char *end = t.p + t.length;

	for (const char *p = t.p; p && p < end; p = memchr(p, '/', end - p)) {
		struct text whole = { ++p, 0 };

		while (p + whole.length < end && p[whole.length] != '/' && p[whole.length] != '\n')
			whole.length++;
		if (name_at(p, end).length < whole.length)
			found = whole;
	}
	return found;
}

struct text container_name(struct text cgroup, bool units)
{
	struct text found = find_id(cgroup);

	if (!found.length)
		found = find_name(cgroup);
	return found.length || !units ? found : find_unit(cgroup);
}
