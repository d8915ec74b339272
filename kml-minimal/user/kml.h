/* SPDX-License-Identifier: GPL-2.0-only */
/* The library for programs that run on kml-minimal, at CPL 3 or CPL 0 alike.
 * A program is a C file with an ordinary main(argc, argv). */
#ifndef KML_USER_H
#define KML_USER_H

#include "calls.h"
#include "errors.h"
#include "info.h"
#include "layout.h"
#include "string.h"
#include "types.h"

/* What a program can read without a system call. */
#define INFO ((const volatile struct info *)INFO_ADDRESS)

/* A system call by the machine's trap: INT 0x80, or SYSCALL on x86-64.
 * The numbers are those of calls.h. */
long trap(unsigned long number, unsigned long a, unsigned long b,
	  unsigned long c);
/* The same as a plain function call. Only at CPL 0: at CPL 3 the kernel's
 * code cannot be reached, and the program is killed. */
long direct(unsigned long number, unsigned long a, unsigned long b,
	    unsigned long c);

/* System calls: results and errors as in calls.h and errors.h. */
int getpid(void);
_Noreturn void exit(int status);
long write(const void *text, size_t size);
long read(void *buffer, size_t size);
int spawn(const char *path, const char *arguments);
int wait(int *status);
void yield(void);
void *sbrk(size_t bytes); /* NULL when there is no more */
unsigned long clock_ms(void);

/* The privilege level this program runs at: the low bits of CS. */
unsigned cpl(void);
/* The time-stamp counter. Under QEMU's -icount shift=0: instructions. */
uint64_t cycles(void);

/* The conversions are those of format() in string.h. Any other, such as %f,
 * ends the program. */
void printf(const char *text, ...) __attribute__((format(printf, 1, 2)));

/* ---- for the scenarios ------------------------------------------------ */

/* Prints how a scenario ended, in the words of `make kml-matrix`, and exits. */
_Noreturn void outcome(const char *what, const char *text, ...)
	__attribute__((format(printf, 2, 3)));

static inline unsigned long get_flags(void)
{
	unsigned long flags;

	__asm__ volatile("pushf; pop %0" : "=r"(flags));
	return flags;
}

static inline void set_flags(unsigned long flags)
{
	__asm__ volatile("push %0; popf" : : "r"(flags) : "cc", "memory");
}

/* Announces the next step, and the CPL. No outcome counts without this line
 * (tests/evidence.c), so it belongs right before the step in question. */
void about_to(const char *program, const char *how);

/* machine.S: each sets the stack pointer to stack and does one thing; those
 * that return set it back. */
void push_on(void *stack); /* a PUSH, of this value: */
#define PUSHED 0x1234
long trap_on(void *stack); /* INT 0x80: getpid */
/* A direct call, getpid: the return address is the last word that fits onto the
 * page of stack. */
long direct_on(void *stack);
void drop_to_cpl3(void); /* from CPL 0, by IRET: the kernel does not know */
void enter_vm86(void);	 /* by IRET; x86-64 has no such mode */
/* With interrupts disabled, so at CPL 0 only: a PUSH, then exit(*status). No
 * other memory is touched: for a program that may be in another's. */
_Noreturn void exit_from(void *stack, volatile int *status);
/* Spins without touching the stack. Returns 1 when the clock has ticked, 0 when
 * it has not within so many rounds. */
int spin_on(void *stack, unsigned long rounds);
/* Stores value to *where and spins a little. */
void store_on(void *stack, volatile uint32_t *where, uint32_t value);
/* Fills 16 words below the stack pointer, spins for a tick, and returns how
 * many have changed; -1 when no tick came. */
int words_lost_below(unsigned long rounds);

/* Enough rounds to wait for a tick on any emulator. */
#define PATIENCE 20000000ul

/* Sorts an odd number of values and returns the middle one: the result of a
 * measurement that nothing interrupted. */
long median(long *values, size_t count);

/* The start of an untouched stack page, a different one at each call. */
char *fresh_stack_page(void);

#endif
