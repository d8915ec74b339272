/* SPDX-License-Identifier: GPL-2.0-only */
/* Short names for "the same tree", "the same compiler": keys of what is kept.
 */
#ifndef IDENTITY_H
#define IDENTITY_H

#include <stdint.h>

/* A key in the making: begin with IDENTITY_START. */
typedef uint64_t identity;
#define IDENTITY_START 14695981039346656037U

void identity_add(identity *key, const char *text);
/* A file: its path, size and time of change; "missing" is a state, too. */
void identity_add_file(identity *key, const char *path);
/* All files that a shell pattern names. */
void identity_add_files(identity *key, const char *pattern);
/* The programs of a command line, as found in $PATH. */
void identity_add_programs(identity *key, const char *command);

#endif
