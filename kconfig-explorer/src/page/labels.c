// SPDX-License-Identifier: GPL-2.0-only
/* The paper's labels: each by its number, in their order in the paper's file.
 */
#include "labels/labels.h"
#include "page/data.h"

#include <string.h>

static json_int_t label_number(json_t *names, const char *label)
{
	size_t i, count = json_array_size(names);

	for (i = 0; i < count; i++)
		if (!strcmp(json_string_value(json_array_get(names, i)), label))
			return i;
	json_array_append_new(names, data_text(label));
	return count;
}

json_t *data_labels(const struct labels *labels)
{
	json_t *names = json_array(), *of = json_object();
	size_t i;

	for (i = 0; i < labels->count; i++)
		json_object_set_new(of, labels->list[i].option,
				    json_integer(label_number(
					    names, labels->list[i].text)));
	return json_pack("{so, so}", "names", names, "of", of);
}
