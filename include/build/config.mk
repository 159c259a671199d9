# SPDX-License-Identifier: 0BSD
#
# Configuration: .config from Config.in, by a profile or by hand.

awk = awk -f include/build/kconfig.awk
pick = -v on='$(1) $(ON)' -v off='$(OFF)' Config.in
to-config = mkdir -p $(O) && $(awk) $(1) > $(B).config.tmp && mv $(B).config.tmp $(B).config

.PHONY: $(config-goals)
defconfig:
	@$(call to-config,-v mode=def $(pick))
peersconfig:
	@$(call to-config,-v mode=def -v on='$(ON)' -v off='$(beyond) $(OFF)' Config.in)
$(small-profiles):
	@$(call to-config,-v mode=no $(call pick,$($(@:config=))))
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
