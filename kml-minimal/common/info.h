/* SPDX-License-Identifier: GPL-2.0-only */
/* The page that the kernel maps read-only into every program: like Linux's vDSO
 * data, programs read it without a system call. */
#ifndef KML_INFO_H
#define KML_INFO_H

#define TICKS_PER_SECOND 1000ul

struct info {
	unsigned long ticks;	     /* timer interrupts handled */
	unsigned long direct_call;   /* kernel entry for programs at CPL 0 */
	unsigned long nmis;	     /* non-maskable interrupts handled */
	unsigned long page_faults;   /* pages brought in on demand */
	unsigned long double_faults; /* starved stacks rescued from #DF */
	unsigned long nested_faults; /* nested=on: faults inside the handler */
	unsigned long redelivered; /* lost interrupts whose handler ran late */
} __attribute__((aligned(4096)));  /* and so as large as a page */

/* interrupts.c: the kernel's own view of the page. */
extern struct info info;

#endif
