// SPDX-License-Identifier: GPL-2.0-only
/* Why the kernel kills a program, on one screen. */
#include "kernel.h"

const char *stack_owner(uintptr_t stack_pointer)
{
	uintptr_t kernel_stack = (uintptr_t)current->kernel_stack;

	if (stack_pointer < KERNEL_BASE)
		return "program";
	if (stack_pointer - kernel_stack <= KERNEL_STACK_SIZE)
		return "kernel";
	return OTHER_STACK;
}

static void explain_error(const struct frame *frame, uintptr_t address)
{
	unsigned error = (unsigned)frame->error;

	if (frame->vector == VECTOR_PF)
		printk("  error %x:  a %s %s at %lx, which belongs to %s: %s\n",
		       error, error & PF_USER ? "CPL 3" : "CPL 0",
		       error & PF_WRITE ? "write" : "read or fetch",
		       (unsigned long)address, address_owner(address),
		       error & PF_PRESENT     ? "not allowed"
		       : may_grow_to(address) ? "out of memory"
					      : "no page there");
	else if (frame->vector == VECTOR_DF)
		printk("  no frame could be pushed below the stack pointer %lx, which belongs to %s\n",
		       (unsigned long)frame->sp, address_owner(frame->sp));
	else if (error) /* SDM vol. 3, 6.13 */
		printk("  error %x:  %s entry %u%s\n", error,
		       error & 2   ? "IDT"
		       : error & 4 ? "LDT"
				   : "GDT",
		       error >> 3, error & 1 ? ", external event" : "");
}

/* A program that has used up its stack faults below the stack's lowest page,
 * and its stack pointer is there too, or so close above it that a frame does
 * not fit.
 */
static bool stack_overflowed(const struct frame *frame, uintptr_t address)
{
	return (frame->vector == VECTOR_PF || frame->vector == VECTOR_DF) &&
	       address >= current->heap_end && address < USER_STACK_END &&
	       frame->sp >= current->heap_end &&
	       frame->sp <= USER_STACK_END + FRAME_REACH;
}

static void explain_overflow(const struct frame *frame)
{
	printk("  overflow: the stack pointer is %lx, but the stack ends at %lx: it has %u KiB at most\n"
	       "            (endless recursion, or a large local variable?)\n",
	       (unsigned long)frame->sp, (unsigned long)USER_STACK_END,
	       USER_STACK_SIZE / 1024);
}

static void explain_fault(const struct frame *frame, uintptr_t address)
{
	bool overflowed = stack_overflowed(frame, address);
	unsigned vector = (unsigned)frame->vector;

	printk("%s%s; vector %u", vector_name(vector),
	       overflowed ? ": stack overflow" : "", vector);
	if (has_error_code(vector))
		printk(", error code %x", (unsigned)frame->error);
	printk("\n");
	if (overflowed)
		explain_overflow(frame);
	explain_error(frame, address);
}

void kill_program(const struct frame *frame, uintptr_t address, int status)
{
	printk("kml: killed: %s, pid %d, CPL %u%s, by ", current->name,
	       current->pid, frame_cpl(frame), frame_mode(frame));
	if (status == KILLED_BY_LIMIT)
		printk("the time limit\n");
	else
		explain_fault(frame, address);
	printk("  at        %lx in %s; stack pointer in %s\n",
	       (unsigned long)frame->ip,
	       address_owner(linear_address(frame, frame->cs, frame->ip)),
	       address_owner(linear_address(frame, frame->ss, frame->sp)));
	printk("  frame on  %s\n", stack_owner((uintptr_t)frame));
	print_registers(frame);
	/* If an interrupt was lost on the way here, the other processes still
	 * need it, and its line. */
	redeliver_lost_interrupts();
	process_exit(status);
}
