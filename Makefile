# SPDX-License-Identifier: 0BSD
#
# make                   ./socklet and a link beside it for each applet
# make install           into $(DESTDIR)$(PREFIX)/bin and share/; install-bin: the programs alone
# make docs              manual pages, as HTML too, and completions for bash
# make image             image.tar, a container image that holds the program alone
# make dist packages     the sources as one file; and what OpenWrt, Buildroot, Alpine and Debian want besides
# make release           the program for every machine that there is a compiler for, and socklet-on
# make defconfig         everything; also tinyconfig busyboxconfig busyboxrouteconfig ssconfig, peersconfig
#                        (all that the peers have), allnoconfig oldconfig randconfig (SEED=N) menuconfig;
#                        ON=FLAGS and OFF=FLAGS change single flags
# make size              bytes of each profile; size-features: bytes of each flag;
#                        size-help: writes those into Config.in
#                        size-machines: bytes for each machine that cross knows
# make cross ARCH=mips   for another machine, with musl from Debian's source; see tests/places/boot/machines
# make test bench fuzz   see tests/README; test-quick: what takes less than a minute; fuzz-long: the whole
#                        program on 10,000,000 inputs
# make bench-compare     the times of `make bench` beside those of the time before; bench-plot: as a picture
# make check-cuts        each recorded file and message, cut at each byte
# make check-metrics     socklet metrics by node_exporter and a Prometheus server, of fifty machines
# make check-clients     programs of others that read netstat and ss: what they make of ours and of the peers'
# make busybox-tree BUSYBOX=DIR   puts the applets into a busybox source tree; busybox-untree takes them out
# make check-busybox     does that with each busybox that Debian has, and tests what comes of it
# make check-release     the program for each machine of `make release`, the same bytes twice, and run there
# make check-trees BUILDROOT=DIR OPENWRT=DIR   the packages in those systems' own trees
# make check-flags       each flag alone off and alone on
# make check-costs       what each flag costs against what its help says
# make check-boot        the programs on real kernels; check-boot-mips: on one that is built first; check-router: on
#                        a router with 16 MB, by its serial line
# make clean, mrproper   take away what was built, and the configuration too
#
# CC= CROSS_COMPILE= CFLAGS= CPPFLAGS= LDFLAGS= O=DIR V=1 WERROR=1 SANITIZE=address,undefined

VERSION = 0.1

include include/build/profiles.mk include/build/small.mk
STATIC = -static -no-pie
WARN = -Wall -Wextra -Wundef $(if $(WERROR),-Werror)

PREFIX = /usr/local
O = .
B := $(if $(filter . ./,$(O)),,$(O:/=)/)

# ---- goals --------------------------------------------------------------------------------------

config-goals = $(profiles) allnoconfig randconfig oldconfig menuconfig
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

