// SPDX-License-Identifier: GPL-2.0-only
/* The one option that prevents a requested value, in small trees. */
#include "tests/model/model.h"

#include "explain/cause.h"
#include "tests/tiny.h"

#include <string.h>

static const char kconfig[] =
	"config MODULES\n\tmodules\n\tbool \"modules\"\n"
	"config NET\n\tbool \"net\"\n"
	"config ADVANCED\n\tbool \"advanced\"\n\tdepends on NET\n"
	"config LEAF\n\ttristate \"leaf\"\n\tdepends on ADVANCED\n"
	"config NUMBER\n\tint \"number\"\n\trange 1 5\n\tdepends on ADVANCED\n"
	"config WIDE\n\tbool \"wide\"\n"
	"config NARROW\n\tdef_bool y\n\tdepends on !WIDE\n"
	"config OLD\n\tbool \"old\"\n\tdepends on NARROW\n"
	"config BY_DEFAULT\n\tdef_bool y if NET\n"
	"config ON_DEFAULT\n\tbool \"on default\"\n\tdepends on BY_DEFAULT\n"
	"config RAISED\n\tbool \"raised\"\n"
	"config RAISER\n\tbool \"raiser\"\n\tselect RAISED\n"
	"config LOW\n\ttristate \"low\"\n"
	"config HIGH\n\ttristate \"high\"\n\tdepends on LOW\n"
	"config BELOW\n\tbool \"below\"\n\tdepends on LOW && NET\n"
	"config NOT_BOTH\n\ttristate \"not both\"\n\tdepends on !LOW\n"
	"config EITHER\n\tbool \"either\"\n\tdepends on NET || WIDE\n"
	"config BY_NUMBER\n\tbool \"by number\"\n\tdepends on NUMBER = 3\n"
	"config MISSING\n\tbool \"missing\"\n\tdepends on NOWHERE\n"
	"choice\n\tprompt \"pick\"\n"
	"config ONE\n\tbool \"one\"\n"
	"config TWO\n\tbool \"two\"\n"
	"endchoice\n";

/* The value that is lost, and why, if the others are as they are. */
static const struct {
	const char *others, *lost, *cause;
	enum tristate wanted;
} cases[] = {
	{"CONFIG_NET=y\n", "ADVANCED", "ADVANCED", YES},
	{"CONFIG_NET=y\n", "LEAF", "ADVANCED", YES},
	{"", "LEAF", "NET", YES},
	{"CONFIG_ADVANCED=y\n", "LEAF", "NET", YES},
	{"", "NUMBER", "NET", YES},
	{"CONFIG_NET=y\nCONFIG_ADVANCED=y\nCONFIG_NUMBER=9\n", "NUMBER",
	 "NUMBER", YES},
	{"CONFIG_WIDE=y\n", "OLD", "WIDE", YES},
	{"", "ON_DEFAULT", "NET", YES},
	{"CONFIG_RAISER=y\n", "RAISED", "RAISER", NO},
	{"", "LEAF", "NET", MODULE},
	{"CONFIG_MODULES=y\nCONFIG_LOW=m\n", "HIGH", "LOW", YES},
	{"CONFIG_MODULES=y\nCONFIG_LOW=m\n", "NOT_BOTH", "LOW", YES},
	{"CONFIG_LOW=m\n", "LOW", "MODULES", MODULE},
	{"", "EITHER", "NET", YES},
	{"CONFIG_NET=y\nCONFIG_ADVANCED=y\nCONFIG_NUMBER=4\n", "BY_NUMBER",
	 "NUMBER", YES},
	{"", "MISSING", "NOWHERE", YES},
	{"CONFIG_TWO=y\n", "ONE", "TWO", YES},
	/* A bool below an m can be y. */
	{"CONFIG_MODULES=y\nCONFIG_LOW=m\n", "BELOW", "NET", YES},
};

START_TEST(one_option_is_to_blame)
{
	const struct model *model = tiny_model(kconfig);
	struct config *config = config_new(model);
	const struct symbol *lost = model_find(model, cases[_i].lost);

	config_read_text(config, cases[_i].others, "asked");
	config_evaluate(config);
	ck_assert_str_eq(
		cases[_i].cause,
		symbol_label(cause_of(config, lost, cases[_i].wanted)));
	config_free(config);
	model_free(model);
}
END_TEST

/* Of a whole kernel: the search for a cause always finds one. */
START_TEST(everything_has_a_cause)
{
	const struct model *model = kit_model("x86_64");
	struct config *config = config_new(model);
	size_t elsewhere = 0;

	config_evaluate(config);
	model_for_each_symbol(model, symbol)
	{
		enum tristate value = config_result(config, symbol)->value;
		const struct symbol *cause;

		if (!symbol_is_option(symbol) || !symbol_is_logical(symbol))
			continue;
		cause = cause_of(config, symbol, value == NO ? YES : NO);
		ck_assert_ptr_nonnull(cause);
		ck_assert(!cause->constant);
		elsewhere += cause != symbol;
	}
	ck_assert_uint_gt(elsewhere, 5000);
	config_free(config);
}
END_TEST

TCase *cause_case(void)
{
	TCase *tcase = tcase_create("cause");

	tcase_set_timeout(tcase, 0);
	tcase_add_loop_test(tcase, one_option_is_to_blame, 0,
			    sizeof(cases) / sizeof(*cases));
	tcase_add_test(tcase, everything_has_a_cause);
	return tcase;
}
