// SPDX-License-Identifier: GPL-2.0-only
/* `starve push' of kml-minimal, for Linux: the stack pointer stands at the
 * start of a page below which nothing is mapped yet. push_on() is the very same
 * (user/ARCH/machine.S), and so is trap(): Linux reads numbers and arguments of
 * system calls from the same registers. Exit status 0: the word arrived. */
#include <asm/unistd.h>

#include "kml.h"

#define PAGE 4096

/* Pages of zeroes. Linux maps each when it is touched, and not before. */
static unsigned long pages[2][PAGE / sizeof(long)]
	__attribute__((aligned(PAGE)));

int main(void)
{
	unsigned long *stack = pages[1];

	push_on(stack);
	return stack[-1] != PUSHED;
}

/* _start, in machine.S, calls it. */
_Noreturn void start(const void *stack);
void start(const void *stack)
{
	(void)stack;
	trap(__NR_exit, (unsigned long)main(), 0, 0);
	__builtin_unreachable();
}
