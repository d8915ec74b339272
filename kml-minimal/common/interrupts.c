// SPDX-License-Identifier: GPL-2.0-only
/* Hardware interrupts, and those whose frame could not be pushed. */
#include "kernel.h"

struct info info; /* a page of its own: programs see it at INFO_ADDRESS */

bool need_switch;

static void timer_tick(void)
{
	info.ticks++;
	if (current)
		current->ticks++;
	/* The scheduler itself is not preempted. */
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

/* The lost interrupt. The CPU acknowledges an interrupt before it pushes the
 * frame. If that push faults, the fault is delivered and the interrupt is not:
 *
 *   controller                       CPU
 *   request       ---------------->  reads the vector
 *   in service: 1 <- acknowledges -  pushes the frame ... page fault
 *   waits for the end of interrupt   runs the handler of #PF or #DF
 *
 * The controller takes the handler to be running, and holds back all interrupts
 * of this or a lower priority until it gets an end of interrupt (8259A data
 * sheet, "Fully Nested Mode"; SDM vol. 3, 10.8.4). The clock stands still.
 *
 * The kernel itself runs with interrupts disabled and ends each one before it
 * returns to a program. So an interrupt that is in service when a *program*
 * faults has not been handled: run its handler now. */
void redeliver_lost_interrupts(void)
{
	/* lab 06 redeliver: handle each interrupt that is in service, once */
	int vector;

	if (!options.redeliver)
		return;
	while ((vector = interrupt_in_service()) >= 0) {
		trace("redeliver vector=%d", vector);
		info.redelivered++;
		handle_irq((unsigned)vector);
	}
	/* lab end: trace("not yet: lab 06 redeliver"); */
}

void handle_nmi(void)
{
	overflow_stack(OVERFLOW_NMI);
	info.nmis++;
}
