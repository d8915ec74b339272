// SPDX-License-Identifier: GPL-2.0-only
/* One deliberate fault. The kernel must kill this program, print why, and go
 * on.
 *
 *   misbehave KIND   with one of the names in the table below */
#include "cpu.h"
#include "kml.h"

static volatile long zero; /* the compiler cannot know */

static void clear_interrupts(void)
{
	__asm__ volatile("cli");
}

static void halt(void)
{
	__asm__ volatile("hlt");
}

static void write_port(void)
{
	__asm__ volatile("outb %al, $0x80");
}

static void read_kernel(void)
{
	zero = *(volatile long *)KERNEL_BASE;
}

static void write_kernel(void)
{
	*(volatile long *)(KERNEL_BASE + 0x100000) = 0;
}

static void write_text(void)
{
	*(volatile long *)USER_START = 0;
}

static void write_info(void)
{
	*(volatile long *)INFO_ADDRESS = 0;
}

static void jump(void)
{
	((void (*)(void))0x12345678)();
}

static void null(void)
{
	*(volatile long *)zero = 1;
}

/* Below the stack, but no overflow: the stack pointer is far away. */
static void write_below_stack(void)
{
	*(volatile long *)(USER_STACK_TOP - USER_STACK_SIZE - 64) = 1;
}

static void divide(void)
{
	zero = 1000 / zero;
}

static void breakpoint(void)
{
	__asm__ volatile("int3");
}

static void undefined(void)
{
	__asm__ volatile("ud2");
}

static void raise_irq(void)
{
	__asm__ volatile("int $0x21");
}

static int overflow(long depth)
{
	volatile char space[4000];

	space[0] = (char)depth;
	return depth == 0 ? 0 : space[0] + overflow(depth - 1);
}

static void exhaust_stack(void)
{
	zero = overflow(1000000);
}

/* The only one that is allowed, but only at CPL 0. */
static void call_direct(void)
{
	long pid = direct(CALL_GETPID, 0, 0, 0);

	if (pid != getpid())
		outcome("failed", "direct getpid returned %ld", pid);
	outcome("ok", "direct getpid at CPL %u returned %ld", cpl(), pid);
}

/* A debug trap after the next instruction. */
static void step(void)
{
	set_flags(get_flags() | EFLAGS_TF);
}

static void step_into_direct_call(void)
{
	unsigned long flags = get_flags() | EFLAGS_TF;

	__asm__ volatile("push %0; popf; call *%1"
			 :
			 : "r"(flags), "r"(INFO->direct_call)
			 : "cc", "memory");
}

static void spin(void)
{
	for (;;)
		;
}

static const struct {
	const char *name;
	void (*function)(void);
} kinds[] = {
	{"cli", clear_interrupts},
	{"hlt", halt},
	{"port", write_port},
	{"read-kernel", read_kernel},
	{"write-kernel", write_kernel},
	{"write-text", write_text},
	{"write-info", write_info},
	{"jump", jump},
	{"null", null},
	{"below-stack", write_below_stack},
	{"divide", divide},
	{"breakpoint", breakpoint},
	{"undefined", undefined},
	{"irq", raise_irq},
	{"overflow", exhaust_stack},
	{"direct", call_direct},
	{"step", step},
	{"step-call", step_into_direct_call},
	{"vm86", enter_vm86},
	{"spin", spin},
};

int main(int argc, char **argv)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (argc > 0 && strcmp(argv[0], kinds[i].name) == 0) {
			about_to("misbehave", argv[0]);
			kinds[i].function();
			outcome("failed", "%s at CPL %u: nothing happened",
				argv[0], cpl());
		}
	}
	printf("usage: misbehave KIND. One of:");
	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		printf(" %s", kinds[i].name);
	printf("\n");
	return 2;
}
