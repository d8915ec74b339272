/* SPDX-License-Identifier: GPL-2.0-only */
/* What each file of the kernel offers the others. Functions that differ
 * between the machines have the same name in i386/ and x86_64/.
 *
 * The kernel never runs with interrupts enabled, except in scheduler() while
 * it waits. So nothing here needs a lock; the machine has one processor. */
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

/* ---- main.c ----------------------------------------------------------- */

/* Ends the guest: tells the emulator, by whatever means it offers, whether
 * the run passed. Does not return. */
_Noreturn void machine_end(bool passed);

/* One line, then machine_end(false): for states that must not exist. */
_Noreturn void panic(const char *text, ...)
	__attribute__((format(printf, 1, 2)));

/* ---- console.c: the serial line COM1 ---------------------------------- */

void console_init(void);
void console_put(char c);
void console_flush(void); /* waits until the last character has left */
int console_get(void);	  /* next character typed, or -1 */
bool console_has_input(void);
void console_expect_input(void); /* one interrupt, once there is some: */
void console_interrupt(void);
void printk(const char *text, ...) __attribute__((format(printf, 1, 2)));
void vprintk(const char *text, va_list arguments);

/* ---- pages.c: page frames --------------------------------------------- */

/* Gives the pages of [start, end) (kernel addresses) to the allocator. */
void pages_add(uintptr_t start, uintptr_t end);
void *page_alloc(void); /* a zeroed page, or NULL */
void page_free(void *page);
size_t pages_available(void);

/* ---- paging.c: address spaces ----------------------------------------- */

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

/* An address space whose user half is empty; NULL when memory is out. */
pte_t *address_space_new(void);
/* Frees the tables and pages of the user half, and the root. */
void address_space_free(pte_t *root);
/* The page-table entry for an address of the user half. Missing tables are
 * made if create; otherwise, or when memory is out, NULL. */
pte_t *page_entry(pte_t *root, uintptr_t address, bool create);
/* Maps a fresh zeroed page and returns its kernel address, or NULL. A page
 * that is there already is kept; rights are only ever added. */
void *map_page(pte_t *root, uintptr_t address, pte_t rights);

/* ---- guards.c: a page that is not mapped below each kernel stack ------- */

/* From now on, touching this page means that `the NAME stack` overflows. */
void guard_stack(const char *name, const void *page);
/* For a panic: `: overflow of NAME stack` if address is in a guard page, or "".
 */
const char *overflow_text(uintptr_t address);
/* For overflow=: uses up the stack it is called on, if the option says so. */
void overflow_stack(int where);

/* ---- process.c -------------------------------------------------------- */

#define MAX_PROCESSES	  16
#define KERNEL_STACK_SIZE 8192
#define NAME_SIZE	  32

enum process_state { FREE, READY, RUNNING, WAITING, READING, ZOMBIE };

struct process {
	uint8_t fpu[512] __attribute__((aligned(16))); /* fxsave area */
	int pid;
	enum process_state state;
	char name[NAME_SIZE];
	bool kernel_mode; /* the program runs at CPL 0 */
	pte_t *root;	  /* top-level page table */
	uintptr_t heap_start, heap_end;
	void *context;	       /* its stack pointer while switched out */
	uint8_t *kernel_stack; /* KERNEL_STACK_SIZE bytes */
	struct process *parent;
	int status;	     /* of a ZOMBIE: exit() value, or KILLED | vector */
	unsigned long ticks; /* processor time used since it last waited */
};

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
void wake_readers(void);
/* Runs ready processes in turn until the first one has ended; returns its
 * exit status. */
int scheduler(void);

/* ---- demand.c: demand paging ------------------------------------------ */

#define USER_STACK_END (USER_STACK_TOP - USER_STACK_SIZE)

/* The largest frame is six words of 8 bytes, aligned to 16. */
#define FRAME_REACH 64

/* Brings in the page of the running process that holds address, if its heap
 * or stack may grow there. True when the access can be tried again. */
bool page_in(uintptr_t address);
/* Is address in the heap or the stack of the running process? */
bool may_grow_to(uintptr_t address);
/* Brings in the page at which pushing a frame failed. False when address is not
 * where a frame for this stack pointer would lie, as after a #DF that did not
 * begin as a page fault: CR2 is an older fault's then. */
