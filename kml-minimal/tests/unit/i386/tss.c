// SPDX-License-Identifier: GPL-2.0-only
/* What the CPU itself reads and writes in memory: the TSS, and the frame of an
 * interrupt. Offsets are in decimal, as in the SDM. */
#include "tss.h"
#include "tests.h"

#define FIELD(name) offsetof(struct tss, name)

/* SDM vol. 3, figure 7-2. */
static const struct {
	size_t actual, expected;
} fields[] = {
	{FIELD(back_link), 0},	   {FIELD(esp0), 4},
	{FIELD(ss0), 8},	   {FIELD(esp1), 12},
	{FIELD(ss1), 16},	   {FIELD(esp2), 20},
	{FIELD(ss2), 24},	   {FIELD(cr3), 28},
	{FIELD(eip), 32},	   {FIELD(eflags), 36},
	{FIELD(eax), 40},	   {FIELD(ecx), 44},
	{FIELD(edx), 48},	   {FIELD(ebx), 52},
	{FIELD(esp), 56},	   {FIELD(ebp), 60},
	{FIELD(esi), 64},	   {FIELD(edi), 68},
	{FIELD(es), 72},	   {FIELD(cs), 76},
	{FIELD(ss), 80},	   {FIELD(ds), 84},
	{FIELD(fs), 88},	   {FIELD(gs), 92},
	{FIELD(ldt), 96},	   {FIELD(debug_trap), 100},
	{FIELD(io_map_base), 102},
};

START_TEST(tss_fields)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fields); i++)
		ck_assert_uint_eq(fields[i].actual, fields[i].expected);
}
END_TEST

/* SDM vol. 3, figure 6-4: error code, EIP, CS, EFLAGS, ESP, SS. */
START_TEST(pushed_frame)
{
	size_t error = offsetof(struct frame, error);

	ck_assert_uint_eq(offsetof(struct frame, ip), error + 4);
	ck_assert_uint_eq(offsetof(struct frame, cs), error + 8);
	ck_assert_uint_eq(offsetof(struct frame, flags), error + 12);
	ck_assert_uint_eq(offsetof(struct frame, sp), error + 16);
	ck_assert_uint_eq(offsetof(struct frame, ss), error + 20);
	ck_assert_uint_eq(sizeof(struct frame), error + 24);
}
END_TEST

/* PUSHA: SDM vol. 2: EAX first, so it comes last. */
START_TEST(saved_registers)
{
	ck_assert_uint_eq(offsetof(struct frame, edi), 0);
	ck_assert_uint_eq(offsetof(struct frame, esi), 4);
	ck_assert_uint_eq(offsetof(struct frame, ebp), 8);
	ck_assert_uint_eq(offsetof(struct frame, ebx), 16);
	ck_assert_uint_eq(offsetof(struct frame, edx), 20);
	ck_assert_uint_eq(offsetof(struct frame, ecx), 24);
	ck_assert_uint_eq(offsetof(struct frame, eax), 28);
}
END_TEST

TCase *tss_case(void)
{
	TCase *tcase = tcase_create("tss and frame");

	tcase_add_test(tcase, tss_fields);
	tcase_add_test(tcase, pushed_frame);
	tcase_add_test(tcase, saved_registers);
	return tcase;
}
