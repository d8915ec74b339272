// SPDX-License-Identifier: GPL-2.0-only
/* The lost NMI: a program at CPL 0 makes the local APIC send one to itself
 * while its stack starves. An NMI has no in-service bit, so one whose frame
 * could not be pushed leaves no trace. (SDM vol. 3, 10.6.1: the interrupt
 * command register.)
 */
#include "kml.h"

#define APIC_ID	     0x020
#define COMMAND_LOW  0x300
#define COMMAND_HIGH 0x310
#define SEND_NMI     0x4400 /* delivery mode 100b, level asserted */

static volatile uint32_t *apic(unsigned offset)
{
	return (volatile uint32_t *)(LAPIC_ADDRESS + offset);
}

/* With interrupts disabled, only the NMI can push on that stack. */
static void send_on_starved_stack(void)
{
	*apic(COMMAND_HIGH) = *apic(APIC_ID);
	__asm__ volatile("cli");
	store_on(fresh_stack_page(), apic(COMMAND_LOW), SEND_NMI);
	__asm__ volatile("sti");
}

int main(void)
{
	unsigned long faults;

	about_to("lostnmi", "");
	faults = INFO->page_faults;
	send_on_starved_stack();
	if (INFO->nmis == 1)
		outcome("ok", "1 NMI handled on a starved stack");
	if (INFO->nmis == 0 && INFO->page_faults > faults)
		outcome("lost-interrupt", "an NMI was sent, none was handled");
	outcome("failed", "%lu NMIs, %lu pages for them", INFO->nmis,
		INFO->page_faults - faults);
}
