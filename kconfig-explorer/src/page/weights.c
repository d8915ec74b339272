// SPDX-License-Identifier: GPL-2.0-only
/*
 * A build's bytes, for the map: [folder, option, bytes], where the option is
 * its number in data/index.js, or words for what belongs to no single one.
 * They add up to the whole kernel.
 */
#include "bytes/bytes.h"
#include "base/memory.h"
#include "base/text.h"
#include "page/data.h"

#include <stdlib.h>
#include <string.h>

/* The number of each option by symbol->index. */
static int *option_numbers(const struct model *model)
{
	int *numbers = resize(NULL, model->symbol_count * sizeof(*numbers));
	int next = 0;

	model_for_each_symbol(model, symbol) numbers[symbol->index] =
		symbol_is_option(symbol) ? next++ : -1;
	return numbers;
}

static json_t *owner_json(const struct model *model, const int *numbers,
			  const struct bytes_object *object)
{
	const struct symbol *symbol;

	if (!object->object)
		return data_text("made while linking");
	if (!*object->option)
		return data_text("always there");
	symbol = model_find(model, object->option);
	if (symbol && numbers[symbol->index] >= 0)
		return json_integer(numbers[symbol->index]);
	return data_text(object->option);
}

static json_t *folder_json(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = text_slice(path, slash ? slash - path : 0);
	json_t *json = data_text(folder);

	free(folder);
	return json;
}

static void add_rest(json_t *list, const char *what, unsigned long size)
{
	json_array_append_new(
		list, json_pack("[s, s, I]", "", what, (json_int_t)size));
}

json_t *data_bytes(const struct model *model, const struct bytes *bytes)
{
	int *numbers = option_numbers(model);
	json_t *list = json_array();
	unsigned long padding = 0, reserved = 0;
	size_t i;

	for (i = 0; i < bytes->object_count; i++) {
		const struct bytes_object *object = bytes->objects[i];

		json_array_append_new(
			list, json_pack("[o, o, I]", folder_json(object->path),
					owner_json(model, numbers, object),
					(json_int_t)object->total));
	}
	for (i = 0; i < bytes->section_count; i++) {
		padding += bytes->sections[i].padding;
		reserved += bytes->sections[i].reserved;
	}
	add_rest(list, "padding between objects", padding);
	add_rest(list, "reserved by the linker script", reserved);
	free(numbers);
	return list;
}

json_t *data_bytes_sums(const json_t *list)
{
	json_t *sums = json_object(), *row;
	size_t i;

	json_array_foreach(list, i, row)
	{
		const json_t *option = json_array_get(row, 1);
		json_int_t bytes = json_integer_value(json_array_get(row, 2));
		char key[24];

		if (!json_is_integer(option))
			continue;
		snprintf(key, sizeof(key), "%lld", json_integer_value(option));
		bytes += json_integer_value(json_object_get(sums, key));
		json_object_set_new(sums, key, json_integer(bytes));
	}
	return sums;
}
