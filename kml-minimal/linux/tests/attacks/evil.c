// SPDX-License-Identifier: GPL-2.0-only
/* The attacker's code. Its exit status is its level, and it needs no other
 * file: so it can be a program, the loader of another, or a library that
 * reports when it is initialised. */
#define _GNU_SOURCE
#include "machine.h"
#include "probe.h"

void _start(void);

void _start(void)
{
	unsigned long cs;

	__asm__ volatile("mov %%cs, %0" : "=r"(cs));
	exit_alone(EVIL_AT((int)(cs & 3)));
}
