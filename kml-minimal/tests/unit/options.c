// SPDX-License-Identifier: GPL-2.0-only
/* The command line. */
#include "tests.h"

#define FIELD(name) offsetof(struct options, name)

static int int_at(const struct options *parsed, size_t offset)
{
	return *(const int *)((const char *)parsed + offset);
}

/* Each word, the field that it sets, and the value; the default first. */
static const struct {
	const char *word;
	size_t field;
	int value;
} words[] = {
	{"frame=copy", FIELD(copy_frame), 1},
	{"frame=ist", FIELD(copy_frame), 0},
	{"lostirq=redeliver", FIELD(redeliver), 1},
	{"lostirq=ignore", FIELD(redeliver), 0},
	{"user=path", FIELD(user), USER_BY_PATH},
	{"user=cpl3", FIELD(user), USER_CPL3},
	{"user=cpl0", FIELD(user), USER_CPL0},
	{"nmi=own", FIELD(nmi_own_stack), 1},
	{"nmi=plain", FIELD(nmi_own_stack), 0},
	{"timer=pit", FIELD(lapic), 0},
	{"timer=lapic", FIELD(lapic), 1},
	{"cr3=update", FIELD(stale_cr3), 0},
	{"cr3=stale", FIELD(stale_cr3), 1},
	{"nested=off", FIELD(nested), 0},
	{"nested=on", FIELD(nested), 1},
	{"trace=off", FIELD(trace), 0},
	{"trace=on", FIELD(trace), 1},
};

/* A word changes its own field and no other byte. */
static void check_only(const char *word, size_t field, int value)
{
	struct options parsed, expected;

	ck_assert_ptr_null(options_parse("", &expected));
	ck_assert_ptr_null(options_parse(word, &parsed));
	*(int *)((char *)&expected + field) = value;
	ck_assert_mem_eq(&parsed, &expected, sizeof(parsed));
}

START_TEST(single_words)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		check_only(words[i].word, words[i].field, words[i].value);
	for (i = 0; i < fault_words_count; i++)
		check_only(fault_words[i].word, FIELD(fault),
			   fault_words[i].value);
}
END_TEST

START_TEST(defaults)
{
	struct options parsed;
	size_t i;

	memset(&parsed, 0xee, sizeof(parsed));
	ck_assert_ptr_null(options_parse("", &parsed));
	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (i == 0 || words[i].field != words[i - 1].field)
			ck_assert_int_eq(int_at(&parsed, words[i].field),
					 words[i].value);
	ck_assert_int_eq(parsed.fault, fault_words[0].value);
	ck_assert_uint_eq(parsed.limit, 0);
	ck_assert_str_eq(parsed.init, "/bin/init");
	ck_assert_str_eq(parsed.arguments, "");
}
END_TEST

/* QEMU puts the kernel's path first; GRUB does not. */
START_TEST(whole_lines)
{
	static const char *const lines[] = {
		"/boot/kernel.elf user=cpl0 limit=70 init=/bin/a -- x  y=z",
		"/a=b/kernel user=cpl0 limit=70 init=/bin/a -- x  y=z",
		"  user=cpl0   limit=70 init=/bin/a --   x  y=z",
		"kernel user=cpl3 limit=5 init=/b user=cpl0 limit=70 init=/bin/a -- x  y=z",
	};
	struct options parsed;

	ck_assert_ptr_null(options_parse(lines[_i], &parsed));
	ck_assert_int_eq(parsed.user, USER_CPL0);
	ck_assert_uint_eq(parsed.limit, 70);
	ck_assert_str_eq(parsed.init, "/bin/a");
	ck_assert_str_eq(parsed.arguments, "x  y=z");
}
END_TEST

START_TEST(no_words)
{
	static const char *const lines[] = {" ",  "   ", "/kernel",
					    "--", "-- ", "kernel --  "};
	struct options parsed, expected;

	ck_assert_ptr_null(options_parse("", &expected));
	ck_assert_ptr_null(options_parse(lines[_i], &parsed));
	ck_assert_mem_eq(&parsed, &expected, sizeof(parsed));
}
END_TEST

