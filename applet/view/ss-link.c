/* SPDX-License-Identifier: 0BSD */
/*
 * Packet and netlink sockets in ss's table: protocols stand where others have an address, interfaces and port IDs
 * where they have a port.
 */
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ss.h"

/* Names of the netlink families, include/uapi/linux/netlink.h, from number 0; "" where there is none. */
static const char netlink_names[] =
	"rtnl\0unused\0usersock\0fw\0tcpdiag\0nflog\0xfrm\0selinux\0iscsi\0audit\0fiblookup\0connector\0nft\0ip6fw\0"
	"dec-rt\0uevent\0genl\0\0scsi-trans\0ecryptfs\0rdma\0crypto";

static const char *netlink_name(unsigned family)
{
	const char *name = netlink_names;

	if (family > 21)
		return "";
	while (family--)
		while (*name++)
			;
	return name;
}

/* The Ethernet types that are met most, include/uapi/linux/if_ether.h. */
static const char *ethernet_name(unsigned type)
{
	static const struct {
		uint16_t type;
		char name[10];
	} names[] = {
		{ 0x0060, "loop" }, { 0x0800, "ip" }, { 0x0806, "arp" }, { 0x8035, "rarp" },
		{ 0x809b, "atalk" }, { 0x80f3, "aarp" }, { 0x8100, "802.1Q" }, { 0x8137, "ipx" },
		{ 0x86dd, "ipv6" }, { 0x8847, "mpls_uc" }, { 0x8848, "mpls_mc" }, { 0x8863, "ppp_disc" },
		{ 0x8864, "ppp_ses" }, { 0x88a8, "802.1ad" }, { 0x88cc, "LLDP" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (names[i].type == type)
			return names[i].name;
	return "";
}

void ss_link_address(struct out *o, const struct ss_request *r, const struct sock *s)
{
	bool netlink = s->family == AF_NETLINK;
	unsigned protocol = get_protocol(s);
	const char *name = "";

	if (!netlink && protocol == 3) { /* ETH_P_ALL */
		out_text(o, "*:");
		return;
	}
	if (ENABLE_FEATURE_SS_NAMES && (r->show & SHOW_SERVICES))
		name = netlink ? netlink_name(protocol) : ethernet_name(protocol);
	if (!netlink && !*name)
		out_char(o, '[');
	if (*name)
		out_text(o, name);
	else
		out_number(o, protocol, 0);
	out_text(o, !netlink && !*name ? "]:" : ":");
}

static void out_interface(struct out *o, uint32_t index)
{
	struct ifreq request = { .ifr_ifindex = index };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd >= 0 && !ioctl(fd, SIOCGIFNAME, &request)) {
		out_escaped(o, request.ifr_name, strnlen(request.ifr_name, IFNAMSIZ), ESCAPE_BLANKS);
	} else {
		out_text(o, "if");
		out_number(o, index, 0);
	}
	if (fd >= 0)
		close(fd);
}

/* The kernel gives a process its PID as the first port ID. */
static void out_port_id(struct out *o, const struct ss_request *r, uint32_t id)
{
	if (ENABLE_FEATURE_SS_NAMES && (r->show & SHOW_SERVICES)) {
		if (!id) {
			out_text(o, "kernel");
			return;
		}
		if (ENABLE_FEATURE_SS_PROCESSES) {
			struct text name = process_name(r->owners, id);

			out_escaped(o, name.p, name.length, ESCAPE_BLANKS);
			if (name.length)
				out_char(o, '/');
		}
	}
	if (id >> 31) {
		out_char(o, '-');
		id = -id;
	}
	out_number(o, id, 0);
}

void ss_link_port(struct out *o, const struct ss_request *r, const struct sock *s)
{
	uint32_t port = s->local.port;

	if (s->family == AF_NETLINK ? port == UINT32_MAX : !port)
		out_char(o, '*');
	else if (s->family == AF_NETLINK)
		out_port_id(o, r, port);
	else
		out_interface(o, port);
}
