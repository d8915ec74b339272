// SPDX-License-Identifier: GPL-2.0-only
/* Writes a .config, byte for byte as conf_write() (confdata.c) does. */
#include "model/config_private.h"
#include "base/draft.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct writer {
	const struct config *config;
	FILE *to;
	bool *done; /* by symbol->index: a symbol may stand in two menus */
	bool blank; /* an empty line is due before the next option */
};

static void write_quoted(FILE *to, const char *text)
{
	putc('"', to);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			putc('\\', to);
		putc(*text, to);
	}
	putc('"', to);
}

static void write_symbol(struct writer *writer, const struct symbol *symbol)
{
	const char *text = config_text(writer->config, symbol);

	if (!config_result(writer->config, symbol)->written ||
	    writer->done[symbol->index] || symbol->type == TYPE_UNKNOWN)
		return;
	if (writer->blank)
		putc('\n', writer->to);
	writer->blank = false;
	writer->done[symbol->index] = true;
	if (symbol_is_logical(symbol) && *text == 'n') {
		fprintf(writer->to, "# CONFIG_%s is not set\n", symbol->name);
		return;
	}
	fprintf(writer->to, "CONFIG_%s=", symbol->name);
	if (symbol->type == TYPE_STRING)
		write_quoted(writer->to, text);
	else
		fputs(text, writer->to);
	putc('\n', writer->to);
}

/* menu_is_visible(), for what is no symbol */
static bool is_visible(const struct writer *writer, const struct menu *menu)
{
	return menu->prompt &&
	       config_value(writer->config, menu->visible) != NO &&
	       config_value(writer->config, menu->prompt_condition) != NO;
}

static void write_entry(struct writer *writer, const struct menu *menu)
{
	if (menu->symbol) {
		if (!menu->symbol->choice)
			write_symbol(writer, menu->symbol);
	} else if (is_visible(writer, menu)) {
		fprintf(writer->to, "\n#\n# %s\n#\n", menu->prompt);
		writer->blank = false;
	}
}

static void write_end(struct writer *writer, const struct menu *menu)
{
	if (menu->kind == MENU_MENU && is_visible(writer, menu)) {
		fprintf(writer->to, "# end of %s\n", menu->prompt);
		writer->blank = true;
	}
}

static void write_menus(struct writer *writer, const struct menu *menu)
{
	for (; menu; menu = menu->next) {
		write_entry(writer, menu);
		write_menus(writer, menu->child);
		write_end(writer, menu);
	}
}

static void write_all(const struct config *config, FILE *to)
{
	struct writer writer = {.config = config, .to = to};
	const struct menu *root = config->model->menus;

	writer.done = allocate(config->model->symbol_count, sizeof(bool));
	fprintf(to,
		"#\n# Automatically generated file; DO NOT EDIT.\n# %s\n#\n",
		root->prompt ? root->prompt : "Main menu");
	write_menus(&writer, root->child);
	free(writer.done);
}

char *config_write_text(const struct config *config)
{
	char *text;
	size_t length;
	FILE *to = text_stream(&text, &length);

	write_all(config, to);
	fclose(to);
	return text;
}

bool config_write(const struct config *config, const char *file, char **problem)
{
	struct draft draft;

	if (!strcmp(file, "-")) {
		write_all(config, stdout);
		return true;
	}
	if (draft_open(&draft, file))
		write_all(config, draft.to);
	return draft_keep(&draft, problem);
}
