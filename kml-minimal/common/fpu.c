// SPDX-License-Identifier: GPL-2.0-only
/* The FPU's registers, switched lazily: only when a process uses the FPU while
 * it holds another's values. CR0.TS makes that use trap with #NM (SDM vol. 3,
 * 2.5). Every hardware task switch sets TS as well (7.3), so #NM also comes
 * when the values are the right ones: then clearing TS is all there is to do.
 */
#include "kernel.h"

static struct process *owner; /* whose values the FPU holds */
static uint8_t initial[512] __attribute__((aligned(16)));

void fpu_init(void)
{
	clts();
	fninit();
	fxsave(initial);
}

void fpu_new(struct process *process)
{
	memcpy(process->fpu, initial, sizeof(initial));
	if (owner == process) /* an earlier process in this place */
		owner = NULL;
}

/* Called at each process switch. Saving and loading 512 bytes waits until the
 * process really uses the FPU. */
void fpu_activate(struct process *process)
{
	if (owner == process)
		clts();
	else
		write_cr0(read_cr0() | CR0_TS);
}

/* #NM: the FPU is used for the first time since the switch. */
void fpu_trap(void)
{
	clts();
	if (owner == current)
		return;
	if (owner)
		fxsave(owner->fpu);
	fxrstor(current->fpu);
	owner = current;
}
