/* SPDX-License-Identifier: GPL-2.0-only */
/* Pieces of sentences. The caller frees them. */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "model/model.h"

/* Both in one; they are freed. */
char *sentence_join(char *text, char *more);

/* "if CONDITION (file:line)" of a property */
char *sentence_when(const struct property *property);

#endif
