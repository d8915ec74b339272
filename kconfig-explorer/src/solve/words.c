// SPDX-License-Identifier: GPL-2.0-only
/*
 * Facts in words. They are made of what fact_json() returns: this prints
 * nothing that does not exist, and leaves nothing out.
 */
#include "base/text.h"
#include "solve/facts_private.h"
#include "solve/sentence.h"

#include <stdlib.h>
#include <string.h>

static const char *get(const json_t *json, const char *key)
{
	return json_string_value(json_object_get(json, key));
}

static bool is_empty(const json_t *json, const char *key)
{
	return !json_array_size(json_object_get(json, key));
}

/* "X", or "the choice <X>" */
static char *subject(const json_t *fact)
{
	const char *name = get(fact, "symbol");

	return text_format("%s%s", *name == '<' ? "the choice " : "", name);
}

/* All elements in words, with a separator between them. */
static char *enumerate(const json_t *list, const char *separator,
		       char *(*words)(const json_t *element))
{
	char *text = text_copy("");
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		if (i)
			text = sentence_join(text, text_copy(separator));
		text = sentence_join(text, words(json_array_get(list, i)));
	}
	return text;
}

static char *plain(const json_t *element)
{
	return text_copy(json_string_value(element));
}

/* "WHAT if CONDITION", or "WHAT" where it always holds */
static char *conditional(const char *what, const json_t *element)
{
	const char *condition = get(element, "if");

	if (!strcmp(condition, "y"))
		return text_copy(what);
	return text_format("%s if %s", what, condition);
}

static char *default_words(const json_t *element)
{
	return conditional(get(element, "value"), element);
}

static char *owner_words(const json_t *element)
{
	return conditional(get(element, "by"), element);
}

static char *range_words(const json_t *element)
{
	char *range = text_format("from %s to %s", get(element, "low"),
				  get(element, "high"));
	char *text = conditional(range, element);

	free(range);
	return text;
}

/* A list that stands in a sentence; "" if there is nothing in it. */
static char *list_words(const json_t *fact, const char *key, const char *before,
			const char *separator,
			char *(*words)(const json_t *element),
			const char *after)
{
	char *list, *text;

	if (is_empty(fact, key))
		return text_copy("");
	list = enumerate(json_object_get(fact, key), separator, words);
	text = text_format("%s%s%s", before, list, after);
	free(list);
	return text;
}

/* Nothing if a prompt can always be seen. */
static char *prompts_words(const json_t *fact, const char *before,
			   const char *after)
{
	const json_t *prompts = json_object_get(fact, "prompts");
	size_t i;

	for (i = 0; i < json_array_size(prompts); i++)
		if (!strcmp(json_string_value(json_array_get(prompts, i)), "y"))
			return text_copy("");
	return list_words(fact, "prompts", before, " or if ", plain, after);
}

static char *defaults_list(const json_t *fact, const char *before)
{
	return list_words(fact, "defaults", before, ", else ", default_words,
			  "");
}

static char *owners_list(const json_t *fact, const char *key,
			 const char *before)
{
	return list_words(fact, key, before, ", ", owner_words, "");
}

static char *implied_words(const json_t *fact, const char *before)
{
	const char *depends = get(fact, "depends");
	char *text = owners_list(fact, "implied", before);

	if (*text && strcmp(depends, "y") != 0)
		text = sentence_join(
			text, text_format(" (as far as %s allows)", depends));
	return text;
}

static char *need_words(const json_t *fact)
{
	return text_format("%s is needed (%s)", get(fact, "text"),
			   get(fact, "origin"));
}

static char *modules_words(const json_t *fact)
{
	const char *name = get(fact, "symbol"), *value = get(fact, "value");
	const char *because = get(fact, "because");

	if (because)
		return text_format("%s is %s here, because %s is needed", name,
				   value, because);
	if (!strcmp(value, "y"))
		return text_format("%s is y here (unless %s=n is asked for)",
				   name, name);
	return text_format(
		"%s is n here (unless %s=y is asked for, or --modules given)",
		name, name);
}

static char *undefined_words(const json_t *fact)
{
	return text_format(
		"no Kconfig file that was read defines %s: it is n, and is compared as the text \"%s\"",
		get(fact, "symbol"), get(fact, "symbol"));
}

static char *depends_words(const json_t *fact)
{
	char *who = subject(fact);
	char *text = text_format(
		"%s depends on %s%s", who, get(fact, "on"),
		get(fact, "choice") ? ", the choice that it belongs to" : "");

	free(who);
	return text;
}

static char *select_words(const json_t *fact)
{
	char *selects = text_format("%s selects %s", get(fact, "by"),
				    get(fact, "symbol"));
	char *text = conditional(selects, fact);

	free(selects);
	return text;
}

static char *module_words(const json_t *fact)
{
	char *who = subject(fact);
	char *text = text_format("%s is m only if MODULES is y", who);

	free(who);
	return text;
}

static char *member_words(const json_t *member)
{
	char *seen = prompts_words(member, " (if ", ")");

	return sentence_join(text_copy(get(member, "symbol")), seen);
}

static char *members_words(const json_t *fact)
{
	return enumerate(json_object_get(fact, "members"), ", ", member_words);
}

static char *most_one_words(const json_t *fact)
{
	char *members = members_words(fact);
	char *text = text_format(
		"at most one of these options of the choice %s is y: %s",
		get(fact, "symbol"), members);

	free(members);
	return text;
}

