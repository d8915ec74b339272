// SPDX-License-Identifier: GPL-2.0-only
/* format() against libc's vsnprintf(): every conversion it knows, with every
 * shape of field. */
#include "tests.h"

#include <limits.h>
#include <stdio.h>

#define SIZE 128

static const char *const fields[] = {"",   "0",	  "1",	 "2",	"3",   "5",
				     "20", "30",  "-1",	 "-5",	"-20", "01",
				     "05", "020", "030", "-05", "0-5"};

struct text {
	char bytes[SIZE];
	size_t length;
};

static void put(char c, void *context)
{
	struct text *text = context;

	ck_assert_uint_lt(text->length, SIZE);
	text->bytes[text->length++] = c;
}

/* Formats with both and compares, bytes and length. */
static void compare(const char *template, ...)
{
	struct text ours = {.length = 0};
	char theirs[SIZE];
	va_list arguments;
	int length;

	va_start(arguments, template);
	format(put, &ours, template, arguments);
	va_end(arguments);
	va_start(arguments, template);
	length = vsnprintf(theirs, sizeof(theirs), template, arguments);
	va_end(arguments);
	ck_assert_int_lt(length, SIZE);
	ours.bytes[ours.length] = 0;
	ck_assert_msg(
		!strcmp(ours.bytes, theirs) && ours.length == (size_t)length,
		"'%s' gives '%s', libc's '%s'", template, ours.bytes, theirs);
}

static const char *template_for(const char *field, const char *conversion)
{
	static char template[32];

	snprintf(template, sizeof(template), "<%%%s%s>", field, conversion);
	return template;
}

static void compare_ints(const char *field)
{
	static const int values[] = {0,	 1,   -1,      9,	10,
				     42, -42, INT_MAX, INT_MIN, 0xabcdef};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(values); i++) {
		compare(template_for(field, "d"), values[i]);
		compare(template_for(field, "u"), values[i]);
		compare(template_for(field, "x"), values[i]);
	}
}

static void compare_longs(const char *field)
{
	static const long values[] = {0,	1,	  -1,  1l << 40,
				      LONG_MAX, LONG_MIN, -7l, -12345678901l};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(values); i++) {
		compare(template_for(field, "ld"), values[i]);
		compare(template_for(field, "lu"), values[i]);
		compare(template_for(field, "lx"), values[i]);
	}
}

/* A zero before the width means nothing to %s and %c: not tested together,
 * as ISO C leaves it open. */
static void compare_texts(const char *field)
{
	if (field[0] == '0')
		return;
	compare(template_for(field, "s"), "");
	compare(template_for(field, "s"), "abc");
	compare(template_for(field, "s"),
		"longer than all fields, not cut off");
	compare(template_for(field, "c"), 'x');
	compare(template_for(field, "c"), 0xe4);
}

START_TEST(all_fields)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fields); i++) {
		compare_ints(fields[i]);
		compare_longs(fields[i]);
		compare_texts(fields[i]);
	}
}
END_TEST

START_TEST(mixtures)
{
	compare("");
	compare("plain");
	compare("100%%");
	compare("%d%s%c%lx%u%ld%x", -1, "two", '3', 4ul, 5u, -6l, 7u);
}
END_TEST

/* What libc does not define but format() does: an unknown conversion stands
 * for itself, and a template may end in the middle of one. */
START_TEST(odd_templates)
{
	static const char *const cases[][2] = {
		{"%q", "q"},
		{"a%", "a"},
		{"a%l", "a"},
		{"a%-05l", "a"},
	};
	char text[SIZE];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		/* Through a variable: the compiler would rightly complain. */
		const char *template = cases[i][0];

		format_to(text, sizeof(text), template);
		ck_assert_str_eq(text, cases[i][1]);
	}
}
END_TEST

START_TEST(truncation)
{
	char ours[16], theirs[16];
	size_t size;

	memset(ours, '.', sizeof(ours));
	memset(theirs, '.', sizeof(theirs));
	for (size = 1; size < sizeof(ours); size++) {
		format_to(ours, size, "%s-%05d", "abc", 42);
		ck_assert_int_eq(snprintf(theirs, size, "%s-%05d", "abc", 42),
				 9);
		ck_assert_mem_eq(ours, theirs, sizeof(ours));
	}
}
END_TEST

TCase *format_case(void)
{
	TCase *tcase = tcase_create("format");

	tcase_add_test(tcase, all_fields);
	tcase_add_test(tcase, mixtures);
	tcase_add_test(tcase, odd_templates);
	tcase_add_test(tcase, truncation);
	return tcase;
}
