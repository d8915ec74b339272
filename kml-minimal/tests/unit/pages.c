// SPDX-License-Identifier: GPL-2.0-only
/* The page allocator. */
#include "tests.h"

#define FRESH 4

static char fresh[FRESH * 4096] __attribute__((aligned(4096)));

/* Only whole pages, wherever the range begins and ends. */
static const struct {
	uintptr_t start, end; /* offsets into fresh */
	size_t pages, first;
} ranges[] = {
	{0, 4 * 4096, 4, 0},	 {1, 4 * 4096, 3, 1},
	{4095, 3 * 4096, 2, 1},	 {0, 4 * 4096 - 1, 3, 0},
	{1, 4 * 4096 - 1, 2, 1}, {4096, 4096, 0, 0},
	{1, 4095, 0, 0},	 {1, 8191, 0, 0},
	{2 * 4096, 4096, 0, 0},	 {4096, 2 * 4096, 1, 1},
};

START_TEST(whole_pages)
{
	uintptr_t base = (uintptr_t)fresh, seen = 0;
	size_t before = pages_available(), i;

	pages_add(base + ranges[_i].start, base + ranges[_i].end);
	ck_assert_uint_eq(pages_available(), before + ranges[_i].pages);
	for (i = 0; i < ranges[_i].pages; i++) {
		uintptr_t at = (uintptr_t)page_alloc() - base;

		ck_assert_uint_eq(at % 4096, 0);
		ck_assert_uint_ge(at / 4096, ranges[_i].first);
		ck_assert_uint_lt(at / 4096,
				  ranges[_i].first + ranges[_i].pages);
		ck_assert_uint_eq(seen & 1u << at / 4096, 0);
		seen |= 1u << at / 4096;
	}
	ck_assert_uint_eq(pages_available(), before);
}
END_TEST

START_TEST(zeroed)
{
	static const char zeros[4096];
	char *page = page_alloc();

	ck_assert_ptr_nonnull(page);
	memset(page, 0xee, 4096);
	page_free(page);
	ck_assert_ptr_eq(page_alloc(), page);
	ck_assert_mem_eq(page, zeros, 4096);
}
END_TEST

START_TEST(exhaustion)
{
	void *last;

	arena_leave(1);
	last = page_alloc();
	ck_assert_ptr_nonnull(last);
	ck_assert_uint_eq(pages_available(), 0);
	ck_assert_ptr_null(page_alloc());
	ck_assert_uint_eq(pages_available(), 0);
	page_free(last);
	ck_assert_uint_eq(pages_available(), 1);
	ck_assert_ptr_eq(page_alloc(), last);
}
END_TEST

TCase *pages_case(void)
{
	TCase *tcase = tcase_create("pages");

	tcase_add_loop_test(tcase, whole_pages, 0, ARRAY_SIZE(ranges));
	tcase_add_test(tcase, zeroed);
	tcase_add_test(tcase, exhaustion);
	return tcase;
}
