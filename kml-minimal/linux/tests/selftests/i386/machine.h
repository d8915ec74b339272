/* SPDX-License-Identifier: GPL-2.0-only */
/* What the tests need to know of i386. ../x86_64/machine.h says the same of
 * the other machine. */
#ifndef KML_TEST_MACHINE_H
#define KML_TEST_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
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
extern const unsigned long bad_addresses[N_BAD_ADDRESSES];

unsigned int saved_cs(const ucontext_t *context);
bool is_user_address(unsigned long address);

/* Computes for TURNS turns while the stack pointer is SP. */
void spin_with_stack(unsigned long sp, unsigned long turns);
/* Pushes a word when the stack pointer is SP; does not return. */
void push_at(unsigned long sp) __attribute__((noreturn));
/* Jumps to IP with the stack pointer SP; the second one with an interrupt that
 * comes behind the jump (at CPL 3, where CLI is forbidden, it dies of that). */
void jump_with_stack(unsigned long ip, unsigned long sp)
	__attribute__((noreturn));
void jump_interrupted(unsigned long ip, unsigned long sp)
	__attribute__((noreturn));
/* Where a direct call enters the kernel, or what is in its place at CPL 3; and
 * such a call that waits for a signal. */
unsigned long entry_of_calls(void);
void pause_directly(void);
/* Changes to a stack, unmaps it, and pushes a word; does not return. */
void unmap_stack_and_push(char *stack, size_t size) __attribute__((noreturn));
/* Changes to a stack, unmaps it, maps it anew, pushes 4711; gives what mmap()
 * gave. */
unsigned long replace_stack_and_push(char *stack, size_t size);
/* Sets the trap flag. */
void start_stepping(void);
/* Clears AC, computes for TURNS turns, makes system call NUMBER, clears AC
 * again, and adds one to *WORD; gives what the system call gave. */
long compute_without_ac(unsigned long turns, long number, unsigned long *word);

#endif
