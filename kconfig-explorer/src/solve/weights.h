/* SPDX-License-Identifier: GPL-2.0-only */
/* Weights of options: what `bytes --format csv` says of a built kernel. */
#ifndef WEIGHTS_H
#define WEIGHTS_H

#include "model/model.h"

#include <stdint.h>

/*
 * Reads a CSV file whose first line names the columns: "option", and text,
 * rodata, data, bss, init (or bytes), which are added up over all lines of an
 * option. One that is not in there weighs 1, and *unknown counts these. Returns
 * weights by symbol->index, which the caller frees, or NULL and *problem.
 */
int64_t *weights_read(const struct model *model, const char *file,
		      size_t *unknown, char **problem);

#endif
