// SPDX-License-Identifier: GPL-2.0-only
/* diff: two configurations; what was dropped without a message first. */
#include "command/explorer.h"
#include "base/text.h"

#include "command/changes_print.h"
#include "command/diff_trees.h"
#include "command/reasons.h"
#include "command/tally.h"
#include "explain/cause.h"
#include "labels/labels.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: kconfig-explorer diff A B [--asked FILE]\n"
	"       kconfig-explorer diff --from TREE [A B]\n"
	"\n"
	"Compares two configurations as Kconfig completes them, each with its defaults.\n"
	"\n"
	"The output begins with what A, B, or the fragment of --asked asks for and\n"
	"Kconfig drops without a message. Then come the options that a user can set and\n"
	"only one of the two has, grouped by what the other lacks; then how many\n"
	"options differ, by directory and by the paper's labels of microVM's options.\n"
	"\n"
	"With --from it compares two versions of Linux: which options are gone, which\n"
	"are new, which have another name. A is then a configuration of that tree.\n"
	"\n"
	"Example: kconfig-explorer diff old.config new.config\n"
	"Exit status: 0 if they are equal and nothing was dropped; 1 if not, or if it\n"
	"fails; 2 for wrong usage.\n"
	"\n"
	"  --asked FILE     the fragment from which B was made\n"
	"  --from TREE      the tree of Linux that A is for\n"
	"  --list           also name every option that differs\n"
	"  --depth N        levels of directories (default: 1)\n";

/* Columns of the tallies: how an option differs. */
enum { DIFFERENT, ONLY_A, ONLY_B, OTHER, COLUMNS };

static const char *const column_names[COLUMNS] = {"differ", "only in A",
						  "only in B", "other value"};

/*
 * Differences can be grouped in more ways than these two: by what they weigh in
 * bytes, say. A grouping is a title and a function that names an option's
 * group; the caller frees the name.
 */
struct difference;
struct grouping {
	const char *title;
	char *(*group_of)(const struct difference *difference,
			  const struct symbol *symbol);
	struct tally tally;
};

struct difference {
	struct config *a, *b;
	struct config *asked; /* NULL: not given */
	struct labels *labels;
	int depth;
	bool list;
	struct grouping groupings[2];
	struct changes changes[3]; /* of asked, a and b */
	size_t count, dropped;
};

enum { GROUPINGS = 2 };

static char *group_by_directory(const struct difference *difference,
				const struct symbol *symbol)
{
	return directory_of(symbol, difference->depth);
}

static char *group_by_label(const struct difference *difference,
			    const struct symbol *symbol)
{
	return text_copy(labels_find(difference->labels, symbol));
}

/* --- What differs. */

static bool is_on(const struct config *config, const struct symbol *symbol)
{
	const char *text = config_text(config, symbol);

	return *text && strcmp(text, "n") != 0;
}

static bool differs(const struct difference *difference,
		    const struct symbol *symbol)
{
	return symbol_is_option(symbol) &&
	       strcmp(config_text(difference->a, symbol),
		      config_text(difference->b, symbol)) != 0;
}

static int column_of(const struct difference *difference,
		     const struct symbol *symbol)
{
	bool a = is_on(difference->a, symbol), b = is_on(difference->b, symbol);

	return a && !b ? ONLY_A : b && !a ? ONLY_B : OTHER;
}

static void count(struct difference *difference)
{
	int at;

	model_for_each_symbol(difference->a->model, symbol)
	{
		if (!differs(difference, symbol))
			continue;
		difference->count++;
		for (at = 0; at < GROUPINGS; at++) {
			struct grouping *by = &difference->groupings[at];
			char *name = by->group_of(difference, symbol);
			struct tally_row *row = tally_row(&by->tally, name);

			row->counts[DIFFERENT]++;
			row->counts[column_of(difference, symbol)]++;
			free(name);
		}
	}
	for (at = 0; at < GROUPINGS; at++)
		tally_sort(&difference->groupings[at].tally);
}

/* What keeps it from the configuration that has less of it; "": nothing does.
 */
static const char *cause_name(const struct difference *difference,
			      const struct symbol *symbol)
{
	enum tristate a = config_result(difference->a, symbol)->value;
	enum tristate b = config_result(difference->b, symbol)->value;
	const struct config *less = a < b ? difference->a : difference->b;
	const struct symbol *cause;

	if (!symbol_is_logical(symbol) || !symbol_prompt(symbol))
		return "";
	cause = cause_of(less, symbol, a < b ? b : a);
	return cause == symbol ? "" : symbol_label(cause);
}

/* --- What was dropped. */

/*
 * What a file asks for, put on top of nothing, judged by another
 * configuration's results: explain_dropped() then explains that one.
 */
