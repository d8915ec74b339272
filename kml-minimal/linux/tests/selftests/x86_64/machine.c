// SPDX-License-Identifier: GPL-2.0-only
/* What the tests need of x86-64, in assembly where the stack is concerned. */
#include "machine.h"

#include "../../lib/kml_direct.h"
#include <sys/mman.h>
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

void jump_with_stack(unsigned long ip, unsigned long sp)
{
	__asm__ volatile("mov %[sp], %%rsp\n\t"
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
			 "mov %[sp], %%rsp\n\t"
			 "sti\n\t"
			 "jmp *%[ip]"
			 :
			 : [ip] "a"(ip), [sp] "c"(sp), [turns] "d"(30000000UL));
	__builtin_unreachable();
}

unsigned long entry_of_calls(void)
{
	kml_direct_init();
	return (unsigned long)kml_entry;
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

unsigned long replace_stack_and_push(char *stack, size_t size)
{
	register long flags __asm__("r10") =
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
	register long fd __asm__("r8") = -1;
	register long offset __asm__("r9") = 0;
	unsigned long result = SYS_munmap;

	__asm__ volatile(
		"mov %%rsp, %%rbx\n\t"
		"mov %[top], %%rsp\n\t"
		"syscall\n\t"
		"mov %[mmap], %%eax\n\t"
		"syscall\n\t"
		"pushq $4711\n\t"
		"mov %%rbx, %%rsp"
		: "+a"(result)
		: "D"(stack), "S"(size), "d"(PROT_READ | PROT_WRITE),
		  "r"(flags), "r"(fd),
		  "r"(offset), [top] "r"(stack + size), [mmap] "i"(SYS_mmap)
		: "rbx", "rcx", "r11", "memory");
	return result;
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

long compute_without_ac(unsigned long turns, long number, unsigned long *word)
{
	__asm__ volatile("sub $128, %%rsp\n\t"
			 "pushfq\n\t"
			 "andl $~0x40000, (%%rsp)\n\t"
			 "popfq\n"
			 "1: dec %[turns]\n\t"
			 "jnz 1b\n\t"
			 "syscall\n\t"
			 "pushfq\n\t"
			 "andl $~0x40000, (%%rsp)\n\t"
			 "popfq\n\t"
			 "incq (%[word])\n\t"
			 "add $128, %%rsp"
			 : "+a"(number), [turns] "+D"(turns)
			 : [word] "d"(word)
			 : "rcx", "r11", "memory", "cc");
	return number;
}
