// SPDX-License-Identifier: GPL-2.0-only
/* check: would "make olddefconfig" change a configuration, and why? */
#include "command/explorer.h"

#include "command/changes.h"
#include "command/reasons.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: kconfig-explorer check FILE [-o FILE]\n"
	"\n"
	"Tells what \"make olddefconfig\" would make of a configuration: lines "
	"that it\n"
	"ignores, options that get another value than asked for, options that "
	"cannot\n"
	"be set at all, and new ones that get their default; each with the "
	"reason.\n"
	"Exit status 0: it would change nothing; 1: it would.\n"
	"\n"
	"  -o FILE          write the result, as olddefconfig would (- : to "
	"standard\n"
	"                   output, instead of the report)\n"
	"  --all            all new options, not only the first of them\n"
	"  --depth N        follow N options in a reason (default: 2)\n";

/* New options are many when the file is a fragment, and most of them n. */
enum { NEW_SHOWN = 20 };

struct report {
	const struct config *config;
	struct changes changes;
	int depth;
	bool all;
};

static const char *text_of_kind(enum change_kind kind)
{
	static const char *const texts[CHANGE_KINDS] = {
		[CHANGE_GONE] = "cannot be set: the line goes",
		[CHANGE_NEW] = "new",
	};

	return texts[kind];
}

static void print_change(const struct report *report,
			 const struct change *change)
{
	struct reason *reason, *each;

	if (change->line)
		printf("%s:%d: ", report->config->file, change->line);
	if (change->kind == CHANGE_UNREAD) {
		puts(change->complaint);
		return;
	}
	reason = change_reason(report->config, change, report->depth);
	printf("%s%s%s\n", reason->text, text_of_kind(change->kind) ? "  " : "",
	       text_of_kind(change->kind) ? text_of_kind(change->kind) : "");
	for (each = reason->because; each; each = each->next)
		reason_print(each, 4);
	explain_free(reason);
}

static bool is_worth_a_line(const struct report *report,
			    const struct change *change)
{
	return change->kind != CHANGE_NEW || report->all ||
	       strcmp(config_text(report->config, change->symbol), "n") != 0;
}

static void print_text(const struct report *report)
{
	const struct changes *changes = &report->changes;
	size_t i, shown = 0;

	for (i = 0; i < changes->count; i++) {
		const struct change *change = &changes->list[i];

		if (!is_worth_a_line(report, change))
			continue;
		if (change->kind == CHANGE_NEW && shown++ >= NEW_SHOWN &&
		    !report->all)
			break;
		print_change(report, change);
	}
	if (changes->of_kind[CHANGE_NEW] && !report->all)
		printf("(new options that are n, and more than %d others, only "
		       "with --all)\n",
		       NEW_SHOWN);
	if (!changes->count) {
		printf("%s: olddefconfig changes nothing\n",
		       report->config->file);
		return;
	}
	printf("%s: olddefconfig ignores %zu lines, changes %zu values, "
	       "drops %zu lines without effect, adds %zu options\n",
	       report->config->file, changes->of_kind[CHANGE_UNREAD],
	       changes->of_kind[CHANGE_VALUE], changes->of_kind[CHANGE_GONE],
	       changes->of_kind[CHANGE_NEW]);
}

static const char *asked(const struct report *report,
			 const struct change *change)
{
	const struct wish *wish = config_wish(report->config, change->symbol);

	if (!wish->set)
		return "";
	return symbol_is_logical(change->symbol) ? tristate_text(wish->value)
						 : wish->text;
}

static void print_json(const struct report *report)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < report->changes.count; i++) {
		const struct change *change = &report->changes.list[i];
		struct reason *reason =
			change_reason(report->config, change, report->depth);

		json_array_append_new(
			list,
			reason ? json_pack("{s:s, s:i, s:s, s:s, s:s, s:o}",
					   "kind", change_name(change->kind),
					   "line", change->line, "option",
					   change->symbol->name, "asked",
					   asked(report, change), "value",
					   config_text(report->config,
						       change->symbol),
					   "reason", reason_json(reason))
			       : json_pack("{s:s, s:i, s:s}", "kind",
					   change_name(change->kind), "line",
					   change->line, "text",
					   change->complaint));
		explain_free(reason);
	}
	json_print(list);
}

static void print_csv(const struct report *report)
{
	size_t i;

	CSV_ROW("line", "kind", "option", "asked", "value", "text");
	for (i = 0; i < report->changes.count; i++) {
		const struct change *change = &report->changes.list[i];
		const struct symbol *symbol = change->symbol;
		char line[16];

		snprintf(line, sizeof(line), "%d", change->line);
		CSV_ROW(line, change_name(change->kind),
			symbol ? symbol->name : "",
			symbol ? asked(report, change) : "",
			symbol ? config_text(report->config, symbol) : "",
			symbol ? "" : change->complaint);
	}
}

int command_check(int argc, char **argv)
{
	struct options options;
	const char *depth = NULL, *output = NULL;
	struct report report = {.all = false};
	const struct option_rule rules[] = {
		{.name = "depth", .value = &depth},
		{.name = "all", .flag = &report.all},
		{.name = "output", .value = &output},
		{.name = NULL}};
	int count = options_parse(&options, argc, argv, usage, rules);
	const char *file = count ? argv[1] : options.config;
	struct config *config;
	bool changes;

	if (!file || count > 1)
		die_usage("check: one configuration is wanted (see --help)");
	if (count)
		options_fit(&options, file);
	config = options_config_quietly(options_model(&options), file);
	report.config = config;
	report.depth = option_number("depth", depth, 2);
	report.changes = changes_find(config);
	if (output)
		output_config(config, output);
	if (!output || strcmp(output, "-") != 0)
		PRINT_AS(options.format, &report, print_text, print_csv,
			 print_json);
	changes = report.changes.count;
	changes_free(&report.changes);
	model_free(config->model);
	config_free(config);
	return changes ? EXIT_NO : EXIT_OK;
}
