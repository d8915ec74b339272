/* SPDX-License-Identifier: GPL-2.0-only */
/* What the tests need to know of i386. ../x86_64/constants.h says the same of
 * the other machine. */
#ifndef KML_TEST_CONSTANTS_H
#define KML_TEST_CONSTANTS_H

#include <ucontext.h>

/* The selector of a program's code segment, as the kernel saves it. */
#define USER_CS 0x73

/* Where a signal handler finds registers in uc_mcontext.gregs ... */
#define SAVED_IP    REG_EIP
#define SAVED_SP    REG_ESP
#define SAVED_FLAGS REG_EFL
/* ... and a debugger in struct user_regs_struct. */
#define TRACED_IP eip
#define TRACED_CS xcs

/* Kernel addresses: where nothing is mapped, and where code is. */
#define KERNEL_HOLE 0xfffff000UL
#define KERNEL_TEXT 0xc1000000UL
/* Stack pointers of the kernel half that lead nowhere. */
#define NOWHERE KERNEL_HOLE + 64

#define N_BAD_ADDRESSES 2

#endif
