/* SPDX-License-Identifier: GPL-2.0-only */
/* Segment descriptors and gates, x86-64, as the CPU reads them. Pure
 * functions, so that tests can check them against the SDM. */
#ifndef KML_DESCRIPTORS_H
#define KML_DESCRIPTORS_H

#include "types.h"

/* Access byte: present, DPL, S, type (SDM vol. 3, 3.4.5). */
#define ACCESS_CODE(dpl) (0x9a | (dpl) << 5) /* execute/read */
#define ACCESS_DATA(dpl) (0x92 | (dpl) << 5) /* read/write */
#define ACCESS_TSS	 0x89		     /* 64-bit TSS, available: 7.2.3 */

#define FLAGS_CODE_64BIT 0x20 /* L = 1, D = 0 */

/* Code and data: base and limit are ignored in 64-bit mode (3.4.5). */
static inline uint64_t segment_descriptor(uint8_t access, uint8_t flags)
{
	return (uint64_t)access << 40 | (uint64_t)flags << 48;
}

struct wide_descriptor {
	uint64_t low, high;
};

/* A TSS descriptor takes two entries, as its base has 64 bits: SDM vol. 3,
 * figure 7-4. The lower one is laid out as on i386: see i386/descriptors.h. */
static inline struct wide_descriptor tss_descriptor(uint64_t base,
						    uint32_t limit)
{
	return (struct wide_descriptor){
		(limit & 0xffff) | (base & 0xffffff) << 16 |
			(uint64_t)ACCESS_TSS << 40 |
			(uint64_t)(limit >> 16 & 0xf) << 48 |
			(base >> 24 & 0xff) << 56,
		base >> 32,
	};
}

/* SDM vol. 3, figure 6-8. ist 1-7: the CPU switches to that stack of the TSS,
 * whatever the privilege level; 0: to rsp0, only when the level changes.
 *
 *   high                                | offset 63:32                   |
 *   low   | offset 31:16 | P DPL.. | ist | selector | offset 15:0 |
 */
static inline struct wide_descriptor
interrupt_gate(uint16_t selector, uint64_t offset, unsigned dpl, unsigned ist)
{
	/* lab 07 ist-gate: the 128 bits of figure 6-8 */
	return (struct wide_descriptor){
		(offset & 0xffff) | (uint64_t)selector << 16 |
			(uint64_t)ist << 32 |
			(uint64_t)(0x8e | dpl << 5) << 40 |
			(offset >> 16 & 0xffff) << 48,
		offset >> 32,
	};
	/* lab end */
}

#endif
