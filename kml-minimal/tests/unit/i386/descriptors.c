// SPDX-License-Identifier: GPL-2.0-only
/* The descriptors and gates of i386 against values made by hand from the SDM's
 * figures. Fields that are long enough have a value in which no two bytes are
 * the same, so that swapped fields show. */
#include "descriptors.h"
#include "selectors.h"
#include "tests.h"

/* SDM vol. 3, figure 3-8. From the top: base 31:24; G, D/B, L, AVL and limit
 * 19:16; P, DPL, S and type; base 23:16; base 15:0; limit 15:0. */
static const struct {
	uint32_t base, limit;
	uint8_t access, flags;
	uint64_t encoded;
} segments[] = {
	{0, 0xfffff, ACCESS_CODE(0), GRANULARITY_4K_32BIT, 0x00cf9a000000ffff},
	{0, 0xfffff, ACCESS_DATA(0), GRANULARITY_4K_32BIT, 0x00cf92000000ffff},
	{0, 0xfffff, ACCESS_CODE(3), GRANULARITY_4K_32BIT, 0x00cffa000000ffff},
	{0, 0xfffff, ACCESS_DATA(3), GRANULARITY_4K_32BIT, 0x00cff2000000ffff},
	{0, 0xfffff, ACCESS_DATA(1), GRANULARITY_4K_32BIT, 0x00cfb2000000ffff},
	{0, 0xfffff, ACCESS_DATA(2), GRANULARITY_4K_32BIT, 0x00cfd2000000ffff},
	/* All of base and limit; limit in bytes (G = 0). */
	{0x12345678, 0xabcde, 0x92, 0x40, 0x124a92345678bcde},
	{0xffffffff, 0, 0, 0, 0xff0000ffffff0000},
	{0, 0xfffff, 0, 0, 0x000f00000000ffff},
	/* Figure 7-3: a TSS of 104 bytes; type 9 available, 11 busy. */
	{0xc1a2b3d4, 103, ACCESS_TSS, 0, 0xc10089a2b3d40067},
	{0xc1a2b3d4, 103, ACCESS_TSS_BUSY, 0, 0xc1008ba2b3d40067},
};

START_TEST(segment_descriptors)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(segments); i++)
		ck_assert_uint_eq(segment_descriptor(segments[i].base,
						     segments[i].limit,
						     segments[i].access,
						     segments[i].flags),
				  segments[i].encoded);
}
END_TEST

/* DPL 0 to 3. SDM vol. 3, figure 6-2. From the top: offset 31:16; P, DPL and
 * 0 1 1 1 0; zeros; selector; offset 15:0. */
static const uint64_t gates[] = {
	0xc0128e0000083456,
	0xc012ae0000083456,
	0xc012ce0000083456,
	0xc012ee0000083456,
};

START_TEST(interrupt_gates)
{
	unsigned dpl;

	for (dpl = 0; dpl <= 3; dpl++)
		ck_assert_uint_eq(interrupt_gate(KERNEL_CS, 0xc0123456, dpl),
				  gates[dpl]);
}
END_TEST

/* SDM vol. 3, figure 6-2: P, DPL 0 and 0 0 1 0 1; the TSS's selector. */
START_TEST(task_gates)
{
	ck_assert_uint_eq(task_gate(TSS_DF), 0x0000850000300000);
	ck_assert_uint_eq(task_gate(0xfff8), 0x00008500fff80000);
}
END_TEST

TCase *descriptors_case(void)
{
	TCase *tcase = tcase_create("descriptors");

	tcase_add_test(tcase, segment_descriptors);
	tcase_add_test(tcase, interrupt_gates);
	tcase_add_test(tcase, task_gates);
	return tcase;
}
