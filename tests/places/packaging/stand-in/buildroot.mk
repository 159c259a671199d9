# SPDX-License-Identifier: 0BSD
# Stands in for Buildroot: as much of what it defines as a generic package of one program uses, under the same
# names. The goal `all` copies, checks, unpacks, configures, builds and installs into $(TARGET_DIR).
qstrip = $(strip $(subst ",,$(1)))
TARGET_MAKE_ENV = PATH="$(PATH)"
TARGET_CONFIGURE_OPTS = CC="$(TARGET_CC)" STRIP="strip" CFLAGS="$(TARGET_CFLAGS)" CPPFLAGS="" LDFLAGS=""
define generic-package
SOCKLET_SOURCE ?= socklet-$(SOCKLET_VERSION).tar.gz
all: @D = $(BUILD_DIR)/socklet
all:
	mkdir -p $(BUILD_DIR)/socklet
	cd $(SOCKLET_SITE) && grep tar.gz socklet.hash | sed 's/^sha256  //' | sha256sum -c --quiet
	test $(SOCKLET_SITE_METHOD) = file
	tar -C $(BUILD_DIR)/socklet --strip-components=1 -xzf $(SOCKLET_SITE)/$$(SOCKLET_SOURCE)
	cd $(BUILD_DIR)/socklet && grep LICENSE $(SOCKLET_SITE)/socklet.hash | sed 's/^sha256  //' | sha256sum -c --quiet
	$$(SOCKLET_CONFIGURE_CMDS)
	$$(SOCKLET_BUILD_CMDS)
	$$(SOCKLET_INSTALL_TARGET_CMDS)
endef
include $(PACKAGE)
