// SPDX-License-Identifier: GPL-2.0-only
/* The programs' decisive steps (kml.h), replaced by nothing: the mutants
 * SKIPPED and SKIPPED_NO_TICK link their programs with these (ld --wrap). A
 * scenario about one of these steps must then fail, whatever it expects. */
#include "kml.h"

#ifndef TICKED
#define TICKED 1 /* what spin_on() claims */
#endif

void __wrap_push_on(void *stack);
long __wrap_trap_on(void *stack);
_Noreturn void __wrap_exit_from(void *stack, volatile int *status);
void __wrap_drop_to_cpl3(void);
int __wrap_spin_on(void *stack, unsigned long rounds);
void __wrap_store_on(void *stack, volatile uint32_t *where, uint32_t value);
int __wrap_words_lost_below(unsigned long rounds);
long __wrap_direct(unsigned long number, unsigned long a, unsigned long b,
		   unsigned long c);

void __wrap_push_on(void *stack)
{
	(void)stack;
}

long __wrap_trap_on(void *stack)
{
	(void)stack;
	return 0;
}

void __wrap_exit_from(void *stack, volatile int *status)
{
	(void)stack;
	exit(*status);
}

void __wrap_drop_to_cpl3(void)
{
}

int __wrap_spin_on(void *stack, unsigned long rounds)
{
	(void)stack, (void)rounds;
	return TICKED;
}

void __wrap_store_on(void *stack, volatile uint32_t *where, uint32_t value)
{
	(void)stack, (void)where, (void)value;
}

int __wrap_words_lost_below(unsigned long rounds)
{
	(void)rounds;
	return 0;
}

long __wrap_direct(unsigned long number, unsigned long a, unsigned long b,
		   unsigned long c)
{
	(void)number, (void)a, (void)b, (void)c;
	return 0;
}
