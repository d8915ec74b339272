// SPDX-License-Identifier: GPL-2.0-only
/* NMIs by the thousand, at every point of whatever runs: programs, the kernel's
 * entry and exit code, fault tasks. A program at CPL 0 makes the I/O APIC turn
 * every period of the PIT into an NMI, while it and a second process starve,
 * take turns and use the FPU. It needs timer=lapic, as the PIT no longer ticks
 * for the kernel.
 *
 *   nmistorm DIVISOR    of the PIT's 1,193,182 Hz: each hits other points. Less
 *                       than 12 is too fast for Bochs: at its 10 million
 *                       instructions a second the next NMI comes before the
 *                       handler of the last has ended
 *   nmistorm            the second process */
#include "kml.h"

/* Intel 82093AA data sheet: an index, and the register it names. */
#define IO_APIC	     ((uintptr_t)LAPIC_ADDRESS - 0x200000)
#define REDIRECTION  (0x10 + 2 * 2) /* of pin 2, where the PIT is */
#define DELIVER_NMI  0x400
#define MASKED	     0x10000
#define LEAST_EVENTS 200
#define TURNS	     5400
#define PAGES	     30

static void io_apic_write(uint32_t index, uint32_t value)
{
	*(volatile uint32_t *)IO_APIC = index;
	*(volatile uint32_t *)(IO_APIC + 0x10) = value;
}

static void out(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static void start_storm(unsigned long divisor)
{
	uint32_t own_id = *(volatile uint32_t *)(LAPIC_ADDRESS + 0x20);

	io_apic_write(REDIRECTION + 1, own_id);
	io_apic_write(REDIRECTION, DELIVER_NMI);
	out(0x43, 0x34); /* channel 0, rate generator */
	out(0x40, divisor & 0xff);
	out(0x40, (uint8_t)(divisor >> 8));
}

/* Both ways of calling; what they return is part of the test. */
static void yield_by(int turn)
{
	long result = turn % 2 ? trap(CALL_YIELD, 0, 0, 0)
			       : direct(CALL_YIELD, 0, 0, 0);

	if (result != 0)
		outcome("overwritten", "yield returned %ld", result);
}

static void push_on_new_page(void)
{
	unsigned long *stack = (unsigned long *)fresh_stack_page();

	push_on(stack);
	if (stack[-1] != PUSHED)
		outcome("overwritten", "the word pushed did not arrive");
}

/* All that an NMI can disturb. The FPU is used after each switch, so its
 * registers are switched each time. */
static double take_turns(double start)
{
	double sum = start;
	int i;

	for (i = 0; i < TURNS; i++) {
		sum += i;
		yield_by(i);
		if (i % (TURNS / PAGES) == 0)
			push_on_new_page();
	}
	return sum - start;
}

int main(int argc, char **argv)
{
	const double expected = TURNS * (TURNS - 1) / 2.0;
	unsigned long before = INFO->nmis;
	int child, status = -1;

	if (argc == 0)
		return take_turns(1000000) != expected;
	about_to("nmistorm", argv[0]);
	start_storm(parse_number(argv[0]));
	child = spawn("/trusted/nmistorm", "");
	if (child < 0)
		outcome("failed", "cannot start the second process");
	if (take_turns(0) != expected)
		outcome("overwritten", "the FPU lost a value");
	if (wait(&status) != child)
		outcome("failed", "the second process is not the child");
	io_apic_write(REDIRECTION, MASKED);
	if (status != 0)
		outcome("failed", "the second process ended with %s",
			status_text(status));
	if (INFO->nmis - before < LEAST_EVENTS)
		outcome("failed", "only %lu NMIs", INFO->nmis - before);
	outcome("ok", "nothing was lost in %lu NMIs", INFO->nmis - before);
}
