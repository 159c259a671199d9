# SPDX-License-Identifier: 0BSD
#
# make                   ./socklet and a link beside it for each applet
# make install           into $(DESTDIR)$(PREFIX)/bin and share/; install-bin: the programs alone
# make docs              manual pages, and completions for bash
# make image             image.tar, a container image that holds the program alone
# make dist packages     the sources as one file; and what OpenWrt and Buildroot want besides
# make defconfig         everything; also tinyconfig busyboxconfig busyboxrouteconfig ssconfig
#                        allnoconfig oldconfig randconfig (SEED=N) menuconfig; ON=FLAGS and OFF=FLAGS
#                        change single flags
# make size              bytes of each profile; size-features: bytes of each flag;
#                        size-help: writes those into Config.in
#                        size-machines: bytes for each machine that cross knows
# make cross ARCH=mips   for another machine, with musl from Debian's source; see tests/boot/machines
# make test bench fuzz   see tests/
# make busybox-tree BUSYBOX=DIR   puts the applets into a busybox source tree; busybox-untree takes them out
# make check-busybox     does that with each busybox that Debian has, and tests what comes of it
# make check-costs       what each flag costs against what its help says
# make check-boot        the programs on real kernels; check-boot-mips: on one that is built first
# make clean, mrproper   take away what was built, and the configuration too
#
# CC= CROSS_COMPILE= CFLAGS= CPPFLAGS= LDFLAGS= O=DIR V=1 WERROR=1 SANITIZE=address,undefined

VERSION = 0.1

# What the profiles hold; defconfig is everything.
tiny = NETSTAT SHOW_USAGE
busybox = $(tiny) FEATURE_IPV6 FEATURE_NETSTAT_EXTEND FEATURE_NETSTAT_PRG FEATURE_NETSTAT_WIDE
busyboxroute = $(busybox) FEATURE_NETSTAT_ROUTE
ss = $(busybox) SS FEATURE_SS_UNIX FEATURE_SS_LINK FEATURE_SS_EXTENDED FEATURE_SS_PROCESSES \
	FEATURE_SS_SUMMARY FEATURE_SS_NET FEATURE_SS_FILTER
profiles = tinyconfig busyboxconfig busyboxrouteconfig ssconfig defconfig

# Flags for a small binary. noseparate-code and norelro trade hardening for bytes: code shares pages
# with read-only data, and the relocation tables stay writable. `make SMALL_LDFLAGS= SMALL_STRIP=` brings
# back the linker's own, harder layout. A small common-page-size only spares the padding before data.
# SMALL_TRIM cuts off the table of sections, and with SMALL_PACK packs what is only read.
SMALL_CFLAGS = -Os $(may-small) -ffunction-sections -fdata-sections -fno-pie -fomit-frame-pointer \
	-fno-asynchronous-unwind-tables -fno-unwind-tables -fno-stack-protector
SMALL_LDFLAGS = -Wl,--gc-sections -Wl,-z,noseparate-code -Wl,-z,norelro -Wl,--build-id=none \
	-Wl,-z,common-page-size=16 -Wl,--sort-section=alignment
SMALL_STRIP = -R .comment -R .note -R .note.gnu.property -R .eh_frame
SMALL_TRIM = sh include/trim.sh
SMALL_PACK = -Wl,-T,include/pack.ld
# Those that not every compiler has; each is tried once. The last ones let gcc see the program as one file,
# without putting functions into each other; clang, whose linker is another, has no =1 and so stays without.
MAY_CFLAGS = -Oz -mgeneral-regs-only -mplt -malign-data=abi -fno-thread-jumps -fno-caller-saves \
	-fno-jump-tables -fno-shrink-wrap -fno-move-loop-invariants -fno-tree-loop-im -fno-tree-dominator-opts \
	-fno-tree-scev-cprop -fno-tree-sra -fno-ipa-sra -fno-forward-propagate \
	-fno-inline-functions-called-once -fipa-pta -flto-partition=one -flto=1
STATIC = -static -no-pie
WARN = -Wall -Wextra -Wundef $(if $(WERROR),-Werror)

PREFIX = /usr/local
O = .
B := $(if $(filter . ./,$(O)),,$(O:/=)/)

# ---- goals --------------------------------------------------------------------------------------

config-goals = defconfig tinyconfig busyboxconfig busyboxrouteconfig ssconfig allnoconfig randconfig \
	oldconfig menuconfig
