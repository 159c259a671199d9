/* SPDX-License-Identifier: 0BSD */
/*
 * A paragraph of ifconfig's: its begin, its IPv6 addresses, its end.
 */
#ifndef IFCONFIG_H
#define IFCONFIG_H

#include "record/iface.h"
#include "lib/lib.h"

void ifconfig_begin(struct out *o, const struct iface *i);
void ifconfig_address(struct out *o, const struct iface_address *a);
void ifconfig_end(struct out *o, const struct iface *i);
/* Its lines of what it is made of, which plug it has, and where in the machine it is. */
void ifconfig_out_hardware(struct out *o, const struct iface *i);
void ifconfig_out_media(struct out *o, const struct iface *i);
void ifconfig_out_device(struct out *o, const struct iface *i);
/* What it is made of, "ether", and its own address. */
const char *ifconfig_hardware(const struct iface *i);
void ifconfig_hardware_address(struct out *o, const struct iface *i);

#endif
