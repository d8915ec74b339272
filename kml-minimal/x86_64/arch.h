/* SPDX-License-Identifier: GPL-2.0-only */
/* What common/ must know of this machine: x86-64. */
#ifndef KML_ARCH_H
#define KML_ARCH_H

#include "elf.h"
#include "frame.h"
#include "layout.h"
#include "types.h"

#define ARCH_NAME "x86_64"

/* Four levels of tables, 512 entries each: SDM vol. 3, 4.5. */
typedef uint64_t pte_t;
#define PT_LEVELS 4
#define PT_BITS	  9

typedef struct elf64_header elf_header;
typedef struct elf64_segment elf_segment;
#define ELF_CLASS   ELF_CLASS_64
#define ELF_MACHINE ELF_MACHINE_AMD64

/* Where a frame can be other than on a process's stack: on an IST stack. */
#define OTHER_STACK "ist"

/* The values of `fault=`, the default first. */
/* clang-format off */
#define FAULT_CHOICES \
	{"ist-all", FAULT_IST_ALL}, \
	{"ist-pf", FAULT_IST_PF}, \
	{"ist-df", FAULT_IST_DF}, \
	{"none", FAULT_NONE}
/* clang-format on */

long system_call(unsigned long number, unsigned long a, unsigned long b,
		 unsigned long c); /* syscall.c */

static inline void frame_system_call(struct frame *frame)
{
	frame->rax = (uint64_t)system_call(frame->rax, frame->rdi, frame->rsi,
					   frame->rdx);
}

#endif