alone-goals = $(config-goals) busybox-tree busybox-untree clean mrproper distclean
goals := $(or $(MAKECMDGOALS),all)

all:

# Goals that change what the others are made from go first, each by itself: `make tinyconfig all`.
ifneq ($(filter $(alone-goals),$(goals)),)
ifneq ($(word 2,$(goals)),)
mixed := y
endif
endif

ifdef mixed
.PHONY: $(goals) one-by-one
$(goals): one-by-one ; @:
one-by-one:
	+@for goal in $(goals); do $(MAKE) --no-print-directory $$goal || exit; done
else

# Made below, under "configuration"; make reads itself again when it was.
ifneq ($(filter-out $(alone-goals) size size-% fuzz cross,$(goals)),)
-include $(B).auto.conf
endif

# ---- what is built ------------------------------------------------------------------------------

applets-$(CONFIG_NETSTAT) += netstat
applets-$(CONFIG_SS) += ss

# One line a file. Objects the link does not need are dropped by the linker as well, but a feature that
# is off is not even compiled.
obj-y = applet/main.o
obj-y += applet/lib/alone.o
obj-y += applet/lib/error.o
obj-y += applet/lib/escape.o
obj-y += applet/lib/file.o
obj-y += applet/lib/options.o
obj-y += applet/lib/out.o
obj-y += applet/lib/scan.o
obj-$(CONFIG_FEATURE_UNICODE) += applet/lib/unicode.o

# What both applets have.
either = $(or $(CONFIG_$(1)),$(CONFIG_$(2)))
sockets := $(call either,NETSTAT,SS)
owners := $(call either,FEATURE_NETSTAT_PRG,FEATURE_SS_PROCESSES)
resolver := $(call either,FEATURE_NETSTAT_RESOLVE,FEATURE_SS_RESOLVE)

obj-$(sockets) += applet/record/address.o
obj-$(sockets) += applet/record/alone.o
obj-$(sockets) += applet/record/sock.o
obj-$(sockets) += applet/source/alone.o
obj-$(sockets) += applet/source/inet.o
obj-$(sockets) += applet/source/lines.o
obj-$(sockets) += applet/source/proc.o
obj-$(sockets) += applet/source/unix.o
obj-$(call either,FEATURE_NETSTAT_SCTP,FEATURE_SS_SCTP) += applet/source/sctp.o
obj-$(owners) += applet/source/owner.o
obj-$(owners) += applet/source/program.o
obj-$(call either,FEATURE_NETSTAT_NAMES,FEATURE_SS_NAMES) += applet/source/etc.o
obj-$(resolver) += applet/source/dns.o
obj-$(resolver) += applet/source/host-name.o
obj-$(resolver) += applet/source/look-up.o
obj-$(resolver) += applet/source/resolve.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/attributes.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/choice.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag-aside.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag-bytecode.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag-destroy.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag-dump.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag-events.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag-inet.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag-netlink.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag-packet.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag-tipc.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag-unix.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag-vsock.o
obj-$(CONFIG_FEATURE_DIAG) += applet/source/diag-xdp.o

obj-$(call either,FEATURE_NETSTAT_NET,FEATURE_SS_NET) += applet/namespace.o
obj-$(call either,FEATURE_NETSTAT_NET,FEATURE_SS_NET) += applet/source/netns.o

