// SPDX-License-Identifier: GPL-2.0-only
/* Options: those that all commands share, and each command's own. */
#include "command/explorer.h"
#include "command/progress.h"

#include <stdlib.h>
#include <string.h>

const char options_help[] =
	"\n"
	"  --tree DIR       a Linux source tree (default: the kit's own)\n"
	"  --arch A         x86_64, i386, or x86, where 64BIT can be set (default:\n"
	"                   as the head of the configuration says, or x86_64)\n"
	"  --config FILE    a configuration\n"
	"  --format F       text, json or csv (default: text)\n"
	"  --cold           probe the compiler again, without the cache\n"
	"  --progress       report every 3 seconds what is being done, even if standard\n"
	"                   error is no terminal\n"
	"  --help           print this text\n";

static void set_arch(struct options *options, const char *value)
{
	if (strcmp(value, "x86_64") != 0 && strcmp(value, "i386") != 0 &&
	    strcmp(value, "x86") != 0)
		die_usage("--arch %s: expected x86_64, i386 or x86", value);
	options->kconfig_arch = value;
	options->arch = strcmp(value, "i386") ? "x86_64" : "i386";
	options->arch_given = true;
}

static void set_format(struct options *options, const char *value)
{
	static const char *const names[] = {"text", "json", "csv"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(value, names[i])) {
			options->format = i;
			return;
		}
	die_usage("--format %s: expected text, json or csv", value);
}

/* Is argv[*at] the option --name, and what is its value? */
static bool is_option(int argc, char **argv, int *at, const char *name,
		      const char **value)
{
	const char *given = argv[*at] + 2;
	size_t length = strlen(name);

	if (strncmp(given, name, length) != 0)
		return false;
	if (!value)
		return !given[length];
	if (given[length] == '=') {
		*value = given + length + 1;
		return true;
	}
	if (given[length])
		return false;
	if (*at + 1 >= argc)
		die_usage("--%s needs a value", name);
	*value = argv[++*at];
	return true;
}

static bool parse_shared(struct options *options, int argc, char **argv,
			 int *at)
{
	const char *value;

	if (is_option(argc, argv, at, "tree", &options->tree) ||
	    is_option(argc, argv, at, "config", &options->config))
		return true;
	if (is_option(argc, argv, at, "arch", &value))
		set_arch(options, value);
	else if (is_option(argc, argv, at, "format", &value))
		set_format(options, value);
	else if (is_option(argc, argv, at, "cold", NULL))
		options->cold = true;
	else if (is_option(argc, argv, at, "progress", NULL))
		progress_always();
	else
		return false;
	return true;
}

static bool parse_own(const struct option_rule *rule, int argc, char **argv,
		      int *at)
{
	const char *value;

	for (; rule && rule->name; rule++) {
		bool wants = rule->value || rule->each;

		if (!is_option(argc, argv, at, rule->name,
			       wants ? &value : NULL))
			continue;
		if (rule->value)
			*rule->value = value;
		if (rule->each)
			rule->each(rule->data, value);
		if (rule->flag)
			*rule->flag = true;
		return true;
	}
	return false;
}

/* The shared options but those that the command's own replace. */
static void print_help(const char *usage, const struct option_rule *rules)
{
	const char *line, *end;

	fputs(usage, stdout);
	for (line = options_help; *line; line = end) {
		const struct option_rule *rule = rules;

		end = strchr(line, '\n') + 1;
		while (rule && rule->name &&
		       (end - line < 5 ||
			strncmp(line + 4, rule->name, strlen(rule->name)) != 0))
			rule++;
		if (!rule || !rule->name)
			fwrite(line, 1, end - line, stdout);
	}
}

void option_refused(void *data, const char *value)
{
	(void)value;
	die_usage("%s", (const char *)data);
}

int option_number(const char *name, const char *text, int otherwise)
{
	char *end;
	long value;

	if (!text)
		return otherwise;
	value = strtol(text, &end, 10);
	if (end == text || *end || value < 1 || value > 1000000)
		die_usage("--%s %s: expected a number above 0", name, text);
	return value;
}

int options_parse(struct options *options, int argc, char **argv,
		  const char *usage, const struct option_rule *rules)
{
	static char output[] = "--output";
	bool only_others = false;
	int at, others = 0;

	*options = (struct options){.arch = "x86_64", .kconfig_arch = "x86_64"};
	for (at = 1; at < argc; at++) {
		if (!only_others && !strcmp(argv[at], "-o"))
			argv[at] = output;
		if (only_others || strncmp(argv[at], "--", 2) != 0) {
			argv[++others] = argv[at];
		} else if (!argv[at][2]) {
			only_others = true;
		} else if (!strcmp(argv[at], "--help")) {
			print_help(usage, rules);
			exit(EXIT_OK);
		} else if (!parse_own(rules, argc, argv, &at) &&
			   !parse_shared(options, argc, argv, &at)) {
			die_usage("%s: no such option: %s (see --help)",
				  argv[0], argv[at]);
		}
	}
	options_fit(options, options->config);
	return others;
}
