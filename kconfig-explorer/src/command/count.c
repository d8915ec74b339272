// SPDX-License-Identifier: GPL-2.0-only
/* count: how many options there are, of which type and where. */
#include "command/explorer.h"

#include "command/tally.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: kconfig-explorer count [--config FILE]\n"
	"\n"
	"Counts the options of a kernel by type and by directory.\n"
	"\n"
	"It counts all options, and apart from them those with a prompt: users can set\n"
	"these, and the others follow from them. With a configuration it also counts how\n"
	"many are y, m, or have another value. The rule of counting stands in the output.\n"
	"\n"
	"Example: kconfig-explorer count --config .config --depth 2\n"
	"Exit status: 0; 1 if it fails; 2 for wrong usage.\n"
	"\n"
	"  --depth N        levels of directories (default: 1)\n"
	"  --list           the options themselves, as CSV: name, type, whether it\n"
	"                   has a prompt, and its value (empty without --config)\n";

static const char rule[] =
	"An option is a name that a config or menuconfig entry defines in the Kconfig files that are read for this architecture, each name once, choices not counted. Its directory is that of the entry that comes first. \"Prompted\": at least one of its entries has a prompt.";

static const char config_rule[] =
	" y and m are values after Kconfig has completed the configuration; \"set\" is a number or text that is not empty.";

enum column { OPTIONS, PROMPTED, ON, MODULAR, SET };

static const char *const column_names[TALLY_COLUMNS] = {"options", "prompted",
							"y", "m", "set"};

/* Besides the options: what else stands in the Kconfig files. */
struct others {
	size_t choices, members, selects, implies;
};

struct counts {
	const struct model *model;
	const struct config *config; /* NULL: none */
	struct tally types, directories;
	struct others others;
};

static int columns(const struct counts *counts)
{
	return counts->config ? TALLY_COLUMNS : PROMPTED + 1;
}

static void count_value(const struct config *config,
			const struct symbol *symbol, struct tally_row *row)
{
	const char *text = config_text(config, symbol);

	if (symbol_is_logical(symbol)) {
		row->counts[ON] += *text == 'y';
		row->counts[MODULAR] += *text == 'm';
	} else {
		row->counts[SET] += *text != 0;
	}
}

static void count_into(struct counts *counts, struct tally *tally,
		       const char *name, const struct symbol *symbol)
{
	struct tally_row *row = tally_row(tally, name);

	row->counts[OPTIONS]++;
	row->counts[PROMPTED] += symbol_prompt(symbol) != NULL;
	if (counts->config)
		count_value(counts->config, symbol, row);
}

static void count_option(struct counts *counts, const struct symbol *symbol,
			 int depth)
{
	char *directory = directory_of(symbol, depth);

	count_into(counts, &counts->types, "all", symbol);
	count_into(counts, &counts->types, type_name(symbol->type), symbol);
	count_into(counts, &counts->directories, directory, symbol);
	free(directory);
}

static void count_all(struct counts *counts, int depth)
{
	struct others *others = &counts->others;

	model_for_each_symbol(counts->model, symbol)
	{
		others->choices += symbol->choice;
		others->members += symbol->member_count;
		others->selects += symbol->selector_count;
		others->implies += symbol->implier_count;
		if (symbol_is_option(symbol))
			count_option(counts, symbol, depth);
	}
	tally_sort(&counts->types);
	tally_sort(&counts->directories);
}

/* --- Output. */

static void print_table(const struct counts *counts, const char *head,
			const struct tally *tally)
{
	size_t i;
	int at;

	printf("\n%-24s", head);
	for (at = 0; at < columns(counts); at++)
		printf(" %9s", column_names[at]);
	putchar('\n');
	for (i = 0; i < tally->count; i++) {
		printf("%-24s", tally->rows[i].name);
		for (at = 0; at < columns(counts); at++)
			printf(" %9zu", tally->rows[i].counts[at]);
		putchar('\n');
	}
}

