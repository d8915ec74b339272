// SPDX-License-Identifier: GPL-2.0-only
/*
 * The file begins with a line that identifies the Kconfig files that were read,
 * by size and time of change; their names are in the text itself (lines F).
 */
#include "engine/remember.h"
#include "base/draft.h"
#include "base/memory.h"

#include "engine/identity.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 17 }; /* sixteen digits and a newline */

/* Calls visit with the path of each Kconfig file that the text names. */
static void for_each_file(const char *tree, const char *text,
			  void (*visit)(void *data, const char *path),
			  void *data)
{
	const char *line = strchr(text, '\n');
	char path[4096];

	for (; line && !strncmp(line, "\nF\t=", 4);
	     line = strchr(line + 1, '\n')) {
		int length = strcspn(line + 4, "\n");

		if (line[4] == '/')
			snprintf(path, sizeof(path), "%.*s", length, line + 4);
		else
			snprintf(path, sizeof(path), "%s/%.*s", tree, length,
				 line + 4);
		visit(data, path);
	}
}

static void add_to_identity(void *data, const char *path)
{
	identity_add_file(data, path);
}

static identity files_identity(const char *tree, const char *text)
{
	identity key = IDENTITY_START;

	for_each_file(tree, text, add_to_identity, &key);
	return key;
}

static char *read_file(const char *file)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	struct stat info;
	char *text = NULL;

	if (fd < 0)
		return NULL;
	if (!fstat(fd, &info) && info.st_size > HEAD)
		text = resize(NULL, info.st_size + 1);
	if (text && read(fd, text, info.st_size) == info.st_size) {
		text[info.st_size] = 0;
	} else {
		free(text);
		text = NULL;
	}
	close(fd);
	return text;
}

char *remember_find(const char *file, const char *tree)
{
	char *text = read_file(file), head[HEAD + 1];

	if (!text)
		return NULL;
	snprintf(head, sizeof(head), "%016lx\n",
		 files_identity(tree, text + HEAD));
	if (memcmp(text, head, HEAD) != 0) {
		free(text);
		return NULL;
	}
	memmove(text, text + HEAD, strlen(text + HEAD) + 1);
	return text;
}

struct newest {
	time_t time;
};

static void find_newest(void *data, const char *path)
{
	struct newest *newest = data;
	struct stat info;

	if (!stat(path, &info) && info.st_mtime > newest->time)
		newest->time = info.st_mtime;
}

void remember_keep(const char *file, const char *tree, const char *text,
		   time_t started)
{
	struct newest newest = {0};
	struct draft draft;

	/* A file that changed meanwhile may have been read before or after. */
	for_each_file(tree, text, find_newest, &newest);
	if (newest.time >= started)
		return;
	if (draft_open(&draft, file)) {
		fprintf(draft.to, "%016lx\n", files_identity(tree, text));
		fputs(text, draft.to);
	}
	draft_keep(&draft, NULL);
}
