// SPDX-License-Identifier: GPL-2.0-only
/* Demand paging, and the check on every pointer that a program passes. */
#include "tests.h"

#define CODE	  0x400000
#define HEAP	  0x500000
#define HEAP_END  0x502800 /* in the middle of a page */
#define STACK	  (USER_STACK_TOP - USER_STACK_SIZE)
#define LAST_BYTE ((uintptr_t)USER_STACK_TOP - 1)

static struct process process = {.heap_start = HEAP, .heap_end = HEAP_END};

static void set_up(void)
{
	process.root = address_space_new();
	ck_assert_ptr_nonnull(map_page(process.root, CODE, PTE_USER));
	current = &process;
}

/* Where demand paging may add a page. */
static const struct {
	uintptr_t address;
	bool allowed;
} places[] = {
	{HEAP, true},	      {HEAP_END - 1, true},   {HEAP - 1, false},
	{HEAP_END, false},    {STACK, true},	      {STACK - 1, false},
	{LAST_BYTE, true},    {LAST_BYTE + 1, false}, {0, false},
	{KERNEL_BASE, false}, {UINTPTR_MAX, false},   {CODE, true},
	{CODE + 4096, false},
};

START_TEST(growth)
{
	uintptr_t address = places[_i].address;

	ck_assert_int_eq(page_in(address), places[_i].allowed);
	if (places[_i].allowed)
		ck_assert_uint_ne(walk(process.root, address), 0);
	ck_assert_int_eq(page_in(address), places[_i].allowed);
}
END_TEST

/* Asking twice for a page adds one page (straddling instructions). */
START_TEST(page_in_twice)
{
	unsigned long before = info.page_faults;
	uint64_t entry;

	ck_assert(page_in(HEAP + 4096));
	entry = walk(process.root, HEAP + 4096);
	ck_assert(page_in(HEAP + 4097));
	ck_assert_uint_eq(walk(process.root, HEAP + 4096), entry);
	ck_assert_uint_eq(info.page_faults, before + 1);
}
END_TEST

static const struct {
	uintptr_t address;
	size_t size;
	bool readable, writable;
} pointers[] = {
	{CODE, 4096, true, false},
	{CODE, 4097, false, false},
	{CODE - 1, 2, false, false},
	{HEAP, HEAP_END - HEAP, true, true},
	/* The heap's last page is there as a whole. */
	{HEAP, HEAP_END - HEAP + 0x800, true, true},
	{HEAP, HEAP_END - HEAP + 0x801, false, false},
	{STACK, 3 * 4096, true, true},
	{STACK - 1, 2, false, false},
	{LAST_BYTE, 1, true, true},
	{LAST_BYTE, 2, false, false},
	{LAST_BYTE + 1, 1, false, false},
	/* Sizes that wrap around the end of the address space. */
	{HEAP, SIZE_MAX, false, false},
	{HEAP, SIZE_MAX - HEAP + 1, false, false},
	{LAST_BYTE, SIZE_MAX - LAST_BYTE + 2, false, false},
	{KERNEL_BASE, 1, false, false},
	{UINTPTR_MAX, 1, false, false},
	{UINTPTR_MAX, 2, false, false},
	/* A size of 0 touches no page. */
	{HEAP, 0, true, true},
	{KERNEL_BASE, 0, false, false},
};

START_TEST(pointers_from_programs)
{
	uintptr_t address = pointers[_i].address;
	size_t size = pointers[_i].size;

	ck_assert_int_eq(user_range(address, size, false),
			 pointers[_i].readable);
	ck_assert_int_eq(user_range(address, size, true),
			 pointers[_i].writable);
}
END_TEST

START_TEST(out_of_memory)
{
	arena_leave(0);
	ck_assert(!page_in(HEAP));
	ck_assert(!user_range(STACK, 1, true));
	ck_assert(user_range(CODE, 1, false));
}
END_TEST

START_TEST(owners)
{
	ck_assert_str_eq(address_owner(CODE), "the program's image");
	ck_assert_str_eq(address_owner(HEAP), "the program's heap");
	ck_assert_str_eq(address_owner(HEAP_END), "nobody");
	ck_assert_str_eq(address_owner(STACK), "the program's stack");
	ck_assert_str_eq(address_owner(STACK - 1), "nobody");
	ck_assert_str_eq(address_owner(KERNEL_BASE), "the kernel");
	ck_assert_str_eq(address_owner(KERNEL_BASE - 1), "nobody");
	current = NULL;
	ck_assert_str_eq(address_owner(CODE), "nobody");
}
END_TEST

TCase *demand_case(void)
{
	TCase *tcase = tcase_create("demand paging");

	tcase_add_checked_fixture(tcase, set_up, NULL);
	tcase_add_loop_test(tcase, growth, 0, ARRAY_SIZE(places));
	tcase_add_test(tcase, page_in_twice);
	tcase_add_loop_test(tcase, pointers_from_programs, 0,
			    ARRAY_SIZE(pointers));
	tcase_add_test(tcase, out_of_memory);
	tcase_add_test(tcase, owners);
	return tcase;
}
