/* SPDX-License-Identifier: GPL-2.0-only */
/* Reasons on standard output, in any format. */
#ifndef REASONS_H
#define REASONS_H

#include "command/explorer.h"
#include "explain/explain.h"

struct reason_writer {
	enum format format;
	struct json_t *list; /* for JSON */
};

/* CSV has the columns depth, text, file, line. */
void reasons_begin(struct reason_writer *writer, enum format format);
void reasons_write(struct reason_writer *writer, const struct reason *reason);
void reasons_end(struct reason_writer *writer);

/* The same as JSON: {"text", "file", "line", "because": [...]} */
struct json_t *reason_json(const struct reason *reason);
/* As text: one line a reason, indented. */
void reason_print(const struct reason *reason, int indent);

#endif
