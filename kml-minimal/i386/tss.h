/* SPDX-License-Identifier: GPL-2.0-only */
/* The 32-bit task-state segment (SDM vol. 3, figure 7-2): all registers of a
 * task while another one runs. Without task switches the CPU uses only esp0 and
 * ss0. */
#ifndef KML_TSS_H
#define KML_TSS_H

#define TSS_ESP0 4 /* offset of esp0, for the assembler */

#ifndef __ASSEMBLER__
#include "types.h"

struct tss {
	uint16_t back_link, reserved0; /* the interrupted task's selector */
	uint32_t esp0;		       /* the stack for CPL 0 */
	uint16_t ss0, reserved1;
	uint32_t esp1;
	uint16_t ss1, reserved2;
	uint32_t esp2;
	uint16_t ss2, reserved3;
	/* From here: loaded by a switch to this task ... */
	uint32_t cr3; /* ... but never saved by a switch away from it */
	uint32_t eip, eflags, eax, ecx, edx, ebx, esp, ebp, esi, edi;
	uint16_t es, reserved4, cs, reserved5, ss, reserved6, ds, reserved7;
	uint16_t fs, reserved8, gs, reserved9, ldt, reserved10;
	uint16_t debug_trap, io_map_base;
};

_Static_assert(sizeof(struct tss) == 104, "SDM vol. 3, figure 7-2");
_Static_assert(offsetof(struct tss, esp0) == TSS_ESP0, "entry.S uses it");

/* segments.c: the program's and kernel's task, and those behind task gates. */
extern struct tss tss_main, tss_df, tss_pf, tss_nmi;

/* The TSS that a selector of our GDT stands for. */
struct tss *tss_of(uint16_t selector);
/* True when the descriptor says that the task is running or interrupted. */
bool tss_is_busy(uint16_t selector);
/* report.c: for trace=on, what the CPU did on the way to a fault's task. */
void trace_task(const char *name, const struct tss *task,
		const uint32_t *error);

#endif
#endif
