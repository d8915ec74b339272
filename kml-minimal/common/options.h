/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel's command line: the policies of a run. */
#ifndef KML_OPTIONS_H
#define KML_OPTIONS_H

#include "types.h"

/* How the CPU survives a starved stack. */
enum fault_policy {
	FAULT_NONE,	  /* it does not, and resets */
	FAULT_DF_RETRY,	  /* i386: #DF task gate; map the page and IRET */
	FAULT_DF_REWRITE, /* i386: #DF task gate; send the program to the
			   * page-fault handler by rewriting its TSS */
	FAULT_PF_TASK,	  /* i386: #PF itself through a task gate */
	FAULT_IST_DF,	  /* x86-64: an IST stack for #DF */
	FAULT_IST_PF,	  /* x86-64: for #PF */
	FAULT_IST_ALL,	  /* x86-64: for every vector */
};

struct options {
	int fault;	   /* enum fault_policy */
	int copy_frame;	   /* frame=copy|ist: move frames off the IST stack? */
	int redeliver;	   /* lostirq=redeliver|ignore */
	int user;	   /* user=path|cpl3|cpl0: who runs at CPL 0 */
	int nmi_own_stack; /* nmi=own|plain: a task gate/IST for NMI? */
	int lapic;	   /* timer=pit|lapic */
	int stale_cr3;	   /* cr3=update|stale: what the main TSS's CR3 gets */
	int nested;   /* nested=off|on: the page-fault handler itself faults */
	int overflow; /* overflow=off|call|boot|nmi|fault: which of the kernel's
		       * stacks overflows, see enum overflow */
	int trace;    /* trace=off|on: facts for the reader, lines with @ */
	unsigned long limit; /* limit=N: end a process that uses N ticks without
			      * waiting for a child; 0: never */
	char init[64];	     /* init=PATH: the first program */
	char arguments[160]; /* all words after --, for the first program */
};

enum { USER_BY_PATH, USER_CPL3, USER_CPL0 };

enum overflow {
	OVERFLOW_OFF,
	OVERFLOW_CALL,	/* a process's, behind what it writes */
	OVERFLOW_BOOT,	/* the scheduler's */
	OVERFLOW_NMI,	/* in NMI's handler */
	OVERFLOW_FAULT, /* in a fault's handler. i386: its task's; x86-64: the
			 * shared IST stack with nested=on, #DF's with
			 * fault=ist-df frame=ist */
};

/* A word of the command line and the value it stands for. */
struct choice {
	const char *name;
	int value;
};

extern struct options options;

/* Fills *parsed from a command line. Words without `=` before `--` are ignored:
 * QEMU puts the kernel's path there. Returns NULL, or an error message that
 * names the first unknown word and the possible ones. */
const char *options_parse(const char *line, struct options *parsed);

#endif
