// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which file system a file is in. By the mount rather than by statfs(2)'s
 * magic number: a mount knows the type's name, and there is no list of magic
 * numbers to keep.
 */
#include "trace/tracer.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Is a type "nodev", made by the kernel rather than read from a disk? */
static bool is_nodev(const char *type)
{
	FILE *from = fopen("/proc/filesystems", "r");
	char line[128], name[64];
	bool found = false;

	while (from && !found && fgets(line, sizeof(line), from))
		found = sscanf(line, "nodev %63s", name) == 1 &&
			!strcmp(name, type);
	if (from)
		fclose(from);
	return found;
}

/*
 * A line of mountinfo (proc(5)): ID, parent, device, root, mount point,
 * options, any number of fields, "-", type. A blank in a name is written \040;
 * such a mount point matches no path here, as no file system of interest has
 * one.
 */
static void add_line(struct mounts *mounts, char *line)
{
	char point[4096], type[64], *dash = strstr(line, " - ");
	struct mount *mount;
	int id;

	if (!dash || sscanf(line, "%d %*d %*s %*s %4095s", &id, point) != 2 ||
	    sscanf(dash, " - %63s", type) != 1)
		return;
	mounts->list =
		one_more(mounts->list, mounts->count, sizeof(*mounts->list));
	mount = &mounts->list[mounts->count++];
	*mount = (struct mount){
		.id = id,
		.point = text_copy(point),
		.type = text_copy(type),
		.storage = !strcmp(point, "/") || !is_nodev(type),
	};
}

void mounts_read(struct mounts *mounts, pid_t tid)
{
	char name[64], *line = NULL;
	size_t room = 0;
	FILE *from;

	mounts_free(mounts);
	snprintf(name, sizeof(name), "/proc/%d/mountinfo", tid);
	from = fopen(name, "r");
	while (from && getline(&line, &room, from) > 0)
		add_line(mounts, line);
	free(line);
	if (from)
		fclose(from);
}

void mounts_free(struct mounts *mounts)
{
	size_t i;

	for (i = 0; i < mounts->count; i++) {
		free(mounts->list[i].point);
		free(mounts->list[i].type);
	}
	free(mounts->list);
	*mounts = (struct mounts){0};
}

static bool is_below(const char *path, const char *point)
{
	size_t length = strlen(point);

	return !strcmp(point, "/") ||
	       (!strncmp(path, point, length) &&
		(path[length] == '/' || path[length] == '\0'));
}

/* The longest mount point wins, and the last of equals, which is on top. */
const struct mount *mounts_of_path(const struct mounts *mounts,
				   const char *path)
{
	const struct mount *best = NULL;
	size_t i;

	for (i = 0; i < mounts->count; i++) {
		const struct mount *mount = &mounts->list[i];

		if (is_below(path, mount->point) &&
		    (!best || strlen(mount->point) >= strlen(best->point)))
			best = mount;
	}
	return best;
}

/* By the mount's number, which /proc/PID/fdinfo gives: symlinks are no matter.
 */
const struct mount *mounts_of_fd(const struct mounts *mounts, pid_t tid, int fd)
{
	char name[64], line[128];
	int id = -1;
	FILE *from;
	size_t i;

	snprintf(name, sizeof(name), "/proc/%d/fdinfo/%d", tid, fd);
	from = fopen(name, "r");
	while (from && id < 0 && fgets(line, sizeof(line), from))
		if (sscanf(line, "mnt_id: %d", &id) != 1)
			id = -1;
	if (from)
		fclose(from);
	for (i = 0; i < mounts->count; i++)
		if (mounts->list[i].id == id)
			return &mounts->list[i];
	return NULL;
}
