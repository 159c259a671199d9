# SPDX-License-Identifier: 0BSD
#
# Sizes, other machines, tests.

size-dirs := $(addprefix $(B)size/,$(profiles))

.PHONY: size size-features size-help size-machines $(size-dirs)
size: $(size-dirs)
	@for i in $(profiles); do echo $$i $$((`wc -c < $(B)size/$$i/socklet`)) || exit; done
$(size-dirs):
	+@$(MAKE) -s --no-print-directory O=$@ $(@F) all
size-features:
	+@MAKE='$(MAKE)' TINY='$(tiny)' sh include/build/sizes.sh $(B)size/flags
size-help:
	+@MAKE='$(MAKE)' TINY='$(tiny)' sh include/build/sizes.sh $(B)size/flags help
size-machines:
	+@printf '%-8s%13s%13s\n' '' tinyconfig defconfig; \
	for arch in `awk '!/^#/ { print $$1 }' tests/places/boot/machines`; do \
		tests/places/boot/musl $(build) $$arch || continue; \
		sizes=; \
		for i in tinyconfig defconfig; do \
			$(MAKE) -s --no-print-directory O=$(B)size/$$i-$$arch \
				CC=$(abspath $(build))/musl/$$arch/bin/musl-gcc $$i all || exit; \
			sizes="$$sizes `wc -c < $(B)size/$$i-$$arch/socklet`"; \
		done; \
		printf '%-8s%13s%13s\n' $$arch $$sizes; \
	done

# What is for other machines, and what is fetched, stays there until mrproper.
build := $(B)build

.PHONY: cross
cross:
	@tests/places/boot/musl $(build) '$(ARCH)'
	+@$(MAKE) --no-print-directory O=$(build)/$(ARCH) CC=$(abspath $(build)/musl/$(ARCH)/bin/musl-gcc) all
	@echo $(ARCH) $$((`wc -c < $(build)/$(ARCH)/socklet`))

.PHONY: test test-quick check-flags check-costs check-busybox check-boot check-boot-mips check-router check-cuts \
	check-clients check-metrics check-release check-trees bench bench-compare bench-plot fuzz fuzz-long
test: all
	@tests/setup check
	@SOCKLET_DIR=$(abspath $(O)) tests/run
test-quick: all
	@SOCKLET_DIR=$(abspath $(O)) tests/run recorded hostile names edges unit config
check-flags: all
	@SOCKLET_DIR=$(abspath $(O)) FLAGS=all tests/run flags
check-costs: all
	@SOCKLET_DIR=$(abspath $(O)) COSTS=1 tests/run flags
check-busybox: all
	@SOCKLET_DIR=$(abspath $(O)) CHECK=all tests/run busybox
# What bench measures is kept in $(B)build; bench-compare and bench-plot read it: OLD=FILE, an earlier one.
# N="500 5000 50000 500000": connections, one after the other, for bench-plot's curves.
bench: all
	@mkdir -p $(B)build
	@test ! -f $(B)build/bench || mv $(B)build/bench $(B)build/bench.old
	@KEEP=$(abspath $(B)build/bench) SOCKLET_DIR=$(abspath $(O)) tests/bench/run
	@KEEP=$(abspath $(B)build/bench) N= SOCKLET_DIR=$(abspath $(O)) tests/bench/names
	@SOCKLET_DIR=$(abspath $(O)) tests/bench/routes
	@N= SOCKLET_DIR=$(abspath $(O)) tests/bench/values
	@SOCKLET_DIR=$(abspath $(O)) tests/bench/rates
bench-compare: OLD ?= $(B)build/bench.old
bench-compare:
	@tests/bench/compare $(OLD) $(B)build/bench
bench-plot:
	@tests/bench/plot $(B)build/bench $(B)build/bench.svg
	@echo $(B)build/bench.svg
check-cuts: all
	@SOCKLET_DIR=$(abspath $(O)) CUTS=all tests/run cuts
check-clients: all
	@tests/setup clients
	@SOCKLET_DIR=$(abspath $(O)) CLIENTS=all tests/run clients plugins
check-release: all
	@tests/setup release
	@SOCKLET_DIR=$(abspath $(O)) RELEASE=all tests/run release hosts
check-trees: all
	@SOCKLET_DIR=$(abspath $(O)) BUILDROOT='$(BUILDROOT)' OPENWRT='$(OPENWRT)' tests/run trees
check-metrics: all
	@tests/setup metrics
	@SOCKLET_DIR=$(abspath $(O)) METRICS=all tests/run metrics monitors
fuzz:
	@tests/hostile/fuzz/run
	@CHECK=memory tests/hostile/fuzz/run whole
fuzz-long:
	@RUNS=10000000 tests/hostile/fuzz/run whole
check-boot: all
	@SOCKLET_DIR=$(abspath $(O)) BOOT='x86_64 s390x aarch64 arm mipsel' tests/run boot
check-router: all
	@tests/setup boot
	@SOCKLET_DIR=$(abspath $(O)) ROUTER=mips tests/run router
check-boot-mips: all
	@SOCKLET_DIR=$(abspath $(O)) BOOT=mips tests/run boot
