# SPDX-License-Identifier: 0BSD
# Stands in for OpenWrt's rules.mk and package.mk: as much of what they define as a package of one program uses,
# under the same names; CONFIG_IN is where the part of its menus goes. The goal `all` fetches, checks, unpacks, configures, compiles and installs into $(ROOT).
ifndef qstrip
all:
INCLUDE_DIR := $(TOPDIR)
qstrip = $(strip $(subst ",,$(1)))
INSTALL_DIR = install -d -m0755
INSTALL_BIN = install -m0755
PKG_BUILD_DIR = $(BUILD_DIR)/$(PKG_NAME)-$(PKG_VERSION)
MAKE_VARS = CFLAGS="$(TARGET_CFLAGS)" LDFLAGS=""
MAKE_FLAGS = CC="$(TARGET_CC)" STRIP="strip" CROSS="" ARCH="mips"
define Build/Compile
	+$(MAKE_VARS) $(MAKE) -C $(PKG_BUILD_DIR)/. $(MAKE_FLAGS)
endef
define BuildPackage
$(if $(Package/$(1)),,$(error no Package/$(1)))
$(if $(CONFIG_IN),$(file >$(CONFIG_IN),config PACKAGE_$(1)
	tristate "$(TITLE)"
$(Package/$(1)/config)))
all:
	find $(patsubst file://%,%,$(PKG_SOURCE_URL)) -name $(PKG_SOURCE) | wc -l | grep -qx 1
	echo '$(PKG_HASH)  $(patsubst file://%,%,$(PKG_SOURCE_URL))/$(PKG_SOURCE)' | sha256sum -c --quiet
	mkdir -p $(BUILD_DIR)
	tar -C $(BUILD_DIR) -xzf $(patsubst file://%,%,$(PKG_SOURCE_URL))/$(PKG_SOURCE)
	test -e $(PKG_BUILD_DIR)/$(PKG_LICENSE_FILES)
	$(Build/Configure)
	$(Build/Compile)
	$(call Package/$(1)/install,$(ROOT))
endef
endif
