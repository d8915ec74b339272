/* SPDX-License-Identifier: GPL-2.0-only */
/* What attacks need to know of x86-64. ../i386/machine.h says the same of the
 * other machine. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdnoreturn.h>
#include <sys/syscall.h>
#include <ucontext.h>

#define LOADER_FOLDER "/lib64"
#define LOADER	      LOADER_FOLDER "/ld-linux-x86-64.so.2"

/* arch/x86/include/asm/segment.h */
#define KERNEL_CS 0x10UL
#define KERNEL_SS 0x18UL

#define FAR_RETURN "lretq" /* pops IP and CS, a word each */

#define TRACED_CS cs /* of struct user_regs_struct */
#define TRACED_IP rip

/* Without a C library. */
static inline noreturn void exit_alone(int status)
{
	__asm__ volatile("syscall" : : "a"(SYS_exit_group), "D"(status));
	__builtin_unreachable();
}

/* The segments in a signal's frame: CS and, above it, GS, FS and SS. */
static inline void forge_segments(ucontext_t *frame)
{
	frame->uc_mcontext.gregs[REG_CSGSFS] =
		(greg_t)(KERNEL_CS | KERNEL_SS << 48);
}

#define SAVED_IP    REG_RIP
#define SAVED_FLAGS REG_EFL

static inline void return_from_interrupt(void (*to)(void))
{
	__asm__ volatile("mov %%rsp, %%rax; push %0; push %%rax; pushf;"
			 "push %1; push %2; iretq"
			 :
			 : "r"(KERNEL_SS), "r"(KERNEL_CS), "r"(to)
			 : "rax", "memory");
}

#endif
