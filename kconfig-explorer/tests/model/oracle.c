// SPDX-License-Identifier: GPL-2.0-only
#include "tests/model/oracle.h"

#include "engine/engine.h"
#include "model/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One line "V": what the kernel's code has for a symbol. */
struct verdict {
	int value, visible, depends, selected, implied, written, chosen;
	const char *text; /* NULL: not to be compared */
};

static char *next_line(char **rest)
{
	char *line = strsep(rest, "\n");

	if (!line || !*rest) {
		fputs("oracle: its answer ends too early\n", stderr);
		exit(1);
	}
	return line;
}

static struct verdict parse_verdict(char *line)
{
	struct verdict v;
	int at = 0;

	if (sscanf(line, "V %d %d %d %d %d %d %d %n", &v.value, &v.visible,
		   &v.depends, &v.selected, &v.implied, &v.written, &v.chosen,
		   &at) != 7 ||
	    !at) {
		fprintf(stderr, "oracle: what is this? %s\n", line);
		exit(1);
	}
	v.text = line[at] == '=' ? line + at + 1 : NULL;
	return v;
}

/* Texts with an escape in them are compared as they were escaped. */
static bool same_text(const char *escaped, const char *text)
{
	for (; *escaped && *text; escaped++, text++) {
		if (*escaped == '\\')
			escaped++;
		else if (*escaped != *text)
			return false;
	}
	return *escaped == *text;
}

static bool agrees(const struct config *config, const struct symbol *symbol,
		   const struct verdict *v)
{
	const struct result *r = config_result(config, symbol);
	int chosen = r->value == YES && r->chosen ? r->chosen->index : -1;

	if (symbol->constant || symbol->type == TYPE_UNKNOWN)
		return (int)r->value == v->value;
	return (int)r->value == v->value && (int)r->visible == v->visible &&
	       (int)r->depends == v->depends &&
	       (int)r->selected == v->selected &&
	       (int)r->implied == v->implied && r->written == v->written &&
	       (!symbol->choice || chosen == v->chosen) &&
	       (symbol_is_logical(symbol) || !v->text ||
		same_text(v->text, r->text));
}

static void report(const struct config *config, const struct symbol *symbol,
		   const struct verdict *v)
{
	const struct result *r = config_result(config, symbol);

	fprintf(stderr,
		"%s: %s: kernel value %d %s visible %d depends %d selected %d implied %d written %d chosen %d\n"
		"    ours value %d %s visible %d depends %d selected %d implied %d written %d chosen %d\n",
		config->file, symbol_label(symbol), v->value,
		v->text ? v->text : "", v->visible, v->depends, v->selected,
		v->implied, v->written, v->chosen, r->value,
		r->text ? r->text : "", r->visible, r->depends, r->selected,
		r->implied, r->written, r->chosen ? r->chosen->index : -1);
}

static int compare_one(const struct model *model, const char *file, char **rest)
{
	struct config *config = config_new(model);
	int different = 0;
	char *problem;

	if (!config_read(config, file, &problem)) {
		fprintf(stderr, "oracle: %s\n", problem);
		exit(1);
	}
	config_evaluate(config);
	next_line(rest); /* values FILE */
	model_for_each_symbol(model, symbol)
	{
		struct verdict verdict = parse_verdict(next_line(rest));

		if (!agrees(config, symbol, &verdict) && different++ < 5)
			report(config, symbol, &verdict);
	}
	next_line(rest); /* end */
	config_free(config);
	return different;
}

/*
 * So many configurations a run: the engine's time and the length of what it
 * writes are limited.
 */
enum { BATCH = 20 };

static int compare_batch(const char *tree, const char *arch,
			 const char *const *files)
{
	struct engine_job job = {.tree = tree, .arch = arch, .configs = files};
	char *problem, *rest, *text = engine_run(&job, &problem);
	struct model *model = text ? model_read(text, &rest, &problem) : NULL;
	int different = 0;

	if (!model) {
		fprintf(stderr, "oracle: %s\n", problem);
		exit(1);
	}
	for (; *files; files++)
		different += compare_one(model, *files, &rest);
	model_free(model);
	return different;
}

int oracle_disagreements(const char *tree, const char *arch,
			 const char *const *files)
{
	const char *batch[BATCH + 1];
	int different = 0, i;

	while (*files) {
		for (i = 0; i < BATCH && *files; i++)
			batch[i] = *files++;
		batch[i] = NULL;
		different += compare_batch(tree, arch, batch);
	}
	return different;
}
