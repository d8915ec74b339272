/* SPDX-License-Identifier: GPL-2.0-only */
/* What each file of the kernel offers the others, chapter by chapter in the
 * order of README.md: a place to look names up. A function that differs between
 * the machines has one name, and a file of one name in i386/ and x86_64/.
 *
 * The kernel runs with interrupts disabled, except in scheduler() while it
 * waits, and on one processor. So nothing here needs a lock. */
#ifndef KML_KERNEL_H
#define KML_KERNEL_H

#include "arch.h"
#include "calls.h"
#include "cpu.h"
#include "info.h"
#include "layout.h"
#include "options.h"
#include "selectors.h"
#include "string.h"
#include "types.h"

struct process;

/* ---- 1. The privilege level ------------------------------------------- */

/* segments.c: loads GDT, TSS and IDT. */
void segments_init(void);
/* Sets the selectors of a program's first frame: the only place at which a
 * privilege level is decided. */
void choose_privilege(struct frame *frame, bool kernel_mode);
/* Makes the CPU use this process's address space and kernel stack. */
void activate(struct process *process);
/* The same for the scheduler, between two processes. */
void activate_kernel(void);

/* ---- 2. Problem I: where the frame goes ------------------------------- */

/* entry.S: where a new process begins; expects a frame on the stack. */
void return_to_program(void);
/* The kernel's entry as a plain function, for programs at CPL 0. */
long direct_call(unsigned long number, unsigned long a, unsigned long b,
		 unsigned long c);
/* Saves the running context and continues another. */
void switch_to(void **save, void *load);

/* faults.c of the machine: completes a frame from what the CPU pushed, wherever
 * that was; returns where. */
uintptr_t fetch_frame(struct frame *frame);

/* traps.c, for entry.S: the saved state of a program, whether at CPL 3 or at
 * CPL 0, its frame on the process's kernel stack (or, with frame=ist, on an IST
 * stack). */
void handle_program_frame(struct frame *frame);
/* Does what the interrupt, system call or fault in a complete frame asks for.
 */
void serve_program(struct frame *frame);
/* The saved state of the kernel itself: the stack stays, and no other process
 * runs. */
void handle_kernel_frame(struct frame *frame);

/* interrupts.c: runs the handler of a hardware interrupt and acknowledges it.
 * Never switches processes, so a fault task may call it. */
void handle_irq(unsigned vector);
/* Runs the handlers of interrupts whose frame the CPU could not push. */
void redeliver_lost_interrupts(void);
void handle_nmi(void);
extern bool need_switch; /* the running process has used up its turn */

/* ---- 3. Problem II: the starved stack --------------------------------- */

#define USER_STACK_END (USER_STACK_TOP - USER_STACK_SIZE)

/* The largest frame is six words of 8 bytes, aligned to 16. */
#define FRAME_REACH 64

/* demand.c: brings in the page of the running process that holds address, if
 * its heap or stack may grow there. True when the access can be tried again. */
bool page_in(uintptr_t address);
/* Is address in the heap or the stack of the running process? */
bool may_grow_to(uintptr_t address);
/* Brings in the page at which pushing a frame failed. False when address is not
 * where a frame for this stack pointer would lie, as after a #DF that did not
 * begin as a page fault: CR2 is then left from an older fault. */
bool stack_page_in(uintptr_t stack_pointer, uintptr_t address);
/* True when the running process may read (and write) all of the range,
 * after bringing it in: the check on every pointer from a program. */
bool user_range(uintptr_t address, size_t size, bool write);
/* Whose memory an address is, in words, for a report. */
const char *address_owner(uintptr_t address);

/* faults.c */
void handle_fault(struct frame *frame);

/* report.c: prints on one screen what the program did, then ends it. */
_Noreturn void kill_program(const struct frame *frame, uintptr_t address,
			    int status);
/* Whose stack that is: program, kernel (the process's own), task or ist. */
const char *stack_owner(uintptr_t stack_pointer);
/* report.c of the machine */
void print_registers(const struct frame *frame);

/* ---- 4. Around it: processes ------------------------------------------ */

#define MAX_PROCESSES	  16
#define KERNEL_STACK_SIZE 8192
#define NAME_SIZE	  32

enum process_state { FREE, READY, RUNNING, WAITING, READING, ZOMBIE };

struct process {
	uint8_t fpu[512] __attribute__((aligned(16))); /* fxsave area */
	int pid;
	enum process_state state;
	char name[NAME_SIZE];
	bool kernel_mode; /* choose_privilege() gave it CPL 0 */
	pte_t *root;	  /* top-level page table */
	uintptr_t heap_start, heap_end;
	void *context;	       /* its stack pointer while switched out */
	uint8_t *kernel_stack; /* KERNEL_STACK_SIZE bytes */
	struct process *parent;
	int status;	     /* of a ZOMBIE: exit() value, or KILLED | vector */
	unsigned long ticks; /* processor time used since it last waited */
};

/* process.c */
extern struct process *current; /* NULL while the scheduler runs */

