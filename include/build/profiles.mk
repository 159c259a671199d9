# SPDX-License-Identifier: 0BSD
#
# What the profiles hold. defconfig is everything, peersconfig what the peers have: all but what is `beyond` them.
tiny = NETSTAT SHOW_USAGE
busybox = $(tiny) FEATURE_IPV6 FEATURE_NETSTAT_EXTEND FEATURE_NETSTAT_PRG FEATURE_NETSTAT_WIDE
busyboxroute = $(busybox) FEATURE_NETSTAT_ROUTE
ss = $(busybox) SS FEATURE_SS_UNIX FEATURE_SS_LINK FEATURE_SS_EXTENDED FEATURE_SS_PROCESSES \
	FEATURE_SS_SUMMARY FEATURE_SS_NET FEATURE_SS_FILTER
beyond = FEATURE_OWNER_WORKERS FEATURE_SS_ENDS FEATURE_NAMES_AHEAD FEATURE_NAMESPACES FEATURE_JSON FEATURE_COUNTS \
	FEATURE_NEAREST SOCKLET FEATURE_CHECK FEATURE_WHO FEATURE_TOP FEATURE_TOP_FLOWS FEATURE_LOG FEATURE_METRICS \
	FEATURE_EXPLAIN
small-profiles = tinyconfig busyboxconfig busyboxrouteconfig ssconfig
profiles = $(small-profiles) peersconfig defconfig
