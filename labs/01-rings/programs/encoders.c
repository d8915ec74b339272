// SPDX-License-Identifier: GPL-2.0-only
/* Tests pure functions of the student's headers with values made by hand from
 * the SDM's figures. No two bytes of a field are the same, so that swapped
 * fields show.
 *
 *   encoders segment    i386: segment_descriptor()
 *   encoders gate       i386: interrupt_gate()
 *   encoders dpl        gate_dpl() */
#include "cpu.h"
#include "descriptors.h"
#include "kml.h"

#ifdef __i386__ /* x86-64's take other arguments */
static void compare(uint64_t got, uint64_t wanted, const char *field)
{
	if (got != wanted)
		outcome("failed", "%s: %08x%08x, not %08x%08x", field,
			(unsigned)(got >> 32), (unsigned)got,
			(unsigned)(wanted >> 32), (unsigned)wanted);
}

static void segment(void)
{
	compare(segment_descriptor(0, 0, 0x9a, 0), 0x00009a0000000000,
		"the access byte 9a");
	compare(segment_descriptor(0, 0, 0, 0xc0), 0x00c0000000000000,
		"the flags c0");
	compare(segment_descriptor(0, 0xabcde, 0, 0), 0x000a00000000bcde,
		"the limit abcde");
	compare(segment_descriptor(0x12345678, 0, 0, 0), 0x1200003456780000,
		"the base 12345678");
	compare(segment_descriptor(0, 0xfffff, 0xfa, 0xc0), 0x00cffa000000ffff,
		"user code");
}

static void gate(void)
{
	compare(interrupt_gate(0, 0, 0), 0x00008e0000000000,
		"present, DPL 0, interrupt gate");
	compare(interrupt_gate(0, 0, 3), 0x0000ee0000000000, "DPL 3");
	compare(interrupt_gate(0x1238, 0, 0), 0x00008e0012380000,
		"the selector 1238");
	compare(interrupt_gate(0, 0xc0123456, 0), 0xc0128e0000003456,
		"the offset c0123456");
}
#else
static void segment(void)
{
}

static void gate(void)
{
}
#endif

static void dpl(void)
{
	unsigned vector;

	for (vector = 0; vector < VECTORS; vector++) {
		bool ours = vector == VECTOR_BP || vector == VECTOR_OF ||
			    vector == VECTOR_SYSCALL;

		if (gate_dpl(vector) != (ours ? 3 : 0))
			outcome("failed", "gate %u: DPL %u", vector,
				gate_dpl(vector));
	}
}

int main(int argc, char **argv)
{
	const char *what = argc > 0 ? argv[0] : "";

	about_to("encoders", what);
	if (strcmp(what, "segment") == 0)
		segment();
	else if (strcmp(what, "gate") == 0)
		gate();
	else if (strcmp(what, "dpl") == 0)
		dpl();
	else
		outcome("failed", "usage: encoders segment|gate|dpl");
	outcome("ok", "%s: every field is in its place", what);
}
