// SPDX-License-Identifier: GPL-2.0-only
/* The console: serial line COM1, a 16550 UART. It interrupts only while a
 * process waits for input; output waits for the UART. */
#include "kernel.h"

#define COM1		   0x3f8
#define DATA		   (COM1 + 0)
#define INTERRUPT_ENABLE   (COM1 + 1)
#define FIFO_CONTROL	   (COM1 + 2)
#define LINE_CONTROL	   (COM1 + 3)
#define MODEM_CONTROL	   (COM1 + 4)
#define LINE_STATUS	   (COM1 + 5)
#define FIFO_ENABLE	   0x01
#define INTERRUPT_ON_INPUT 0x01
#define OUT2		   0x08 /* on a PC: lets interrupts through */
#define STATUS_INPUT_READY 0x01
#define STATUS_OUTPUT_FREE 0x20
#define STATUS_ALL_SENT	   0x40

void console_init(void)
{
	outb(INTERRUPT_ENABLE, 0);
	outb(LINE_CONTROL, 0x80); /* the next two ports set the speed */
	outb(DATA, 1);		  /* 115,200 bits per second */
	outb(INTERRUPT_ENABLE, 0);
	outb(LINE_CONTROL, 0x03); /* 8 bits, no parity, 1 stop bit */
	/* Switching the FIFO on or off clears it (National Semiconductor,
	 * PC16550D, FCR0). Input from a pipe can be waiting before the kernel
	 * starts: then there must be no switch. An emulator sends the next byte
	 * when this one is read. */
	if (!console_has_input())
		outb(FIFO_CONTROL, FIFO_ENABLE);
	outb(MODEM_CONTROL, OUT2);
}

void console_expect_input(void)
{
	outb(INTERRUPT_ENABLE, INTERRUPT_ON_INPUT);
}

void console_interrupt(void)
{
	outb(INTERRUPT_ENABLE, 0);
}

void console_put(char c)
{
	while (!(inb(LINE_STATUS) & STATUS_OUTPUT_FREE))
		;
	outb(DATA, (uint8_t)c);
}

void console_flush(void)
{
	while (!(inb(LINE_STATUS) & STATUS_ALL_SENT))
		;
}

bool console_has_input(void)
{
	return inb(LINE_STATUS) & STATUS_INPUT_READY;
}

int console_get(void)
{
	int character = console_has_input() ? inb(DATA) : -1;

	return character == '\r' ? '\n' : character; /* a terminal's Enter */
}
