/* SPDX-License-Identifier: GPL-2.0-only */
/* For the files of src/page: pieces of JSON, and the options in their order. */
#ifndef DATA_H
#define DATA_H

#include "page/page.h"

#include <jansson.h>

/*
 * A text as JSON; NULL is "". Kconfig files may hold any bytes: what is no
 * UTF-8 becomes U+FFFD, the replacement character.
 */
json_t *data_text(const char *text);

/* The parts of data/, as new references. */
json_t *data_index(const struct page *page);
json_t *data_help(const struct page *page);
/* All about one option. */
struct dependents;
json_t *data_details(const struct page *page,
		     const struct dependents *dependents,
		     const struct symbol *symbol);
/*
 * {"files": paths of sources and directories, "gateOf": a number for each,
 * "gates": conditions, "calls": [kind, name, condition] of each system call and
 * the like}
 */
json_t *data_gates(const struct page *page);
/* {"names": labels, "of": {option: which}} */
json_t *data_labels(const struct labels *labels);

/* A build's bytes by folder and option, and their sums by option. */
struct bytes;
json_t *data_bytes(const struct model *model, const struct bytes *bytes);
json_t *data_bytes_sums(const json_t *list);

/* Who depends on whom, but for what follows from others (terms_follows()). */
struct dependents *dependents_new(const struct model *model);
json_t *dependents_of(const struct dependents *dependents,
		      const struct symbol *symbol);
void dependents_free(struct dependents *dependents);

/* Writes FOLDER/data/NAME.js, and frees the data. False: see errno. */
bool data_write(const char *folder, const char *name, json_t *data);

#endif
