// SPDX-License-Identifier: GPL-2.0-only
/* What the CPU itself reads and writes in memory: the TSS, and the frame of an
 * interrupt. Offsets are in decimal, as in the SDM. */
#include "tss.h"
#include "tests.h"

#define FIELD(name) offsetof(struct tss, name)

/* SDM vol. 3, figure 7-11. */
static const struct {
	size_t actual, expected;
} fields[] = {
	{FIELD(rsp0), 4},    {FIELD(rsp1), 12},		{FIELD(rsp2), 20},
	{FIELD(ist[0]), 36}, {FIELD(ist[1]), 44},	{FIELD(ist[2]), 52},
	{FIELD(ist[3]), 60}, {FIELD(ist[4]), 68},	{FIELD(ist[5]), 76},
	{FIELD(ist[6]), 84}, {FIELD(io_map_base), 102},
};

START_TEST(tss_fields)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fields); i++)
		ck_assert_uint_eq(fields[i].actual, fields[i].expected);
}
END_TEST

/* IST n of a gate is the n-th stack; 0 means none. */
START_TEST(ist_numbers)
{
	ck_assert_int_eq(IST_NONE, 0);
	ck_assert_int_eq(IST_SHARED, 1);
	ck_assert_int_eq(IST_DF, 2);
	ck_assert_int_eq(IST_NMI, 3);
}
END_TEST

/* SDM vol. 3, figure 6-9: error code, RIP, CS, RFLAGS, RSP, SS. */
START_TEST(pushed_frame)
{
	size_t error = offsetof(struct frame, error);

	ck_assert_uint_eq(offsetof(struct frame, ip), error + 8);
	ck_assert_uint_eq(offsetof(struct frame, cs), error + 16);
	ck_assert_uint_eq(offsetof(struct frame, flags), error + 24);
	ck_assert_uint_eq(offsetof(struct frame, sp), error + 32);
	ck_assert_uint_eq(offsetof(struct frame, ss), error + 40);
	ck_assert_uint_eq(sizeof(struct frame), error + 48);
}
END_TEST

TCase *tss_case(void)
{
	TCase *tcase = tcase_create("tss and frame");

	tcase_add_test(tcase, tss_fields);
	tcase_add_test(tcase, ist_numbers);
	tcase_add_test(tcase, pushed_frame);
	return tcase;
}