obj-$(CONFIG_NETSTAT) += applet/netstat.o
obj-$(CONFIG_NETSTAT) += applet/filter/show.o
obj-$(CONFIG_NETSTAT) += applet/netstat-sockets.o
obj-$(CONFIG_NETSTAT) += applet/view/layout.o
obj-$(CONFIG_NETSTAT) += applet/view/inet.o
obj-$(CONFIG_FEATURE_NETSTAT_PRG) += applet/view/program.o
obj-$(CONFIG_FEATURE_NETSTAT_TIMERS) += applet/view/timer.o
obj-$(CONFIG_FEATURE_NETSTAT_EXTEND) += applet/view/user.o
obj-$(CONFIG_NETSTAT) += applet/view/unix.o
obj-$(CONFIG_FEATURE_NETSTAT_ROUTE) += applet/netstat-routes.o
obj-$(CONFIG_FEATURE_NETSTAT_ROUTE) += applet/source/route.o
obj-$(CONFIG_FEATURE_NETSTAT_ROUTE) += applet/source/table.o
obj-$(CONFIG_FEATURE_NETSTAT_ROUTE) += applet/view/route.o
obj-$(CONFIG_FEATURE_NETSTAT_ROUTE) += applet/view/route6.o
obj-$(CONFIG_FEATURE_NETSTAT_ROUTE_CACHE) += applet/view/route-cache.o
obj-$(CONFIG_FEATURE_NETSTAT_GROUPS) += applet/netstat-groups.o
obj-$(CONFIG_FEATURE_NETSTAT_GROUPS) += applet/source/group.o
obj-$(CONFIG_FEATURE_NETSTAT_GROUPS) += applet/source/table.o
obj-$(CONFIG_FEATURE_NETSTAT_GROUPS) += applet/view/group.o
obj-$(CONFIG_FEATURE_NETSTAT_IFACE) += applet/netstat-interfaces.o
obj-$(CONFIG_FEATURE_NETSTAT_IFACE) += applet/record/iface.o
obj-$(CONFIG_FEATURE_NETSTAT_IFACE) += applet/source/iface.o
obj-$(CONFIG_FEATURE_NETSTAT_IFACE) += applet/source/iface-ask.o
obj-$(CONFIG_FEATURE_NETSTAT_IFACE) += applet/source/table.o
obj-$(CONFIG_FEATURE_NETSTAT_IFACE) += applet/view/iface.o
obj-$(CONFIG_FEATURE_NETSTAT_IFCONFIG) += applet/source/iface-address.o
obj-$(CONFIG_FEATURE_NETSTAT_IFCONFIG) += applet/view/ifconfig.o
obj-$(CONFIG_FEATURE_NETSTAT_MASQUERADE) += applet/netstat-masquerade.o
obj-$(CONFIG_FEATURE_NETSTAT_MASQUERADE) += applet/record/masquerade.o
obj-$(CONFIG_FEATURE_NETSTAT_MASQUERADE) += applet/source/masquerade.o
obj-$(CONFIG_FEATURE_NETSTAT_MASQUERADE) += applet/source/table.o
obj-$(CONFIG_FEATURE_NETSTAT_MASQUERADE) += applet/view/masquerade.o

obj-$(CONFIG_SS) += applet/ss.o
obj-$(CONFIG_SS) += applet/ss-options.o
obj-$(CONFIG_SS) += applet/ss-request.o
obj-$(CONFIG_SS) += applet/ss-sockets.o
obj-$(CONFIG_SS) += applet/record/state.o
obj-$(CONFIG_SS) += applet/source/cgroup.o
obj-$(CONFIG_SS) += applet/source/look-up.o
obj-$(CONFIG_SS) += applet/view/ss.o
obj-$(CONFIG_SS) += applet/view/window.o
obj-$(CONFIG_FEATURE_SS_LINK) += applet/source/netlink.o
obj-$(CONFIG_FEATURE_SS_LINK) += applet/source/packet.o
obj-$(call either,FEATURE_SS_LINK,FEATURE_DIAG) += applet/view/ss-link.o
obj-$(CONFIG_FEATURE_SS_EXTENDED) += applet/view/ss-extended.o
ifeq ($(CONFIG_FEATURE_DIAG),y)
obj-$(CONFIG_FEATURE_SS_EXTENDED) += applet/view/ss-diag.o
obj-$(CONFIG_FEATURE_SS_EXTENDED) += applet/view/ss-fields.o
endif
obj-$(CONFIG_FEATURE_SS_INFO) += applet/view/ss-info.o
obj-$(CONFIG_FEATURE_SS_INFO) += applet/view/ss-ulp.o
obj-$(CONFIG_FEATURE_SS_OTHER_FAMILIES) += applet/view/ss-tipc.o
obj-$(CONFIG_FEATURE_SS_KILL) += applet/ss-kill.o
obj-$(CONFIG_FEATURE_SS_PROCESSES) += applet/view/ss-users.o
obj-$(CONFIG_FEATURE_SS_SUMMARY) += applet/source/sockstat.o
obj-$(CONFIG_FEATURE_SS_SUMMARY) += applet/view/summary.o
obj-$(CONFIG_FEATURE_SS_FILTER) += applet/filter/evaluate.o
obj-$(CONFIG_FEATURE_SS_FILTER) += applet/filter/expression.o
obj-$(CONFIG_FEATURE_SS_FILTER) += applet/filter/glob.o
obj-$(CONFIG_FEATURE_SS_FILTER) += applet/filter/host.o
obj-$(CONFIG_FEATURE_SS_FILTER) += applet/filter/words.o
obj-$(or $(CONFIG_FEATURE_SS_FILTER),$(resolver)) += applet/record/parse.o
obj-$(CONFIG_SS) += applet/record/protocols.o

