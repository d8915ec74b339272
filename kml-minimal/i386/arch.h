/* SPDX-License-Identifier: GPL-2.0-only */
/* What common/ must know of this machine: i386. */
#ifndef KML_ARCH_H
#define KML_ARCH_H

#include "elf.h"
#include "frame.h"
#include "layout.h"
#include "types.h"

#define ARCH_NAME "i386"

/* Two levels of tables, 1,024 entries each: SDM vol. 3, 4.3. */
typedef uint32_t pte_t;
#define PT_LEVELS 2
#define PT_BITS	  10

typedef struct elf32_header elf_header;
typedef struct elf32_segment elf_segment;
#define ELF_CLASS   ELF_CLASS_32
#define ELF_MACHINE ELF_MACHINE_386

/* Where a frame can be other than on a process's stack: on a fault task's. */
#define OTHER_STACK "task"

/* The values of `fault=`, the default first. */
/* clang-format off */
#define FAULT_CHOICES \
	{"df-rewrite", FAULT_DF_REWRITE}, \
	{"df-retry", FAULT_DF_RETRY}, \
	{"pf-task", FAULT_PF_TASK}, \
	{"none", FAULT_NONE}
/* clang-format on */

long system_call(unsigned long number, unsigned long a, unsigned long b,
		 unsigned long c); /* syscall.c */

static inline void frame_system_call(struct frame *frame)
{
	frame->eax = (uint32_t)system_call(frame->eax, frame->ebx, frame->ecx,
					   frame->edx);
}

#endif