static char *one_of_words(const json_t *fact)
{
	char *members = members_words(fact);
	char *text = text_format(
		"if the choice %s is y, one of its options is y%s: %s",
		get(fact, "symbol"),
		json_is_true(json_object_get(fact, "optional"))
			? ", and if it is m, one is m"
			: "",
		members);

	free(members);
	return text;
}

static char *choice_words(const json_t *fact)
{
	const char *name = get(fact, "symbol");
	const char *type = get(json_object_get(fact, "types"), name);
	char *when = prompts_words(fact, " if ", "");
	char *members = members_words(fact);
	char *text = text_format(
		"the choice %s has to be made%s, as soon as one of its options can be seen%s: %s",
		name, when,
		strcmp(type, "tristate") != 0
			? ""
			: " (with MODULES=y it is at least m, whatever can be seen)",
		members);

	free(when);
	free(members);
	return text;
}

static char *level_words(const json_t *fact)
{
	char *when = prompts_words(fact, " where this is y: ", "");
	char *text =
		text_format("%s, an option of the choice %s, is not m%s",
			    get(fact, "symbol"), get(fact, "choice"), when);

	free(when);
	return text;
}

/* What it is set to, where a prompt allows that. */
static char *asked_words(const json_t *fact)
{
	const char *asked = get(fact, "asked");
	char *when, *text;

	if (!asked)
		return text_copy("");
	when = prompts_words(fact, " if ", "");
	text = text_format(" is set to \"%s\"%s; else it", asked, when);
	free(when);
	return text;
}

static char *value_words(const json_t *fact)
{
	char *text = sentence_join(text_copy(get(fact, "symbol")),
				   asked_words(fact));

	text = sentence_join(
		text, is_empty(fact, "defaults")
			      ? text_copy(" is empty")
			      : defaults_list(fact, " has its default, "));
	return sentence_join(text, list_words(fact, "ranges", "; its range is ",
					      ", else ", range_words, ""));
}

/* Of a tristate member. */
static char *shown_words(const json_t *fact)
{
	const char *choice = get(fact, "choice");

	if (!choice)
		return text_copy("");
	return text_format(
		"; while the choice %s is y, a prompt that allows m only is hidden",
		choice);
}

/* "X has its default ...", or "X is implied ..." */
static char *fallback_words(const json_t *fact)
{
	bool hidden = !is_empty(fact, "prompts");
	char *text = text_format("%s has %s", get(fact, "symbol"),
				 hidden ? "a prompt, and while that is hidden"
					: "no prompt, so");

	if (!is_empty(fact, "defaults"))
		text = sentence_join(
			text, defaults_list(fact, " it has its default: "));
	text = sentence_join(
		text, implied_words(fact, is_empty(fact, "defaults")
						  ? " it is implied by "
						  : "; it is implied by "));
	text = sentence_join(
		text, prompts_words(fact, "; the prompt is shown if ", ""));
	return sentence_join(text, shown_words(fact));
}

/* What can switch it on, but for its prompt: "" if nothing can. */
static char *other_ways(const json_t *fact)
{
	char *text = defaults_list(fact, " by default: ");

	text = sentence_join(text,
			     implied_words(fact, *text ? "; or if implied by "
						       : " if implied by "));
	return sentence_join(text, owners_list(fact, "selected",
					       *text ? "; or if selected by "
						     : " if selected by "));
}

static char *limit_words(const json_t *fact)
{
	char *who = subject(fact), *ways = other_ways(fact);
	char *prompts = prompts_words(fact, " can be set only if ", "");
	char *text;

	if (*prompts)
		text = text_format("%s%s%s%s", who, prompts,
				   *ways ? "; otherwise it is on only" : "",
				   ways);
	else if (*ways)
		text = text_format("%s has no prompt; it is on only%s", who,
				   ways);
	else
		text = text_format(
			"%s has no prompt, no default, and nothing selects it: it is n",
			who);
	free(who);
	free(ways);
	free(prompts);
	return sentence_join(text, shown_words(fact));
}

static char *content_words(enum fact_kind kind, const json_t *json)
{
	switch (kind) {
	case FACT_NEED:
		return need_words(json);
	case FACT_MODULES:
		return modules_words(json);
	case FACT_UNDEFINED:
		return undefined_words(json);
	case FACT_DEPENDS:
		return depends_words(json);
	case FACT_SELECT:
		return select_words(json);
	case FACT_MOST_ONE:
		return most_one_words(json);
	case FACT_MODULE:
		return module_words(json);
	case FACT_ONE_OF:
		return one_of_words(json);
	case FACT_CHOICE:
		return choice_words(json);
	case FACT_MEMBER:
		return level_words(json);
	case FACT_VALUE:
		return value_words(json);
	case FACT_DEFAULT:
		return fallback_words(json);
	default:
		return limit_words(json);
	}
}

char *fact_words_of(enum fact_kind kind, const json_t *json)
{
	char *text = content_words(kind, json);
	const char *file = get(json, "file");
	int line = (int)json_integer_value(json_object_get(json, "line"));

	if (file)
		text = sentence_join(text, text_format(" (%s:%d)", file, line));
	return sentence_join(text,
			     list_words(json, "hints", "; ", "; ", plain, ""));
}
