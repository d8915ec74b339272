// SPDX-License-Identifier: GPL-2.0-only
#include "command/reasons.h"

#include <jansson.h>
#include <stdlib.h>

void reasons_begin(struct reason_writer *writer, enum format format)
{
	*writer = (struct reason_writer){.format = format};
	if (format == FORMAT_JSON)
		writer->list = json_array();
	else if (format == FORMAT_CSV)
		CSV_ROW("depth", "text", "file", "line");
}

void reason_print(const struct reason *reason, int indent)
{
	const struct reason *each;

	printf("%*s%s", indent, "", reason->text);
	if (reason->place.file && reason->place.line)
		printf("  (%s:%d)", reason->place.file, reason->place.line);
	else if (reason->place.file)
		printf("  (%s)", reason->place.file);
	putchar('\n');
	for (each = reason->because; each; each = each->next)
		reason_print(each, indent + 2);
}

json_t *reason_json(const struct reason *reason)
{
	json_t *because = json_array();
	const struct reason *each;

	for (each = reason->because; each; each = each->next)
		json_array_append_new(because, reason_json(each));
	return json_pack("{s:o, s:o, s:i, s:o}", "text",
			 json_text(reason->text), "file",
			 reason->place.file ? json_text(reason->place.file)
					    : json_null(),
			 "line", reason->place.line, "because", because);
}

static void write_csv(const struct reason *reason, int depth)
{
	const struct reason *each;
	char depth_text[16], line[16];

	snprintf(depth_text, sizeof(depth_text), "%d", depth);
	snprintf(line, sizeof(line), "%d", reason->place.line);
	CSV_ROW(depth_text, reason->text,
		reason->place.file ? reason->place.file : "",
		reason->place.file ? line : "");
	for (each = reason->because; each; each = each->next)
		write_csv(each, depth + 1);
}

void reasons_write(struct reason_writer *writer, const struct reason *reason)
{
	if (writer->format == FORMAT_JSON)
		json_array_append_new(writer->list, reason_json(reason));
	else if (writer->format == FORMAT_CSV)
		write_csv(reason, 0);
	else
		reason_print(reason, 0);
}

void reasons_end(struct reason_writer *writer)
{
	if (writer->format == FORMAT_JSON)
		json_print(writer->list);
}
