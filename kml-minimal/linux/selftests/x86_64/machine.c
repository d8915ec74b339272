// SPDX-License-Identifier: GPL-2.0-only
/* What the tests need of x86-64, in assembly where the stack is concerned. */
#include "machine.h"

#include <sys/syscall.h>

const unsigned long bad_addresses[N_BAD_ADDRESSES] = {
	0, KERNEL_HOLE, 0x8000000000000000UL /* not canonical */};

unsigned int saved_cs(const ucontext_t *context)
{
	return context->uc_mcontext.gregs[REG_CSGSFS] & 0xffff;
}

bool is_user_address(unsigned long address)
{
	return !(address >> 47);
}

void spin_with_stack(unsigned long sp, unsigned long turns)
{
	__asm__ volatile("mov %%rsp, %%r15\n\t"
			 "mov %[sp], %%rsp\n"
			 "1: dec %[turns]\n\t"
			 "jnz 1b\n\t"
			 "mov %%r15, %%rsp"
			 : [turns] "+r"(turns)
			 : [sp] "r"(sp)
			 : "r15", "memory", "cc");
}

void push_at(unsigned long sp)
{
	__asm__ volatile("mov %0, %%rsp\n\t"
			 "pushq $1\n\t"
			 "ud2"
			 :
			 : "r"(sp));
	__builtin_unreachable();
}

void unmap_stack_and_push(char *stack, size_t size)
{
	__asm__ volatile("mov %[top], %%rsp\n\t"
			 "pushq $1\n\t"
			 "syscall\n\t"
			 "pushq $1\n\t"
			 "ud2"
			 :
			 : "a"(SYS_munmap), "D"(stack),
			   "S"(size), [top] "r"(stack + size)
			 : "rcx", "r11", "memory");
	__builtin_unreachable();
}

/* (The 128 bytes below RSP may be the caller's: the red zone.) */
void start_stepping(void)
{
	__asm__ volatile("sub $128, %%rsp\n\t"
			 "pushfq\n\t"
			 "orq $0x100, (%%rsp)\n\t"
			 "popfq\n\t"
			 "add $128, %%rsp"
			 :
			 :
			 : "memory", "cc");
}
