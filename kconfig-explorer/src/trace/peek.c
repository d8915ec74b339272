// SPDX-License-Identifier: GPL-2.0-only
/* A traced task's memory, and its links below /proc. */
#include "trace/tracer.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

bool peek(pid_t tid, uint64_t address, void *to, size_t length)
{
	struct iovec here = {to, length};
	struct iovec there = {(void *)(uintptr_t)address, length};

	return process_vm_readv(tid, &here, 1, &there, 1, 0) == (ssize_t)length;
}

/* In pieces that end with a page: the next one may not be there. */
bool peek_string(pid_t tid, uint64_t address, char *to, size_t size)
{
	const size_t page = 4096;
	size_t have = 0;

	while (have < size) {
		size_t piece = page - (address + have) % page;

		if (piece > size - have)
			piece = size - have;
		if (!peek(tid, address + have, to + have, piece))
			return false;
		if (memchr(to + have, '\0', piece))
			return true;
		have += piece;
	}
	return false;
}

static bool read_link(pid_t tid, const char *name, char *to, size_t size)
{
	char link[64];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/%d/%s", tid, name);
	length = readlink(link, to, size - 1);
	if (length < 0)
		return false;
	to[length] = '\0';
	return true;
}

bool peek_link(pid_t tid, const char *name, char *to, size_t size)
{
	char root[PATH_MAX];
	size_t length;

	if (!read_link(tid, name, to, size))
		return false;
	if (!read_link(tid, "root", root, sizeof(root)) || !strcmp(root, "/"))
		return true;
	length = strlen(root);
	if (!strncmp(to, root, length) && strchr("/", to[length]))
		memmove(to, to + length, strlen(to + length) + 1);
	if (!*to)
		strcpy(to, "/");
	return true;
}
