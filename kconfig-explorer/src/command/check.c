// SPDX-License-Identifier: GPL-2.0-only
/* check: would "make olddefconfig" change a configuration, and why? */
#include "command/explorer.h"

#include "command/changes_print.h"
#include "command/reasons.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: kconfig-explorer check FILE [-o FILE]\n"
	"\n"
	"Reports what \"make olddefconfig\" would change in a configuration, and why.\n"
	"\n"
	"It reports lines that Kconfig ignores, options that get another value than the\n"
	"one asked for, options that cannot be set, and new options that get their\n"
	"default. What a user can set and asked for comes first, grouped by cause; what\n"
	"no user can set comes last.\n"
	"\n"
	"Example: kconfig-explorer check .config\n"
	"Exit status: 0 if olddefconfig changes nothing; 1 if it changes something, or\n"
	"check fails; 2 for wrong usage.\n"
	"\n"
	"  -o FILE          write the result, as olddefconfig would (-: to standard\n"
	"                   output, instead of the report)\n"
	"  --all            print all changes, not only the first of many\n"
	"  --depth N        follow N options in a reason (default: 2)\n";

struct report {
	const struct config *config;
	struct changes changes;
	int depth;
	bool all;
};

static void print_text(const struct report *report)
{
	const struct changes *changes = &report->changes;

	changes_print(&(struct changes_view){
		.config = report->config,
		.changes = changes,
		.depth = report->depth,
		.all = report->all,
	});
	if (!changes->count) {
		printf("%s: olddefconfig changes nothing\n",
		       report->config->file);
		return;
	}
	printf("%s: olddefconfig ignores %zu lines, changes %zu values (%zu that a user can set, for %zu causes), drops %zu lines without effect, adds %zu options\n",
	       report->config->file, changes->of_kind[CHANGE_UNREAD],
	       changes->of_kind[CHANGE_VALUE], changes->of_rank[RANK_LOST],
	       changes_causes(changes), changes->of_kind[CHANGE_GONE],
	       changes->of_kind[CHANGE_NEW]);
}

static const char *asked(const struct report *report,
			 const struct change *change)
{
	const struct user_value *asked =
		config_user_value(report->config, change->symbol);

	if (!asked->set)
		return "";
	return symbol_is_logical(change->symbol) ? tristate_text(asked->value)
						 : asked->text;
}

static json_t *change_json(const struct report *report,
			   const struct change *change)
{
	struct reason *reason =
		change_reason(report->config, change, report->depth);
	json_t *json =
		json_pack("{s:s, s:i}", "kind", change_name(change->kind),
			  "line", change->line);

	if (!reason) {
		json_object_set_new(json, "text", json_text(change->complaint));
		return json;
	}
	json_object_set_new(json, "option", json_text(change->symbol->name));
	json_object_set_new(json, "asked", json_text(asked(report, change)));
	json_object_set_new(
		json, "value",
		json_text(config_text(report->config, change->symbol)));
	json_object_set_new(json, "settable",
			    json_boolean(change_is_settable(change)));
	json_object_set_new(json, "cause",
			    change->cause ? json_text(change_cause(change))
					  : json_null());
	json_object_set_new(json, "reason", reason_json(reason));
	explain_free(reason);
	return json;
}

static void print_json(const struct report *report)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < report->changes.count; i++)
		json_array_append_new(
			list, change_json(report, &report->changes.list[i]));
	json_print(list);
}

static void print_csv(const struct report *report)
{
	size_t i;

	CSV_ROW("line", "kind", "option", "asked", "value", "text", "settable",
		"cause");
	for (i = 0; i < report->changes.count; i++) {
		const struct change *change = &report->changes.list[i];
		const struct symbol *symbol = change->symbol;
		char line[16];

		snprintf(line, sizeof(line), "%d", change->line);
		CSV_ROW(line, change_name(change->kind),
			symbol ? symbol->name : "",
			symbol ? asked(report, change) : "",
			symbol ? config_text(report->config, symbol) : "",
			symbol ? "" : change->complaint,
			change_is_settable(change) ? "yes" : "no",
			change_cause(change));
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
		die_usage("check: expected one configuration (see --help)");
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
