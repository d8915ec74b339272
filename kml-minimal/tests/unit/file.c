// SPDX-License-Identifier: GPL-2.0-only
/* Files in memory: see tests.h. */
#include "tests.h"

#include <err.h>
#include <stdio.h>

struct file file_new(const void *bytes, size_t size)
{
	struct file file = {malloc(size), size};

	if (size && !file.bytes)
		err(EXIT_FAILURE, "malloc");
	if (size)
		memcpy(file.bytes, bytes, size);
	return file;
}

struct file file_read(const char *path)
{
	static char buffer[1 << 21];
	FILE *stream = fopen(path, "re");
	size_t size;

	if (!stream)
		err(EXIT_FAILURE, "%s", path);
	size = fread(buffer, 1, sizeof(buffer), stream);
	if (ferror(stream) || !feof(stream))
		errx(EXIT_FAILURE, "%s: cannot be read to its end", path);
	fclose(stream);
	return file_new(buffer, size);
}

void file_free(struct file *file)
{
	free(file->bytes);
	file->bytes = NULL;
}
