// SPDX-License-Identifier: GPL-2.0-only
/* What a report shows of this machine, i386. */
#include "kernel.h"
#include "tss.h"

/* Of a double fault or page fault the CPU pushes one word only, the error code,
 * on the task's stack (SDM vol. 3, 6.13); the rest it saves in the outgoing
 * TSS, which the back link names (7.3). */
void trace_task(const char *name, const struct tss *task, const uint32_t *error)
{
	const struct tss *saved = tss_of(task->back_link);

	trace("task name=%s tr=%x back_link=%x busy=%d,%d ts=%d error=%x at=%lx cr2=%lx eip=%x esp=%x cs=%x eflags=%x cr3=%x",
	      name, read_tr(), task->back_link, tss_is_busy(read_tr()),
	      tss_is_busy(task->back_link), (int)(read_cr0() >> 3 & 1), *error,
	      (unsigned long)error, read_cr2(), saved->eip, saved->esp,
	      saved->cs, saved->eflags, saved->cr3);
}

void print_registers(const struct frame *frame)
{
	printk("  eax %08x  ebx %08x  ecx %08x  edx %08x\n"
	       "  esi %08x  edi %08x  ebp %08x  esp %08x\n"
	       "  eip %08x  cs %04x  ss %04x  ds %04x  es %04x  eflags %08x\n",
	       frame->eax, frame->ebx, frame->ecx, frame->edx, frame->esi,
	       frame->edi, frame->ebp, frame->sp, frame->ip, frame->cs & 0xffff,
	       frame->ss & 0xffff, frame->ds & 0xffff, frame->es & 0xffff,
	       frame->flags);
}
