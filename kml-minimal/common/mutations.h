/* SPDX-License-Identifier: GPL-2.0-only */
/* Deliberate defects, for the tests of the tests. `make test` builds the
 * kernel once with each of them and expects the scenario that watches over
 * that mechanism to fail. In the ordinary build MUTATED() is always false. */
#ifndef KML_MUTATIONS_H
#define KML_MUTATIONS_H

#include "types.h"

enum mutation {
	MUTATION_NONE,
	MUTATION_STALE_CR3,	/* i386: CR3 of the main TSS is not kept true */
	MUTATION_BUSY_TASK,	/* i386: the fault tasks' TSSs start as busy */
	MUTATION_NO_REDELIVERY, /* a lost interrupt is never looked for */
	MUTATION_WRONG_FRAME_COPY, /* the program's stack pointer is not kept */
	MUTATION_NO_FPU_SWITCH,	   /* #NM does not exchange the registers */
	MUTATION_NO_KERNEL_NM,	   /* i386: TS, set by an NMI's task, is not
				      expected */
	MUTATION_NO_POINTER_CHECK, /* programs' pointers are believed */
	MUTATION_NO_TURNS,	   /* a timer tick lets nobody else run */
	MUTATION_NO_GUARD_PAGES,   /* stacks of the kernel may run over */
	/* With these, programs do not come to where a scenario wants them. */
	MUTATION_RESET_EARLY, /* the machine resets before any program runs */
	MUTATION_RESET_LATE, /* ... in the kernel, once a program has printed */
	MUTATION_ALL_CPL3,   /* every program runs at CPL 3 */
	MUTATION_ALL_CPL0,   /* every program runs at CPL 0 */
};

/* Without an IDT not even a double fault can be delivered. */
static inline void reset_by_triple_fault(void)
{
	static const struct {
		uint16_t limit;
		uintptr_t base;
	} __attribute__((packed)) no_table;

	__asm__ volatile("lidt %0; ud2" : : "m"(no_table));
}

#ifndef MUTATION
#define MUTATION MUTATION_NONE
#endif

#define MUTATED(name) (MUTATION == MUTATION_##name)

#endif
