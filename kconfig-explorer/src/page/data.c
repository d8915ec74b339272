// SPDX-License-Identifier: GPL-2.0-only
/* JSON, and the scripts that bring it to the page. */
#include "page/data.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char replacement[] = "\xef\xbf\xbd"; /* U+FFFD in UTF-8 */

/* How many bytes the character at `text` takes; 0: it is no UTF-8. */
static size_t character(const char *text)
{
	unsigned char first = *text;
	size_t length = first < 0x80	     ? 1
			: first >> 5 == 0x06 ? 2
			: first >> 4 == 0x0e ? 3
			: first >> 3 == 0x1e ? 4
					     : 0;
	size_t i;

	for (i = 1; i < length; i++)
		if (((unsigned char)text[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

/* jansson also refuses what is well-formed but no character: surrogates. */
static json_t *repaired(const char *text)
{
	char *clean = resize(NULL, 3 * strlen(text) + 1), *to = clean;
	json_t *json;

	while (*text) {
		size_t length = character(text);
		json_t *alone = length ? json_stringn(text, length) : NULL;

		if (alone)
			to = mempcpy(to, text, length);
		else
			to = mempcpy(to, replacement, 3);
		text += alone ? length : 1;
		json_decref(alone);
	}
	*to = '\0';
	json = json_string(clean);
	free(clean);
	return json;
}

json_t *data_text(const char *text)
{
	json_t *json;

	text = text ? text : "";
	json = json_string(text);
	return json ? json : repaired(text);
}

bool data_write(const char *folder, const char *name, json_t *data)
{
	char *file = text_format("%s/data/%s.js", folder, name);
	FILE *to = fopen(file, "we");
	bool good = to;

	if (to) {
		fprintf(to, "kconfig.receive(\"%s\",", name);
		good = !json_dumpf(data, to, JSON_COMPACT);
		fputs(");\n", to);
		good = !ferror(to) && good;
		good = !fclose(to) && good;
	}
	json_decref(data);
	free(file);
	return good;
}
