/* SPDX-License-Identifier: GPL-2.0-only */
/* The story of the kit, printed and drawn from runs that have just taken place.
 *
 *   guests.c      runs every scene and keeps its transcript in a folder
 *   transcript.c  reads such a transcript back, and the facts in its lines
 *   qemulog.c     reads QEMU's own account of the exceptions
 *   facts.c       puts the facts together; ends the program if they are not
 *                 what the story claims
 *   costs.c       the same for what was measured
 *   account.c     prints it in words; stacks.c, tasks.c and sequence.c draw it
 *   page.c        both on one page for a browser
 *
 * Nothing after guests.c knows whether the transcripts are new or old. */
#ifndef STORY_H
#define STORY_H

#include "base/memory.h"
#include "base/text.h"
#include "vm.h"

#include <stdint.h>
#include <stdio.h>

typedef unsigned long long address; /* printed with %llx */

enum { MACHINES = 2, CURES = 3, FRAME_WORDS = 5 };

/* ---- machines.c: what differs between the two ------------------------- */

struct machine {
	const char *arch;  /* as in build/kml/ARCH */
	const char *title; /* as the SDM writes it */
	enum vm_profile profile;
	unsigned word;			    /* bytes */
	const char *registers[FRAME_WORDS]; /* of a frame, as pushed last */
	const char *policies[CURES];	    /* fault=... that save a program */
	bool by_double_fault[CURES];	    /* from #DF, not from #PF */
	bool loses[CURES]; /* interrupts, unless the kernel looks for them */
	const char *from_double_fault; /* one of these policies */
};

extern const struct machine machines[MACHINES];

/* ---- file.c: errors and files ----------------------------------------- */

extern const char *tool; /* this program's name, for messages */

/* Prints what is wrong and ends the program with status 1. */
void fail(const char *text, ...)
	__attribute__((noreturn, format(printf, 1, 2)));
int read_count(const char *text); /* of an option: 1 to 99 */
FILE *create_file(const char *folder, const char *name);
void close_file(FILE *file, const char *name);
char *read_file(const char *path);

/* Makes folder if it is missing, and in it a draft folder, which vanishes at
 * the program's end. Returns the draft. */
const char *make_draft(const char *folder);
char *make_folder(const char *folder, const char *name); /* returns its path */
/* Moves what is in the draft up to the folder, replacing what has the same
 * name: only now does anything that was there change. */
void keep_draft(void);

/* ---- guests.c, transcript.c ------------------------------------------- */

/* Runs all scenes of the story on both machines; measures host time so many
 * times. The transcripts go to folder. */
void run_story(const char *kernels, const char *folder, int host_runs);
/* Only the null system calls. */
void run_null_calls(const char *kernels, const char *folder, int host_runs);

struct transcript {
	char *name;	 /* for messages: "i386-starve-none" */
	char **lines;	 /* of the serial output; ends in NULL */
	char ending[32]; /* vm_ending_name() */
	int verdict;
	char accel[16];
	char *emulator, *kernel; /* name and version; SHA-256 */
};

struct transcript *read_transcript(const char *folder,
				   const struct machine *machine,
				   const char *scene);

/* The first line `@ KIND ... condition ...` or NULL; condition may be NULL. */
const char *find_event(const struct transcript *t, const char *kind,
		       const char *condition);
/* The same, but the story cannot go on without it. */
const char *need_event(const struct transcript *t, const char *kind,
		       const char *condition);
/* What follows `key=` in an event: text, a hexadecimal or a decimal number. */
const char *event_text(const struct transcript *t, const char *event,
		       const char *key);
address event_hex(const struct transcript *t, const char *event,
		  const char *key);
unsigned event_number(const struct transcript *t, const char *event,
		      const char *key);
/* What follows prefix in the first line that begins with it. */
const char *need_line(const struct transcript *t, const char *prefix);
/* Ends the program if the run does not show what the story claims. */
void expect(const struct transcript *t, bool holds, const char *text, ...)
	__attribute__((format(printf, 3, 4)));

/* ---- qemulog.c -------------------------------------------------------- */

struct exception {
	unsigned vector, error, cpl;
	address ip, sp;
	address cr2; /* of page faults */
};

struct qemu_log {
	struct exception *exceptions;
	size_t count;
	bool triple_fault; /* it ends in one */
};

struct qemu_log read_qemu_log(const char *folder, const struct machine *machine,
			      const char *scene);

/* ---- facts.c ---------------------------------------------------------- */

