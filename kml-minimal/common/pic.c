// SPDX-License-Identifier: GPL-2.0-only
/* The two 8259 interrupt controllers (Intel 8259A data sheet), and the part of
 * the local APIC that plays the same role (SDM vol. 3, 10.8). Both keep an
 * in-service register: a bit for each interrupt that the CPU has acknowledged
 * and whose handler has not yet written an end of interrupt. */
#include "kernel.h"
#include "lapic.h"
#include "pit.h"

#define MASTER_COMMAND	0x20
#define MASTER_DATA	0x21
#define SLAVE_COMMAND	0xa0
#define SLAVE_DATA	0xa1
#define END		0x20 /* OCW2: non-specific end of interrupt */
#define READ_IN_SERVICE 0x0b /* OCW3 */
#define CASCADE		2    /* the master's line to the slave */
#define CONSOLE		4    /* COM1's */

static void init_one(uint16_t command, uint8_t vector, uint8_t cascade,
		     uint8_t mask)
{
	outb(command, 0x11); /* ICW1: edge triggered, cascaded, ICW4 follows */
	outb(command + 1, vector);  /* ICW2 */
	outb(command + 1, cascade); /* ICW3 */
	outb(command + 1, 0x01);    /* ICW4: 8086 mode */
	outb(command + 1, mask);
}

void pic_init(void)
{
	/* Only these are let through; see timer_init(). */
	init_one(MASTER_COMMAND, VECTOR_IRQ, 1 << CASCADE,
		 (uint8_t) ~(1 << CASCADE | 1 << CONSOLE));
	init_one(SLAVE_COMMAND, VECTOR_IRQ + 8, CASCADE, 0xff);
	if (lapic_present())
		lapic_init();
}

void timer_init(void)
{
	if (options.lapic && lapic_present()) {
		lapic_start_timer();
		return;
	}
	pit_start_timer();
	outb(MASTER_DATA, inb(MASTER_DATA) & ~1u); /* lets IRQ 0 through */
}

static uint8_t in_service(uint16_t command)
{
	outb(command, READ_IN_SERVICE);
	return inb(command);
}

/* The lowest line has the highest priority: its handler interrupted the others.
 */
static int lowest_bit(unsigned bits)
{
	return __builtin_ctz(bits);
}

/* The bit of the cascade is set as well while a line of the slave is in
 * service. */
int interrupt_in_service(void)
{
	/* lab 06 in-service: ask both 8259s and the local APIC */
	unsigned master = in_service(MASTER_COMMAND) & ~(1u << CASCADE);
	unsigned slave = in_service(SLAVE_COMMAND);

	if (master)
		return VECTOR_IRQ + lowest_bit(master);
	if (slave)
		return VECTOR_IRQ + 8 + lowest_bit(slave);
	return lapic_present() ? lapic_in_service() : -1;
	/* lab end */
}

/* When a request goes away before the CPU acknowledges it, the 8259 delivers
 * line 7 without setting its in-service bit (data sheet, "default IR7"); the
 * local APIC has a vector for this case (SDM vol. 3, 10.9). Nothing is in
 * service then, so an end of interrupt would end another one. */
bool interrupt_is_spurious(unsigned vector)
{
	if (vector == VECTOR_LAPIC_SPURIOUS)
		return true;
	return vector == VECTOR_IRQ + 7 && !(in_service(MASTER_COMMAND) & 0x80);
}

void end_of_interrupt(unsigned vector)
{
	if (vector >= VECTOR_LAPIC_TIMER) {
		lapic_end_of_interrupt();
		return;
	}
	if (vector >= VECTOR_IRQ + 8)
		outb(SLAVE_COMMAND, END);
	outb(MASTER_COMMAND, END);
}
