// SPDX-License-Identifier: GPL-2.0-only
/* The sentences of contradictions, one of each kind and form. */
#include "tests/solve/solve.h"
#include "tests/tiny.h"

#include "solve/core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char kconfig[] = "mainmenu \"words\"\n"
			      "config MODULES\n\tbool \"modules\"\n\tmodules\n"
			      "config A\n\tbool \"A\"\n\timply IMPLIED\n"
			      "config B\n\tbool \"B\"\n\tdepends on A\n"
			      "config C\n\tbool \"C\"\n"
			      "\tselect D\n\tselect BOTH if A\n"
			      "config D\n\tbool\n"
			      "config BOTH\n\tbool\n\tdefault y if B\n"
			      "config LIB\n\tbool\n"
			      "config HIDDEN\n\tbool \"hidden\" if A\n"
			      "\tdefault y\n"
			      "config FIXED\n\tdef_bool y\n"
			      "config IMPLIED\n\tbool\n\tdepends on !B\n"
			      "config T\n\ttristate \"T\"\n"
			      "config ASK\n\tbool \"ask\" if B\n"
			      "config U\n\tbool \"U\"\n\tdepends on UNKNOWN\n"
			      "config N\n\tint \"N\" if A\n\trange 1 9\n"
			      "\tdefault 4 if B\n\tdefault 5\n"
			      "config W\n\tbool \"W\"\n\tdepends on N > 5\n"
			      "config S\n\tstring\n\tdefault \"s\"\n"
			      "choice\n\tprompt \"one\"\n"
			      "config X\n\tbool \"X\"\n"
			      "config Y\n\tbool \"Y\" if A\n"
			      "endchoice\n"
			      "choice\n\tprompt \"some\"\n\toptional\n"
			      "config V\n\ttristate \"V\"\n"
			      "config Z\n\ttristate \"Z\"\n"
			      "endchoice\n";

static const struct row {
	const char *needs; /* one a line */
	bool modules;
	const char *sentences; /* without the needs, and without places */
} rows[] = {
	{"B\nA=n", false, "B depends on A\n"},
	{"C\nD=n", false, "C selects D\n"},
	{"C\nA\nBOTH=n", false, "C selects BOTH if A\n"},
	{"T=m", false,
	 "MODULES is n here (unless MODULES=y is asked for, or --modules given)\n"
	 "T is m only if MODULES is y\n"},
	{"MODULES\nMODULES=n", true,
	 "MODULES is y here, because MODULES is needed\n"},
	{"LIB", false,
	 "LIB has no prompt, no default, and nothing selects it: it is n\n"},
	{"BOTH\nC=n\nA=n", false,
	 "B depends on A\n"
	 "BOTH has no prompt; it is on only by default: y if B; or if selected by C if A\n"},
	{"FIXED=n", false, "FIXED has no prompt, so it has its default: y\n"},
	{"HIDDEN=n\nA=n", false,
	 "HIDDEN has a prompt, and while that is hidden it has its default: y; the prompt is shown if A\n"},
	{"IMPLIED=n\nA\nB=n", false,
	 "IMPLIED has no prompt, so it is implied by A (as far as !B allows)\n"},
	{"IMPLIED\nA=n", false,
	 "IMPLIED has no prompt; it is on only if implied by A (as far as !B allows)\n"},
	{"ASK\nB=n", false, "ASK can be set only if B\n"},
	{"U", false,
	 "no Kconfig file that was read defines UNKNOWN: it is n, and is compared as the text \"UNKNOWN\"\n"
	 "U depends on UNKNOWN\n"},
	{"N=12", false,
	 "N is set to \"12\" if A; else it has its default, 4 if B, else 5; its range is from 1 to 9\n"},
	{"W", false,
	 "W depends on N>5\n"
	 "N has its default, 4 if B, else 5; its range is from 1 to 9\n"},
	{"S=t", false, "S has its default, \"s\"\n"},
	{"X\nY", false,
	 "at most one of these options of the choice <one> is y: X, Y\n"},
	{"X=n\nY=n", false,
	 "if the choice <one> is y, one of its options is y: X, Y\n"
	 "the choice <one> has to be made, as soon as one of its options can be seen: X, Y (if A)\n"},
	{"Y\nA=n", false, "Y can be set only if <one> && A\n"},
	{"V\nZ=m", true,
	 "V depends on <some>, the choice that it belongs to\n"
	 "Z, an option of the choice <some>, is not m where this is y: <some>\n"},
};

/* "(file:line)" at the end of a sentence. */
static char *without_place(char *words)
{
	char *place = strstr(words, " (/tmp/");

	if (place)
		*place = 0;
	return words;
}

static struct needs read_needs(const struct model *model, const char *lines)
{
	struct needs needs = {0};
	char *copy = strdup(lines), *at = copy, *line;

	while ((line = strsep(&at, "\n")))
		add_need(&needs, model, line);
	free(copy);
	return needs;
}

static void check_row(const struct model *model, const struct row *row)
{
	struct needs needs = read_needs(model, row->needs);
	char *message, *words, *all;
	struct problem *problem =
		problem_new(model, &needs, row->modules, NULL, &message);
	struct core *core = core_find(problem, 60);
	size_t i, length;
	FILE *to = open_memstream(&all, &length);

	ck_assert_msg(core != NULL, "%s: no contradiction", row->needs);
	for (i = 0; i < core->count; i++) {
		words = fact_words(core->facts, core->all[i]);
		if (core->all[i]->kind != FACT_NEED)
			fprintf(to, "%s\n", without_place(words));
		free(words);
	}
	fclose(to);
	ck_assert_str_eq(all, row->sentences);
	free(all);
	core_free(core);
	problem_free(problem);
	needs_free(&needs);
}

START_TEST(test_words)
{
	struct model *model = tiny_model(kconfig);
	size_t i;

	ck_assert_ptr_nonnull(model);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		check_row(model, &rows[i]);
	model_free(model);
}
END_TEST

TCase *words_case(void)
{
	TCase *tests = tcase_create("words");

	tcase_set_tags(tests, "small");
	tcase_add_test(tests, test_words);
	return tests;
}