include include/build/rooms.mk
sources := applet/main.c $(foreach room,alone $(rooms-y),$(wildcard applet/$(room)/*.c))

# Headers that are made, each by a rule below.
made-headers = statistics.h findings.h explain.h

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
may-strip = $(eval may-strip := $(shell for i in $(MAY_STRIP); do \
	$(STRIP) --help 2>&1 | grep -qw -e $$i && echo $$i; done))$(may-strip)

ifdef SANITIZE
  SMALL_CFLAGS = -g -O1 -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=all
  SMALL_LDFLAGS = -fsanitize=$(SANITIZE)
  STATIC =
  STRIP = :
endif

compile = $(CC) $(SMALL_CFLAGS) $(WARN) -std=gnu99 -Iinclude -I$(O) -include $(B)autoconf.h \
	-D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 \
	-DVERSION='"$(VERSION)"' $(CPPFLAGS) $(CFLAGS)
link = $(CC) $(SMALL_CFLAGS) $(CFLAGS) $(STATIC) $(SMALL_LDFLAGS) $(LDFLAGS)
trim = $(STRIP) -s $(SMALL_STRIP) $@.tmp

ifeq ($(filter 1,$(V))$(findstring s,$(filter-out --%,$(firstword -$(MAKEFLAGS)))),)
  say = @echo "  $(1)$(2)";
else ifneq ($(filter 1,$(V)),)
  say =
else
  say = @
endif

# ---- build --------------------------------------------------------------------------------------

objs := $(addprefix $(B),$(sources:.c=.o))
links := $(addprefix $(B),$(applets-y))

.PHONY: all
all: $(B)socklet $(links)

# Holds the commands; whatever is made by them is made again when they change.
quote = '$(subst ','\'',$(1))'
$(B).commands: FORCE
	@echo $(call quote,$(compile) $(link) $(trim) $(sources)) | cmp -s - $@ || \
		echo $(call quote,$(compile) $(link) $(trim) $(sources)) > $@

$(objs): $(B)%.o: %.c $(B).commands
	@mkdir -p $(@D)
	$(call say,CC      ,$@)$(compile) -MMD -MP -c -o $@ $<

# The sentences of netstat -s, packed.
$(B)applet/view/netstat/statistics.o: $(B)statistics.h
$(B)statistics.h: include/view/statistics.def include/build/pack.awk include/build/statistics.awk
	@mkdir -p $(@D)
	$(call say,PACK    ,$@)awk -f include/build/pack.awk -f include/build/statistics.awk $< > $@.tmp && mv $@.tmp $@

# What is said of findings, packed: of those that are in the build, or, for busybox, of all.
findings := include/check/findings.def
$(B)applet/check/words.o: $(B)findings.h
$(B)findings.h: $(B).auto.conf
$(B)findings.h $(B)build/findings.h: $(findings) include/build/pack.awk include/build/findings.awk
	@mkdir -p $(@D)
	$(call say,PACK    ,$@)awk -f include/build/pack.awk -f include/build/findings.awk $(filter %.conf,$^) $(findings) \
		> $@.tmp && mv $@.tmp $@

# What `socklet explain` tells; the manual pages tell it too, and what check finds.
words := include/explain/words.txt
$(B)applet/socklet/explain.o: $(B)explain.h
$(B)explain.h: $(words) include/build/pack.awk include/explain/read.awk include/explain/pack.awk
	@mkdir -p $(@D)
	$(call say,PACK    ,$@)awk -f include/build/pack.awk -f include/explain/read.awk -f include/explain/pack.awk \
		$(words) > $@.tmp && mv $@.tmp $@

$(B)socklet_unstripped: $(objs) $(B).commands
	$(if $(NOTE),@echo $(NOTE))
	$(call say,LINK    ,$@)$(link) -o $@ $(objs)

$(B)socklet: $(B)socklet_unstripped
	@rm -f $(addprefix $(B),$(applets-))
	$(call say,STRIP   ,$@)cp $< $@.tmp && $(trim) && mv -f $@.tmp $@

$(links): $(B)socklet
	$(call say,LN      ,$@)ln -f $< $@

-include $(objs:.o=.d)

include include/build/config.mk include/build/docs.mk include/build/package.mk include/build/check.mk

# ---- install, clean -----------------------------------------------------------------------------

bindir = $(DESTDIR)$(PREFIX)/bin
mandir = $(DESTDIR)$(PREFIX)/share/man
sharedir = $(DESTDIR)$(PREFIX)/share/socklet
bashdir = $(DESTDIR)$(PREFIX)/share/bash-completion/completions

.PHONY: install install-bin install-docs clean mrproper distclean
install: install-bin install-docs
install-bin: all
	mkdir -p $(bindir)
	cp $(B)socklet $(bindir)/socklet
	cp include/package/socklet-on.sh $(bindir)/socklet-on
	chmod 755 $(bindir)/socklet $(bindir)/socklet-on
	for i in $(applets-y); do ln -sf socklet $(bindir)/$$i || exit; done

# bash looks for a file that has the command's name.
install-docs: docs
	mkdir -p $(mandir)/man1 $(mandir)/man7 $(bashdir)
	cp $(manuals) include/package/socklet-on.1 $(mandir)/man1
	cp $(howtos) $(mandir)/man7
	$(if $(schema),mkdir -p $(sharedir) && cp $(schema) $(sharedir) && chmod 644 $(sharedir)/$(notdir $(schema)))
	cp $(B)socklet.bash $(bashdir)/socklet
	chmod 644 $(addprefix $(mandir)/man1/,$(notdir $(manuals)) socklet-on.1) $(addprefix $(mandir)/man7/,$(notdir $(howtos))) \
		$(bashdir)/socklet
	for i in $(applets-y); do ln -sf socklet $(bashdir)/$$i || exit; done

clean:
	@rm -rf $(addprefix $(B),socklet socklet_unstripped socklet.tmp $(sort $(applets-) netstat ss) \
		$(foreach i,$(made-headers),$(i) $(i).tmp) autoconf.h .auto.conf .auto.conf.tmp .auto.conf.h .commands \
		.config.tmp size socklet.1 socklet-netstat.1 socklet-ss.1 socklet.bash $(notdir $(howtos)) \
		socklet.1.html socklet-netstat.1.html socklet-ss.1.html $(addsuffix .html,$(notdir $(howtos))) \
		socklet.schema.json image.tar packages release $(release).tar.gz)
	@test ! -d $(O)/applet || find $(O)/applet -name '*.[od]' -exec rm -f {} +
	@test -z '$(B)' || test ! -d $(O)/applet || find $(O)/applet -depth -type d -exec rmdir {} +

mrproper distclean: clean
	@rm -f $(B).config $(B).config.old
	@rm -rf $(B)build

endif
