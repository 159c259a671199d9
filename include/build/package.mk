# SPDX-License-Identifier: 0BSD
#
# What leaves the tree: an image for containers, packages, programs for all machines, the applets in a busybox tree.

release = socklet-$(VERSION)

.PHONY: image dist packages release
image: $(B)image.tar
$(B)image.tar: $(B)socklet include/package/image.sh $(B).commands
	$(call say,IMAGE   ,$@)sh include/package/image.sh $@ $< $(VERSION) $(applets-y)

dist:
	@mkdir -p $(O)
	$(call say,DIST    ,$(B)$(release).tar.gz)sh include/package/dist.sh $(B)$(release).tar.gz $(release)
packages: dist
	$(call say,PACKAGES,$(B)packages)sh include/package/packages.sh $(B)packages $(B)$(release).tar.gz $(VERSION) \
		$(applets-y)

# For each machine that there is a compiler for: tests/setup release brings those that Debian has.
release:
	+@MAKE='$(MAKE)' MACHINES='$(MACHINES)' sh include/package/release.sh $(B)release $(build) $(VERSION)

.PHONY: busybox-tree busybox-untree
made-for-busybox = $(patsubst findings.h,build/findings.h,$(made-headers))
busybox-tree: $(addprefix $(B),$(made-for-busybox))
busybox-tree busybox-untree:
	@VERSION=$(VERSION) APPLETS='$(applets-y) $(applets-)' SMALL='$(MAY_CFLAGS)' \
		MADE='$(addprefix $(B),$(made-for-busybox))' sh include/package/busybox.sh $@ '$(BUSYBOX)'
