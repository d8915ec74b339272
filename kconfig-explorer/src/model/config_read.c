// SPDX-License-Identifier: GPL-2.0-only
/* Reads .config files and fragments, as conf_read_simple() (confdata.c) does.
 */
#include "model/config_private.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void complain(struct config *config, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void complain(struct config *config, int line, const char *format, ...)
{
	struct complaint *complaint;
	va_list arguments;

	config->complaints =
		realloc(config->complaints,
			(config->complaint_count + 1) * sizeof(*complaint));
	if (!config->complaints)
		abort();
	complaint = &config->complaints[config->complaint_count++];
	complaint->line = line;
	va_start(arguments, format);
	if (vasprintf(&complaint->text, format, arguments) < 0)
		abort();
	va_end(arguments);
}

/*
 * Takes quotes and backslashes off a string, where it stands. NULL if the last
 * quote is missing. What has no quotes at all Kconfig passes over in silence.
 */
static const char *unquote(char *value)
{
	char *from = value + 1, *to = value;

	for (; *from && *from != '"'; from++) {
		if (*from == '\\' && from[1])
			from++;
		*to++ = *from;
	}
	if (!*from)
		return NULL;
	*to = 0;
	return value;
}

static void assign(struct config *config, const char *name, char *value,
		   int line)
{
	const struct symbol *symbol = model_find(config->model, name);
	const char *plain = value;

	if (!symbol || !symbol_is_option(symbol)) {
		complain(config, line, "there is no option %s", name);
		return;
	}
	if (symbol->type == TYPE_STRING)
		plain = *value == '"' ? unquote(value) : NULL;
	if (!plain || !value_is_valid(symbol->type, plain)) {
		complain(config, line, "%s is no value for %s, which is a %s",
			 value, symbol->name, type_name(symbol->type));
		return;
	}
	if (config_wish(config, symbol)->set)
		complain(config, line, "%s is set again; this line counts",
			 symbol->name);
	config_assign(config, symbol, plain);
	config->wishes[symbol->index].line = line;
}

/* CONFIG_NAME=value, or # CONFIG_NAME is not set; changes the line. */
static void read_line(struct config *config, char *line, int number)
{
	static const char prefix[] = "CONFIG_";
	enum { LENGTH = sizeof(prefix) - 1 };
	char *end;

	if (!*line)
		return;
	if (*line == '#') {
		if (strncmp(line + 1, " CONFIG_", 1 + LENGTH) != 0)
			return;
		line += 2 + LENGTH;
		end = strchr(line, ' ');
		if (!end || strncmp(end, " is not set", 11) != 0)
			return;
		*end = 0;
		assign(config, line, (char[]){"n"}, number);
	} else if (!strncmp(line, prefix, LENGTH)) {
		end = strchr(line, '=');
		if (!end) {
			complain(config, number, "no value: %s", line);
			return;
		}
		*end = 0;
		assign(config, line + LENGTH, end + 1, number);
	} else {
		complain(config, number, "neither an option nor a remark: %s",
			 line);
	}
}

static void read_lines(struct config *config, char *text, size_t length)
{
	char *end = text + length, *next;
	int number = 1;

	for (; text < end; text = next, number++) {
		char *newline = memchr(text, '\n', end - text);

		next = newline ? newline + 1 : end;
		if (newline) {
			*newline = 0;
			if (newline > text && newline[-1] == '\r')
				newline[-1] = 0;
		}
		read_line(config, text, number);
	}
}

static void remember_name(struct config *config, const char *name)
{
	free(config->file);
	config->file = strdup(name);
}

void config_read_text(struct config *config, const char *text, const char *name)
{
	char *copy = strdup(text);

	if (!copy)
		abort();
	remember_name(config, name);
	read_lines(config, copy, strlen(copy));
	free(copy);
}

/* The whole of a file, with a 0 at its end. */
static char *slurp(const char *file, size_t *length)
{
	enum { STEP = 1 << 16 };
	FILE *from = !strcmp(file, "-") ? stdin : fopen(file, "re");
	char *text = NULL;
	size_t got;

	*length = 0;
	if (!from)
		return NULL;
	do {
		text = realloc(text, *length + STEP + 1);
		if (!text)
			abort();
		got = fread(text + *length, 1, STEP, from);
		*length += got;
	} while (got);
	text[*length] = 0;
	if (ferror(from)) {
		free(text);
		text = NULL;
	}
	if (from != stdin)
		fclose(from);
	return text;
}

bool config_read(struct config *config, const char *file, char **problem)
{
	size_t length;
	char *text = slurp(file, &length);

	if (!text) {
		if (asprintf(problem, "cannot read %s: %s", file,
			     strerror(errno)) < 0)
			abort();
		return false;
	}
	remember_name(config, file);
	read_lines(config, text, length);
	free(text);
	return true;
}
