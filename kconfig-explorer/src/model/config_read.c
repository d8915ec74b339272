// SPDX-License-Identifier: GPL-2.0-only
/* Reads .config files and fragments, as conf_read_simple() (confdata.c) does.
 */
#include "model/config_private.h"
#include "base/memory.h"
#include "base/printable.h"
#include "base/text.h"
#include "model/unknown.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PREFIX "CONFIG_"
#define NAME_LETTERS \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
enum { PREFIX_LENGTH = sizeof(PREFIX) - 1 };

static void complain(struct config *config, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void complain(struct config *config, int line, const char *format, ...)
{
	struct complaint *complaint;
	va_list arguments;
	char *text;

	config->complaints =
		one_more(config->complaints, config->complaint_count,
			 sizeof(*complaint));
	va_start(arguments, format);
	text = text_vformat(format, arguments);
	va_end(arguments);
	complaint = &config->complaints[config->complaint_count++];
	*complaint = (struct complaint){line, printable(text)};
	free(text);
}

/*
 * Takes quotes and backslashes off a string, where it stands. NULL if the last
 * quote is missing. Kconfig silently ignores a value without any quotes.
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

static void complain_unknown(struct config *config, const char *name, int line)
{
	char *text = unknown_option(config->model, name);

	complain(config, line, "%s", text);
	free(text);
}

/* What does not fit the option's type, and what would. */
static void complain_value(struct config *config, const struct symbol *symbol,
			   const char *value, int line)
{
	const char *type = type_name(symbol->type);

	if (symbol->type == TYPE_STRING)
		complain(
			config, line,
			"%s is a string: its value must stand in quotes, not as %s",
			symbol->name, value);
	else
		complain(config, line,
			 "%s is not a value for %s, which is %s %s", value,
			 symbol->name, strchr("aeiou", *type) ? "an" : "a",
			 type);
}

/* Kconfig looks at the first letter alone: conf_set_sym_val(). */
static void check_letters(struct config *config, const struct symbol *symbol,
			  const char *value, int line)
{
	if (symbol_is_logical(symbol) && value[1 + strspn(value + 1, " \t")])
		complain(config, line, "%s=%s counts as %c", symbol->name,
			 value, *value);
}

static void assign(struct config *config, const char *name, char *value,
		   int line)
{
	const struct symbol *symbol = model_find(config->model, name);
	const char *plain = value;

	if (!symbol || !symbol_is_option(symbol)) {
		complain_unknown(config, name, line);
		return;
	}
	if (symbol->type == TYPE_STRING)
		plain = *value == '"' ? unquote(value) : NULL;
	if (!plain || !value_is_valid(symbol->type, plain)) {
		complain_value(config, symbol, value, line);
		return;
	}
	check_letters(config, symbol, plain, line);
	if (config_user_value(config, symbol)->set)
		complain(config, line, "%s is set again; this line counts",
			 symbol->name);
	config_assign(config, symbol, plain);
	config->user_values[symbol->index].line = line;
}

bool config_unset_line(char *line, char **name)
{
	static const char start[] = "# CONFIG_";
	char *end;

	if (strncmp(line, start, sizeof(start) - 1) != 0)
		return false;
	*name = line + sizeof(start) - 1;
	end = strchr(*name, ' ');
	if (!end || strncmp(end, " is not set", 11) != 0)
		return false;
	*end = 0;
	return true;
}

bool config_almost_unset(const char *line)
{
	char name[128], rest[8];

	return sscanf(line, "#%*[ \t#]CONFIG_%127[A-Za-z0-9_] is not %7s", name,
		      rest) == 2 ||
	       sscanf(line, "#CONFIG_%127[A-Za-z0-9_] is not %7s", name,
		      rest) == 2;
}

/* "config_usb=y", "NET=y", " CONFIG_INET=y": almost a line for this option. */
static const struct symbol *almost_set(const struct model *model,
				       const char *line)
{
	char name[128];
	size_t length, i;

	line += strspn(line, " \t");
	line += strncasecmp(line, PREFIX, PREFIX_LENGTH) ? 0 : PREFIX_LENGTH;
	length = strspn(line, NAME_LETTERS);
	if (length >= sizeof(name) || line[length] != '=')
		return NULL;
	for (i = 0; i < length; i++)
		name[i] = toupper((unsigned char)line[i]);
	name[length] = 0;
	return model_find(model, name);
}

static void read_remark(struct config *config, char *line, int number)
{
	char *name;

	if (config_unset_line(line, &name))
		assign(config, name, (char[]){"n"}, number);
	else if (config_almost_unset(line))
		complain(
			config, number,
			"only a comment for Kconfig, which expects \"# CONFIG_NAME is not set\", with one space: %s",
			line);
}

static void complain_line(struct config *config, const char *line, int number)
{
	const struct symbol *meant = almost_set(config->model, line);

	if (meant)
		complain(
			config, number,
			"neither an option nor a comment: %s (is CONFIG_%s meant, from the first column on?)",
			line, meant->name);
	else
		complain(config, number, "neither an option nor a comment: %s",
			 line);
}

/* CONFIG_NAME=value, or # CONFIG_NAME is not set; changes the line. */
static void read_line(struct config *config, char *line, int number)
{
	char *end = strchr(line, '=');

	if (!*line)
		return;
	if (*line == '#') {
		read_remark(config, line, number);
	} else if (strncmp(line, PREFIX, PREFIX_LENGTH) != 0) {
		complain_line(config, line, number);
	} else if (!end) {
		complain(config, number, "no value: %s", line);
	} else if (end[-1] == ' ' || end[1] == ' ') {
		complain(config, number, "no space is allowed next to =: %s",
			 line);
	} else {
		*end = 0;
		assign(config, line + PREFIX_LENGTH, end + 1, number);
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
	config->file = text_copy(name);
}

void config_read_text(struct config *config, const char *text, const char *name)
{
	char *copy = text_copy(text);

	remember_name(config, name);
	read_lines(config, copy, strlen(copy));
	free(copy);
}

void config_read_input(struct config *config, const struct input *input)
{
	config_read_text(config, input->text, input->name);
}

bool config_read(struct config *config, const char *file, char **problem)
{
	struct input input;

	if (!input_read(&input, file, problem))
		return false;
	config_read_input(config, &input);
	input_free(&input);
	return true;
}
