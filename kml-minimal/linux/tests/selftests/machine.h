/* SPDX-License-Identifier: GPL-2.0-only */
/* What the tests need of each machine: machine.c and direct.c in its folder. */
#ifndef KML_TEST_MACHINE_H
#define KML_TEST_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <ucontext.h>

#include "constants.h"

/* As RFLAGS has them: see read_with_flags(). */
#define FLAG_DF 0x400
#define FLAG_NT 0x4000

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
/* Where a direct call enters the kernel, or what is in its place at CPL 3. Such
 * a call; one with the stack pointer SP; a read() of 200 bytes with FLAGS set,
 * of which it gives those that are set afterwards. */
unsigned long entry_of_calls(void);
long call_directly(long number, long a, long b, long c);
long call_directly_at(unsigned long sp, long number);
unsigned long read_with_flags(unsigned long flags, int from, char *buffer);
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
