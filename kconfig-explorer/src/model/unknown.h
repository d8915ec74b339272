/* SPDX-License-Identifier: GPL-2.0-only */
/* Names that a tree does not have: what may be meant. */
#ifndef UNKNOWN_H
#define UNKNOWN_H

#include "model/model.h"

/*
 * "there is no option NAME for x86_64", and behind it what became of it, or who
 * else has it, or names that are almost the same. The caller frees it.
 */
char *unknown_option(const struct model *model, const char *name);

#endif