bool stack_page_in(uintptr_t stack_pointer, uintptr_t address);
/* True when the running process may read (and write) all of the range,
 * after bringing it in: the check on every pointer from a program. */
bool user_range(uintptr_t address, size_t size, bool write);
/* Serves a fault at the one page of the kernel half that is not mapped from
 * the start; false when address is elsewhere. See `nested=` in options.h. */
bool window_page_in(uintptr_t address);
void window_touch(void);
/* Whose memory an address is, in words, for a reader. */
const char *address_owner(uintptr_t address);

/* ---- load.c, archive.c ------------------------------------------------ */

/* Maps an ELF executable into root. Returns NULL, or what is wrong with it;
 * sets the entry point and the first address behind its segments. */
const char *elf_load(pte_t *root, const void *image, size_t size,
		     uintptr_t *entry, uintptr_t *end);

extern const char elf_out_of_memory[]; /* one of those reasons */

/* Remembers the ustar archive of programs that lies at start. */
void archive_init(const void *start, size_t size);
/* A file's contents by its absolute path, or NULL. */
const void *archive_find(const char *path, size_t *size);

/* ---- syscall.c -------------------------------------------------------- */

/* Every path into the kernel (INT 0x80, SYSCALL, direct call) ends in
 * system_call(), declared in arch.h. */

/* ---- interrupts.c, faults.c ------------------------------------------- */

/* Called by entry.S with the saved state of a program: at CPL 3, or of one
 * at CPL 0 whose frame was just moved to its kernel stack. */
void handle_program_frame(struct frame *frame);
/* Does what the interrupt, system call or fault in a complete frame asks. */
void serve_program(struct frame *frame);
/* The same for the kernel's own code: no change of stack, no switching. */
void handle_kernel_frame(struct frame *frame);
void handle_nmi(void);
/* Runs the handler of a hardware interrupt and acknowledges it. Never
 * switches processes, so that a fault task may call it. */
void handle_irq(unsigned vector);
/* Interrupts that the processor took but could not push. */
void redeliver_lost_interrupts(void);

void handle_fault(struct frame *frame);
/* Tells in one screen what happened, then ends the process. */
_Noreturn void kill_program(const struct frame *frame, uintptr_t address,
			    int status);

/* ---- fpu.c ------------------------------------------------------------ */

void fpu_init(void);
void fpu_new(struct process *process);	    /* as after FNINIT */
void fpu_activate(struct process *process); /* before it runs */
void fpu_trap(void);			    /* #NM */

/* ---- pic.c, lapic.c, timer.c: the devices ------------------------------ */

void pic_init(void);
/* The vector of an interrupt that was acknowledged but not finished, or -1.*/
int interrupt_in_service(void);
bool interrupt_is_spurious(unsigned vector);
void end_of_interrupt(unsigned vector);
void pic_unmask_timer(void); /* IRQ 0 */
bool lapic_present(void);
void timer_init(void); /* TICKS_PER_SECOND from here on */

/* ---- trace.c: `trace=on`, facts for the reader ------------------------ */

void trace(const char *text, ...) __attribute__((format(printf, 1, 2)));
void trace_frame(const struct frame *frame, uintptr_t pushed_at);

/* ---- i386/ and x86_64/ ------------------------------------------------ */

void segments_init(void); /* segments.c: GDT, TSS, IDT */
/* Makes the CPU use this process's address space and kernel stack. */
void activate(struct process *process);
/* The same for the scheduler, between two processes. */
void activate_kernel(void);
/* segments.c: which program state decides the privilege level. */
void choose_privilege(struct frame *frame, bool kernel_mode);
/* faults.c: completes a frame from what the CPU pushed, wherever that was. */
uintptr_t fetch_frame(struct frame *frame);
void print_registers(const struct frame *frame);
const char *stack_owner(uintptr_t stack_pointer); /* a kernel stack's name */

/* entry.S: saves the running context and continues another. */
void switch_to(void **save, void *load);
/* entry.S: where a new process begins; expects a frame on the stack. */
void return_to_program(void);
/* entry.S: the kernel's entry as a plain function, for programs at CPL 0. */
long direct_call(unsigned long number, unsigned long a, unsigned long b,
		 unsigned long c);

#endif
