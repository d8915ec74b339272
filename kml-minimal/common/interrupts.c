// SPDX-License-Identifier: GPL-2.0-only
/* Hardware interrupts, and the ones that got lost. */
#include "kernel.h"

struct info info; /* a page of its own: programs see it at INFO_ADDRESS */

bool need_switch;

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
	if (vector == VECTOR_IRQ || vector == VECTOR_LAPIC_TIMER) {
		timer_tick();
	} else if (vector == VECTOR_CONSOLE) {
		console_interrupt();
		wake_readers();
	}
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

void handle_nmi(void)
{
	overflow_stack(OVERFLOW_NMI);
	info.nmis++;
}
