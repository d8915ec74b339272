// SPDX-License-Identifier: GPL-2.0-only
/* Files and paths below a kernel tree. */
#include "base/file.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool full_path(char *to, const char *tree, const char *path)
{
	int length = snprintf(to, PATH_MAX, "%s/%s", tree, path);

	return length > 0 && length < PATH_MAX;
}

bool file_exists(const char *tree, const char *path)
{
	char full[PATH_MAX];
	struct stat status;

	return full_path(full, tree, path) && !stat(full, &status) &&
	       S_ISREG(status.st_mode);
}

static char *read_all(struct pool *pool, int file, size_t size, size_t *length)
{
	char *text = pool_alloc(pool, size + 1);
	size_t done = 0;
	ssize_t got;

	while (done < size) {
		got = read(file, text + done, size - done);
		if (got <= 0)
			break;
		done += got;
	}
	text[done] = '\0';
	if (length)
		*length = done;
	return text;
}

char *file_read(struct pool *pool, const char *tree, const char *path,
		size_t *length)
{
	char full[PATH_MAX], *text = NULL;
	struct stat status;
	int file;

	if (!full_path(full, tree, path))
		return NULL;
	file = open(full, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return NULL;
	if (!fstat(file, &status) && S_ISREG(status.st_mode))
		text = read_all(pool, file, status.st_size, length);
	close(file);
	return text;
}

int file_find_line(struct pool *pool, const char *tree, const char *path,
		   const char *text)
{
	const char *all = file_read(pool, tree, path, NULL), *at;
	int line = 1;

	at = all ? strstr(all, text) : NULL;
	if (!at)
		return 0;
	for (; all < at; all++)
		line += *all == '\n';
	return line;
}

/* Takes the last part off a path that ends in a slash. */
static void go_up(char *path, size_t *length)
{
	if (*length)
		--*length;
	while (*length && path[*length - 1] != '/')
		--*length;
}

const char *path_below(struct pool *pool, const char *directory,
		       const char *path)
{
	char both[PATH_MAX];
	size_t length, part;

	length = strlen(directory);
	if (length + strlen(path) + 2 > sizeof(both))
		return path;
	memcpy(both, directory, length);
	if (length)
		both[length++] = '/';
	for (; *path; path += part + (path[part] == '/')) {
		part = strcspn(path, "/");
		if (part == 0 || (part == 1 && path[0] == '.'))
			continue;
		if (part == 2 && path[0] == '.' && path[1] == '.') {
			go_up(both, &length);
			continue;
		}
		memcpy(both + length, path, part);
		length += part;
		both[length++] = '/';
	}
	while (length && both[length - 1] == '/')
		length--;
	return pool_intern(pool, both, length);
}