families-$(CONFIG_FEATURE_NETSTAT_OTHER_FAMILIES) = y
families-$(CONFIG_FEATURE_NETSTAT_BLUETOOTH) = y
obj-$(families-y) += applet/netstat-families.o
obj-$(families-y) += applet/source/fields.o
obj-$(families-y) += applet/view/family.o

obj-$(CONFIG_FEATURE_NETSTAT_STATISTICS) += applet/netstat-statistics.o
obj-$(CONFIG_FEATURE_NETSTAT_STATISTICS) += applet/source/counters.o
obj-$(CONFIG_FEATURE_NETSTAT_STATISTICS) += applet/view/statistics.o
obj-$(CONFIG_FEATURE_NETSTAT_STATISTICS) += applet/lib/unpack.o

# Headers that are made, each by a rule below.
made-headers = statistics.h

# ---- compiler -----------------------------------------------------------------------------------

ifeq ($(origin CC),default)
  ifdef CROSS_COMPILE
    CC := $(CROSS_COMPILE)gcc
  else ifdef SANITIZE
    CC := gcc
  else ifneq ($(shell command -v musl-gcc),)
    CC := musl-gcc
  else
    CC := gcc
    NOTE = "  NOTE    no musl-gcc here: gcc -static, and this libc makes a larger binary"
  endif
endif
ifneq ($(findstring clang,$(CC)),)
  STATIC += -Wno-unused-command-line-argument
endif
STRIP = $(or $(shell $(CC) -print-prog-name=strip),strip)
may-small = $(eval may-small := $(shell for i in $(MAY_CFLAGS); do \
	$(CC) -Werror $$i -E -xc /dev/null >/dev/null 2>&1 && echo $$i; done))$(may-small)

ifdef SANITIZE
  SMALL_CFLAGS = -g -O1 -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=all
  SMALL_LDFLAGS = -fsanitize=$(SANITIZE)
  STATIC =
  STRIP = :
  SMALL_TRIM =
  SMALL_PACK =
endif

compile = $(CC) $(SMALL_CFLAGS) $(WARN) -std=gnu99 -Iinclude -I$(O) -include $(B)autoconf.h \
	-D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 \
	-DVERSION='"$(VERSION)"' $(CPPFLAGS) $(CFLAGS)
link = $(CC) $(SMALL_CFLAGS) $(CFLAGS) $(STATIC) $(SMALL_LDFLAGS) $(SMALL_PACK) $(LDFLAGS)
trim = $(STRIP) -s $(SMALL_STRIP) $@.tmp$(if $(SMALL_TRIM), && $(SMALL_TRIM) $@.tmp)

ifeq ($(filter 1,$(V))$(findstring s,$(filter-out --%,$(firstword -$(MAKEFLAGS)))),)
  say = @echo "  $(1)$(2)";
else ifneq ($(filter 1,$(V)),)
  say =
else
  say = @
endif

# ---- configuration ------------------------------------------------------------------------------

awk = awk -f include/kconfig.awk
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
$(B).auto.conf: $(B).config Config.in include/kconfig.awk \
		$(if $(wildcard $(B)autoconf.h),,FORCE)
	@$(awk) -v mode=old -v old=$(B).config Config.in > $@.tmp
	@cmp -s $@.tmp $(B).config || cp $@.tmp $(B).config
	@$(awk) -v mode=header -v old=$@.tmp Config.in > $@.h
	@if cmp -s $@.h $(B)autoconf.h; then rm $@.h; else mv $@.h $(B)autoconf.h; fi
	@mv $@.tmp $@
.PHONY: FORCE
FORCE:

# ---- build --------------------------------------------------------------------------------------

obj-y += $(if $(SMALL_PACK),applet/lib/unpack.o applet/lib/words.o)

# What two features need stands there twice.
objs := $(sort $(addprefix $(B),$(obj-y)))
links := $(addprefix $(B),$(applets-y))

