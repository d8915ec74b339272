// SPDX-License-Identifier: GPL-2.0-only
/* data/details-N.js: all about one option. See web/src/views/option.jsx. */
#include "explain/explain.h"
#include "base/text.h"
#include "model/terms.h"
#include "page/data.h"

#include <stdlib.h>

static json_t *expression_json(const struct expression *expression)
{
	char *text = expression_text_hints(expression);
	json_t *json = data_text(text);

	free(text);
	return json;
}

/* What a line requires beyond its entry's own "depends on", in words. */
static json_t *condition_json(const struct property *line)
{
	struct terms terms = {0};
	char *text = NULL;
	json_t *json;
	size_t i;

	terms_add(&terms, line->condition);
	terms_remove(&terms, line->owner->depends);
	for (i = 0; i < terms.count; i++) {
		bool either =
			terms.count > 1 && terms.list[i]->kind == EXPRESSION_OR;
		char *term = expression_text_hints(terms.list[i]);

		text_append(&text, either ? "%s(%s)" : "%s%s", i ? " && " : "",
			    term);
		free(term);
	}
	json = data_text(text);
	free(text);
	terms_free(&terms);
	return json;
}

/* [NAME, condition, file, line] for selects and implies. */
static void add_line(json_t *lines, const struct property *line,
		     const struct symbol *other)
{
	json_array_append_new(lines, json_pack("[o, o, o, i]",
					       data_text(symbol_label(other)),
					       condition_json(line),
					       data_text(line->place.file),
					       line->place.line));
}

static json_t *lines_of(const struct symbol *symbol, enum property_kind kind)
{
	json_t *lines = json_array();

	symbol_for_each_property(symbol, line, kind)
		add_line(lines, line, line->target);
	return lines;
}

static json_t *lines_upon(const struct property *const *properties,
			  size_t count)
{
	json_t *lines = json_array();
	size_t i;

	for (i = 0; i < count; i++)
		add_line(lines, properties[i], properties[i]->owner);
	return lines;
}

static json_t *prompts_of(const struct symbol *symbol)
{
	json_t *lines = json_array();

	symbol_for_each_property(symbol, line, PROPERTY_PROMPT)
		json_array_append_new(
			lines, json_pack("[o, o, o, i]", data_text(line->text),
					 condition_json(line),
					 data_text(line->place.file),
					 line->place.line));
	return lines;
}

static json_t *defaults_of(const struct symbol *symbol)
{
	json_t *lines = json_array();

	symbol_for_each_property(symbol, line, PROPERTY_DEFAULT)
		json_array_append_new(lines,
				      json_pack("[o, o, o, i]",
						expression_json(line->value),
						condition_json(line),
						data_text(line->place.file),
						line->place.line));
	return lines;
}

static json_t *ranges_of(const struct symbol *symbol)
{
	json_t *lines = json_array();

	symbol_for_each_property(symbol, line, PROPERTY_RANGE)
		json_array_append_new(
			lines, json_pack("[o, o, o, o, i]",
					 data_text(symbol_label(line->low)),
					 data_text(symbol_label(line->high)),
					 condition_json(line),
					 data_text(line->place.file),
					 line->place.line));
	return lines;
}

/* [text, does it follow from the others?] */
static json_t *depends_of(const struct symbol *symbol)
{
	struct terms terms = {0};
	json_t *list = json_array();
	size_t i;

	terms_add(&terms, symbol->depends);
	for (i = 0; i < terms.count; i++)
		json_array_append_new(list,
				      json_pack("[o, b]",
						expression_json(terms.list[i]),
						terms_follows(&terms, i)));
	terms_free(&terms);
	return list;
}

/* The headings above an entry, outermost first. */
static json_t *menus_of(const struct menu *entry)
{
	json_t *menus = json_array();

	for (entry = entry->parent; entry && entry->parent;
	     entry = entry->parent)
		if (entry->prompt)
			json_array_insert_new(menus, 0,
					      data_text(entry->prompt));
	return menus;
}

static json_t *places_of(const struct symbol *symbol)
{
	json_t *places = json_array();
	size_t i;

	for (i = 0; i < symbol->definition_count; i++) {
		const struct menu *entry = symbol->definitions[i];

		json_array_append_new(
			places,
			json_pack("[o, i, o]", data_text(entry->place.file),
				  entry->place.line, menus_of(entry)));
	}
	return places;
}

static json_t *choice_of(const struct symbol *symbol)
{
	const struct symbol *choice = symbol->member_of;
	json_t *members;
	size_t i;

	if (!choice)
		return json_null();
	members = json_array();
	for (i = 0; i < choice->member_count; i++)
		json_array_append_new(members,
				      data_text(choice->members[i]->name));
	return json_pack("{so, so}", "prompt", data_text(symbol_label(choice)),
			 "members", members);
}

/* [depth, text, file, line] each, with what a reason rests on behind it. */
static void add_reasons(json_t *lines, const struct reason *reason, int depth)
{
	for (; reason; reason = reason->next) {
		json_array_append_new(lines,
				      json_pack("[i, o, o, i]", depth,
						data_text(reason->text),
						data_text(reason->place.file),
						reason->place.line));
		add_reasons(lines, reason->because, depth + 1);
	}
}

/*
 * In each configuration. Reasons that lie with another option are on that
 * one's own page: links lead there.
 */
static json_t *reasons_of(const struct page *page, const struct symbol *symbol)
{
	json_t *columns = json_array();
	size_t i;

	for (i = 0; i < page->config_count; i++) {
		struct reason *why =
			explain_why(page->configs[i].config, symbol, 1);
		json_t *lines = json_array();

		add_reasons(lines, why->because, 0);
		json_array_append_new(columns, lines);
		explain_free(why);
	}
	return columns;
}

json_t *data_details(const struct page *page,
		     const struct dependents *dependents,
		     const struct symbol *symbol)
{
	return json_pack(
		"{so, so, so, so, so, so, so, so, so, so, so, so}", "places",
		places_of(symbol), "prompts", prompts_of(symbol), "depends",
		depends_of(symbol), "choice", choice_of(symbol), "defaults",
		defaults_of(symbol), "ranges", ranges_of(symbol), "selects",
		lines_of(symbol, PROPERTY_SELECT), "implies",
		lines_of(symbol, PROPERTY_IMPLY), "selectedBy",
		lines_upon((const struct property *const *)symbol->selectors,
			   symbol->selector_count),
		"impliedBy",
		lines_upon((const struct property *const *)symbol->impliers,
			   symbol->implier_count),
		"neededBy", dependents_of(dependents, symbol), "why",
		reasons_of(page, symbol));
}