/* A message names the word and its possible values. */
static const struct {
	const char *line, *word, *possibilities;
} complaints[] = {
	{"trace=maybe", "'trace=maybe'", "possible values: off on"},
	{"frame=", "'frame='", "possible values: copy ist"},
	{"user=cpl00", "'user=cpl00'", "possible values: path cpl3 cpl0"},
	{"lostirq=x", "'lostirq=x'", "possible values: redeliver ignore"},
	{"nmi=on", "'nmi=on'", "possible values: own plain"},
	{"timer=hpet", "'timer=hpet'", "possible values: pit lapic"},
	{"cr3=", "'cr3='", "possible values: update stale"},
	{"nested=On", "'nested=On'", "possible values: off on"},
	{"fault=some", "'fault=some'", "possible values: "},
	{"fault=some", "'fault=some'", " none"},
	{"k trace=on bogus=1 timer=x", "'bogus=1'", "see options.h"},
	{"Trace=on", "'Trace=on'", "see options.h"},
	{"trac=on", "'trac=on'", "see options.h"},
	{"traces=on", "'traces=on'", "see options.h"},
	{"=on", "'=on'", "see options.h"},
	{"=", "'='", "see options.h"},
	{"init=bin/a", "'init=bin/a'", "see options.h"},
	{"init=", "'init='", "see options.h"},
	{"limit=", "'limit='", "see options.h"},
	{"limit=x", "'limit=x'", "see options.h"},
	{"limit=-1", "'limit=-1'", "see options.h"},
	{"limit=12a", "'limit=12a'", "see options.h"},
	{"limit=4294967296", "'limit=4294967296'", "see options.h"},
};

START_TEST(refusals)
{
	struct options parsed;
	const char *error;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(complaints); i++) {
		error = options_parse(complaints[i].line, &parsed);
		ck_assert_msg(
			error && strstr(error, complaints[i].word) &&
				strstr(error, complaints[i].possibilities),
			"%s: %s", complaints[i].line, error);
	}
}
END_TEST

/* A message does not reappear in the next call's result. */
START_TEST(complaint_forgotten)
{
	struct options parsed;

	ck_assert_ptr_nonnull(options_parse("x=", &parsed));
	ck_assert_ptr_null(options_parse("trace=on", &parsed));
	ck_assert_int_eq(parsed.trace, 1);
}
END_TEST

/* A text of any length is kept whole or rejected, never cut silently. */
static void check_lengths(const char *before, size_t kept, size_t field)
{
	struct options parsed;
	char line[400];
	size_t length, start = strlen(before);

	strcpy(line, before);
	for (length = 1; start + length < sizeof(line); length++) {
		line[start + length - 1] = 'x';
		line[start + length] = 0;
		if (length <= kept) {
			ck_assert_ptr_null(options_parse(line, &parsed));
			ck_assert_str_eq((char *)&parsed + field, line + start);
		} else {
			ck_assert_ptr_nonnull(options_parse(line, &parsed));
		}
	}
}

START_TEST(long_texts)
{
	check_lengths("-- ", sizeof(options.arguments) - 1, FIELD(arguments));
	check_lengths("init=/", sizeof(options.init) - 2, FIELD(init) + 1);
	check_lengths("bogus=", 0, 0);
	check_lengths("trace=", 0, 0);
	check_lengths("limit=", 0, 0);
}
END_TEST

TCase *options_case(void)
{
	TCase *tcase = tcase_create("options");

	tcase_add_test(tcase, single_words);
	tcase_add_test(tcase, defaults);
	tcase_add_loop_test(tcase, whole_lines, 0, 4);
	tcase_add_loop_test(tcase, no_words, 0, 6);
	tcase_add_test(tcase, refusals);
	tcase_add_test(tcase, complaint_forgotten);
	tcase_add_test(tcase, long_texts);
	return tcase;
}
