/* SPDX-License-Identifier: 0BSD */
/*
 * Makes a router of the machine: eth0 is the side of its hosts, eth1 the line, behind which it is one address.
 * What it forwards is tracked and counted. The rule is told to the kernel in netlink's own words, as there is no nft.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#include "../../live/zoo/zoo.h"
#include "init.h"

static void set(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	check(fd, path);
	check(write(fd, text, strlen(text)), path);
	close(fd);
}

/* An address of a network of 24 bits. */
static void card(const char *name, const char *address)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct sockaddr_in a = { .sin_family = AF_INET };
	struct ifreq r;

	memset(&r, 0, sizeof r);
	strcpy(r.ifr_name, name);
	inet_aton(address, &a.sin_addr);
	memcpy(&r.ifr_addr, &a, sizeof a);
	check(ioctl(fd, SIOCSIFADDR, &r), name);
	inet_aton("255.255.255.0", &a.sin_addr);
	memcpy(&r.ifr_netmask, &a, sizeof a);
	check(ioctl(fd, SIOCSIFNETMASK, &r), name);
	r.ifr_flags = IFF_UP;
	check(ioctl(fd, SIOCSIFFLAGS, &r), name);
	close(fd);
}

/* Messages one behind the other, and where the attributes that are open began. */
static struct batch {
	_Alignas(4) char bytes[1024];
	size_t used, message, nest[4];
	int depth;
} batch;

static void put(int type, const void *bytes, size_t length)
{
	struct nlattr *a = (void *)(batch.bytes + batch.used);

	a->nla_type = type;
	a->nla_len = NLA_HDRLEN + length;
	memcpy(a + 1, bytes, length);
	batch.used += NLA_ALIGN(a->nla_len);
}

static void put_text_of(int type, const char *text)
{
	put(type, text, strlen(text) + 1);
}

static void put_word(int type, uint32_t number)
{
	number = htonl(number);
	put(type, &number, sizeof number);
}

static void nest(int type)
{
	batch.nest[batch.depth++] = batch.used;
	put(NLA_F_NESTED | type, "", 0);
}

static void unnest(void)
{
	struct nlattr *a = (void *)(batch.bytes + batch.nest[--batch.depth]);

	a->nla_len = batch.used - batch.nest[batch.depth];
}

static void message_ends(void)
{
	((struct nlmsghdr *)(void *)(batch.bytes + batch.message))->nlmsg_len = batch.used - batch.message;
}

static void message(int type, int flags, int family, int resource)
{
	struct nlmsghdr h = { .nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST | flags };
	struct nfgenmsg n = { .nfgen_family = family, .res_id = htons(resource) };

	if (batch.used)
		message_ends();
	batch.message = batch.used;
	memcpy(batch.bytes + batch.used, &h, sizeof h);
	memcpy(batch.bytes + batch.used + sizeof h, &n, sizeof n);
	batch.used += sizeof h + sizeof n;
}

static void tables_message(int type, int flags)
{
	message(NFNL_SUBSYS_NFTABLES << 8 | type, NLM_F_CREATE | flags, NFPROTO_IPV4, 0);
}

/* table ip nat { chain out { type nat hook postrouting priority 100; oif eth1 masquerade } } */
static void masquerade(void)
{
	message(NFNL_MSG_BATCH_BEGIN, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
	tables_message(NFT_MSG_NEWTABLE, 0);
	put_text_of(NFTA_TABLE_NAME, "nat");
	tables_message(NFT_MSG_NEWCHAIN, 0);
	put_text_of(NFTA_CHAIN_TABLE, "nat");
	put_text_of(NFTA_CHAIN_NAME, "out");
	nest(NFTA_CHAIN_HOOK);
	put_word(NFTA_HOOK_HOOKNUM, NF_INET_POST_ROUTING);
	put_word(NFTA_HOOK_PRIORITY, 100);
	unnest();
	put_text_of(NFTA_CHAIN_TYPE, "nat");
	tables_message(NFT_MSG_NEWRULE, NLM_F_APPEND | NLM_F_ACK);
	put_text_of(NFTA_RULE_TABLE, "nat");
	put_text_of(NFTA_RULE_CHAIN, "out");
	nest(NFTA_RULE_EXPRESSIONS);
	nest(NFTA_LIST_ELEM);
	put_text_of(NFTA_EXPR_NAME, "masq");
	nest(NFTA_EXPR_DATA);
	unnest();
	unnest();
	unnest();
	message(NFNL_MSG_BATCH_END, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
	message_ends();
}

/* The one answer that was asked for, or a refusal. */
static void tell_kernel(void)
{
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
	struct { struct nlmsghdr header; struct nlmsgerr error; char more[256]; } answer;

	check(fd, "netfilter");
	check(send(fd, batch.bytes, batch.used, 0), "netfilter");
	check(recv(fd, &answer, sizeof answer, 0), "netfilter");
	errno = -answer.error.error;
	check(answer.error.error, "masquerade");
	close(fd);
}

void router(char **words)
{
	(void)words;
	card("eth0", "10.0.2.1");
	card("eth1", "10.0.1.1");
	set("/proc/sys/net/ipv4/ip_forward", "1");
	set("/proc/sys/net/netfilter/nf_conntrack_acct", "1");
	masquerade();
	tell_kernel();
}

void sink(char **words)
{
	int listener = tcp_listen("0.0.0.0", atoi(words[0]), 5), fd;
	char buffer[4096];
	pid_t pid = fork();

	check(pid, "fork");
	if (pid) {
		close(listener);
		return;
	}
	for (;;) {
		fd = accept(listener, 0, 0);
		while (read(fd, buffer, sizeof buffer) > 0)
			;
		close(fd);
	}
}

void terminal(char **words)
{
	struct termios t;

	(void)words;
	check(tcgetattr(0, &t), "the console");
	printf("the console %s lines and %s\n", t.c_lflag & ICANON ? "waits for" : "does not wait for",
	       t.c_lflag & ECHO ? "echoes" : "does not echo");
}

void enter(char **words)
{
	char key = 0;

	(void)words;
	printf("=== press Enter\n");
	while (key != '\n' && read(0, &key, 1) == 1)
		;
}
