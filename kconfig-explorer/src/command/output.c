// SPDX-License-Identifier: GPL-2.0-only
/* Messages on standard error; JSON and files on standard output. */
#include "command/explorer.h"
#include "base/draft.h"
#include "base/printable.h"
#include "base/text.h"
#include "command/guard.h"
#include "command/progress.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static void message(const char *format, va_list arguments)
{
	progress_end();
	fflush(stdout);
	fputs("kconfig-explorer: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
}

void warn(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	message(format, arguments);
	va_end(arguments);
}

void die(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	message(format, arguments);
	va_end(arguments);
	exit(EXIT_NO);
}

void die_usage(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	message(format, arguments);
	va_end(arguments);
	exit(EXIT_USAGE);
}

/* In ASCII alone: what is no printable letter is \\u and four digits. */
void json_print(json_t *value)
{
	char *text = json_dumps(value, JSON_INDENT(2) | JSON_ENSURE_ASCII);
	const char *at;

	if (!text)
		die("out of memory");
	for (at = text; *at; at++)
		if (*at == 0x7f)
			fputs("\\u007f", stdout);
		else
			putchar(*at);
	putchar('\n');
	free(text);
	json_decref(value);
}

json_t *json_text(const char *text)
{
	json_t *value = json_string(text);
	char *shown;

	if (value)
		return value;
	shown = printable(text);
	value = json_string(shown);
	free(shown);
	return value;
}

void output_config(const struct config *config, const char *file)
{
	char *problem;

	if (!strcmp(file, "-"))
		guard_exact();
	if (!config_write(config, file, &problem))
		die("%s", problem);
}

void output_bytes(const char *file, const char *bytes, size_t length)
{
	struct draft draft;
	char *problem;

	if (!file || !strcmp(file, "-")) {
		guard_exact();
		fwrite(bytes, 1, length, stdout);
		return;
	}
	if (draft_open(&draft, file))
		fwrite(bytes, 1, length, draft.to);
	if (!draft_keep(&draft, &problem))
		die("%s", problem);
}

void output_text(const char *file, const char *text)
{
	output_bytes(file, text, strlen(text));
}
