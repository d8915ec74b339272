// SPDX-License-Identifier: GPL-2.0-only
/* Interrupts, after entry.S has saved the state of what was interrupted. */
#include "kernel.h"

struct info info; /* a page of its own: programs see it at INFO_ADDRESS */

static bool need_switch;

static void timer_tick(void)
{
	info.ticks++;
	if (current)
		current->ticks++;
	/* The scheduler itself is not to be preempted. */
	need_switch = current;
}

void handle_irq(unsigned vector)
{
	if (interrupt_is_spurious(vector))
		return;
	if (vector == VECTOR_IRQ || vector == VECTOR_LAPIC_TIMER)
		timer_tick();
	else if (vector == VECTOR_CONSOLE)
		console_interrupt();
	end_of_interrupt(vector);
}

/* The lost interrupt. The CPU takes an interrupt from the controller before
 * it pushes the frame; if pushing faults, what gets delivered is the fault.
 * The controller believes the handler to be running ("in service") and holds
 * back every further interrupt of that priority until it is told the end.
 *
 * The kernel itself runs with interrupts disabled and finishes each one
 * before it returns to a program. So whenever a *program* faults and an
 * interrupt is in service, its handler has never run: run it now. */
void redeliver_lost_interrupts(void)
{
	int vector;

	if (!options.redeliver)
		return;
	while ((vector = interrupt_in_service()) >= 0) {
		trace("redeliver vector=%d", vector);
		info.redelivered++;
		handle_irq((unsigned)vector);
	}
}

static void enforce_limit(const struct frame *frame)
{
	if (options.limit && current->ticks > options.limit)
		kill_program(frame, 0, KILLED_BY_LIMIT);
}

/* A frame on an IST stack (frame=ist) is lost when another process runs. */
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

void handle_kernel_frame(struct frame *frame)
{
	if (frame->vector == VECTOR_PF)
		overflow_stack(OVERFLOW_FAULT);
	if (is_irq(frame->vector))
		handle_irq((unsigned)frame->vector);
	else if (frame->vector == VECTOR_NM)
		clts(); /* an NMI's task switch set TS inside fpu_trap() */
	else if (frame->vector != VECTOR_PF || !window_page_in(read_cr2()))
		panic("%s, vector %u, error code %lx, in the kernel at %lx, address %lx%s",
		      vector_name((unsigned)frame->vector),
		      (unsigned)frame->vector, (unsigned long)frame->error,
		      (unsigned long)frame->ip, read_cr2(),
		      overflow_text(read_cr2()));
}

void handle_nmi(void)
{
	overflow_stack(OVERFLOW_NMI);
	info.nmis++;
}
