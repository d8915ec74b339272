// SPDX-License-Identifier: GPL-2.0-only
/* GNU make's functions, on plain text: see its manual, chapter 8. */
#include "kbuild/makefile.h"

#include <ctype.h>
#include <string.h>

/* The next word of a text; false at its end. */
static bool next_word(const char **text, const char **word, size_t *length)
{
	*text += strspn(*text, " \t\n");
	*word = *text;
	*length = strcspn(*text, " \t\n");
	*text += *length;
	return *length;
}

/* Adds a word to a list, with a blank between. */
static const char *append(struct pool *pool, const char *list, const char *word,
			  size_t length)
{
	return pool_printf(pool, "%s%s%.*s", list, *list ? " " : "",
			   (int)length, word);
}

/* What % stands for when a word fits a pattern; false if it does not. */
static bool fits(const char *pattern, size_t pattern_length, const char *word,
		 size_t length, const char **stem, size_t *stem_length)
{
	const char *percent = memchr(pattern, '%', pattern_length);
	size_t before, after;

	*stem = word;
	*stem_length = 0;
	if (!percent)
		return pattern_length == length &&
		       !strncmp(pattern, word, length);
	before = percent - pattern;
	after = pattern_length - before - 1;
	if (length < before + after || strncmp(pattern, word, before) != 0 ||
	    strncmp(percent + 1, word + length - after, after) != 0)
		return false;
	*stem = word + before;
	*stem_length = length - before - after;
	return true;
}

static const char *patsubst(struct pool *pool, const char *const *arguments)
{
	const char *from = arguments[0], *to = arguments[1];
	const char *text = arguments[2], *list = "", *word, *stem, *percent;
	size_t length, stem_length;

	percent = strchr(to, '%');
	while (next_word(&text, &word, &length)) {
		if (fits(from, strlen(from), word, length, &stem,
			 &stem_length)) {
			word = !percent ? to
					: pool_printf(pool, "%.*s%.*s%s",
						      (int)(percent - to), to,
						      (int)stem_length, stem,
						      percent + 1);
			length = strlen(word);
		}
		list = append(pool, list, word, length);
	}
	return list;
}

static const char *subst(struct pool *pool, const char *const *arguments)
{
	const char *from = arguments[0], *to = arguments[1];
	const char *text = arguments[2], *made = "", *at;

	if (!*from)
		return text;
	while ((at = strstr(text, from))) {
		made = pool_printf(pool, "%s%.*s%s", made, (int)(at - text),
				   text, to);
		text = at + strlen(from);
	}
	return pool_printf(pool, "%s%s", made, text);
}

static bool fits_any(const char *patterns, const char *word, size_t length)
{
	const char *pattern, *stem;
	size_t pattern_length, stem_length;

	while (next_word(&patterns, &pattern, &pattern_length))
		if (fits(pattern, pattern_length, word, length, &stem,
			 &stem_length))
			return true;
	return false;
}

static const char *select_words(struct pool *pool, const char *patterns,
				const char *text, bool wanted)
{
	const char *list = "", *word;
	size_t length;

	while (next_word(&text, &word, &length))
		if (fits_any(patterns, word, length) == wanted)
			list = append(pool, list, word, length);
	return list;
}

static const char *filter(struct pool *pool, const char *const *arguments)
{
	return select_words(pool, arguments[0], arguments[1], true);
}

static const char *filter_out(struct pool *pool, const char *const *arguments)
{
	return select_words(pool, arguments[0], arguments[1], false);
}

static const char *addprefix(struct pool *pool, const char *const *arguments)
{
	const char *text = arguments[1], *list = "", *word;
	size_t length;

	while (next_word(&text, &word, &length))
		list = pool_printf(pool, "%s%s%s%.*s", list, *list ? " " : "",
				   arguments[0], (int)length, word);
	return list;
}

static const char *addsuffix(struct pool *pool, const char *const *arguments)
{
	const char *text = arguments[1], *list = "", *word;
	size_t length;

	while (next_word(&text, &word, &length))
		list = pool_printf(pool, "%s%s%.*s%s", list, *list ? " " : "",
				   (int)length, word, arguments[0]);
	return list;
}

/* abspath, too: paths here begin at the tree. */
static const char *strip(struct pool *pool, const char *const *arguments)
{
	const char *text = arguments[0], *list = "", *word;
	size_t length;

	while (next_word(&text, &word, &length))
		list = append(pool, list, word, length);
	return list;
}

