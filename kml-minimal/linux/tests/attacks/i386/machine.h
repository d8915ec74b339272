/* SPDX-License-Identifier: GPL-2.0-only */
/* What attacks need to know of i386. ../x86_64/machine.h says the same of the
 * other machine. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdnoreturn.h>
#include <sys/syscall.h>
#include <ucontext.h>

#define LOADER_FOLDER "/lib"
#define LOADER	      LOADER_FOLDER "/ld-linux.so.2"

/* arch/x86/include/asm/segment.h */
#define KERNEL_CS 0x60UL
#define KERNEL_SS 0x68UL

#define FAR_RETURN "lret" /* pops IP and CS, a word each */

#define TRACED_CS xcs /* of struct user_regs_struct */
#define TRACED_IP eip

/* Without a C library. */
static inline noreturn void exit_alone(int status)
{
	__asm__ volatile("int $0x80" : : "a"(SYS_exit_group), "b"(status));
	__builtin_unreachable();
}

static inline void forge_segments(ucontext_t *frame)
{
	frame->uc_mcontext.gregs[REG_CS] = KERNEL_CS;
	frame->uc_mcontext.gregs[REG_SS] = KERNEL_SS;
}

#define SAVED_IP    REG_EIP
#define SAVED_FLAGS REG_EFL

/* To a segment of the same level, as it were: without ESP and SS. */
static inline void return_from_interrupt(void (*to)(void))
{
	__asm__ volatile("pushf; push %0; push %1; iret"
			 :
			 : "r"(KERNEL_CS), "r"(to)
			 : "memory");
}

#endif
