// SPDX-License-Identifier: GPL-2.0-only
/* trace=on: what the CPU did, one line an event: `@ event key=value ...`. The
 * demo draws its pictures from these lines. */
#include "kernel.h"

void trace(const char *text, ...)
{
	va_list arguments;

	if (!options.trace)
		return;
	printk("@ ");
	va_start(arguments, text);
	vprintk(text, arguments);
	va_end(arguments);
	printk("\n");
}

/* Only the first frame of each vector at each privilege level is traced: the
 * thousandth timer tick shows nothing new. */
static bool is_first(const struct frame *frame)
{
	static bool seen[VECTORS][2];
	bool *is_seen = &seen[frame->vector][frame->cs & 1];

	return !*is_seen && (*is_seen = true);
}

/* Prints the words that the CPU pushed and the stack they lie on, the place of
 * the complete frame, and the top of the kernel stack as the TSS has it. */
void trace_frame(const struct frame *frame, uintptr_t pushed_at)
{
	const uintptr_t *word = (const uintptr_t *)pushed_at;
	bool same_level = (frame->cs & CPL_MASK) == 0;
	int count = sizeof(uintptr_t) == 4 && same_level ? 3 : 5;

	if (!is_first(frame))
		return;
	printk("@ frame vector=%u cpl=%d error=%x ip=%lx sp=%lx stack=%s at=%lx frame=%lx top=%lx words=",
	       (unsigned)frame->vector, (int)(frame->cs & CPL_MASK),
	       (unsigned)frame->error, (unsigned long)frame->ip,
	       (unsigned long)frame->sp, stack_owner(pushed_at),
	       (unsigned long)pushed_at, (unsigned long)frame,
	       (unsigned long)current->kernel_stack + KERNEL_STACK_SIZE);
	for (; count; count--, word++)
		printk("%lx%s", (unsigned long)*word, count > 1 ? "," : "\n");
}