static void print_text(const struct counts *counts)
{
	const struct others *others = &counts->others;

	printf("Linux %s for %s\n\n%s%s\n", counts->model->version,
	       counts->model->arch, rule, counts->config ? config_rule : "");
	print_table(counts, "type", &counts->types);
	print_table(counts, "directory", &counts->directories);
	printf("\nchoices %zu, with %zu members; \"select\" lines %zu, \"imply\" lines %zu\n",
	       others->choices, others->members, others->selects,
	       others->implies);
}

static json_t *table_json(const struct counts *counts,
			  const struct tally *tally)
{
	json_t *table = json_object();
	size_t i;
	int at;

	for (i = 0; i < tally->count; i++) {
		json_t *row = json_object();

		for (at = 0; at < columns(counts); at++)
			json_object_set_new(
				row, column_names[at],
				json_integer(tally->rows[i].counts[at]));
		json_object_set_new(table, tally->rows[i].name, row);
	}
	return table;
}

static void print_json(const struct counts *counts)
{
	const struct others *others = &counts->others;

	json_print(json_pack("{s:s, s:s, s:s+, s:o, s:o, s:I, s:I, s:I, s:I}",
			     "version", counts->model->version, "arch",
			     counts->model->arch, "rule", rule,
			     counts->config ? config_rule : "", "types",
			     table_json(counts, &counts->types), "directories",
			     table_json(counts, &counts->directories),
			     "choices", (json_int_t)others->choices, "members",
			     (json_int_t)others->members, "selects",
			     (json_int_t)others->selects, "implies",
			     (json_int_t)others->implies));
}

static void print_csv_rows(const struct counts *counts, const char *group,
			   const struct tally *tally)
{
	const char *fields[2 + TALLY_COLUMNS];
	char numbers[TALLY_COLUMNS][24];
	size_t i;
	int at;

	for (i = 0; i < tally->count; i++) {
		fields[0] = group;
		fields[1] = tally->rows[i].name;
		for (at = 0; at < columns(counts); at++) {
			snprintf(numbers[at], sizeof(numbers[at]), "%zu",
				 tally->rows[i].counts[at]);
			fields[2 + at] = numbers[at];
		}
		csv_row(fields, 2 + columns(counts));
	}
}

static void print_csv(const struct counts *counts)
{
	const char *head[2 + TALLY_COLUMNS] = {"group", "name"};

	memcpy(head + 2, column_names, sizeof(column_names));
	csv_row(head, 2 + columns(counts));
	print_csv_rows(counts, "type", &counts->types);
	print_csv_rows(counts, "directory", &counts->directories);
}

/* Not figures, but what they count. */
static void print_list(const struct counts *counts)
{
	CSV_ROW("option", "type", "prompt", "value");
	model_for_each_symbol(counts->model, symbol)
	{
		if (symbol_is_option(symbol))
			CSV_ROW(symbol->name, type_name(symbol->type),
				symbol_prompt(symbol) ? "yes" : "no",
				counts->config
					? config_text(counts->config, symbol)
					: "");
	}
}

int command_count(int argc, char **argv)
{
	struct options options;
	const char *depth = NULL;
	bool list = false;
	const struct option_rule rules[] = {{.name = "depth", .value = &depth},
					    {.name = "list", .flag = &list},
					    {.name = NULL}};
	struct counts counts = {.model = NULL};
	struct config *config = NULL;

	if (options_parse(&options, argc, argv, usage, rules))
		die_usage("count: unexpected argument %s (see --help)",
			  argv[1]);
	counts.model = options_model(&options);
	if (options.config)
		config = options_config(counts.model, options.config);
	counts.config = config;
	count_all(&counts, option_number("depth", depth, 1));
	if (list)
		print_list(&counts);
	else
		PRINT_AS(options.format, &counts, print_text, print_csv,
			 print_json);
	tally_free(&counts.types);
	tally_free(&counts.directories);
	config_free(config);
	model_free(counts.model);
	return EXIT_OK;
}
