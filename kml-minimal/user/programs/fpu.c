// SPDX-License-Identifier: GPL-2.0-only
/* FPU registers across rescues and switches: every hardware task switch sets
 * CR0.TS, and processes take turns with the one FPU. Two processes keep known
 * values in XMM and x87 registers while they starve and are preempted. */
#include "kml.h"

/* Loads the registers from value, waits on a starved stack, and reads them
 * back into after[]. */
static void hold(const uint32_t value[4], uint32_t after[4], char *stack)
{
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
	if (x87 != value[0])
		outcome("overwritten", "x87: %u became %u", value[0], x87);
}

int main(int argc, char **argv)
{
	uint32_t seed = argc > 0 ? (uint32_t)parse_number(argv[0]) : 1000;
	uint32_t value[4] = {seed, seed + 1, seed + 2, seed + 3};
	uint32_t after[4] = {0};
	int i, status = 0;

	if (argc == 0)
		spawn("/trusted/fpu", "2000");
	for (i = 0; i < 6; i++) {
		hold(value, after, fresh_stack_page());
		if (memcmp(value, after, sizeof(value)) != 0)
			outcome("overwritten", "xmm5: %u became %u", value[0],
				after[0]);
	}
	if (argc == 0)
		wait(&status);
	if (status)
		exit(1);
	outcome("ok", "x87 and XMM registers kept their values");
}
