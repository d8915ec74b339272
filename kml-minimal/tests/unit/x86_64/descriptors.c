// SPDX-License-Identifier: GPL-2.0-only
/* The descriptors and gates of x86-64 against values made by hand from the
 * SDM's figures. Addresses have eight different bytes, so that swapped fields
 * show. */
#include "descriptors.h"
#include "selectors.h"
#include "tests.h"

#define ADDRESS	     0x1122334455667788
#define ADDRESS_HIGH 0x11223344

/* SDM vol. 3, figure 3-8 and 3.4.5: L is bit 53, P/DPL/S/type bits 47:40. */
START_TEST(segments)
{
	ck_assert_uint_eq(segment_descriptor(ACCESS_CODE(0), FLAGS_CODE_64BIT),
			  0x00209a0000000000);
	ck_assert_uint_eq(segment_descriptor(ACCESS_CODE(3), FLAGS_CODE_64BIT),
			  0x0020fa0000000000);
	ck_assert_uint_eq(segment_descriptor(ACCESS_DATA(0), 0),
			  0x0000920000000000);
	ck_assert_uint_eq(segment_descriptor(ACCESS_DATA(3), 0),
			  0x0000f20000000000);
}
END_TEST

/* SDM vol. 3, figure 7-4. From the top: reserved; base 63:32 / base 31:24; G
 * and limit 19:16; P, DPL and type 9; base 23:16; base 15:0; limit 15:0. */
static const struct {
	uint64_t base;
	uint32_t limit;
	uint64_t low, high;
} tss_descriptors[] = {
	{ADDRESS, 103, 0x5500896677880067, ADDRESS_HIGH},
	{ADDRESS, 0xabcde, 0x550a89667788bcde, ADDRESS_HIGH},
	{0xffffffffffffffff, 0, 0xff0089ffffff0000, 0xffffffff},
	{0, 0xfffff, 0x000f89000000ffff, 0},
};

START_TEST(tss)
{
	struct wide_descriptor descriptor;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(tss_descriptors); i++) {
		descriptor = tss_descriptor(tss_descriptors[i].base,
					    tss_descriptors[i].limit);
		ck_assert_uint_eq(descriptor.low, tss_descriptors[i].low);
		ck_assert_uint_eq(descriptor.high, tss_descriptors[i].high);
	}
}
END_TEST

/* SDM vol. 3, figure 6-8. From the top: reserved; offset 63:32 / offset 31:16;
 * P, DPL and 0 1 1 1 0; IST; selector; offset 15:0. */
static const struct {
	unsigned dpl, ist;
	uint64_t low;
} gates[] = {
	{0, 0, 0x55668e0000087788}, {1, 0, 0x5566ae0000087788},
	{2, 0, 0x5566ce0000087788}, {3, 0, 0x5566ee0000087788},
	{0, 1, 0x55668e0100087788}, {0, 2, 0x55668e0200087788},
	{0, 3, 0x55668e0300087788}, {0, 4, 0x55668e0400087788},
	{0, 5, 0x55668e0500087788}, {0, 6, 0x55668e0600087788},
	{0, 7, 0x55668e0700087788}, {3, 7, 0x5566ee0700087788},
};

START_TEST(interrupt_gates)
{
	struct wide_descriptor gate;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(gates); i++) {
		gate = interrupt_gate(KERNEL_CS, ADDRESS, gates[i].dpl,
				      gates[i].ist);
		ck_assert_uint_eq(gate.low, gates[i].low);
		ck_assert_uint_eq(gate.high, ADDRESS_HIGH);
	}
}
END_TEST

/* SYSCALL takes SS from CS + 8; SYSRET, from the base in STAR 63:48, takes SS
 * at + 8 and CS at + 16, with RPL 3 (SDM vol. 2). */
START_TEST(order_for_syscall)
{
	const int star_user = KERNEL_DS;

	ck_assert_int_eq(KERNEL_DS, KERNEL_CS + 8);
	ck_assert_int_eq(USER_DS, star_user + 8 + 3);
	ck_assert_int_eq(USER_CS, star_user + 16 + 3);
}
END_TEST

TCase *descriptors_case(void)
{
	TCase *tcase = tcase_create("descriptors");

	tcase_add_test(tcase, segments);
	tcase_add_test(tcase, tss);
	tcase_add_test(tcase, interrupt_gates);
	tcase_add_test(tcase, order_for_syscall);
	return tcase;
}
