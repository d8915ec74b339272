/* SPDX-License-Identifier: GPL-2.0-only */
/* The boot information of a multiboot loader: Multiboot Specification
 * 0.6.96, 3.3.
 */
#ifndef KML_MULTIBOOT_H
#define KML_MULTIBOOT_H

#include "types.h"

#define MULTIBOOT_MAGIC 0x2badb002 /* in EAX */

struct multiboot {
	uint32_t flags; /* bit 0: memory, 2: command line, 3: modules */
	uint32_t mem_lower, mem_upper; /* KiB; mem_upper starts at 1 MiB */
	uint32_t boot_device, command_line, modules_count, modules;
};

struct multiboot_module {
	uint32_t start, end; /* physical; end is exclusive */
	uint32_t string, reserved;
};

#endif
