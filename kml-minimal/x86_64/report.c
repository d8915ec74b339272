// SPDX-License-Identifier: GPL-2.0-only
/* What a report shows of this machine, x86-64. */
#include "kernel.h"

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
