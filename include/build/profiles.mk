# SPDX-License-Identifier: 0BSD
#
# What the profiles hold. defconfig is everything, peersconfig what the peers have: all but what is `beyond` them.
tiny = NETSTAT SHOW_USAGE
busybox = $(tiny) FEATURE_IPV6 FEATURE_NETSTAT_EXTEND FEATURE_NETSTAT_PRG FEATURE_NETSTAT_WIDE
busyboxroute = $(busybox) FEATURE_NETSTAT_ROUTE
ss = $(busybox) SS FEATURE_SS_UNIX FEATURE_SS_LINK FEATURE_SS_EXTENDED FEATURE_SS_PROCESSES \
	FEATURE_SS_SUMMARY FEATURE_SS_NET FEATURE_SS_FILTER
beyond = FEATURE_JSON FEATURE_COUNTS FEATURE_NAMESPACES SOCKLET FEATURE_CHECK FEATURE_EXPLAIN FEATURE_NEAREST \
	FEATURE_WHO FEATURE_METRICS FEATURE_TOP FEATURE_TOP_FLOWS FEATURE_LOG
small-profiles = tinyconfig busyboxconfig busyboxrouteconfig ssconfig
profiles = $(small-profiles) peersconfig defconfig
