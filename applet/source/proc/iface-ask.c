/* SPDX-License-Identifier: 0BSD */
/*
 * What the kernel tells of an interface by its name: netdevice(7).
 */
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "source/records.h"
#include "source/source.h"

struct asker {
	int fd;
	const char *name;
	struct ifreq answer;
};

static bool ask(struct asker *a, int request)
{
	memset(&a->answer, 0, sizeof a->answer);
	memcpy(a->answer.ifr_name, a->name, IFACE_NAME);
	return ioctl(a->fd, request, &a->answer) == 0;
}

static bool ask_address(struct asker *a, int request, uint8_t address[4])
{
	struct sockaddr_in in;
	bool known = ask(a, request);

	memcpy(&in, &a->answer.ifr_addr, sizeof in);
	if (known)
		memcpy(address, &in.sin_addr, 4);
	return known;
}

static void ask_addresses(struct asker *a, struct iface *i)
{
	i->has_address = ask_address(a, SIOCGIFADDR, i->address);
	if (!i->has_address)
		return;
	ask_address(a, SIOCGIFNETMASK, i->mask);
	ask_address(a, SIOCGIFBRDADDR, i->broadcast);
	ask_address(a, SIOCGIFDSTADDR, i->peer);
}

static void ask_hardware(struct asker *a, struct iface *i)
{
	if (ask(a, SIOCGIFHWADDR)) {
		i->hardware = a->answer.ifr_hwaddr.sa_family;
		memcpy(i->hardware_address, a->answer.ifr_hwaddr.sa_data, sizeof i->hardware_address);
	}
	i->queue = ask(a, SIOCGIFTXQLEN) ? a->answer.ifr_ifru.ifru_ivalue : -1;
	if (ask(a, SIOCGIFMAP)) {
		i->irq = a->answer.ifr_map.irq;
		i->dma = a->answer.ifr_map.dma;
		i->port = a->answer.ifr_map.port;
		i->base = a->answer.ifr_map.base_addr;
		i->memory = a->answer.ifr_map.mem_start;
		i->memory_end = a->answer.ifr_map.mem_end;
	}
}

bool iface_ask(struct iface *i, bool all)
{
	struct asker a = { .fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), .name = i->name };
	bool known;

	if (a.fd < 0) /* a kernel without IPv4 */
		a.fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (a.fd < 0)
		return false;
	known = ask(&a, SIOCGIFFLAGS);
	i->flags = a.answer.ifr_flags;
	if (known && ask(&a, SIOCGIFMTU))
		i->mtu = a.answer.ifr_mtu;
	if (ENABLE_FEATURE_NETSTAT_IFCONFIG && known && all) {
		ask_addresses(&a, i);
		ask_hardware(&a, i);
	}
	close(a.fd);
	return known;
}
