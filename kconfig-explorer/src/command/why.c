// SPDX-License-Identifier: GPL-2.0-only
/* why: a symbol's value, and the chain of reasons behind it. */
#include "command/explorer.h"

#include "command/reasons.h"

static const char usage[] =
	"usage: kconfig-explorer why OPTION... [--config FILE]\n"
	"\n"
	"Prints the value of each option in a configuration, and why: asked for,\n"
	"chosen, selected by whom (and why that is on), by which default, implied.\n"
	"If it is off: which terms of its conditions block it, and who could select\n"
	"it. Every reason has its file and line. Without --config the defaults count.\n"
	"\n"
	"  --depth N        follow N options (default: 3)\n";

int command_why(int argc, char **argv)
{
	struct options options;
	const char *depth = NULL;
	const struct option_rule rules[] = {{.name = "depth", .value = &depth},
					    {.name = NULL}};
	int count = options_parse(&options, argc, argv, usage, rules), i;
	const struct model *model;
	struct config *config;
	struct reason_writer writer;

	if (!count)
		die_usage("why: which option? (see --help)");
	model = options_model(&options);
	config = options_config(model, options.config);
	reasons_begin(&writer, options.format);
	for (i = 1; i <= count; i++) {
		struct reason *reason =
			explain_why(config, options_symbol(model, argv[i]),
				    option_number("depth", depth, 3));

		reasons_write(&writer, reason);
		explain_free(reason);
	}
	reasons_end(&writer);
	config_free(config);
	model_free(model);
	return EXIT_OK;
}