.PHONY: all
all: $(B)socklet $(links)

# Holds the commands; whatever is made by them is made again when they change.
quote = '$(subst ','\'',$(1))'
$(B).commands: FORCE
	@echo $(call quote,$(compile) $(link) $(trim) $(obj-y)) | cmp -s - $@ || \
		echo $(call quote,$(compile) $(link) $(trim) $(obj-y)) > $@

$(objs): $(B)%.o: %.c $(B).commands
	@mkdir -p $(@D)
	$(call say,CC      ,$@)$(compile) -MMD -MP -c -o $@ $<

# The sentences of netstat -s, packed.
$(B)applet/view/statistics.o: $(B)statistics.h
$(B)statistics.h: include/netstat-statistics.def include/pack.awk include/statistics.awk
	@mkdir -p $(@D)
	$(call say,PACK    ,$@)awk -f include/pack.awk -f include/statistics.awk $< > $@.tmp && mv $@.tmp $@

$(B)socklet_unstripped: $(objs) $(B).commands include/pack.ld
	$(if $(NOTE),@echo $(NOTE))
	$(call say,LINK    ,$@)$(link) -o $@ $(objs)

$(B)socklet: $(B)socklet_unstripped include/pack.awk include/trim.awk include/trim.sh
	@rm -f $(addprefix $(B),$(applets-))
	$(call say,STRIP   ,$@)cp $< $@.tmp && $(trim) && mv -f $@.tmp $@

$(links): $(B)socklet
	$(call say,LN      ,$@)ln -f $< $@

-include $(objs:.o=.d)

# ---- other machines -----------------------------------------------------------------------------

# What is for other machines, and what is fetched, stays there until mrproper.
build := $(B)build

.PHONY: cross
cross:
	@tests/boot/musl $(build) '$(ARCH)'
	+@$(MAKE) --no-print-directory O=$(build)/$(ARCH) CC=$(abspath $(build)/musl/$(ARCH)/bin/musl-gcc) all
	@echo $(ARCH) $$((`wc -c < $(build)/$(ARCH)/socklet`))

# ---- manual pages, completions ------------------------------------------------------------------

# Both tell the options that are in the build, from the lists that the program is made from.
lists := $(wildcard include/tcp-states.def include/filter-words.def applet/record/state.c)
lists-of = include/$(1)-options.def $(lists) $(wildcard applet/$(1)*.c)
about = awk -f include/options.awk -f include/$(1).awk -v applet=$(2) -v version=$(VERSION) \
	$(B).auto.conf $(call lists-of,$(2))
manuals := $(patsubst %,$(B)socklet-%.1,$(applets-y))
docs := $(manuals) $(B)socklet.bash

.PHONY: docs
docs: $(docs)
.SECONDEXPANSION:
$(manuals): $(B)socklet-%.1: applet/%.1.in include/options.awk include/manual.awk $(B).auto.conf \
		$$(call lists-of,$$*)
	$(call say,MAN     ,$@)$(call about,manual,$*) $< > $@.tmp && mv $@.tmp $@

$(B)socklet.bash: include/completion.bash include/options.awk include/completion.awk $(B).auto.conf \
		$(foreach i,$(applets-y),$(call lists-of,$(i)))
	$(call say,BASH    ,$@){ cat $< && $(foreach i,$(applets-y),$(call about,completion,$(i)) &&) \
		echo "_socklet_applets='$(applets-y)'" && \
		echo "complete -F _socklet socklet $(applets-y)"; } > $@.tmp && mv $@.tmp $@

# ---- containers, packages -----------------------------------------------------------------------

release = socklet-$(VERSION)

.PHONY: image dist packages
image: $(B)image.tar
$(B)image.tar: $(B)socklet include/image.sh $(B).commands
	$(call say,IMAGE   ,$@)sh include/image.sh $@ $< $(VERSION) $(applets-y)

dist:
	@mkdir -p $(O)
	$(call say,DIST    ,$(B)$(release).tar.gz)sh include/dist.sh $(B)$(release).tar.gz $(release)
packages: dist
	$(call say,PACKAGES,$(B)packages)sh include/packages.sh $(B)packages $(B)$(release).tar.gz $(VERSION) \
		$(applets-y)

# ---- size, tests --------------------------------------------------------------------------------

size-dirs := $(addprefix $(B)size/,$(profiles))