static const char *basename_of(struct pool *pool, const char *const *arguments)
{
	const char *text = arguments[0], *list = "", *word, *dot;
	size_t length;

	while (next_word(&text, &word, &length)) {
		dot = memrchr(word, '.', length);
		if (dot && !memchr(dot, '/', length - (dot - word)))
			length = dot - word;
		list = append(pool, list, word, length);
	}
	return list;
}

static const char *dir(struct pool *pool, const char *const *arguments)
{
	const char *text = arguments[0], *list = "", *word, *slash;
	size_t length;

	while (next_word(&text, &word, &length)) {
		slash = memrchr(word, '/', length);
		list = slash ? append(pool, list, word, slash - word + 1)
			     : append(pool, list, "./", 2);
	}
	return list;
}

static const char *notdir(struct pool *pool, const char *const *arguments)
{
	const char *text = arguments[0], *list = "", *word, *slash;
	size_t length;

	while (next_word(&text, &word, &length)) {
		slash = memrchr(word, '/', length);
		if (slash)
			length -= slash + 1 - word, word = slash + 1;
		list = append(pool, list, word, length);
	}
	return list;
}

static const char *word_at(struct pool *pool, const char *text, bool last)
{
	const char *word, *found = "";
	size_t length;

	while (next_word(&text, &word, &length)) {
		found = pool_copy(pool, word, length);
		if (!last)
			break;
	}
	return found;
}

static const char *firstword(struct pool *pool, const char *const *arguments)
{
	return word_at(pool, arguments[0], false);
}

static const char *lastword(struct pool *pool, const char *const *arguments)
{
	return word_at(pool, arguments[0], true);
}

static const char *words(struct pool *pool, const char *const *arguments)
{
	const char *text = arguments[0], *word;
	size_t length;
	int count = 0;

	while (next_word(&text, &word, &length))
		count++;
	return pool_printf(pool, "%d", count);
}

static const char *findstring(struct pool *pool, const char *const *arguments)
{
	(void)pool;
	return strstr(arguments[1], arguments[0]) ? arguments[0] : "";
}

static const char *if_set(struct pool *pool, const char *const *arguments)
{
	(void)pool;
	return *arguments[0] ? arguments[1] : arguments[2];
}

static const char * or (struct pool * pool, const char *const *arguments)
{
	(void)pool;
	return *arguments[0]   ? arguments[0]
	       : *arguments[1] ? arguments[1]
			       : arguments[2];
}

static const char * and (struct pool * pool, const char *const *arguments)
{
	(void)pool;
	return *arguments[0] && *arguments[1] ? arguments[1] : "";
}

/* $(shell) and $(call cc-option): only the build itself finds out. */
static const char *unknown(struct pool *pool, const char *const *arguments)
{
	(void)pool;
	(void)arguments;
	return UNKNOWN;
}

/* $(info), $(error), $(eval): no value. What eval defines are flags. */
static const char *nothing(struct pool *pool, const char *const *arguments)
{
	(void)pool;
	(void)arguments;
	return "";
}

const struct function *function_find(const char *name, size_t length)
{
	static const struct function functions[] = {
		{"subst", 3, true, subst},
		{"patsubst", 3, true, patsubst},
		{"filter", 2, true, filter},
		{"filter-out", 2, true, filter_out},
		{"addprefix", 2, true, addprefix},
		{"addsuffix", 2, true, addsuffix},
		{"strip", 1, true, strip},
		{"sort", 1, true, strip},
		{"abspath", 1, true, strip},
		{"basename", 1, true, basename_of},
		{"dir", 1, true, dir},
		{"notdir", 1, true, notdir},
		{"firstword", 1, false, firstword},
		{"lastword", 1, false, lastword},
		{"words", 1, false, words},
		{"findstring", 2, false, findstring},
		{"if", 3, false, if_set},
		{"or", 3, false, or },
		{"and", 2, false, and},
		{"call", 1, false, unknown},
		{"shell", 1, false, unknown},
		{"wildcard", 1, false, unknown},
		{"info", 1, false, nothing},
		{"error", 1, false, nothing},
		{"warning", 1, false, nothing},
		{"eval", 1, false, nothing},
	};
	size_t i;

	for (i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (strlen(functions[i].name) == length &&
		    !strncmp(functions[i].name, name, length))
			return &functions[i];
	return NULL;
}
