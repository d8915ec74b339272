// SPDX-License-Identifier: GPL-2.0-only
#include "solve/sentence.h"
#include "base/text.h"

#include <stdlib.h>

char *sentence_join(char *text, char *more)
{
	char *joined = text_format("%s%s", text, more);

	free(text);
	free(more);
	return joined;
}

char *sentence_when(const struct property *property)
{
	char *condition, *text;

	if (!property->condition)
		return text_format("(%s:%d)", property->place.file,
				   property->place.line);
	condition = expression_text(property->condition);
	text = text_format("if %s (%s:%d)", condition, property->place.file,
			   property->place.line);
	free(condition);
	return text;
}
