// SPDX-License-Identifier: GPL-2.0-only
/* The tree of reasons. */
#include "explain/explainer.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct reason *reason_new(struct place place, const char *format, ...)
{
	struct reason *reason = allocate(1, sizeof(*reason));
	va_list arguments;

	va_start(arguments, format);
	reason->text = text_vformat(format, arguments);
	va_end(arguments);
	reason->place = place;
	return reason;
}

struct reason *reason_append(struct reason *parent, struct reason *reason)
{
	struct reason **end = &parent->because;

	while (*end)
		end = &(*end)->next;
	*end = reason;
	return reason;
}

void explain_free(struct reason *reason)
{
	while (reason) {
		struct reason *next = reason->next;

		explain_free(reason->because);
		free(reason->text);
		free(reason);
		reason = next;
	}
}

struct place defined_at(const struct symbol *symbol)
{
	return symbol->definition_count ? symbol->definitions[0]->place
					: (struct place){0};
}
