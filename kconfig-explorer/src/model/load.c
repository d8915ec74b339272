// SPDX-License-Identifier: GPL-2.0-only
/* A model from a tree: finds the tree, runs the engine, reads its answer. */
#include "engine/engine.h"
#include "base/text.h"
#include "model/read.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * What a command of scripts/linux prints, without the end of the line. The
 * kit's path, which may have any sign, is in a variable of the shell.
 */
static char *kit_says(const char *command)
{
	char *said = NULL;
	size_t size = 0;
	FILE *shell;

	setenv("KML_SCRIPTS", KIT "/scripts/linux", 1);
	shell = popen(command, "r");
	if (shell && getline(&said, &size, shell) > 0)
		said[strcspn(said, "\n")] = 0;
	if (!shell || pclose(shell)) {
		free(said);
		return NULL;
	}
	return said;
}

/* $LINUX chooses the version, and $LINUX_OUT moves what scripts/linux makes. */
static char *default_tree(void)
{
	char *out = kit_says("\"$KML_SCRIPTS/version\" --folder"), *tree;

	if (!out)
		return NULL;
	tree = text_format("%s/source-pristine", out);
	free(out);
	return tree;
}

static bool unpack_tree(void)
{
	char *tree = kit_says("\"$KML_SCRIPTS/linux\" source pristine");
	bool unpacked = tree;

	free(tree);
	return unpacked;
}

/* The kit's own tree is unpacked when it is first wanted. */
static char *own_tree(char **problem)
{
	char *tree = default_tree();

	if (!tree) {
		*problem = text_copy("there is no kernel source");
		return NULL;
	}
	if (access(tree, F_OK) && !unpack_tree()) {
		*problem = text_format("there is no kernel source in %s", tree);
		free(tree);
		return NULL;
	}
	return tree;
}

char *model_find_tree(const char *given, char **problem)
{
	char *tree = given ? text_copy(given) : own_tree(problem);
	char *absolute, *parser;

	if (!tree)
		return NULL;
	absolute = realpath(tree, NULL);
	parser = text_format("%s/scripts/kconfig/parser.y",
			     absolute ? absolute : "");
	if (!absolute || access(parser, R_OK)) {
		*problem = text_format(
			"%s is not a Linux source tree: %s", tree,
			absolute ? "it has no scripts/kconfig/parser.y"
				 : strerror(errno));
		free(absolute);
		absolute = NULL;
	}
	free(parser);
	free(tree);
	return absolute;
}

const struct model *model_load(const char *tree, const char *arch, bool cold,
			       char **problem)
{
	struct engine_job job = {.arch = arch, .cold = cold};
	char *found = model_find_tree(tree, problem), *text;
	struct model *model = NULL;

	if (!found)
		return NULL;
	job.tree = found;
	text = engine_run(&job, problem);
	if (text)
		model = model_read(text, NULL, problem);
	if (!model) {
		free(found);
		return NULL;
	}
	model->private->tree = found;
	model->private->arch = text_copy(arch);
	model->tree = found;
	model->arch = model->private->arch;
	return model;
}
