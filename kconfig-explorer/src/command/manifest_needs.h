/* SPDX-License-Identifier: GPL-2.0-only */
/* The way from manifests to options, loaded as the command line says. */
#ifndef COMMAND_MANIFEST_NEEDS_H
#define COMMAND_MANIFEST_NEEDS_H

#include "command/explorer.h"
#include "manifest/needs.h"

struct loaded_needs {
	struct manifest_needs map;
	struct kbuild *kbuild;
};

/* Ends the program if the tree cannot be read. */
void manifest_needs_for(const struct options *options,
			struct loaded_needs *loaded);
void manifest_needs_release(struct loaded_needs *loaded);

#endif
