// SPDX-License-Identifier: GPL-2.0-only
/* The way from manifests to options, loaded as the command line says. */
#include "command/manifest_needs.h"
#include "command/progress.h"

#include <stdlib.h>

void manifest_needs_for(const struct options *options,
			struct loaded_needs *loaded)
{
	char *problem, *tree = model_find_tree(options->tree, &problem);
	struct interfaces *interfaces = NULL;

	if (!tree)
		die("%s", problem);
	progress("reading the makefiles and the system calls");
	loaded->kbuild = kbuild_load(tree, options->arch, &problem);
	free(tree);
	if (loaded->kbuild)
		interfaces = interfaces_load(loaded->kbuild, &problem);
	if (!interfaces || !manifest_needs_load(&loaded->map, loaded->kbuild,
						interfaces, &problem))
		die("%s", problem);
	progress_end();
}

void manifest_needs_release(struct loaded_needs *loaded)
{
	free(loaded->map.rules);
	kbuild_free(loaded->kbuild);
}
