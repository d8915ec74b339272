/* SPDX-License-Identifier: GPL-2.0-only */
/* What common/ must know of this machine: x86-64. */
#ifndef KML_ARCH_H
#define KML_ARCH_H

#include "elf.h"
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

/* The saved state of interrupted code, lowest address first: what entry.S
 * pushes, then what the CPU pushes (SDM vol. 3, figure 6-9): always five
 * words, at every privilege level. */
struct frame {
	uint64_t r15, r14, r13, r12, r11, r10, r9, r8;
	uint64_t rdi, rsi, rbp, rbx, rdx, rcx, rax;
	uint64_t vector, error;
	uint64_t ip, cs, flags, sp, ss;
};

long system_call(unsigned long number, unsigned long a, unsigned long b,
		 unsigned long c); /* syscall.c */

static inline unsigned frame_cpl(const struct frame *frame)
{
	return frame->cs & 3;
}

/* There is no virtual-8086 mode under a 64-bit kernel, and no segment has a
 * base. See i386/arch.h. */
static inline const char *frame_mode(const struct frame *frame)
{
	(void)frame;
	return "";
}

static inline uintptr_t linear_address(const struct frame *frame,
				       uint64_t segment, uint64_t offset)
{
	(void)frame, (void)segment;
	return offset;
}

static inline void frame_system_call(struct frame *frame)
{
	frame->rax = (uint64_t)system_call(frame->rax, frame->rdi, frame->rsi,
					   frame->rdx);
}

#endif
