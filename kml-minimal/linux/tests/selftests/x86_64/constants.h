/* SPDX-License-Identifier: GPL-2.0-only */
/* What the tests need to know of x86-64. ../i386/constants.h says the same of
 * the other machine. */
#ifndef KML_TEST_CONSTANTS_H
#define KML_TEST_CONSTANTS_H

#include <ucontext.h>

/* The selector of a program's code segment, as the kernel saves it. */
#define USER_CS 0x33

/* Where a signal handler finds registers in uc_mcontext.gregs ... */
#define SAVED_IP    REG_RIP
#define SAVED_SP    REG_RSP
#define SAVED_FLAGS REG_EFL
/* ... and a debugger in struct user_regs_struct. */
#define TRACED_IP rip
#define TRACED_CS cs

/* Kernel addresses: where nothing is mapped, and where code is. */
#define KERNEL_HOLE 0xffffffff00000000UL
#define KERNEL_TEXT 0xffffffff81000000UL
/* Stack pointers of the kernel half that lead nowhere; one is not canonical. */
#define NOWHERE KERNEL_HOLE + 64, 0xffffa00000000000UL, 0xff00000000000000UL

#define N_BAD_ADDRESSES 3

#endif
