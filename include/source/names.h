/* SPDX-License-Identifier: 0BSD */
/*
 * Names for numbers and numbers for names: from /etc, DNS, the kernel; and network namespaces by their names.
 */
#ifndef SOURCE_NAMES_H
#define SOURCE_NAMES_H

#include "source/context.h"

/*
 * Enters the network namespace of a name (`ip netns`), a process or a file. 0 or an errno.
 */
int netns_enter(const char *name);
/*
 * What a process runs in, by its /proc/PID/cgroup: the first twelve digits of a container's ID, or the name of a
 * machine; or else with `units` a unit of systemd. Length 0 when it is none of them. Bytes as they stand in `cgroup`.
 */
struct text container_name(struct text cgroup, bool units);
/* Names from /etc, null text when there is none. Valid until the next call. Bytes as they stand there. */
struct text service_name(uint16_t port, uint8_t protocol);
struct text protocol_name(uint16_t number);
struct text user_name(uint32_t uid);
/* An IPv4 network, its address in network byte order. */
struct text network_name(const uint8_t *address);
/* From /etc/hosts, then DNS; family AF_INET or AF_INET6, address in network byte order. */
struct text host_name(uint8_t family, const uint8_t *address);
/* With FEATURE_NAMES_AHEAD: asks for the name of one end, if it has an address, and does not wait for the answer. */
void host_ask(const struct sock *s, const struct endpoint *e);

/*
 * The other way round. A port number, 0 and more, or -1: there is none of that name, or tcp and udp differ.
 * `protocols` are bits, 1 << PROTOCOL_TCP and 1 << PROTOCOL_UDP; 0 is either.
 */
int32_t service_port(struct text name, unsigned protocols);
/*
 * Calls `found` for each address of a host: all that /etc/hosts has, or all that DNS has. AF_UNSPEC asks for both
 * families. False when there is none.
 */
typedef void address_fn(void *ctx, uint8_t family, const uint8_t *address);
bool host_addresses(struct text name, uint8_t family, address_fn *found, void *ctx);
bool dns_addresses(struct text name, uint8_t family, address_fn *found, void *ctx);
/* The index of a network interface given by its name or its index, 0 when there is none. */
uint32_t interface_index(struct text name);
/* The other way round, ended by a NUL, "if2" for 2 where it has none. Returns the end. */
char *interface_name(uint32_t index, char name[16]);
/* The kernel's ID of a control group, from its path there or in the file system. False when there is none. */
bool cgroup_id(const char *path, uint64_t *id);
/* The other way round, below the mount; length 0: there is none, or we may not know. Valid until the next call. */
struct text cgroup_path(uint64_t id);
/* Reads the ports the kernel picks from when a program asks for none, once. */
void local_port_range(struct context *where);

#endif
