/* SPDX-License-Identifier: GPL-2.0-only */
/* What is counted of an instruction beside itself, from its bytes. */
#ifndef COUNT_INSTRUCTION_H
#define COUNT_INSTRUCTION_H

#include <stddef.h>

/* What is counted. The first two are not events. */
enum count {
	COUNT_INSTRUCTIONS,
	COUNT_CALLS, /* executions of a function's first instruction */
	COUNT_SYSCALL,
	COUNT_SYSRET,
	COUNT_SYSENTER,
	COUNT_SYSEXIT,
	COUNT_INT, /* INT n, INT3 */
	COUNT_IRET,
	COUNT_SWAPGS,
	COUNT_CR3, /* MOV to CR3: flushes the TLB, or changes PCIDs */
	COUNT_CR,  /* MOV to another control register */
	COUNT_WRMSR,
	COUNT_RDMSR,
	COUNT_INVLPG,
	COUNT_INVPCID,
	COUNT_HLT,
	COUNT_LOCK, /* a LOCK prefix, or XCHG with memory, which implies it */
	COUNT_CLI,
	COUNT_STI,
	COUNT_PUSHF,
	COUNT_POPF,
	COUNT_IO, /* IN, OUT, INS, OUTS: exits, under virtualisation */
	COUNT_CPUID,
	COUNT_PAUSE,
	COUNT_KINDS
};

extern const char *const count_names[COUNT_KINDS];

/* The event, or COUNT_INSTRUCTIONS if there is none. */
enum count instruction_event(const unsigned char *bytes, size_t size);

/* The number of mark.h, or -1. */
int instruction_mark(const unsigned char *bytes, size_t size);

#endif
