// SPDX-License-Identifier: GPL-2.0-only
#include "engine/cache.h"
#include "base/text.h"
#include "engine/engine.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *engine_cache(void)
{
	const char *chosen = getenv("KCONFIG_EXPLORER_CACHE");

	return chosen && *chosen ? chosen : KIT "/build/explorer";
}

static bool fail(const char *what, const char *path, char **problem)
{
	*problem = text_format(
		"cannot %s %s: %s; KCONFIG_EXPLORER_CACHE=FOLDER in the environment names another folder than %s",
		what, path, strerror(errno), engine_cache());
	return false;
}

char *cache_file(const char *folder, identity key)
{
	char *path;

	path = text_format("%s/%s/%016lx", engine_cache(), folder, key);
	return path;
}

bool cache_is_ours(const char *path, char **problem)
{
	return !access(path, W_OK | X_OK) || fail("write into", path, problem);
}

/* mkdir -p */
static bool make_folders(char *path, char **problem)
{
	char *slash = path;

	do {
		slash = strchr(slash + 1, '/');
		if (slash)
			*slash = 0;
		if (mkdir(path, 0777) && errno != EEXIST)
			return fail("make the folder", path, problem);
		if (slash)
			*slash = '/';
	} while (slash);
	return cache_is_ours(path, problem);
}

bool cache_make_folder(const char *folder, char **problem)
{
	char *path;
	bool good;

	path = text_format("%s/%s", engine_cache(), folder);
	good = make_folders(path, problem);
	free(path);
	return good;
}
