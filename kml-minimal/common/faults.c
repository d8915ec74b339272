// SPDX-License-Identifier: GPL-2.0-only
/* Faults of programs: repaired if demand paging can, otherwise explained. */
#include "kernel.h"

/* nested=on: what if the page-fault handler faults, before it has looked at
 * the frame? On an IST stack the second frame is pushed over the first. */
static void provoke_nested_fault(const struct frame *frame)
{
	const struct frame before = *frame;

	window_touch();
	if (memcmp(&before, frame, sizeof(before)) == 0)
		return;
	printk("kml: overwritten: the frame said ip %lx sp %lx, now ip %lx sp %lx\n",
	       (unsigned long)before.ip, (unsigned long)before.sp,
	       (unsigned long)frame->ip, (unsigned long)frame->sp);
	machine_end(false);
}

/* A page fault, or a double fault that began as one: pushing a frame hit a
 * stack page that is not there. CR2 is that page's address. */
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

void handle_fault(struct frame *frame)
{
	uintptr_t address = read_cr2();

	if (frame->vector == VECTOR_NM) {
		fpu_trap();
		return;
	}
	if (frame->vector != VECTOR_PF && frame->vector != VECTOR_DF)
		kill_program(frame, address, KILLED | (int)frame->vector);
	if (options.nested)
		provoke_nested_fault(frame);
	if (!repair(frame, address))
		kill_program(frame, address, KILLED | (int)frame->vector);
	redeliver_lost_interrupts();
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
		       : may_grow_to(address) ? "memory is out"
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

/* Has the program used up its stack? Then its stack pointer lies between the
 * heap's end and the stack's lowest page, or so little above that the frame
 * which the CPU wanted to push does not fit. */
static bool stack_overflowed(const struct frame *frame, uintptr_t address)
{
	return (frame->vector == VECTOR_PF || frame->vector == VECTOR_DF) &&
	       address >= current->heap_end && address < USER_STACK_END &&
	       frame->sp >= current->heap_end &&
	       frame->sp <= USER_STACK_END + FRAME_REACH;
}

static void explain_overflow(const struct frame *frame)
{
	printk("  overflow: the stack pointer is %lx, but the stack ends at %lx: it may have %u KiB\n"
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
	/* An interrupt may have been lost on the way here; without an end it
	 * would block its line for the processes that go on. */
	redeliver_lost_interrupts();
	process_exit(status);
}
