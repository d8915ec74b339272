/* SPDX-License-Identifier: GPL-2.0-only */
/* The saved state of interrupted code, i386. */
#ifndef KML_FRAME_H
#define KML_FRAME_H

#include "registers.h"

/* Offsets into struct frame, for the assembler. */
#define FRAME_VECTOR 48
#define FRAME_EIP    56
#define FRAME_CS     60
#define FRAME_EFLAGS 64
#define FRAME_ESP    68
#define FRAME_SIZE   76

#ifndef __ASSEMBLER__
#include "types.h"

/* On a process's kernel stack, down from the address in TSS.esp0:
 *
 *   ss, sp             by the CPU if the CPL changed (SDM vol. 3, figure 6-4);
 *                      otherwise by fetch_frame(), from where the frame lay
 *   flags, cs, ip      by the CPU, or copied by fetch_frame()
 *   error              the same for some vectors; 0 for the others
 *   vector             by fetch_frame(), from the stub
 *   ds .. edi          by entry.S
 *
 * The kernel's own frame (entry_from_kernel) ends with flags: IRET back to the
 * kernel needs no more. */
struct frame {
	uint32_t edi, esi, ebp, pusha_esp, ebx, edx, ecx, eax; /* PUSHA */
	uint32_t gs, fs, es, ds;
	uint32_t vector, error;
	uint32_t ip, cs, flags, sp, ss;
};

_Static_assert(offsetof(struct frame, vector) == FRAME_VECTOR &&
		       offsetof(struct frame, ip) == FRAME_EIP &&
		       offsetof(struct frame, cs) == FRAME_CS &&
		       offsetof(struct frame, flags) == FRAME_EFLAGS &&
		       offsetof(struct frame, sp) == FRAME_ESP &&
		       sizeof(struct frame) == FRAME_SIZE,
	       "entry.S uses them");

/* Virtual-8086 mode is CPL 3, whatever CS holds: it is no selector there, and
 * an address is CS * 16 + offset (SDM vol. 3, 20.1). */
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

#endif
#endif
