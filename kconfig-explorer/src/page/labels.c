// SPDX-License-Identifier: GPL-2.0-only
/* The labels that the paper's authors gave to options. */
#include "manifest/text.h"
#include "page/data.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Labels in their order in the file, each once. */
static json_int_t label_number(json_t *names, const char *label)
{
	size_t i, count = json_array_size(names);

	for (i = 0; i < count; i++)
		if (!strcmp(json_string_value(json_array_get(names, i)), label))
			return i;
	json_array_append_new(names, data_text(label));
	return count;
}

/* A row is "label,option,value"; none of the file's fields is quoted. */
static void read_row(char *row, json_t *names, json_t *of)
{
	char *rest = row, *label = strsep(&rest, ","),
	     *option = strsep(&rest, ",\n");

	if (option && *option)
		json_object_set_new(of, option,
				    json_integer(label_number(names, label)));
}

json_t *data_labels(const char *file, char **problem)
{
	json_t *names = json_array(), *of = json_object();
	FILE *from = fopen(file, "re");
	char *row = NULL;
	size_t room = 0;

	if (!from) {
		*problem = text_format("cannot read %s: %s", file,
				       strerror(errno));
		json_decref(names);
		json_decref(of);
		return NULL;
	}
	if (getline(&row, &room, from) > 0) /* the heading */
		while (getline(&row, &room, from) > 0)
			read_row(row, names, of);
	free(row);
	fclose(from);
	return json_pack("{so, so}", "names", names, "of", of);
}
