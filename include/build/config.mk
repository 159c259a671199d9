# SPDX-License-Identifier: 0BSD
#
# Configuration: the profiles, and .config, which Config.in is the truth for.

# What the profiles hold; defconfig is everything.
tiny = NETSTAT SHOW_USAGE
busybox = $(tiny) FEATURE_IPV6 FEATURE_NETSTAT_EXTEND FEATURE_NETSTAT_PRG FEATURE_NETSTAT_WIDE
busyboxroute = $(busybox) FEATURE_NETSTAT_ROUTE
ss = $(busybox) SS FEATURE_SS_UNIX FEATURE_SS_LINK FEATURE_SS_EXTENDED FEATURE_SS_PROCESSES \
	FEATURE_SS_SUMMARY FEATURE_SS_NET FEATURE_SS_FILTER
profiles = tinyconfig busyboxconfig busyboxrouteconfig ssconfig defconfig

awk = awk -f include/build/kconfig.awk
pick = -v on='$(1) $(ON)' -v off='$(OFF)' Config.in
to-config = mkdir -p $(O) && $(awk) $(1) > $(B).config.tmp && mv $(B).config.tmp $(B).config

.PHONY: $(config-goals)
defconfig:
	@$(call to-config,-v mode=def $(pick))
tinyconfig:
	@$(call to-config,-v mode=no $(call pick,$(tiny)))
busyboxconfig:
	@$(call to-config,-v mode=no $(call pick,$(busybox)))
busyboxrouteconfig:
	@$(call to-config,-v mode=no $(call pick,$(busyboxroute)))
ssconfig:
	@$(call to-config,-v mode=no $(call pick,$(ss)))
allnoconfig:
	@$(call to-config,-v mode=no $(pick))
randconfig: SEED ?= $(shell expr \( `date +%s` % 100000 \) '*' 1000 + $$$$ % 1000)
randconfig:
	@seed=$(SEED); echo "SEED=$$seed"; $(call to-config,-v mode=rand -v seed=$$seed $(pick))
oldconfig: $(B).config
	@$(call to-config,-v mode=old -v old=$(B).config $(pick))
menuconfig: $(B).config
	@command -v kconfig-mconf >/dev/null || { echo "menuconfig needs kconfig-mconf" \
		"(kconfig-frontends); or edit $(B).config, then: make oldconfig" >&2; exit 1; }
	@KCONFIG_CONFIG=$(B).config kconfig-mconf Config.in

$(B).config:
	@$(call to-config,-v mode=def Config.in)

# .auto.conf is .config with all dependencies settled, for this Makefile; autoconf.h is the same for C.
# Each is written only when it changes, but .auto.conf, which also says when that was last looked at.
$(B).auto.conf: $(B).config Config.in include/build/kconfig.awk \
		$(if $(wildcard $(B)autoconf.h),,FORCE)
	@$(awk) -v mode=old -v old=$(B).config Config.in > $@.tmp
	@cmp -s $@.tmp $(B).config || cp $@.tmp $(B).config
	@$(awk) -v mode=header -v old=$@.tmp Config.in > $@.h
	@if cmp -s $@.h $(B)autoconf.h; then rm $@.h; else mv $@.h $(B)autoconf.h; fi
	@mv $@.tmp $@
.PHONY: FORCE
FORCE:
