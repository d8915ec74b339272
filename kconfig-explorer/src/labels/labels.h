/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The labels that the paper's authors gave to the options that they removed
 * from a microVM's kernel: paper/removed-option-labels.csv.
 */
#ifndef LABELS_H
#define LABELS_H

#include "model/model.h"

#include <stddef.h>

struct label {
	char *text;
	char *option; /* of Linux 4.0: the model need not have it */
};

struct labels {
	struct label *list; /* in the file's order, each option once */
	size_t count;
	const char **by_symbol; /* its text by symbol->index, or NULL */
};

/* Reads the kit's table. NULL on failure: *problem says why. */
struct labels *labels_read(const struct model *model, char **problem);
/* The label of an option, or "(no label)": the paper gave none. */
const char *labels_find(const struct labels *labels,
			const struct symbol *symbol);
void labels_free(struct labels *labels);

#endif