.PHONY: size size-features size-help size-machines $(size-dirs)
size: $(size-dirs)
	@for i in $(profiles); do echo $$i $$((`wc -c < $(B)size/$$i/socklet`)) || exit; done
$(size-dirs):
	+@$(MAKE) -s --no-print-directory O=$@ $(@F) all
size-features:
	+@MAKE='$(MAKE)' TINY='$(tiny)' sh include/sizes.sh $(B)size/flags
size-help:
	+@MAKE='$(MAKE)' TINY='$(tiny)' sh include/sizes.sh $(B)size/flags help
size-machines:
	+@printf '%-8s%13s%13s\n' '' tinyconfig defconfig; \
	for arch in `awk '!/^#/ { print $$1 }' tests/boot/machines`; do \
		tests/boot/musl $(build) $$arch || exit; \
		sizes=; \
		for i in tinyconfig defconfig; do \
			$(MAKE) -s --no-print-directory O=$(B)size/$$i-$$arch \
				CC=$(abspath $(build))/musl/$$arch/bin/musl-gcc $$i all || exit; \
			sizes="$$sizes `wc -c < $(B)size/$$i-$$arch/socklet`"; \
		done; \
		printf '%-8s%13s%13s\n' $$arch $$sizes; \
	done

.PHONY: test check-costs check-busybox check-boot check-boot-mips bench fuzz
test: all
	@tests/setup check
	@SOCKLET_DIR=$(abspath $(O)) tests/run
check-costs: all
	@SOCKLET_DIR=$(abspath $(O)) COSTS=1 tests/run build
check-busybox: all
	@SOCKLET_DIR=$(abspath $(O)) CHECK=all tests/run busybox
bench: all
	@SOCKLET_DIR=$(abspath $(O)) tests/bench/run
	@SOCKLET_DIR=$(abspath $(O)) tests/bench/routes
fuzz:
	@tests/fuzz/run
check-boot: all
	@SOCKLET_DIR=$(abspath $(O)) BOOT='x86_64 s390x aarch64 arm mipsel' tests/run boot
check-boot-mips: all
	@SOCKLET_DIR=$(abspath $(O)) BOOT=mips tests/run boot

# ---- inside busybox -----------------------------------------------------------------------------

.PHONY: busybox-tree busybox-untree
busybox-tree: $(addprefix $(B),$(made-headers))
busybox-tree busybox-untree:
	@VERSION=$(VERSION) MADE='$(addprefix $(B),$(made-headers))' sh include/busybox.sh $@ '$(BUSYBOX)'

# ---- install, clean -----------------------------------------------------------------------------

bindir = $(DESTDIR)$(PREFIX)/bin
mandir = $(DESTDIR)$(PREFIX)/share/man/man1
bashdir = $(DESTDIR)$(PREFIX)/share/bash-completion/completions

.PHONY: install install-bin install-docs clean mrproper distclean
install: install-bin install-docs
install-bin: all
	mkdir -p $(bindir)
	cp $(B)socklet $(bindir)/socklet
	chmod 755 $(bindir)/socklet
	for i in $(applets-y); do ln -sf socklet $(bindir)/$$i || exit; done

# bash looks for a file that has the command's name.
install-docs: docs
	mkdir -p $(mandir) $(bashdir)
	cp $(manuals) $(mandir)
	cp $(B)socklet.bash $(bashdir)/socklet
	chmod 644 $(addprefix $(mandir)/,$(notdir $(manuals))) $(bashdir)/socklet
	for i in $(applets-y); do ln -sf socklet $(bashdir)/$$i || exit; done

clean:
	@rm -rf $(addprefix $(B),socklet socklet_unstripped socklet.tmp $(sort $(applets-) netstat ss) \
		statistics.h statistics.h.tmp autoconf.h .auto.conf .auto.conf.tmp .auto.conf.h .commands .config.tmp \
		size socklet-netstat.1 socklet-ss.1 socklet.bash image.tar packages $(release).tar.gz)
	@test ! -d $(O)/applet || find $(O)/applet -name '*.[od]' -exec rm -f {} +
	@test -z '$(B)' || test ! -d $(O)/applet || find $(O)/applet -depth -type d -exec rmdir {} +

mrproper distclean: clean
	@rm -f $(B).config $(B).config.old
	@rm -rf $(B)build

endif
