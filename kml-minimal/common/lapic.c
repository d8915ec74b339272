// SPDX-License-Identifier: GPL-2.0-only
/* The local APIC: see lapic.h. Offsets are those of SDM vol. 3, table 10-1. */
#include "kernel.h"
#include "lapic.h"
#include "pit.h"

#define END_OF_INTERRUPT 0x0b0
#define SPURIOUS	 0x0f0
#define IN_SERVICE	 0x100 /* eight registers of 32 vectors */
#define LVT_TIMER	 0x320
#define LVT_LINT0	 0x350
#define INITIAL_COUNT	 0x380
#define CURRENT_COUNT	 0x390
#define DIVIDE		 0x3e0

#define ENABLE	       0x100
#define DELIVER_EXTINT 0x700 /* LINT0: pass the 8259's interrupts on */
#define PERIODIC       0x20000
#define MASKED	       0x10000
#define DIVIDE_BY_16   0x3

static volatile uint32_t *lapic_register(unsigned offset)
{
	return (volatile uint32_t *)(LAPIC_ADDRESS + offset);
}

bool lapic_present(void)
{
	uint32_t eax = 1, ebx, ecx, edx;

	__asm__("cpuid" : "+a"(eax), "=b"(ebx), "=c"(ecx), "=d"(edx));
	return edx & (1u << 9);
}

/* A firmware may leave LINT0 masked: QEMU's microvm does. */
void lapic_init(void)
{
	*lapic_register(SPURIOUS) = ENABLE | VECTOR_LAPIC_SPURIOUS;
	*lapic_register(LVT_LINT0) = DELIVER_EXTINT;
}

/* The frequency of its clock depends on the machine (SDM vol. 3, 10.5.4). So
 * measure it: count how far it gets while the PIT, whose frequency is fixed,
 * counts one tick. */
void lapic_start_timer(void)
{
	uint32_t counted;

	*lapic_register(DIVIDE) = DIVIDE_BY_16;
	*lapic_register(LVT_TIMER) = MASKED;
	*lapic_register(INITIAL_COUNT) = UINT32_MAX;
	pit_wait_one_tick();
	counted = UINT32_MAX - *lapic_register(CURRENT_COUNT);
	*lapic_register(LVT_TIMER) = PERIODIC | VECTOR_LAPIC_TIMER;
	*lapic_register(INITIAL_COUNT) = counted;
}

int lapic_in_service(void)
{
	const unsigned vector = VECTOR_LAPIC_TIMER; /* no other is in use */
	uint32_t bits = *lapic_register(IN_SERVICE + 0x10 * (vector / 32));

	return bits >> vector % 32 & 1 ? (int)vector : -1;
}

void lapic_end_of_interrupt(void)
{
	*lapic_register(END_OF_INTERRUPT) = 0;
}