static void adopt_results(struct config *asked, const struct config *results)
{
	memcpy(asked->results, results->results,
	       asked->model->symbol_count * sizeof(*asked->results));
}

static void list_files(const struct difference *difference,
		       const struct config *files[3])
{
	files[0] = difference->asked;
	files[1] = difference->a;
	files[2] = difference->b;
}

/* Was it asked for? Unread lines are dropped, and lost values. */
static bool is_dropped(const struct change *change)
{
	return change->kind == CHANGE_UNREAD || change->kind == CHANGE_VALUE;
}

static void find_dropped(struct difference *difference)
{
	const struct config *files[3];
	int i;

	list_files(difference, files);
	for (i = 0; i < 3; i++) {
		if (!files[i])
			continue;
		difference->changes[i] = changes_find(files[i]);
		difference->dropped +=
			difference->changes[i].of_kind[CHANGE_UNREAD] +
			difference->changes[i].of_kind[CHANGE_VALUE];
	}
}

typedef void dropped_visitor(const struct config *config,
			     const struct change *change, void *data);

static void for_all_dropped(const struct difference *difference,
			    dropped_visitor *visit, void *data)
{
	const struct config *files[3];
	size_t at;
	int i;

	list_files(difference, files);
	for (i = 0; i < 3; i++)
		for (at = 0; at < difference->changes[i].count; at++)
			if (is_dropped(&difference->changes[i].list[at]))
				visit(files[i],
				      &difference->changes[i].list[at], data);
}

/* --- Text. */

/* Without what is new, or goes without a loss. */
static void print_dropped(const struct difference *difference)
{
	const struct config *files[3];
	int i;

	list_files(difference, files);
	for (i = 0; i < 3; i++) {
		const struct changes *changes = &difference->changes[i];
		struct changes_view view = {.config = files[i],
					    .changes = changes,
					    .depth = 1,
					    .all = difference->list,
					    .skip_harmless = true};

		if (files[i])
			changes_print(&view);
	}
}

/* What a user can set and one has on, by what keeps it from the other. */
static void print_losses(const struct difference *difference,
			 const struct config *from, const struct config *to,
			 const char *heading)
{
	struct changes changes = changes_between(from, to);
	struct changes_view view = {
		.config = to, .changes = &changes, .all = difference->list};

	if (changes.count) {
		printf("\n%s\n", heading);
		changes_print_causes(&view);
	}
	changes_free(&changes);
}

static void print_tally(const struct grouping *by)
{
	size_t i;
	int at;

	printf("\n%-32s", by->title);
	for (at = 0; at < COLUMNS; at++)
		printf(" %11s", column_names[at]);
	putchar('\n');
	for (i = 0; i < by->tally.count; i++) {
		printf("%-32s", by->tally.rows[i].name);
		for (at = 0; at < COLUMNS; at++)
			printf(" %11zu", by->tally.rows[i].counts[at]);
		putchar('\n');
	}
}

static void print_list(const struct difference *difference)
{
	putchar('\n');
	model_for_each_symbol(difference->a->model,
			      symbol) if (differs(difference, symbol))
		printf("%s: %s -> %s\n", symbol->name,
		       config_text(difference->a, symbol),
		       config_text(difference->b, symbol));
}

static void print_text(const struct difference *difference)
{
	int at;

	if (difference->dropped) {
		puts("Asked for, but dropped:");
		print_dropped(difference);
	} else {
		puts("Nothing that was asked for was dropped.");
	}
	printf("%zu options differ between A (%s) and B (%s).\n",
	       difference->count, difference->a->file, difference->b->file);
	print_losses(difference, difference->a, difference->b,
		     "Set in A only, or higher there, by what B lacks for it:");
	print_losses(difference, difference->b, difference->a,
		     "Set in B only, or higher there, by what A lacks for it:");
	for (at = 0; difference->count && at < GROUPINGS; at++)
		print_tally(&difference->groupings[at]);
	if (difference->list)
		print_list(difference);
}

/* --- JSON. */

static void append_dropped(const struct config *config,
			   const struct change *change, void *data)
{
	struct reason *reason = change_reason(config, change, 1);
	json_t *list = data;

	json_array_append_new(
		list,
		json_pack("{s:o, s:i, s:o, s:b, s:s?, s:o}", "file",
			  json_text(config->file), "line", change->line, "text",
			  json_text(reason ? reason->text : change->complaint),
			  "settable", change_is_settable(change), "cause",
			  change->cause ? change_cause(change) : NULL, "reason",
			  reason ? reason_json(reason) : json_null()));
	explain_free(reason);
}

static json_t *tally_json(const struct tally *tally)
{
	json_t *object = json_object();
	size_t i;
	int at;

	for (i = 0; i < tally->count; i++) {
		json_t *row = json_object();

		for (at = 0; at < COLUMNS; at++)
			json_object_set_new(
				row, column_names[at],
				json_integer(tally->rows[i].counts[at]));
		json_object_set_new(object, tally->rows[i].name, row);
	}
	return object;
}

