// SPDX-License-Identifier: GPL-2.0-only
/* Faults of programs: repaired if demand paging can, otherwise the program
 * ends. */
#include "kernel.h"

/* A page fault, or a double fault that began as one: the CPU could not push a
 * frame, and CR2 has the address at which it tried. (A double fault saves no
 * error code other than 0: SDM vol. 3, 6.15, "Interrupt 8".) */
static bool repair(const struct frame *frame, uintptr_t address)
{
	if (frame->vector == VECTOR_DF) {
		if (!stack_page_in(frame->sp, address))
			return false;
		info.double_faults++;
		return true;
	}
	return !(frame->error & PF_PRESENT) && page_in(address);
}

/* CR2 is read first: another page fault, such as nested=on provokes, changes
 * it.
 */
void handle_fault(struct frame *frame)
{
	uintptr_t address = read_cr2();

	if (frame->vector == VECTOR_NM) {
		fpu_trap();
		return;
	}
	if (frame->vector != VECTOR_PF && frame->vector != VECTOR_DF)
		kill_program(frame, address, KILLED | (int)frame->vector);
	provoke_nested_fault(frame);
	overflow_stack(OVERFLOW_FAULT);
	if (!repair(frame, address))
		kill_program(frame, address, KILLED | (int)frame->vector);
	redeliver_lost_interrupts();
}
