/* SPDX-License-Identifier: 0BSD */
/*
 * The doors. Each takes its argv and returns its exit status.
 */
#ifndef APPLET_H
#define APPLET_H

int netstat_main(char **argv);
int ss_main(char **argv);

#endif
