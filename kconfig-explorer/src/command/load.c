// SPDX-License-Identifier: GPL-2.0-only
/* Loads what the options name, or ends the program with a message. */
#include "command/explorer.h"
#include "base/memory.h"
#include "command/progress.h"
#include "model/unknown.h"

#include <stdlib.h>
#include <string.h>

/* Commands other than check print so many malformed lines. */
enum { COMPLAINTS = 10 };

const struct model *options_model(const struct options *options)
{
	const struct model *model;
	char *problem;

	progress("reading the Kconfig files");
	model = model_load(options->tree, options->kconfig_arch, options->cold,
			   &problem);
	if (!model)
		die("%s", problem);
	progress_end();
	return model;
}

const struct input *options_input(const char *file)
{
	static struct known {
		struct input input;
		struct known *next;
	} * first;
	struct known *known;
	char *problem;

	for (known = first; known; known = known->next)
		if (!strcmp(known->input.name, file))
			return &known->input;
	known = allocate(1, sizeof(*known));
	if (!input_read(&known->input, file, &problem))
		die("%s", problem);
	known->next = first;
	first = known;
	return &known->input;
}

static void check_version(const struct model *model, const struct input *input)
{
	if (*input->version && strcmp(input->version, model->version) != 0)
		warn("%s is of Linux %s, and the tree is %s: options that came or went between them show as differences",
		     input->name, input->version, model->version);
}

/*
 * With ARCH=i386 no line about 64BIT is written, and ARCH=x86, as which it is
 * read beside a file of 64 bits, would take the default: y. What asks for n is
 * the line that names the architecture.
 */
static void keep_narrow(struct config *config, const struct input *input)
{
	const struct symbol *wide = model_find(config->model, "64BIT");

	if (wide && !strcmp(input->arch, "i386") &&
	    !strcmp(config->model->arch, "x86") &&
	    !config_user_value(config, wide)->set) {
		config_set(config, wide, "n");
		config->user_values[wide->index].line = INPUT_HEAD;
	}
}

struct config *options_config_quietly(const struct model *model,
				      const char *file)
{
	struct config *config = config_new(model);

	if (file) {
		config_read_input(config, options_input(file));
		keep_narrow(config, options_input(file));
		check_version(model, options_input(file));
	}
	config_evaluate(config);
	return config;
}

struct config *options_config(const struct model *model, const char *file)
{
	struct config *config = options_config_quietly(model, file);
	size_t i;

	for (i = 0; i < config->complaint_count && i < COMPLAINTS; i++)
		warn("%s:%d: %s", file, config->complaints[i].line,
		     config->complaints[i].text);
	if (i < config->complaint_count)
		warn("%s: %zu more lines of this kind (check shows all)", file,
		     config->complaint_count - i);
	return config;
}

const struct symbol *options_symbol(const struct model *model, const char *name)
{
	const struct symbol *symbol = model_find(model, name);

	if (symbol)
		return symbol;
	if (!strncmp(name, "CONFIG_", 7))
		name += 7;
	die("%s (Linux %s for %s)", unknown_option(model, name), model->version,
	    model->arch);
}
