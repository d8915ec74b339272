/* SPDX-License-Identifier: GPL-2.0-only */
/* Where things are remembered: $KCONFIG_EXPLORER_CACHE, or the kit's build/. */
#ifndef CACHE_H
#define CACHE_H

#include "engine/identity.h"

#include <stdbool.h>

/* A path in one of the cache's folders, named by a key. The caller frees it. */
char *cache_file(const char *folder, identity key);

/*
 * Makes a folder of the cache, with those above it. False if it does not exist
 * afterwards, or nothing can be written into it (another user's build folder):
 * *problem says why and what to do, and the caller frees it.
 */
bool cache_make_folder(const char *folder, char **problem);

/* May we write into this folder? As above. */
bool cache_is_ours(const char *path, char **problem);

#endif
