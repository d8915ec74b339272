// SPDX-License-Identifier: GPL-2.0-only
/* Handles a frame, once entry.S has saved the state of what was interrupted.
 *
 *   entry.S --> handle_program_frame() --> fetch_frame()
 *               serve_program()        --> handle_irq(), frame_system_call(),
 *                                          handle_fault()
 *   entry.S --> handle_kernel_frame()      the kernel's own code
 *
 * A fault's task (i386) enters at serve_program(), with a frame that it has
 * written itself. */
#include "kernel.h"

/* limit=: for tests, in which a program must not spin for ever. */
static void enforce_limit(const struct frame *frame)
{
	if (options.limit && current->ticks > options.limit)
		kill_program(frame, 0, KILLED_BY_LIMIT);
}

/* The next process to be interrupted would overwrite a frame on an IST stack
 * (frame=ist): only one on the process's own kernel stack can wait. */
static bool may_switch(const struct frame *frame)
{
	return (const uint8_t *)(frame + 1) ==
	       current->kernel_stack + KERNEL_STACK_SIZE;
}

void serve_program(struct frame *frame)
{
	if (is_irq(frame->vector))
		handle_irq((unsigned)frame->vector);
	else if (frame->vector == VECTOR_SYSCALL)
		frame_system_call(frame);
	else
		handle_fault(frame);
	enforce_limit(frame);
	if (need_switch && may_switch(frame)) {
		need_switch = false;
		process_yield(READY);
	}
}

void handle_program_frame(struct frame *frame)
{
	uintptr_t pushed_at = fetch_frame(frame);

	if (options.trace)
		trace_frame(frame, pushed_at);
	serve_program(frame);
}

/* The kernel runs with interrupts disabled. So this is an interrupt while the
 * scheduler waits, or one of two faults that may happen anywhere: #NM, as an
 * NMI's task switch sets CR0.TS even inside fpu_trap(), and the page fault that
 * nested=on provokes. Any other is a defect. */
void handle_kernel_frame(struct frame *frame)
{
	if (frame->vector == VECTOR_PF)
		overflow_stack(OVERFLOW_FAULT);
	if (is_irq(frame->vector))
		handle_irq((unsigned)frame->vector);
	else if (frame->vector == VECTOR_NM)
		clts();
	else if (frame->vector != VECTOR_PF || !kernel_page_in(read_cr2()))
		panic("%s, vector %u, error code %lx, in the kernel at %lx, address %lx%s",
		      vector_name((unsigned)frame->vector),
		      (unsigned)frame->vector, (unsigned long)frame->error,
		      (unsigned long)frame->ip, read_cr2(),
		      overflow_text(read_cr2()));
}
