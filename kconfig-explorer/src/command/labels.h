/* SPDX-License-Identifier: GPL-2.0-only */
/* The paper's hand-made labels of options: kconfig-explorer/paper/. */
#ifndef LABELS_H
#define LABELS_H

#include "model/model.h"

struct labels;

/* Reads the kit's table. NULL and *problem if it cannot. */
struct labels *labels_read(const struct model *model, char **problem);
/* The label of an option, or "(no label)": the paper gave none. */
const char *labels_find(const struct labels *labels,
			const struct symbol *symbol);
void labels_free(struct labels *labels);

#endif
