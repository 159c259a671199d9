################################################################################
#
# socklet
#
################################################################################

# SPDX-License-Identifier: 0BSD
#
# A folder for package/, or for one of BR2_EXTERNAL; its Config.in goes into the
# menu "Networking applications". `make packages` made it.

SOCKLET_VERSION = @VERSION@
SOCKLET_SITE := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
SOCKLET_SITE_METHOD = file
SOCKLET_LICENSE = 0BSD
SOCKLET_LICENSE_FILES = LICENSE

# Where busybox has netstat too, ours is the one that stays.
SOCKLET_DEPENDENCIES = $(if $(BR2_PACKAGE_BUSYBOX),busybox)

SOCKLET_PROFILE = \
	$(if $(BR2_PACKAGE_SOCKLET_TINY),tinyconfig,$(if $(BR2_PACKAGE_SOCKLET_BUSYBOX),busyboxconfig,defconfig))
# Its own -Os stays: -O2, as Buildroot has it, makes half as much again of it.
SOCKLET_MAKE = $(TARGET_MAKE_ENV) $(MAKE) $(TARGET_CONFIGURE_OPTS) -C $(@D) \
	CFLAGS="$(filter-out -O%,$(TARGET_CFLAGS))" $(if $(BR2_STATIC_LIBS),,STATIC=-no-pie)

define SOCKLET_CONFIGURE_CMDS
	$(SOCKLET_MAKE) $(SOCKLET_PROFILE) OFF="$(call qstrip,$(BR2_PACKAGE_SOCKLET_OFF))"
endef

define SOCKLET_BUILD_CMDS
	$(SOCKLET_MAKE)
endef

define SOCKLET_INSTALL_TARGET_CMDS
	$(SOCKLET_MAKE) DESTDIR="$(TARGET_DIR)" PREFIX= install-bin
endef

$(eval $(generic-package))
