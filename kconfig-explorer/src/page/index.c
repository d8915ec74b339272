// SPDX-License-Identifier: GPL-2.0-only
/* data/index.js and data/help.js: columns with an entry for each option. */
#include "page/data.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define for_each_option(page, each) \
	model_for_each_symbol((page)->model, each) if (symbol_is_option(each))

/* Names of files, each once; options refer to them by number. */
struct files {
	json_t *numbers; /* file -> number */
	json_t *names;
};

static json_t *file_number(struct files *files, const char *name)
{
	json_t *number = json_object_get(files->numbers, name);

	if (number)
		return json_incref(number);
	number = json_integer(json_array_size(files->names));
	json_array_append_new(files->names, data_text(name));
	json_object_set(files->numbers, name, number);
	return number;
}

static void add_columns(const struct page *page, json_t *index)
{
	struct files files = {json_object(), json_array()};
	json_t *names = json_array(), *prompts = json_array(),
	       *places = json_array();
	char *types = resize(NULL, page->model->symbol_count + 1),
	     *type = types;

	for_each_option(page, symbol)
	{
		const struct property *prompt = symbol_prompt(symbol);

		json_array_append_new(names, data_text(symbol->name));
		json_array_append_new(prompts,
				      data_text(prompt ? prompt->text : NULL));
		json_array_append_new(
			places,
			file_number(&files,
				    symbol->definitions[0]->place.file));
		*type++ = *type_name(symbol->type);
	}
	*type = '\0';
	json_object_set_new(index, "names", names);
	json_object_set_new(index, "prompts", prompts);
	json_object_set_new(index, "types", json_string(types));
	json_object_set_new(index, "files", files.names);
	json_object_set_new(index, "fileOf", places);
	json_decref(files.numbers);
	free(types);
}

/* y, m, n; "=" for what has a text, " " for a number or text without value. */
static char value_letter(const struct config *config,
			 const struct symbol *symbol)
{
	const char *text = config_text(config, symbol);

	if (symbol_is_logical(symbol))
		return *text;
	return *text ? '=' : ' ';
}

static json_t *config_column(const struct page *page,
			     const struct page_config *column)
{
	char *letters = resize(NULL, page->model->symbol_count + 1);
	json_t *texts = json_object();
	size_t at = 0, y = 0, m = 0;

	for_each_option(page, symbol)
	{
		char letter = value_letter(column->config, symbol), key[24];

		letters[at] = letter;
		y += letter == 'y';
		m += letter == 'm';
		if (letter == '=') {
			snprintf(key, sizeof(key), "%zu", at);
			json_object_set_new(
				texts, key,
				data_text(config_text(column->config, symbol)));
		}
		at++;
	}
	letters[at] = '\0';
	json_t *json = json_pack("{so, so, sI, sI, so, so}", "name",
				 data_text(column->name), "file",
				 data_text(column->config->file), "y",
				 (json_int_t)y, "m", (json_int_t)m, "values",
				 json_string(letters), "texts", texts);
	free(letters);
	return json;
}

json_t *data_index(const struct page *page)
{
	json_t *index = json_object(), *configs = json_array();
	size_t i;

	json_object_set_new(index, "version", data_text(page->model->version));
	json_object_set_new(index, "arch", data_text(page->model->arch));
	json_object_set_new(index, "chunk", json_integer(PAGE_CHUNK));
	for (i = 0; i < page->config_count; i++)
		json_array_append_new(configs,
				      config_column(page, &page->configs[i]));
	json_object_set_new(index, "configs", configs);
	add_columns(page, index);
	return index;
}

json_t *data_help(const struct page *page)
{
	json_t *texts = json_array();

	for_each_option(page, symbol)
	{
		const char *help = NULL;
		size_t i;

		for (i = 0; i < symbol->definition_count && !help; i++)
			help = symbol->definitions[i]->help;
		json_array_append_new(texts, data_text(help));
	}
	return texts;
}
