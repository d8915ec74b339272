/* SPDX-License-Identifier: GPL-2.0-only */
/* What common/ must know of this machine: i386. */
#ifndef KML_ARCH_H
#define KML_ARCH_H

#include "elf.h"
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

/* The saved state of interrupted code, lowest address first: what entry.S
 * pushes, then what the CPU pushes (SDM vol. 3, figure 6-4). At CPL 0 the
 * CPU leaves out sp and ss; fetch_frame() adds them for programs. */
struct frame {
	uint32_t edi, esi, ebp, pusha_esp, ebx, edx, ecx, eax; /* PUSHA */
	uint32_t gs, fs, es, ds;
	uint32_t vector, error;
	uint32_t ip, cs, flags, sp, ss;
};

long system_call(unsigned long number, unsigned long a, unsigned long b,
		 unsigned long c); /* syscall.c */

/* Virtual-8086 mode is CPL 3, whatever CS says, which is no selector there:
 * addresses are CS * 16 + offset (SDM vol. 3, 20.1). */
#define EFLAGS_VM (1u << 17)

static inline unsigned frame_cpl(const struct frame *frame)
{
	return frame->flags & EFLAGS_VM ? 3 : frame->cs & 3;
}

static inline const char *frame_mode(const struct frame *frame)
{
	return frame->flags & EFLAGS_VM ? ", virtual-8086 mode" : "";
}

static inline uintptr_t linear_address(const struct frame *frame,
				       uint32_t segment, uint32_t offset)
{
	return frame->flags & EFLAGS_VM ? (segment & 0xffff) * 16 + offset
					: offset;
}

static inline void frame_system_call(struct frame *frame)
{
	frame->eax = (uint32_t)system_call(frame->eax, frame->ebx, frame->ecx,
					   frame->edx);
}

#endif
