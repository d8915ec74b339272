// SPDX-License-Identifier: GPL-2.0-only
/* Writes conditions as Kconfig files do. */
#include "kbuild/condition.h"

#include <string.h>

static const char *term_text(struct pool *pool, const struct term *term)
{
	static const char *const formats[] = {
		[IS_N] = "!%s", [IS_M] = "%s=m",
		[IS_Y] = "%s",	[IS_N | IS_M] = "%s!=y",
		[IS_ON] = "%s", [IS_N | IS_Y] = "%s!=m",
	};
	const char *format = formats[term->values];
	const char *hole = strchr(format, '%');

	return pool_printf(pool, "%.*s%s%s", (int)(hole - format), format,
			   term->option, hole + 2);
}

static const char *case_text(struct pool *pool, const struct condition_case *in)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < in->count; i++)
		text = pool_printf(pool, "%s%s%s", text, i ? " && " : "",
				   term_text(pool, &in->terms[i]));
	return text;
}

/* In brackets if it is an "or". */
static const char *factor_text(struct pool *pool,
			       const struct condition *condition)
{
	const char *text = condition_text(pool, condition);

	if (condition->count < 2 || condition->left)
		return text;
	return pool_printf(pool, "(%s)", text);
}

const char *condition_text(struct pool *pool, const struct condition *condition)
{
	const char *text = "";
	bool brackets;
	size_t i;

	if (condition_is_never(condition))
		return "n";
	if (condition_is_always(condition))
		return "y";
	if (condition->left)
		return pool_printf(pool, "%s && %s",
				   factor_text(pool, condition->left),
				   factor_text(pool, condition->right));
	for (i = 0; i < condition->count; i++) {
		brackets =
			condition->count > 1 && condition->cases[i].count > 1;
		text = pool_printf(pool, "%s%s%s%s%s", text, i ? " || " : "",
				   brackets ? "(" : "",
				   case_text(pool, &condition->cases[i]),
				   brackets ? ")" : "");
	}
	return text;
}
