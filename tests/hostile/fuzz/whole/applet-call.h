/* SPDX-License-Identifier: 0BSD */
/*
 * Each input is a call of its own, as in busybox: see lib.h. In front of every source file; the linker keeps one.
 */
#ifndef APPLET_CALL_H
#define APPLET_CALL_H

__attribute__((weak)) unsigned applet_call = 1;
#define APPLET_CALL applet_call

#endif
