// SPDX-License-Identifier: GPL-2.0-only
/* Tests x86-64's interrupt_gate() with values made by hand from SDM figure 6-8.
 */
#include "descriptors.h"
#include "kml.h"

static void compare(struct wide_descriptor got, uint64_t low, uint64_t high,
		    const char *field)
{
	if (got.low != low || got.high != high)
		outcome("failed", "%s: %016lx %016lx, not %016lx %016lx", field,
			got.high, got.low, high, low);
}

int main(void)
{
	about_to("gates", "");
	compare(interrupt_gate(0, 0, 0, 0), 0x00008e0000000000, 0,
		"present, DPL 0, interrupt gate");
	compare(interrupt_gate(0x1238, 0, 3, 0), 0x0000ee0012380000, 0,
		"the selector 1238, DPL 3");
	compare(interrupt_gate(0, 0x1122334455667788, 0, 0), 0x55668e0000007788,
		0x11223344, "the offset 1122334455667788");
	compare(interrupt_gate(0, 0, 0, 1), 0x00008e0100000000, 0, "IST 1");
	compare(interrupt_gate(0, 0, 0, 7), 0x00008e0700000000, 0, "IST 7");
	outcome("ok", "every field is in its place");
}
