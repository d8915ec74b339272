// SPDX-License-Identifier: GPL-2.0-only
/* Starves, writes through a bad pointer, loads garbage into RSP, and goes on.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#define NOWHERE 0xffff900000000000ul /* kernel half, below any mapping */

static sigjmp_buf back;
static int *volatile bad = (int *)8;

static void handler(int signal)
{
	(void)signal;
	siglongjmp(back, 1);
}

static int deep(int levels)
{
	volatile char page[4096];

	page[0] = (char)levels;
	return levels ? deep(levels - 1) + page[0] : 0;
}

static void write_to_null(void)
{
	*bad = 1;
}

static void push_nowhere(void)
{
	__asm__ volatile("mov %0, %%rsp\n\tpush %%rax" ::"r"(NOWHERE)
			 : "memory");
}

static void try(const char *what, void (*step)(void))
{
	if (!sigsetjmp(back, 1)) {
		step();
		exit(2); /* nothing happened */
	}
	printf("%s: rescued\n", what);
}

int main(void)
{
	stack_t stack = {.ss_sp = malloc(65536), .ss_size = 65536};
	struct sigaction action = {.sa_handler = handler,
				   .sa_flags = SA_ONSTACK};

	sigaltstack(&stack, NULL);
	sigaction(SIGSEGV, &action, NULL);
	printf("starve: %d\n", deep(64));
	try("pointer", write_to_null);
	try("garbage", push_nowhere);
	return 0;
}
