// SPDX-License-Identifier: GPL-2.0-only
/* Two interrupts are in service when a program faults, and both are lost: that
 * of COM1, which the program acknowledges itself, and the timer's, whose frame
 * starves. Whoever writes two ends of interrupt for one of them ends the other,
 * too, whose handler then never runs. (It forbids the UART its interrupts.) */
#include "cpu.h"
#include "kml.h"

#define MASTER_COMMAND 0x20
#define MASTER_DATA    0x21
#define POLL	       0x0c /* OCW3: the next read acknowledges an interrupt */
#define CONSOLE	       4    /* COM1's line */
#define COM1	       0x3f8
#define INTERRUPTS     (COM1 + 1)
#define ON_INPUT       0x01
#define MODEM_CONTROL  (COM1 + 4)
#define LOOP	       0x10 /* what is sent is received */
#define LINE_STATUS    (COM1 + 5)
#define RECEIVED       0x01

static void receive_a_byte(void)
{
	uint8_t control = inb(MODEM_CONTROL);

	outb(INTERRUPTS, ON_INPUT);
	outb(MODEM_CONTROL, control | LOOP);
	outb(COM1, 'x');
	while (!(inb(LINE_STATUS) & RECEIVED))
		;
	outb(MODEM_CONTROL, control);
}

/* As the CPU would, but for the timer's. Returns the line. (The UART waits for
 * more bytes, for a while, before it asks for an interrupt.) */
static int acknowledge(void)
{
	unsigned long rounds = PATIENCE / 100;
	uint8_t mask = inb(MASTER_DATA), answer = 0;

	outb(MASTER_DATA, mask | 1);
	while (!(answer & 0x80) && rounds--) {
		outb(MASTER_COMMAND, POLL);
		answer = inb(MASTER_COMMAND);
	}
	outb(MASTER_DATA, mask);
	return answer & 0x80 ? answer & 7 : -1;
}

int main(void)
{
	char *stack = fresh_stack_page();
	int line;

	about_to("pair", "");
	*(volatile char *)stack = 0; /* this page is there */
	__asm__ volatile("cli");
	receive_a_byte();
	line = acknowledge();
	__asm__ volatile("sti");
	if (line != CONSOLE)
		outcome("failed", "line %d is in service, not COM1's", line);
	if (!spin_on(stack, PATIENCE))
		outcome("lost-interrupt", "the clock stopped");
	if (inb(INTERRUPTS) & ON_INPUT)
		outcome("lost-interrupt",
			"two were in service: one was ended by the other");
	outcome("ok", "two were in service, and both were handled");
}
