// SPDX-License-Identifier: GPL-2.0-only
/* Reading the table of scenarios: see scenario.h and the file `scenarios`. */
#include "scenario.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

struct table {
	struct scenario *rows;
	size_t count;
};

struct row {
	char arch[8], name[32], user[24], fault[40], lostirq[24], expected[40];
	const char *program; /* the rest of the line */
};

/* The last means that something is broken and is never expected; panic is, but
 * only with options that break the kernel. */
static const char *const words[] = {
	"ok",	   "triple-fault",    "killed", "lost-interrupt", "overwritten",
	"timeout", "emulator-failed", "panic",	"failed",
};

/* WORD or WORD:REASON */
static bool is_outcome(const char *text)
{
	char word[20];
	size_t i;

	snprintf(word, sizeof(word), "%.*s", (int)strcspn(text, ":"), text);
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

static const char *expand_faults(const char *faults, const char *arch)
{
	bool is_i386 = strcmp(arch, "i386") == 0;

	if (strcmp(faults, "all") == 0)
		return is_i386 ? "none,df-retry,df-rewrite,pf-task"
			       : "none,ist-df,ist-pf,ist-all";
	if (strcmp(faults, "cures") == 0)
		return is_i386 ? "df-retry,df-rewrite,pf-task"
			       : "ist-df,ist-pf,ist-all";
	if (strcmp(faults, "from-df") == 0)
		return is_i386 ? "df-retry,df-rewrite" : "ist-df";
	if (strcmp(faults, "from-pf") == 0)
		return is_i386 ? "pf-task" : "ist-pf,ist-all";
	if (strcmp(faults, "default") == 0)
		return is_i386 ? "df-rewrite" : "ist-all";
	return faults;
}

/* Takes the next word of a list off its front; false at the end. */
static bool next_item(const char **list, char *item, size_t size)
{
	size_t length = strcspn(*list, ",");

	if (length == 0 || length >= size)
		return false;
	memcpy(item, *list, length);
	item[length] = 0;
	*list += length + ((*list)[length] == ',');
	return true;
}

static struct scenario *append_row(struct table *table)
{
	table->rows = reallocarray(table->rows, table->count + 1,
				   sizeof(*table->rows));
	if (!table->rows)
		err(1, "scenarios");
	memset(&table->rows[table->count], 0, sizeof(*table->rows));
	return &table->rows[table->count++];
}

/* `program arguments ; options` */
static void split_program(const char *text, struct scenario *scenario)
{
	size_t length = strcspn(text, ";\n");

	snprintf(scenario->program, sizeof(scenario->program), "%.*s",
		 (int)length, text);
	if (text[length] == ';')
		snprintf(scenario->options, sizeof(scenario->options), "%.*s",
			 (int)strcspn(text + length + 1, "\n"),
			 text + length + 1);
}

static void add_scenario(struct table *table, const struct row *row,
			 const struct scenario *choice)
{
	struct scenario *scenario = append_row(table);
	size_t length;

	*scenario = *choice;
	scenario->in_bochs = row->name[0] == '+';
	snprintf(scenario->name, sizeof(scenario->name), "%s",
		 row->name + scenario->in_bochs);
	length = strcspn(row->expected, ":");
	snprintf(scenario->expected, sizeof(scenario->expected), "%.*s",
		 (int)length, row->expected);
	if (row->expected[length])
		snprintf(scenario->reason, sizeof(scenario->reason), "%s",
			 row->expected + length + 1);
	split_program(row->program, scenario);
}

static void expand(struct table *table, const struct row *row)
{
	bool both = strcmp(row->arch, "both") == 0;
	const char *archs = both ? "i386,x86_64" : row->arch;
	const char *users, *faults, *lostirqs;
	struct scenario choice = {0};

	while (next_item(&archs, choice.arch, sizeof(choice.arch))) {
		users = row->user;
		while (next_item(&users, choice.user, sizeof(choice.user))) {
			faults = expand_faults(row->fault, choice.arch);
			while (next_item(&faults, choice.fault,
					 sizeof(choice.fault))) {
				lostirqs = row->lostirq;
				while (next_item(&lostirqs, choice.lostirq,
						 sizeof(choice.lostirq)))
					add_scenario(table, row, &choice);
			}
		}
	}
}

/* False when the line is neither a row nor a comment nor empty. */
static bool read_line(struct table *table, const char *line)
{
	struct row row;
	int used = 0;

	if (line[strspn(line, " \t\n")] == 0 || line[0] == '#')
		return true;
	if (sscanf(line, "%7s %31s %23s %39s %23s %39s %n", row.arch, row.name,
		   row.user, row.fault, row.lostirq, row.expected, &used) != 6)
		return false;
	row.program = line + used;
	if (!used || !*row.program || !is_outcome(row.expected))
		return false;
	expand(table, &row);
	return true;
}

struct scenario *scenarios_read(const char *path, size_t *count)
{
	FILE *file = fopen(path, "r");
	struct table table = {NULL, 0};
	char line[256];
	int number = 0;

	if (!file) {
		warn("%s", path);
		return NULL;
	}
	while (fgets(line, sizeof(line), file)) {
		number++;
		if (!read_line(&table, line)) {
			warnx("%s:%d: not a scenario: %.*s", path, number,
			      (int)strcspn(line, "\n"), line);
			free(table.rows);
			fclose(file);
			return NULL;
		}
	}
	fclose(file);
	*count = table.count;
	return table.rows;
}
