// SPDX-License-Identifier: GPL-2.0-only
/* data/gates.js: from files, system calls and the like to options. */
#include "page/data.h"

#include <stdio.h>

/* Conditions by their text, each once: most files share theirs with others. */
struct gates {
	struct pool *pool;
	json_t *numbers; /* text -> number */
	json_t *texts;
	json_t *files, *gate_of;
};

static json_t *gate_number(struct gates *gates,
			   const struct condition *condition)
{
	const char *text = condition_text(gates->pool, condition);
	json_t *number = json_object_get(gates->numbers, text);

	if (number)
		return json_incref(number);
	number = json_integer(json_array_size(gates->texts));
	json_array_append_new(gates->texts, data_text(text));
	json_object_set(gates->numbers, text, number);
	return number;
}

static void add_file(struct gates *gates, const char *path,
		     const struct condition *condition)
{
	json_array_append_new(gates->files, data_text(path));
	json_array_append_new(gates->gate_of, gate_number(gates, condition));
}

static void add_files(struct gates *gates, const struct kbuild *kbuild)
{
	const struct object *object;
	size_t i;

	for (i = 0; i < kbuild->directory_count; i++)
		add_file(gates, kbuild->directories[i]->path,
			 kbuild->directories[i]->reached);
	for (i = 0; i < kbuild->object_count; i++) {
		object = kbuild->objects[i];
		if (object->source)
			add_file(gates, object->source,
				 kbuild_built(kbuild, object));
	}
}

static json_t *calls(const struct interfaces *interfaces)
{
	json_t *list = json_array();
	const struct interface *interface;
	size_t i;

	for (i = 0; interfaces && i < interfaces->count; i++) {
		interface = interfaces->all[i];
		if (interface->kind == INTERFACE_CALL_I386)
			continue;
		json_array_append_new(
			list,
			json_pack("[s, s, o]",
				  interface_kind_name(interface->kind),
				  interface->name,
				  data_text(condition_text(interfaces->pool,
							   interface->when))));
	}
	return list;
}

json_t *data_gates(const struct page *page)
{
	struct gates gates = {.numbers = json_object(),
			      .texts = json_array(),
			      .files = json_array(),
			      .gate_of = json_array()};

	if (page->kbuild) {
		gates.pool = page->kbuild->pool;
		add_files(&gates, page->kbuild);
	}
	json_decref(gates.numbers);
	return json_pack("{s:o, s:o, s:o, s:o}", "files", gates.files, "gateOf",
			 gates.gate_of, "gates", gates.texts, "calls",
			 calls(page->interfaces));
}