struct frame {
	unsigned vector, cpl, error;
	address ip, sp;
	char stack[16]; /* kernel, program, task or ist */
	address at;	/* where the CPU pushed it */
	address kept;	/* where the kernel works with it */
	address top;	/* of the kernel stack: esp0, rsp0 */
	address words[FRAME_WORDS];
	unsigned count;
};

/* A task switch through a task gate: i386 only. */
struct task {
	unsigned tr, back_link, ts, error; /* both TSSs are busy */
	address at; /* where the CPU pushed the error code */
	address cr2, eip, esp, cs, eflags, cr3; /* as saved in the old TSS */
};

/* One starved PUSH, and what became of it. */
struct starvation {
	struct transcript *transcript;
	struct qemu_log log;
	struct exception page_fault;
	bool double_fault;	 /* pushing the page fault's frame failed too */
	struct task task;	 /* i386, rescued */
	struct frame frame;	 /* x86-64, rescued */
	address redirected;	 /* i386: the frame written by hand, or 0 */
	address page;		 /* that the kernel mapped */
	unsigned pages, rescued; /* as the program counted */
};

/* Waiting for the timer at every offset around a page boundary. */
struct waiting {
	const char *policy;
	bool clock_stopped;
	unsigned offset;			/* where it did */
	unsigned starved, offsets, redelivered; /* otherwise */
	address ip, cr2; /* the program, and where its frame did not fit */
};

enum { LOST_IGNORED, LOST_REDELIVERED, LOST_OTHER_CURE, WAITINGS };

/* The 64-bit TSS: where its stacks begin. */
struct stacks {
	address tss, shared, df, nmi;
};

struct facts {
	const struct machine *machine;
	struct frame timer[2];	      /* [0] at CPL 0, [1] at CPL 3 */
	unsigned overwritten[2];      /* words below the stack pointer */
	struct starvation none, user; /* without a cure; at CPL 3 */
	struct starvation cures[CURES];
	struct waiting waiting[WAITINGS];
	struct stacks stacks; /* x86-64 */
	struct transcript *killed;
};

struct facts gather_facts(const char *folder, const struct machine *machine);

/* ---- costs.c ---------------------------------------------------------- */

enum path { TRAP_CPL3, TRAP_CPL0, DIRECT_CPL0, FUNCTION, PATHS };

struct cost {
	double instructions; /* guest instructions, counted */
	double host_ns;	     /* median of the runs */
};

struct costs {
	struct cost paths[PATHS];
	int runs;			    /* for host_ns */
	struct transcript *counted, *timed; /* runs that the figures are from */
	double store; /* instructions of an ordinary page fault at CPL 3 */
	double push[CURES]; /* and of a starved PUSH */
};

extern const char *const path_names[PATHS];

struct costs gather_null_costs(const char *folder,
			       const struct machine *machine);
void gather_rescue_costs(const char *folder, const struct machine *machine,
			 struct costs *costs);

/* ---- account.c, stacks.c, tasks.c, sequence.c, page.c ----------------- */

struct story {
	struct facts facts[MACHINES];
	struct costs costs[MACHINES];
};

struct chapter {
	const char *title;
	void (*print)(const struct story *story, FILE *out);
	/* Draws one machine's picture as a graph for dot; NULL: none. */
	void (*draw)(const struct facts *facts, FILE *out);
	const char *picture, *caption;
};

extern const struct chapter chapters[]; /* ends with a NULL title */

void draw_stacks(const struct facts *facts, FILE *out);
void draw_rescue(const struct facts *facts, FILE *out);
void draw_sequence(const struct facts *facts, FILE *out);

/* ---- dot.c ------------------------------------------------------------ */

/* All pictures, as ARCH-PICTURE.dot and .svg in folder. */
void draw_pictures(const struct story *story, const char *folder);

/* The parts that pictures are made of: a titled table as a node, with rows of
 * an address and what is there. An arrow starts at a row's NODE:PORT and ends
 * at its NODE:to_PORT, or at NODE:title. */
enum colour { PLAIN, CPU, KERNEL, PROGRAM, MISSING, GOOD, BAD };
extern const char *const colours[];

void begin_graph(const char *direction, FILE *out);
void end_graph(FILE *out);
void begin_table(const char *node, enum colour colour, FILE *out,
		 const char *title, ...) __attribute__((format(printf, 4, 5)));
void table_row(const char *port, enum colour colour, FILE *out,
	       const char *left, const char *text, ...)
	__attribute__((format(printf, 5, 6)));
void table_words(const struct machine *machine, const struct frame *frame,
		 FILE *out);
void end_table(FILE *out);

void write_page(const struct story *story, const char *folder);

#endif
