// SPDX-License-Identifier: GPL-2.0-only
/* From the boot loader to the first program. */
#include "kernel.h"
#include "multiboot.h"

extern char kernel_end[];	/* kernel.ld */
extern char boot_stack_guard[]; /* boot.S */

/* Everything above the kernel and the archive is free memory. The texts and
 * tables of the boot loader lie there too: read them before this. */
static void memory_init(const struct multiboot *boot, uintptr_t used_end)
{
	uintptr_t end = 0x100000 + (uintptr_t)boot->mem_upper * 1024;

	if (end > DIRECT_MAP_SIZE)
		end = DIRECT_MAP_SIZE;
	pages_add((uintptr_t)phys_to_virt(used_end),
		  (uintptr_t)phys_to_virt(end));
}

/* Returns the physical address behind the archive and the kernel. */
static uintptr_t find_archive(const struct multiboot *boot)
{
	const struct multiboot_module *module = phys_to_virt(boot->modules);
	uintptr_t used_end = virt_to_phys(kernel_end);

	if (!(boot->flags & 8) || boot->modules_count == 0)
		panic("no archive of programs: load one as a multiboot module");
	archive_init(phys_to_virt(module->start), module->end - module->start);
	return module->end > used_end ? module->end : used_end;
}

static void parse_command_line(const struct multiboot *boot)
{
	const char *line =
		boot->flags & 4 ? phys_to_virt(boot->command_line) : "";
	const char *error = options_parse(line, &options);

	if (error)
		panic("%s", error);
}

/* Called by boot.S, with paging on. The order matters: the options decide how
 * segments_init() fills the IDT, and until then any exception resets the
 * machine; interrupts stay disabled until scheduler() waits or a program runs.
 */
void kernel_main(uint32_t magic, uint32_t boot_address);

void kernel_main(uint32_t magic, uint32_t boot_address)
{
	const struct multiboot *boot = phys_to_virt(boot_address);
	int pid, status;

	console_init();
	if (magic != MULTIBOOT_MAGIC)
		panic("not started by a multiboot loader");
	parse_command_line(boot);
	memory_init(boot, find_archive(boot));
	segments_init();
	guard_stack("the scheduler's", boot_stack_guard);
	processes_init();
	fpu_init();
	pic_init();
	timer_init();
	/* lab 08 direct-address: where is the entry that programs call? */
	info.direct_call = (uintptr_t)direct_call;
	/* lab end */

	pid = process_spawn(options.init, options.arguments);
	if (pid < 0)
		panic("cannot start %s: error %d, see common/errors.h",
		      options.init, -pid);
	status = scheduler();
	printk("kml: %s ended with %s\n", options.init, status_text(status));
	machine_end(status == 0);
}
