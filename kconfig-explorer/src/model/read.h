/* SPDX-License-Identifier: GPL-2.0-only */
/* From the engine's text to a model: see engine/child/engine.c on the format.
 */
#ifndef READ_H
#define READ_H

#include "model/model.h"

/*
 * `text` must be allocated; it belongs to the model from here on, also on
 * failure. *rest becomes what follows the model's last line. Returns NULL if
 * the text is not a whole and consistent model: *problem says where.
 */
struct model *model_read(char *text, char **rest, char **problem);

/* Fills the table behind model_find(). */
void model_index_names(struct model *model);

struct model_private {
	char *text;	    /* all strings of the model are in here */
	const char **files; /* names of the Kconfig files */
	size_t file_count;
	const struct symbol **by_name; /* hash table for model_find() */
	size_t by_name_room;	       /* a power of two */
	char *tree, *arch;
};

#endif
