// SPDX-License-Identifier: GPL-2.0-only
/* The programs: a tar archive (POSIX ustar) that the boot loader puts into
 * memory. A file is a header of 512 bytes, then its contents, padded to a
 * multiple of 512. */
#include "kernel.h"

#define BLOCK 512

struct ustar_header {
	char name[100], mode[8], uid[8], gid[8], size[12], mtime[12];
	char checksum[8], type, link[100], magic[6], version[2];
};

static const char *archive;
static size_t archive_size;

void archive_init(const void *start, size_t size)
{
	archive = start;
	archive_size = size;
}

/* Twelve octal digits are 36 bits, more than i386's size_t holds. */
static uint64_t parse_octal(const char *digits, size_t count)
{
	uint64_t value = 0;

	for (; count && *digits >= '0' && *digits <= '7'; digits++, count--)
		value = value * 8 + (uint64_t)(*digits - '0');
	return value;
}

static bool has_name(const struct ustar_header *header, const char *path)
{
	size_t length = strlen(path);

	return length < sizeof(header->name) &&
	       memcmp(header->name, path, length + 1) == 0;
}

const void *archive_find(const char *path, size_t *size)
{
	size_t at = 0, padded;
	uint64_t claimed;

	while (at + BLOCK <= archive_size) {
		const struct ustar_header *header =
			(const void *)(archive + at);

		at += BLOCK;
		if (memcmp(header->magic, "ustar", 5) != 0)
			return NULL;
		claimed = parse_octal(header->size, sizeof(header->size));
		if (claimed > archive_size - at)
			return NULL;
		*size = (size_t)claimed;
		if (path[0] == '/' && has_name(header, path + 1))
			return archive + at;
		padded = (*size + BLOCK - 1) / BLOCK * BLOCK;
		if (padded > archive_size - at)
			return NULL;
		at += padded;
	}
	return NULL;
}
