// SPDX-License-Identifier: GPL-2.0-only
/* The kernel's own lines, down to the last one: how the run ended. */
#include "kernel.h"

#define DEBUG_EXIT_PORT	    0xf4 /* QEMU: -device isa-debug-exit */
#define DEBUG_EXIT_PASSED   0x10
#define DEBUG_EXIT_FAILED   0x11
#define BOCHS_SHUTDOWN_PORT 0x8900

static void put(char c, void *context)
{
	(void)context;
	console_put(c);
}

void vprintk(const char *text, va_list arguments)
{
	if (!format(put, NULL, text, arguments))
		panic("a conversion of printk() is not supported");
}

void printk(const char *text, ...)
{
	va_list arguments;

	va_start(arguments, text);
	vprintk(text, arguments);
	va_end(arguments);
}

void panic(const char *text, ...)
{
	va_list arguments;

	printk("kml: panic: ");
	va_start(arguments, text);
	vprintk(text, arguments);
	va_end(arguments);
	printk("\n");
	machine_end(false);
}

void machine_end(bool passed)
{
	const char *shutdown = "Shutdown";

	printk("kml: verdict %s\n", passed ? "pass" : "fail");
	console_flush();
	outb(DEBUG_EXIT_PORT, passed ? DEBUG_EXIT_PASSED : DEBUG_EXIT_FAILED);
	while (*shutdown)
		outb(BOCHS_SHUTDOWN_PORT, (uint8_t)*shutdown++);
	for (;;)
		__asm__ volatile("cli; hlt");
}
