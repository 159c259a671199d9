# SPDX-License-Identifier: 0BSD
#
# Manual pages and completions. Both tell the options that are in the build, from the lists that the program is made
# from.

lists := $(addprefix include/,record/tcp-states.def record/state-words.def record/sock.def filter/words.def)
lists-of = $(if $(filter socklet,$(1)),$(sort $(wildcard include/socklet/*.def)) include/live/keys.def, \
	$(wildcard include/$(1)/options.def include/$(1)/words.def)) $(lists)
about = awk $(3) -f include/manual/options.awk -f include/manual/$(1).awk -v applet=$(2) -v version=$(VERSION) \
	$(B).auto.conf $(call lists-of,$(2))
manuals := $(patsubst %,$(B)socklet-%.1,$(applets-y)) $(if $(CONFIG_SOCKLET),$(B)socklet.1)
json-keys = $(CC) -E -P -x c -Iinclude -include $(B)autoconf.h include/manual/schema.def | awk -f include/manual/schema.awk
schema := $(if $(CONFIG_FEATURE_JSON),$(B)socklet.schema.json)
howtos := $(patsubst include/manual/%.7.in,$(B)socklet-%.7,$(wildcard include/manual/*.7.in))
html := $(if $(shell command -v mandoc),$(addsuffix .html,$(manuals) $(howtos)))
docs := $(manuals) $(howtos) $(html) $(B)socklet.bash $(schema)
manual-awk = include/manual/options.awk include/explain/read.awk include/manual/manual.awk
meanings = $(words) $(addprefix include/check/,values.def rules.def groups.def findings.def)
manual = $(call say,MAN     ,$@)$(call about,manual,$(1),-f include/explain/read.awk) $(meanings) $< > $@.tmp && \
	$(json-keys) -v manual=1 | sed -i -e '/^%keys%/{r /dev/stdin' -e 'd}' $@.tmp && mv $@.tmp $@

.PHONY: docs
docs: $(docs)
.SECONDEXPANSION:
$(B)socklet-%.1: include/manual/%.1.in $(manual-awk) $(B).auto.conf $(meanings) $$(call lists-of,$$*)
	$(call manual,$*)
$(B)socklet.1: include/manual/socklet.1.in $(manual-awk) $(B).auto.conf $(meanings) $(call lists-of,socklet)
	$(call manual,socklet)

$(howtos): $(B)socklet-%.7: include/manual/%.7.in
	$(call say,MAN     ,$@)cp $< $@
$(html): %.html: %
	$(call say,HTML    ,$@)mandoc -Thtml -Oman=%N.%S.html $< > $@.tmp && mv $@.tmp $@

verbs = awk -f include/explain/read.awk -f include/manual/options.awk -f include/explain/complete.awk $(B).auto.conf \
	$(call lists-of,socklet) $(meanings)
$(B)socklet.bash: include/explain/complete.awk $(meanings) $(call lists-of,socklet)
$(B)socklet.bash: include/manual/completion.bash include/manual/options.awk include/manual/completion.awk $(B).auto.conf \
		$(foreach i,$(applets-y),$(call lists-of,$(i)))
	$(call say,BASH    ,$@){ cat $< && $(foreach i,$(applets-y) $(if $(CONFIG_SOCKLET),socklet),$(call about,completion,$(i)) &&) \
		echo "_socklet_applets='$(applets-y)'" && $(verbs) && \
		echo "complete -F _socklet socklet $(applets-y)"; } > $@.tmp && mv $@.tmp $@

# What --json writes, from the lists of fields: the preprocessor expands them.
$(B)socklet.schema.json: include/manual/schema.def include/manual/schema.awk $(wildcard include/record/*.def) \
		include/check/findings.def $(B).auto.conf
	$(call say,SCHEMA  ,$@)$(json-keys) > $@.tmp && mv $@.tmp $@
