// SPDX-License-Identifier: GPL-2.0-only
/* The attacker's code. It ends with a status that tells its level, and needs
 * nobody: so it can be a program, the loader of another, or a library that
 * reports when it is initialised. */
#include <sys/syscall.h>

#include "probe.h"

void _start(void);

void _start(void)
{
	unsigned long cs;

	__asm__ volatile("mov %%cs, %0" : "=r"(cs));
	__asm__ volatile("syscall"
			 :
			 : "a"(SYS_exit_group), "D"(EVIL_AT(cs & 3)));
	__builtin_unreachable();
}
