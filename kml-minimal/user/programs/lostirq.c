// SPDX-License-Identifier: GPL-2.0-only
/* The lost interrupt. At every offset of the stack pointer around a page
 * boundary, wait for a timer interrupt while the page below is not mapped. If
 * its frame does not fit, the CPU has acknowledged the interrupt and cannot
 * deliver it. Does the clock go on ticking?
 *
 *   lostirq N    expects that N offsets starve */
#include "kml.h"

#define LAST_OFFSET 80 /* beyond the largest frame: six words of 8 bytes */

/* Waits at this offset for a tick; returns the number of pages brought in.
 * Unless there was one, the frame did fit, and something else has stopped the
 * clock. */
static unsigned long wait_at(unsigned long offset)
{
	char *stack = fresh_stack_page() + offset;
	unsigned long faults, tick;
	int ticked;

	*(volatile char *)stack = 0; /* this page is there */
	faults = INFO->page_faults;
	tick = INFO->ticks;
	ticked = spin_on(stack, PATIENCE);
	faults = INFO->page_faults - faults;
	if (!ticked && faults)
		outcome("lost-interrupt", "the clock stopped at offset %lu",
			offset);
	if (INFO->ticks == tick)
		outcome("failed", "no interrupt came at offset %lu", offset);
	return faults;
}

int main(int argc, char **argv)
{
	unsigned long offset;
	unsigned long starved = 0;

	about_to("lostirq", "");
	for (offset = 0; offset <= LAST_OFFSET; offset += sizeof(long))
		starved += wait_at(offset);
	if (argc > 0 && starved != parse_number(argv[0]))
		outcome("failed", "%lu offsets starved, not %s", starved,
			argv[0]);
	outcome("ok", "%lu of %lu offsets starved, %lu interrupts redelivered",
		starved, (unsigned long)(LAST_OFFSET / sizeof(long) + 1),
		INFO->redelivered);
}
