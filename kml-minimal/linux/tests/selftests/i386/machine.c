// SPDX-License-Identifier: GPL-2.0-only
/* What the tests need of i386, in assembly where the stack is concerned. */
#include "machine.h"

#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

const unsigned long bad_addresses[N_BAD_ADDRESSES] = {0, KERNEL_HOLE};

unsigned int saved_cs(const ucontext_t *context)
{
	return context->uc_mcontext.gregs[REG_CS] & 0xffff;
}

bool is_user_address(unsigned long address)
{
	return address < 0xc0000000;
}

void spin_with_stack(unsigned long sp, unsigned long turns)
{
	__asm__ volatile("mov %%esp, %%edi\n\t"
			 "mov %[sp], %%esp\n"
			 "1: dec %[turns]\n\t"
			 "jnz 1b\n\t"
			 "mov %%edi, %%esp"
			 : [turns] "+r"(turns)
			 : [sp] "r"(sp)
			 : "edi", "memory", "cc");
}

void push_at(unsigned long sp)
{
	__asm__ volatile("mov %0, %%esp\n\t"
			 "pushl $1\n\t"
			 "ud2"
			 :
			 : "r"(sp));
	__builtin_unreachable();
}

void jump_with_stack(unsigned long ip, unsigned long sp)
{
	__asm__ volatile("mov %[sp], %%esp\n\t"
			 "jmp *%[ip]"
			 :
			 : [ip] "a"(ip), [sp] "c"(sp));
	__builtin_unreachable();
}

/* No interrupt comes between STI and the end of the next instruction. */
void jump_interrupted(unsigned long ip, unsigned long sp)
{
	__asm__ volatile("cli\n"
			 "1: dec %[turns]\n\t"
			 "jnz 1b\n\t"
			 "mov %[sp], %%esp\n\t"
			 "sti\n\t"
			 "jmp *%[ip]"
			 :
			 : [ip] "a"(ip), [sp] "c"(sp), [turns] "d"(30000000UL));
	__builtin_unreachable();
}

unsigned long entry_of_calls(void)
{
	return getauxval(AT_SYSINFO);
}

void unmap_stack_and_push(char *stack, size_t size)
{
	__asm__ volatile("mov %[top], %%esp\n\t"
			 "pushl $1\n\t"
			 "int $0x80\n\t"
			 "pushl $1\n\t"
			 "ud2"
			 :
			 : "a"(SYS_munmap), "b"(stack),
			   "c"(size), [top] "r"(stack + size)
			 : "memory");
	__builtin_unreachable();
}

/* The old mmap() takes its arguments from memory. */
unsigned long replace_stack_and_push(char *stack, size_t size)
{
	const unsigned long arguments[6] = {(unsigned long)stack,
					    size,
					    PROT_READ | PROT_WRITE,
					    MAP_PRIVATE | MAP_ANONYMOUS |
						    MAP_FIXED,
					    -1UL,
					    0};
	unsigned long result = SYS_munmap;

	__asm__ volatile(
		"mov %%esp, %%edi\n\t"
		"lea (%%ebx, %%ecx), %%esp\n\t"
		"int $0x80\n\t"
		"mov %[mmap], %%eax\n\t"
		"mov %[arguments], %%ebx\n\t"
		"int $0x80\n\t"
		"pushl $4711\n\t"
		"mov %%edi, %%esp"
		: "+a"(result), "+b"(stack)
		: "c"(size), [arguments] "S"(arguments), [mmap] "i"(SYS_mmap)
		: "edi", "memory");
	return result;
}

void start_stepping(void)
{
	__asm__ volatile("pushfl\n\t"
			 "orl $0x100, (%%esp)\n\t"
			 "popfl"
			 :
			 :
			 : "memory", "cc");
}

long compute_without_ac(unsigned long turns, long number, unsigned long *word)
{
	__asm__ volatile("pushfl\n\t"
			 "andl $~0x40000, (%%esp)\n\t"
			 "popfl\n"
			 "1: dec %[turns]\n\t"
			 "jnz 1b\n\t"
			 "int $0x80\n\t"
			 "pushfl\n\t"
			 "andl $~0x40000, (%%esp)\n\t"
			 "popfl\n\t"
			 "incl (%[word])"
			 : "+a"(number), [turns] "+c"(turns)
			 : [word] "d"(word)
			 : "memory", "cc");
	return number;
}
