// SPDX-License-Identifier: GPL-2.0-only
/* Frames, x86-64.
 *
 * When a stack starves, a gate with an IST entry makes the CPU push on a stack
 * that always exists. But an IST stack is not a stack of stacks: the next
 * event that uses it starts at its top again and overwrites what lies there.
 * So the frame is copied to the process's kernel stack before anything else
 * can fault. */
#include "kernel.h"
#include "tss.h"

const struct choice fault_choices[] = {
	{"ist-all", FAULT_IST_ALL},
	{"ist-pf", FAULT_IST_PF},
	{"ist-df", FAULT_IST_DF},
	{"none", FAULT_NONE},
	{NULL, 0},
};

/* entry.S */
extern uint32_t entry_vector;
extern uint64_t *pushed_frame;

/* Completes a frame with the words that the CPU pushed, wherever it did so:
 * on the kernel stack (they are in place then, and this copies them onto
 * themselves), on the program's, or on an IST stack. Returns where. */
uintptr_t fetch_frame(struct frame *frame)
{
	const uint64_t *pushed = pushed_frame;

	frame->vector = entry_vector;
	frame->error = has_error_code(entry_vector) ? *pushed++ : 0;
	frame->ip = pushed[0];
	frame->cs = pushed[1];
	frame->flags = pushed[2];
	frame->sp = pushed[3];
	frame->ss = pushed[4];
	return (uintptr_t)pushed;
}

void print_registers(const struct frame *frame)
{
	printk("  rax %016lx  rbx %016lx  rcx %016lx\n"
	       "  rdx %016lx  rsi %016lx  rdi %016lx\n"
	       "  rbp %016lx  rsp %016lx  r8  %016lx\n"
	       "  r9  %016lx  r10 %016lx  r11 %016lx\n"
	       "  r12 %016lx  r13 %016lx  r14 %016lx\n"
	       "  r15 %016lx  rip %016lx  rflags %08lx  cs %04lx  ss %04lx\n",
	       frame->rax, frame->rbx, frame->rcx, frame->rdx, frame->rsi,
	       frame->rdi, frame->rbp, frame->sp, frame->r8, frame->r9,
	       frame->r10, frame->r11, frame->r12, frame->r13, frame->r14,
	       frame->r15, frame->ip, frame->flags, frame->cs, frame->ss);
}

const char *stack_owner(uintptr_t stack_pointer)
{
	uintptr_t kernel_stack = (uintptr_t)current->kernel_stack;

	if (stack_pointer < KERNEL_BASE)
		return "program";
	if (stack_pointer - kernel_stack <= KERNEL_STACK_SIZE)
		return "kernel";
	return "ist";
}
