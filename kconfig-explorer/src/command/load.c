// SPDX-License-Identifier: GPL-2.0-only
/* What the options name, loaded: or else the end, with a message. */
#include "command/explorer.h"
#include "command/progress.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct model *options_model(const struct options *options)
{
	const struct model *model;
	char *problem;

	progress("reading the Kconfig files");
	model = model_load(options->tree, options->arch, options->cold,
			   &problem);
	if (!model)
		die("%s", problem);
	progress_end();
	return model;
}

struct config *options_config(const struct model *model, const char *file)
{
	struct config *config = config_new(model);
	char *problem;

	if (file && !config_read(config, file, &problem))
		die("%s", problem);
	config_evaluate(config);
	return config;
}

/* Up to five names that contain this one, to be of help. */
static void suggest(const struct model *model, const char *name)
{
	int found = 0;

	model_for_each_symbol(model, symbol)
	{
		if (found < 5 && symbol_is_option(symbol) &&
		    strcasestr(symbol->name, name)) {
			fprintf(stderr, "  %s\n", symbol->name);
			found++;
		}
	}
}

const struct symbol *options_symbol(const struct model *model, const char *name)
{
	const struct symbol *symbol = model_find(model, name);

	if (symbol)
		return symbol;
	if (!strncmp(name, "CONFIG_", 7))
		name += 7;
	warn("there is no option %s in Linux %s for %s", name, model->version,
	     model->arch);
	suggest(model, name);
	exit(EXIT_NO);
}
