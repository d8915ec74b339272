// SPDX-License-Identifier: GPL-2.0-only
/* FPU registers across rescues and switches: every hardware task switch sets
 * CR0.TS, and processes take turns with the one FPU. Two processes keep known
 * values in XMM and x87 registers while they starve and are preempted. */
#include "kml.h"

/* Loads the registers from value, waits on a starved stack, and reads them
 * back into after[]. */
static void hold(const uint32_t value[4], uint32_t after[4], char *stack)
{
	unsigned long tick = INFO->ticks;
	uint32_t x87;

	__asm__ volatile("movups (%0), %%xmm5\n\tfildl (%0)"
			 :
			 : "r"(value)
			 : "xmm5", "memory");
	spin_on(stack, PATIENCE);
	__asm__ volatile("movups %%xmm5, (%1)\n\tfistpl %0"
			 : "=m"(x87)
			 : "r"(after)
			 : "memory");
	if (INFO->ticks == tick)
		outcome("failed", "no interrupt came");
	if (x87 != value[0])
		outcome("overwritten", "x87: %u became %u", value[0], x87);
}

/* Each process keeps values of its own, which follow from the seed. */
static void hold_often(uint32_t seed)
{
	uint32_t value[4] = {seed, seed + 1, seed + 2, seed + 3};
	uint32_t after[4] = {0};
	int i;

	for (i = 0; i < 6; i++) {
		hold(value, after, fresh_stack_page());
		if (memcmp(value, after, sizeof(value)) != 0)
			outcome("overwritten", "xmm5: %u became %u", value[0],
				after[0]);
	}
}

int main(int argc, char **argv)
{
	int child, status = -1;

	about_to("fpu", "");
	if (argc > 0) {
		hold_often((uint32_t)parse_number(argv[0]));
		return 0;
	}
	child = spawn("/trusted/fpu", "2000");
	hold_often(1000);
	if (child < 0 || wait(&status) != child || status != 0)
		outcome("failed", "the second process ended with %s",
			status_text(status));
	outcome("ok", "x87 and XMM registers kept their values");
}
