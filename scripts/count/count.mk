# count: what a guest executes. vm starts the plugin: vm run --count FILE.

COUNT         := $(B)/lib/libcount.so
COUNT_SOURCES := $(wildcard scripts/count/*.c) scripts/base/memory.c scripts/base/text.c

$(COUNT): $(COUNT_SOURCES) $(wildcard scripts/count/*.h scripts/base/*.h)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(HOSTCC) $(HOSTCFLAGS) $(HOSTCPPFLAGS) -fPIC -shared -fvisibility=hidden \
		-o $(draft) $(COUNT_SOURCES) && $(keep)

$(VM): | $(COUNT)

$(B)/count/guest.elf: scripts/count/tests/guest.S scripts/count/mark.h
	@mkdir -p $(@D)
	$(call say,GUEST,$@)
	$(Q)$(GUESTCC) -m32 -nostdlib -static -no-pie -Wl,--build-id=none \
		-Wl,-Ttext=0x100000,-z,max-page-size=4096 -o $(draft) $< && $(keep)

TEST_PROGRAMS += $(B)/count/guest.elf

.PHONY: test-count test-count-mutations
## develop: the plugin that counts what a guest executes (30 s)
test-count: $(VM) $(B)/count/guest.elf
	@scripts/count/tests/counts

## develop: break the plugin that counts; its test must notice (4 minutes)
test-count-mutations: $(VM) $(B)/count/guest.elf
	@scripts/mutate scripts/count/tests/mutations
