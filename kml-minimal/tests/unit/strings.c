// SPDX-License-Identifier: GPL-2.0-only
/* string.c against libc: all pairs of a few difficult texts, and all counts. */
#include "tests.h"

#include <limits.h>
#include <stdio.h>

/* The kernel's functions by the names that libc_names.h gives them. */
void *kernel_memset(void *to, int byte, size_t count);
void *kernel_memcpy(void *to, const void *from, size_t count);
int kernel_memcmp(const void *a, const void *b, size_t count);
size_t kernel_strlen(const char *s);
int kernel_strcmp(const char *a, const char *b);
int kernel_strncmp(const char *a, const char *b, size_t count);

static const char texts[][8] = {"",   "a",   "b",    "ab",    "abc",
				"ab", "abd", "\xff", "a\xff", "a\x80"};

#define COUNTS 8

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

static void compare(const char *a, const char *b)
{
	size_t count;

	ck_assert_int_eq(sign(kernel_strcmp(a, b)), sign(strcmp(a, b)));
	for (count = 0; count <= COUNTS; count++) {
		ck_assert_int_eq(sign(kernel_strncmp(a, b, count)),
				 sign(strncmp(a, b, count)));
		ck_assert_int_eq(sign(kernel_memcmp(a, b, count)),
				 sign(memcmp(a, b, count)));
	}
}

START_TEST(comparisons)
{
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(texts); i++)
		for (j = 0; j < ARRAY_SIZE(texts); j++)
			compare(texts[i], texts[j]);
}
END_TEST

START_TEST(lengths)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(texts); i++)
		ck_assert_uint_eq(kernel_strlen(texts[i]), strlen(texts[i]));
}
END_TEST

START_TEST(filling)
{
	char ours[COUNTS + 2], theirs[COUNTS + 2];
	size_t count;

	memset(ours, '.', sizeof(ours));
	memset(theirs, '.', sizeof(theirs));
	for (count = 0; count <= COUNTS; count++) {
		ck_assert_ptr_eq(kernel_memset(ours + 1, 0x1ff, count),
				 ours + 1);
		memset(theirs + 1, 0xff, count);
		ck_assert_mem_eq(ours, theirs, sizeof(ours));
	}
}
END_TEST

START_TEST(copying)
{
	char ours[COUNTS + 2], theirs[COUNTS + 2];
	size_t count;

	memset(ours, '.', sizeof(ours));
	memset(theirs, '.', sizeof(theirs));
	for (count = 0; count <= COUNTS; count++) {
		ck_assert_ptr_eq(kernel_memcpy(ours + 1, "abcdefgh", count),
				 ours + 1);
		memcpy(theirs + 1, "abcdefgh", count);
		ck_assert_mem_eq(ours, theirs, sizeof(ours));
	}
}
END_TEST

/* copy_string() always writes a NUL, reports a cut, and writes no byte more;
 * snprintf() gives the expected bytes. */
START_TEST(string_copies)
{
	char ours[COUNTS], theirs[COUNTS];
	size_t size;

	memset(ours, '.', sizeof(ours));
	memset(theirs, '.', sizeof(theirs));
	for (size = 1; size <= COUNTS; size++) {
		int length = snprintf(theirs, size, "%s", "abcdef");

		ck_assert_int_eq(copy_string(ours, "abcdef", size),
				 (size_t)length < size);
		ck_assert_mem_eq(ours, theirs, sizeof(ours));
	}
}
END_TEST

START_TEST(numbers)
{
	static const struct {
		const char *text;
		unsigned long value;
	} cases[] = {
		{"", 0},      {"x", 0},	    {"-1", 0},
		{" 1", 0},    {"0", 0},	    {"007", 7},
		{"12x3", 12}, {"12 3", 12}, {"18446744073709551615", ULONG_MAX},
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		ck_assert_uint_eq(parse_number(cases[i].text), cases[i].value);
}
END_TEST

START_TEST(statuses)
{
	static const struct {
		int status;
		const char *text;
	} cases[] = {
		{0, "status 0"},
		{255, "status 255"},
		{KILLED | VECTOR_DF,
		 "status 264: killed by #DF double fault, vector 8"},
		{KILLED | VECTOR_PF,
		 "status 270: killed by #PF page fault, vector 14"},
		{KILLED | 21,
		 "status 277: killed by #CP control protection, vector 21"},
		{KILLED | 22,
		 "status 278: killed by an unexpected interrupt, vector 22"},
		{KILLED_BY_LIMIT, "status 511: killed by the time limit"},
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		ck_assert_str_eq(status_text(cases[i].status), cases[i].text);
}
END_TEST

TCase *strings_case(void)
{
	TCase *tcase = tcase_create("strings");

	tcase_add_test(tcase, comparisons);
	tcase_add_test(tcase, lengths);
	tcase_add_test(tcase, filling);
	tcase_add_test(tcase, copying);
	tcase_add_test(tcase, string_copies);
	tcase_add_test(tcase, numbers);
	tcase_add_test(tcase, statuses);
	return tcase;
}
