// SPDX-License-Identifier: GPL-2.0-only
/* why: a symbol's value, and the chain of reasons behind it. */
#include "command/explorer.h"

#include "command/reasons.h"

static const char usage[] =
	"usage: kconfig-explorer why OPTION... [--config FILE]\n"
	"\n"
	"Prints the value of each option in a configuration, and the reasons for it.\n"
	"\n"
	"An option that is on was asked for, chosen, selected (by an option that has\n"
	"reasons itself), implied, or has a default. For one that is off it prints the\n"
	"terms of its conditions that block it, and the options that could select it.\n"
	"Every reason has its file and line. Without --config it takes the defaults.\n"
	"\n"
	"Example: kconfig-explorer why BPF_JIT --config .config\n"
	"Exit status: 0; 1 if it fails; 2 for wrong usage.\n"
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
