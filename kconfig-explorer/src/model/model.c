// SPDX-License-Identifier: GPL-2.0-only
/* Names and labels of a model, and how it is freed. */
#include "model/read.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static size_t name_hash(const char *name)
{
	size_t hash = 14695981039346656037U; /* FNV-1a */

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 1099511628211U;
	return hash;
}

static const struct symbol **name_slot(const struct model *model,
				       const char *name)
{
	const struct model_private *private = model->private;
	size_t at = name_hash(name);

	for (;; at++) {
		const struct symbol **slot =
			&private->by_name[at & (private->by_name_room - 1)];

		if (!*slot || !strcmp((*slot)->name, name))
			return slot;
	}
}

void model_index_names(struct model *model)
{
	struct model_private *private = model->private;

	private->by_name_room = 1024;
	while (private->by_name_room < 2 * model->symbol_count)
	private->by_name_room *= 2;
	private->by_name = allocate(private->by_name_room, sizeof(void *));
	model_for_each_symbol(model, symbol) if (symbol->name &&
						 !symbol->constant &&
						 !symbol->choice) *
		name_slot(model, symbol->name) = symbol;
}

const struct symbol *model_find(const struct model *model, const char *name)
{
	if (!strncmp(name, "CONFIG_", 7))
		name += 7;
	return *name_slot(model, name);
}

const char *type_name(enum type type)
{
	static const char *const names[TYPES] = {"unknown", "bool", "tristate",
						 "int",	    "hex",  "string"};

	return names[type];
}

const char *property_name(enum property_kind kind)
{
	static const char *const names[PROPERTY_KINDS] = {
		"prompt", "default", "select", "imply", "range"};

	return names[kind];
}

const struct property *symbol_prompt(const struct symbol *symbol)
{
	symbol_for_each_property(symbol, property,
				 PROPERTY_PROMPT) return property;
	return NULL;
}

const char *symbol_label(const struct symbol *symbol)
{
	const struct property *prompt;

	if (symbol->macro)
		return symbol->macro;
	if (symbol->name)
		return symbol->name;
	prompt = symbol_prompt(symbol);
	return prompt ? prompt->text : "a choice";
}

static void free_symbols(const struct model *model)
{
	if (!model->symbols)
		return;
	model_for_each_symbol(model, symbol)
	{
		free(symbol->members);
		free(symbol->properties);
		free(symbol->definitions);
		free(symbol->selectors);
		free(symbol->impliers);
	}
	free(model->symbols);
}

void model_free(const struct model *model)
{
	if (!model)
		return;
	free_symbols(model);
	free(model->expressions);
	free(model->properties);
	free(model->menus);
	free(model->private->text);
	free(model->private->files);
	free(model->private->by_name);
	free(model->private->tree);
	free(model->private->arch);
	free(model->private);
	free((void *)model);
}