void processes_init(void);
/* Starts the program of the archive at path. Its stack begins with the
 * argument text. Returns the pid or a negative error. */
int process_spawn(const char *path, const char *arguments);
/* Ends the running process. */
_Noreturn void process_exit(int status);
/* Waits for a child to end: its pid, or -ECHILD. */
int process_wait(int *status);
/* Lets others run, and returns when it is this process's turn again. */
void process_yield(enum process_state state);
/* Makes READY every process that waits for input. */
void wake_readers(void);
/* Runs ready processes in turn until the first one has ended; returns its
 * exit status. */
int scheduler(void);

/* fpu.c */
void fpu_init(void);
void fpu_new(struct process *process);	    /* as after FNINIT */
void fpu_activate(struct process *process); /* before it runs */
void fpu_trap(void);			    /* #NM */

/* syscall.c: system_call(), in which every path into the kernel (INT 0x80,
 * SYSCALL, direct call) ends, is declared in arch.h. */

/* load.c: maps an ELF executable into root. Returns NULL, or what is wrong with
 * it; sets the entry point and the first address behind its segments. */
const char *elf_load(pte_t *root, const void *image, size_t size,
		     uintptr_t *entry, uintptr_t *end);
extern const char elf_out_of_memory[]; /* one of those reasons */

/* archive.c: remembers the ustar archive of programs that lies at start. */
void archive_init(const void *start, size_t size);
/* A file's contents by its absolute path, or NULL. */
const void *archive_find(const char *path, size_t *size);

/* ---- 4. Around it: memory --------------------------------------------- */

/* pages.c: gives the page frames of [start, end) (kernel addresses) to the
 * allocator. */
void pages_add(uintptr_t start, uintptr_t end);
void *page_alloc(void); /* a zeroed page, or NULL */
void page_free(void *page);
size_t pages_available(void);

/* paging.c */
#define PTE_PRESENT 1ul
#define PTE_WRITE   2ul
#define PTE_USER    4ul

static inline void *phys_to_virt(uintptr_t physical)
{
	return (void *)(physical + KERNEL_BASE);
}

static inline uintptr_t virt_to_phys(const void *virtual)
{
	return (uintptr_t) virtual - KERNEL_BASE;
}

extern pte_t kernel_root[]; /* boot.S: maps the kernel half only */

/* An address space whose user half is empty; NULL when out of memory. */
pte_t *address_space_new(void);
/* Frees the tables and pages of the user half, and the root. */
void address_space_free(pte_t *root);
/* The page-table entry for an address of the user half. Missing tables are
 * made if create; otherwise, or when out of memory, NULL. */
pte_t *page_entry(pte_t *root, uintptr_t address, bool create);
/* Maps a fresh zeroed page and returns its kernel address, or NULL. A page
 * that is there already is kept; rights are only ever added. */
void *map_page(pte_t *root, uintptr_t address, pte_t rights);

/* guards.c: from now on, touching this page means that NAME stack overflows. */
void guard_stack(const char *name, const void *page);
/* For a panic: `: overflow of NAME stack` if address is in a guard page, or "".
 */
const char *overflow_text(uintptr_t address);

/* ---- 4. Around it: devices and text ----------------------------------- */

/* pic.c: the interrupt controllers. */
void pic_init(void);
/* The vector of an interrupt that was acknowledged but not finished, or -1.*/
int interrupt_in_service(void);
bool interrupt_is_spurious(unsigned vector);
void end_of_interrupt(unsigned vector);
/* Starts the timer that `timer=` names, with TICKS_PER_SECOND. */
void timer_init(void);

/* console.c: the serial line COM1. */
void console_init(void);
void console_put(char c);
void console_flush(void); /* waits until the last character has left */
int console_get(void);	  /* next character typed, or -1 */
bool console_has_input(void);
void console_expect_input(void); /* one interrupt, once there is some: */
void console_interrupt(void);

/* printk.c */
void printk(const char *text, ...) __attribute__((format(printf, 1, 2)));
void vprintk(const char *text, va_list arguments);
/* One line, then machine_end(false): for states that must not exist. */
_Noreturn void panic(const char *text, ...)
	__attribute__((format(printf, 1, 2)));
/* Ends the guest: reports to the emulator, by whatever means it offers, whether
 * the run passed. */
_Noreturn void machine_end(bool passed);

/* trace.c: trace=on, facts for the reader. */
void trace(const char *text, ...) __attribute__((format(printf, 1, 2)));
void trace_frame(const struct frame *frame, uintptr_t pushed_at);

/* provoke.c: faults of the kernel itself. nested=on: a page fault, at the one
 * page of the kernel half that is not always mapped. */
void provoke_page_fault(void);
/* The same on behalf of this frame's handler, before it looks at the frame: on
 * an IST stack the second frame overwrites the first, and the run ends. */
void provoke_nested_fault(const struct frame *frame);
/* Maps that page; false when address is elsewhere. */
bool kernel_page_in(uintptr_t address);
/* overflow=: uses up the stack it is called on, if the option names it. */
void overflow_stack(int where);

#endif
