// SPDX-License-Identifier: GPL-2.0-only
#include "engine/identity.h"
#include "base/text.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* FNV-1a; the final 0 keeps "ab" "c" apart from "a" "bc". */
void identity_add(identity *key, const char *text)
{
	do
		*key = (*key ^ (unsigned char)*text) * 1099511628211U;
	while (*text++);
}

void identity_add_file(identity *key, const char *path)
{
	char text[96] = "missing";
	struct stat info;

	if (!stat(path, &info))
		snprintf(text, sizeof(text), "%lld %lld.%09ld %llu",
			 (long long)info.st_size,
			 (long long)info.st_mtim.tv_sec, info.st_mtim.tv_nsec,
			 (unsigned long long)info.st_ino);
	identity_add(key, path);
	identity_add(key, text);
}

void identity_add_files(identity *key, const char *pattern)
{
	glob_t found;
	size_t i;

	if (!glob(pattern, 0, NULL, &found))
		for (i = 0; i < found.gl_pathc; i++)
			identity_add_file(key, found.gl_pathv[i]);
	globfree(&found);
}

static void add_program(identity *key, const char *name)
{
	const char *path = getenv("PATH");
	char *folders = text_copy(path ? path : ""), *rest = folders, *folder;
	char file[4096];

	snprintf(file, sizeof(file), "%s", name);
	while (!strchr(name, '/') && (folder = strsep(&rest, ":"))) {
		snprintf(file, sizeof(file), "%s/%s", folder, name);
		if (!access(file, X_OK))
			break;
		*file = 0;
	}
	identity_add_file(key, file);
	free(folders);
}

void identity_add_programs(identity *key, const char *command)
{
	char *copy = text_copy(command), *rest = copy, *word;

	while ((word = strsep(&rest, " ")))
		if (*word)
			add_program(key, word);
	free(copy);
}
