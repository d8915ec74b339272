/* SPDX-License-Identifier: GPL-2.0-only */
/* The saved state of interrupted code, x86-64. */
#ifndef KML_FRAME_H
#define KML_FRAME_H

#include "registers.h"

/* Offsets into struct frame, for the assembler. */
#define FRAME_VECTOR 120
#define FRAME_SIZE   176

#ifndef __ASSEMBLER__
#include "types.h"

/* On a process's kernel stack, down from the address in TSS.rsp0:
 *
 *   ss .. ip           by the CPU, always five words (SDM vol. 3, figure 6-9);
 *                      copied by fetch_frame() if it pushed them elsewhere
 *   error              the same for some vectors; 0 for the others
 *   vector             by fetch_frame(), from the stub
 *   rax .. r15         by entry.S */
struct frame {
	uint64_t r15, r14, r13, r12, r11, r10, r9, r8;
	uint64_t rdi, rsi, rbp, rbx, rdx, rcx, rax;
	uint64_t vector, error;
	uint64_t ip, cs, flags, sp, ss;
};

_Static_assert(offsetof(struct frame, vector) == FRAME_VECTOR &&
		       sizeof(struct frame) == FRAME_SIZE,
	       "entry.S uses them");

static inline unsigned frame_cpl(const struct frame *frame)
{
	return frame->cs & 3;
}

/* A 64-bit kernel has no virtual-8086 mode, and its segments no base: see
 * i386/frame.h. */
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

#endif
#endif
