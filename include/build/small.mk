# SPDX-License-Identifier: 0BSD
#
# What makes a small binary.

# Flags for a small binary. noseparate-code and norelro trade hardening for bytes: code shares pages
# with read-only data, and the relocation tables stay writable. `make SMALL_LDFLAGS= SMALL_STRIP=` brings
# back the linker's own, harder layout. A small common-page-size only spares the padding before data.
# The table of sections, some 800 bytes for linkers and debuggers, goes where strip can do that: that of binutils
# 2.41 or later, or STRIP=llvm-strip.
SMALL_CFLAGS = -Os $(may-small) -ffunction-sections -fdata-sections -fno-pie -fomit-frame-pointer \
	-fno-asynchronous-unwind-tables -fno-unwind-tables -fno-stack-protector
SMALL_LDFLAGS = -Wl,--gc-sections -Wl,-z,noseparate-code -Wl,-z,norelro -Wl,--build-id=none \
	-Wl,-z,common-page-size=16 -Wl,--sort-section=alignment
SMALL_STRIP = -R .comment -R .note -R .note.gnu.property -R .eh_frame $(may-strip)
# Those that not every compiler, or strip, has; each is tried once. The last ones let gcc see the program as one file,
# without putting functions into each other; clang, whose linker is another, has no =1 and so stays without.
MAY_CFLAGS = -Oz -mgeneral-regs-only -mplt -malign-data=abi -fno-thread-jumps -fno-caller-saves \
	-fno-jump-tables -fno-tree-switch-conversion -fno-shrink-wrap -fno-move-loop-invariants -fno-tree-loop-im \
	-fno-tree-dominator-opts -fno-tree-scev-cprop -fno-tree-sra -fno-ipa-sra -fno-forward-propagate \
	-fno-inline-functions-called-once -fno-tree-tail-merge -fira-region=all -fipa-pta -flto-partition=one -flto=1
MAY_STRIP = --strip-section-headers --strip-sections