static void print_json(const struct difference *difference)
{
	json_t *dropped = json_array(), *options = json_array();
	json_t *root = json_object();
	int at;

	for_all_dropped(difference, append_dropped, dropped);
	model_for_each_symbol(difference->a->model,
			      symbol) if (differs(difference, symbol))
		json_array_append_new(
			options,
			json_pack("{s:s, s:o, s:o, s:b, s:s}", "option",
				  symbol->name, "a",
				  json_text(config_text(difference->a, symbol)),
				  "b",
				  json_text(config_text(difference->b, symbol)),
				  "settable", symbol_prompt(symbol) != NULL,
				  "cause", cause_name(difference, symbol)));
	json_object_set_new(root, "dropped", dropped);
	for (at = 0; at < GROUPINGS; at++)
		json_object_set_new(
			root, difference->groupings[at].title,
			tally_json(&difference->groupings[at].tally));
	json_object_set_new(root, "options", options);
	json_print(root);
}

/* --- CSV: one row an option, or a value that was dropped. */

static void print_csv_dropped(const struct config *config,
			      const struct change *change, void *data)
{
	char line[16];

	(void)data;
	snprintf(line, sizeof(line), "%d", change->line);
	CSV_ROW("dropped", change->symbol ? change->symbol->name : "", "",
		change->symbol ? config_text(config, change->symbol) : "", "",
		"", config->file, line,
		change_is_settable(change) ? "yes" : "no",
		change_cause(change));
}

static void print_csv(const struct difference *difference)
{
	CSV_ROW("kind", "option", "a", "b", "directory", "label", "file",
		"line", "settable", "cause");
	for_all_dropped(difference, print_csv_dropped, NULL);
	model_for_each_symbol(difference->a->model, symbol)
	{
		char *directory;

		if (!differs(difference, symbol))
			continue;
		directory = directory_of(symbol, difference->depth);
		CSV_ROW("differs", symbol->name,
			config_text(difference->a, symbol),
			config_text(difference->b, symbol), directory,
			labels_find(difference->labels, symbol), "", "",
			symbol_prompt(symbol) ? "yes" : "no",
			cause_name(difference, symbol));
		free(directory);
	}
}

static void set_up(struct difference *difference, struct options *options,
		   char **files, const char *asked)
{
	const struct model *model;
	char *problem;

	options_fit(options, files[0]);
	options_fit(options, files[1]);
	options_fit(options, asked);
	model = options_model(options);
	difference->a = options_config_quietly(model, files[0]);
	difference->b = options_config_quietly(model, files[1]);
	if (asked) {
		difference->asked = options_config_quietly(model, asked);
		adopt_results(difference->asked, difference->b);
	}
	difference->labels = labels_read(model, &problem);
	if (!difference->labels)
		die("%s", problem);
	difference->groupings[0] = (struct grouping){
		.title = "directory", .group_of = group_by_directory};
	difference->groupings[1] =
		(struct grouping){.title = "label", .group_of = group_by_label};
}

static void tear_down(struct difference *difference)
{
	const struct model *model = difference->a->model;
	int at;

	for (at = 0; at < 3; at++)
		changes_free(&difference->changes[at]);
	for (at = 0; at < GROUPINGS; at++)
		tally_free(&difference->groupings[at].tally);
	labels_free(difference->labels);
	config_free(difference->asked);
	config_free(difference->b);
	config_free(difference->a);
	model_free(model);
}

int command_diff(int argc, char **argv)
{
	struct options options;
	const char *depth = NULL, *asked = NULL, *from = NULL;
	struct difference difference = {.count = 0};
	const struct option_rule rules[] = {
		{.name = "depth", .value = &depth},
		{.name = "asked", .value = &asked},
		{.name = "from", .value = &from},
		{.name = "list", .flag = &difference.list},
		{.name = NULL}};
	int files = options_parse(&options, argc, argv, usage, rules);
	bool same;

	if (files != 2 && (files || !from))
		die_usage("diff: expected two configurations (see --help)");
	if (from && asked)
		die_usage("diff: --asked compares within one tree");
	difference.depth = option_number("depth", depth, 1);
	if (from)
		return diff_trees(&options, from, files ? argv + 1 : NULL,
				  difference.depth, difference.list);
	set_up(&difference, &options, argv + 1, asked);
	count(&difference);
	find_dropped(&difference);
	PRINT_AS(options.format, &difference, print_text, print_csv,
		 print_json);
	same = !difference.count && !difference.dropped;
	tear_down(&difference);
	return same ? EXIT_OK : EXIT_NO;
}
