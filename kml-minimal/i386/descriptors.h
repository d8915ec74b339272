/* SPDX-License-Identifier: GPL-2.0-only */
/* Segment descriptors and gates, i386: eight bytes each, as the CPU reads
 * them. Pure functions, so that tests can check them against the SDM. */
#ifndef KML_DESCRIPTORS_H
#define KML_DESCRIPTORS_H

#include "types.h"

/* Access byte: present, DPL, S, type (SDM vol. 3, 3.4.5). */
#define ACCESS_CODE(dpl) (0x9a | (dpl) << 5) /* execute/read */
#define ACCESS_DATA(dpl) (0x92 | (dpl) << 5) /* read/write */
#define ACCESS_TSS	 0x89		     /* 32-bit TSS, available: 7.2.2 */
#define ACCESS_TSS_BUSY	 0x8b

#define GRANULARITY_4K_32BIT 0xc0 /* G = 1, D/B = 1 */

/* SDM vol. 3, figure 3-8. limit counts bytes, or 4 KiB units with G = 1.
 *
 *    63       56 55   52 51     48 47   40 39     16 15        0
 *   | base 31:24 | flags | lim 19:16 | access | base 23:0 | limit 15:0 |
 *
 * base and limit lie in pieces because the 80286 had the lower six bytes only.
 */
static inline uint64_t segment_descriptor(uint32_t base, uint32_t limit,
					  uint8_t access, uint8_t flags)
{
	/* lab 01 segment-descriptor: the 64 bits of figure 3-8 */
	return (limit & 0xffff) | (uint64_t)(base & 0xffffff) << 16 |
	       (uint64_t)access << 40 | (uint64_t)(limit >> 16 & 0xf) << 48 |
	       (uint64_t)flags << 48 | (uint64_t)(base >> 24) << 56;
	/* lab end */
}

/* SDM vol. 3, figure 6-2. The CPU clears IF on the way through (6.12.1.3).
 *
 *    63         48 47    40 39  32 31      16 15         0
 *   | offset 31:16 | P DPL.. |  0   | selector | offset 15:0 |
 *
 * selector: of the code segment, whose DPL becomes the CPL. */
static inline uint64_t interrupt_gate(uint16_t selector, uint32_t offset,
				      unsigned dpl)
{
	/* lab 01 interrupt-gate: the 64 bits of figure 6-2 */
	return (offset & 0xffff) | (uint64_t)selector << 16 |
	       (uint64_t)(0x8e | dpl << 5) << 40 |
	       (uint64_t)(offset >> 16) << 48;
	/* lab end */
}

/* SDM vol. 3, figure 6-2: only the selector of a TSS. Where to continue, and on
 * which stack, is in that TSS. */
static inline uint64_t task_gate(uint16_t tss_selector)
{
	return (uint64_t)tss_selector << 16 | (uint64_t)0x85 << 40;
}

#endif
