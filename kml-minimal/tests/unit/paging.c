// SPDX-License-Identifier: GPL-2.0-only
/* Address spaces. walk() (shape.c) plays the CPU: it knows the tables only from
 * the SDM. */
#include "tests.h"

#define ENTRIES ((size_t)1 << PT_BITS)
#define RIGHTS	(PTE_PRESENT | PTE_WRITE | PTE_USER)

START_TEST(new_space)
{
	static const pte_t none[ENTRIES / 2];
	pte_t *root = address_space_new();

	ck_assert_mem_eq(root, none, sizeof(none));
	ck_assert_mem_eq(root + ENTRIES / 2, kernel_root + ENTRIES / 2,
			 ENTRIES / 2 * sizeof(pte_t));
}
END_TEST

/* Every index of an address selects an entry: addresses that differ in only one
 * index have different pages. */
START_TEST(indices)
{
	pte_t *root = address_space_new();
	uint64_t *page;
	size_t i;

	for (i = 0; i < distinct_count; i++) {
		page = map_page(root, distinct_addresses[i], PTE_USER);
		ck_assert_ptr_nonnull(page);
		*page = distinct_addresses[i];
	}
	for (i = 0; i < distinct_count; i++) {
		uint64_t entry = walk(root, distinct_addresses[i]);

		ck_assert_uint_eq(entry & RIGHTS, PTE_PRESENT | PTE_USER);
		page = phys_to_virt(entry & PAGE_MASK);
		ck_assert_uint_eq(*page, distinct_addresses[i]);
	}
}
END_TEST

/* Bits 11:0 are the offset and do not change the entry. */
START_TEST(offsets)
{
	pte_t *root = address_space_new();
	pte_t *entry = page_entry(root, 0x12345000, true);

	ck_assert_ptr_eq(page_entry(root, 0x12345001, false), entry);
	ck_assert_ptr_eq(page_entry(root, 0x12345fff, false), entry);
	ck_assert_ptr_eq(page_entry(root, 0x12346000, false), entry + 1);
	ck_assert_ptr_eq(page_entry(root, 0x12344fff, false), entry - 1);
}
END_TEST

START_TEST(looking_creates_nothing)
{
	pte_t *root = address_space_new();
	size_t before = pages_available(), i;

	for (i = 0; i < distinct_count; i++)
		ck_assert_ptr_null(
			page_entry(root, distinct_addresses[i], false));
	ck_assert_uint_eq(pages_available(), before);
}
END_TEST

START_TEST(creation)
{
	pte_t *root = address_space_new();
	size_t before = pages_available();
	pte_t *entry = page_entry(root, 0x400000, true);

	ck_assert_ptr_nonnull(entry);
	ck_assert_uint_eq(*entry, 0);
	ck_assert_uint_eq(before - pages_available(), PT_LEVELS - 1);
	ck_assert_ptr_eq(page_entry(root, 0x400000, true), entry);
	ck_assert_uint_eq(before - pages_available(), PT_LEVELS - 1);
}
END_TEST

/* Rights are only ever added; the page and its contents stay. */
START_TEST(rights)
{
	static const pte_t asked[] = {PTE_USER, PTE_WRITE, PTE_USER, 0};
	static const pte_t expected[] = {PTE_PRESENT | PTE_USER, RIGHTS, RIGHTS,
					 RIGHTS};
	pte_t *root = address_space_new();
	char *page = map_page(root, 0x400000, 0);
	size_t before = pages_available(), i;

	ck_assert_uint_eq(walk(root, 0x400000) & ~PAGE_MASK, PTE_PRESENT);
	page[17] = 'x';
	for (i = 0; i < ARRAY_SIZE(asked); i++) {
		ck_assert_ptr_eq(map_page(root, 0x400000, asked[i]), page);
		ck_assert_uint_eq(walk(root, 0x400000),
				  virt_to_phys(page) | expected[i]);
	}
	ck_assert_int_eq(page[17], 'x');
	ck_assert_uint_eq(pages_available(), before);
}
END_TEST

static void map_all(pte_t *root)
{
	size_t i;

	for (i = 0; i < distinct_count; i++)
		map_page(root, distinct_addresses[i], PTE_USER | PTE_WRITE);
}

START_TEST(all_comes_back)
{
	size_t before = pages_available();
	pte_t *root = address_space_new();

	map_all(root);
	ck_assert_uint_lt(pages_available(), before - distinct_count);
	address_space_free(root);
	ck_assert_uint_eq(pages_available(), before);
}
END_TEST

/* Memory runs out after _i pages: what was begun can still be freed. */
START_TEST(out_of_memory)
{
	size_t pages = (size_t)_i;
	pte_t *root;

	arena_leave(pages);
	root = address_space_new();
	if (pages < 1) {
		ck_assert_ptr_null(root);
		return;
	}
	if (pages < 1 + PT_LEVELS)
		ck_assert_ptr_null(map_page(root, 0x400000, PTE_USER));
	else
		ck_assert_ptr_nonnull(map_page(root, 0x400000, PTE_USER));
	if (pages < PT_LEVELS)
		ck_assert_ptr_null(page_entry(root, 0x400000, true));
	map_all(root);
	address_space_free(root);
	ck_assert_uint_eq(pages_available(), pages);
}
END_TEST

TCase *paging_case(void)
{
	TCase *tcase = tcase_create("paging");

	tcase_add_test(tcase, new_space);
	tcase_add_test(tcase, indices);
	tcase_add_test(tcase, offsets);
	tcase_add_test(tcase, looking_creates_nothing);
	tcase_add_test(tcase, creation);
	tcase_add_test(tcase, rights);
	tcase_add_test(tcase, all_comes_back);
	tcase_add_loop_test(tcase, out_of_memory, 0, 24);
	return tcase;
}
