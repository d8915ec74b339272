// SPDX-License-Identifier: GPL-2.0-only
/* C files that are compiled because another one includes them. */
#include "base/file.h"
#include "kbuild/kbuild.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

/* A chain of includes that is longer than this has no end. */
#define MAX_DEPTH 4

static const struct object *find(const struct kbuild *kbuild, const char *path,
				 int depth);

/* Does a text include a file of this name, in whatever folder? */
static bool includes(const char *text, const char *name)
{
	const char *at = text, *line;
	size_t length = strlen(name);

	while ((at = strstr(at, name))) {
		if (at[length] == '"' && at > text &&
		    (at[-1] == '"' || at[-1] == '/')) {
			line = at;
			while (line > text && line[-1] != '\n')
				line--;
			line += strspn(line, "# \t");
			if (!strncmp(line, "include", strlen("include")))
				return true;
		}
		at += length;
	}
	return false;
}

static const struct object *find_in(const struct kbuild *kbuild,
				    const char *folder, const char *path,
				    int depth)
{
	const char *full =
		pool_printf(kbuild->pool, "%s/%s", kbuild->tree, folder);
	const struct object *found = NULL;
	const char *other, *text, *dot;
	DIR *files = opendir(full);
	const struct dirent *entry;

	while (!found && files && (entry = readdir(files))) {
		dot = strrchr(entry->d_name, '.');
		other = path_below(kbuild->pool, folder, entry->d_name);
		if (!dot || !strchr("chS", dot[1]) || dot[2] || other == path)
			continue;
		text = file_read(kbuild->pool, kbuild->tree, other, NULL);
		if (text && includes(text, strrchr(path, '/') + 1))
			found = find(kbuild, other, depth + 1);
	}
	if (files)
		closedir(files);
	return found;
}

static const struct object *find(const struct kbuild *kbuild, const char *path,
				 int depth)
{
	const struct object *object = kbuild_compiled(kbuild, path);
	const char *slash = strrchr(path, '/');
	const char *folder;

	if (object || !slash || depth > MAX_DEPTH)
		return object;
	folder = pool_intern(kbuild->pool, path, slash - path);
	return find_in(kbuild, folder, path, depth);
}

const struct object *kbuild_source(const struct kbuild *kbuild,
				   const char *path)
{
	return find(kbuild, path_below(kbuild->pool, "", path), 0);
}
