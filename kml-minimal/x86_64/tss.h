/* SPDX-License-Identifier: GPL-2.0-only */
/* The 64-bit task-state segment, SDM vol. 3, figure 7-11: no longer the state
 * of a task, only a list of stacks. */
#ifndef KML_TSS_H
#define KML_TSS_H

#define TSS_RSP0 4 /* offset of rsp0, for the assembler */

#ifndef __ASSEMBLER__
#include "types.h"

struct tss {
	uint32_t reserved0;
	uint64_t rsp0, rsp1, rsp2; /* the stacks for CPL 0, 1, 2 */
	uint64_t reserved1;
	uint64_t ist[7]; /* ist[n - 1]: the stack of gates with IST n */
	uint64_t reserved2;
	uint16_t reserved3, io_map_base;
} __attribute__((packed));

_Static_assert(sizeof(struct tss) == 104, "SDM vol. 3, figure 7-11");
_Static_assert(offsetof(struct tss, rsp0) == TSS_RSP0, "entry.S uses it");

/* Which gate uses which IST stack. */
enum ist {
	IST_NONE,
	IST_SHARED, /* #PF, or every vector */
	IST_DF,
	IST_NMI, /* an NMI may come while a frame still lies on another */
};

#define IST_STACK_SIZE 4096

extern struct tss tss_main; /* segments.c */
extern struct ist_stack {
	uint8_t guard[PAGE_SIZE], stack[IST_STACK_SIZE];
} ist_stacks[3];

#endif
#endif
