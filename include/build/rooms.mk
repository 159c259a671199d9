# SPDX-License-Identifier: 0BSD
#
# What is built: every .c of the rooms, the folders below applet/, that are switched on. What nothing calls the linker
# leaves out. The Makefile includes this, and so does Kbuild inside busybox.

applets-$(CONFIG_NETSTAT) += netstat
applets-$(CONFIG_SS) += ss

either = $(or $(CONFIG_$(1)),$(CONFIG_$(2)))

rooms-y = lib
rooms-$(call either,NETSTAT,SS) += record filter select source source/proc source/names source/owner
rooms-$(CONFIG_FEATURE_DIAG) += source/netlink
rooms-$(CONFIG_NETSTAT) += netstat view/netstat
rooms-$(CONFIG_SS) += ss view/ss
rooms-$(CONFIG_SOCKLET) += socklet
rooms-$(CONFIG_FEATURE_CHECK) += check
rooms-$(CONFIG_FEATURE_WHO) += who
rooms-$(CONFIG_FEATURE_METRICS) += metrics
rooms-$(CONFIG_FEATURE_VALUES) += view/values
rooms-$(CONFIG_FEATURE_JSON) += view/json
rooms-$(CONFIG_FEATURE_COUNTS) += view/counts
rooms-$(call either,FEATURE_TOP,FEATURE_LOG) += live
