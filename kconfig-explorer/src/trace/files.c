// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files that a call names: file systems, paths below /proc, /sys and /dev, and
 * programs. Other paths say nothing about a kernel.
 */
#include "trace/tracer.h"

#include <ctype.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where a call has its path, and the folder that it is relative to (-1: cwd).
 */
static const struct path_call {
	const char *name;
	int folder, path;
} path_calls[] = {
	{"access", -1, 0},    {"chdir", -1, 0},
	{"chmod", -1, 0},     {"chown", -1, 0},
	{"creat", -1, 0},     {"execve", -1, 0},
	{"execveat", 0, 1},   {"faccessat", 0, 1},
	{"faccessat2", 0, 1}, {"fchmodat", 0, 1},
	{"fchownat", 0, 1},   {"fstatat64", 0, 1},
	{"getxattr", -1, 0},  {"inotify_add_watch", -1, 1},
	{"lchown", -1, 0},    {"lgetxattr", -1, 0},
	{"lstat", -1, 0},     {"lstat64", -1, 0},
	{"mkdir", -1, 0},     {"mkdirat", 0, 1},
	{"mknod", -1, 0},     {"mknodat", 0, 1},
	{"mount", -1, 1},     {"name_to_handle_at", 0, 1},
	{"newfstatat", 0, 1}, {"open", -1, 0},
	{"openat", 0, 1},     {"openat2", 0, 1},
	{"open_tree", 0, 1},  {"readlink", -1, 0},
	{"readlinkat", 0, 1}, {"rmdir", -1, 0},
	{"stat", -1, 0},      {"stat64", -1, 0},
	{"statfs", -1, 0},    {"statfs64", -1, 0},
	{"statx", 0, 1},      {"truncate", -1, 0},
	{"umount2", -1, 0},   {"unlink", -1, 0},
	{"unlinkat", 0, 1},   {"utimensat", 0, 1},
};

/* Takes ".", ".." and empty components out of an absolute path, in place. */
static void tidy(char *path)
{
	char *to = path, *from = path;

	while (*from) {
		size_t length;

		from += strspn(from, "/");
		length = strcspn(from, "/");
		if (length == 2 && !strncmp(from, "..", 2)) {
			while (to > path && *--to != '/')
				;
		} else if (length && !(length == 1 && *from == '.')) {
			*to++ = '/';
			memmove(to, from, length);
			to += length;
		}
		from += length;
	}
	if (to == path)
		*to++ = '/';
	*to = '\0';
}

/* Makes an absolute path of what a call was given. */
static bool resolve(const struct task *task, int folder, const char *path,
		    char *to, size_t size)
{
	char link[32] = "cwd";
	size_t length;

	*to = '\0';
	if (*path != '/') {
		if (folder != AT_FDCWD)
			snprintf(link, sizeof(link), "fd/%d", folder);
		if (!peek_link(task->tid, link, to, size) || *to != '/')
			return false;
	}
	length = strlen(to);
	if ((size_t)snprintf(to + length, size - length, "/%s", path) >=
	    size - length)
		return false; /* longer than any path may be */
	tidy(to);
	return true;
}

static bool starts(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	return !strncmp(path, folder, length) &&
	       (path[length] == '/' || !path[length]);
}

static pid_t process_of(pid_t tid)
{
	char name[64], line[128];
	pid_t process = tid;
	FILE *from;

	snprintf(name, sizeof(name), "/proc/%d/status", tid);
	from = fopen(name, "r");
	while (from && fgets(line, sizeof(line), from) &&
	       sscanf(line, "Tgid: %d", &process) != 1)
		;
	if (from)
		fclose(from);
	return process;
}

/*
 * Numbers of processes, threads, descriptors and terminals differ from run to
 * run: N stands for each, and "self" for the process's own.
 */
static void add_component(const struct task *task, char *to, size_t size,
			  const char *component, size_t length)
{
	bool number = length && strspn(component, "0123456789") >= length;
	size_t have = strlen(to);

	if (!number)
		snprintf(to + have, size - have, "/%.*s", (int)length,
			 component);
	else if (!strcmp(to, "/proc") &&
		 atoi(component) == process_of(task->tid))
		snprintf(to + have, size - have, "/self");
	else
		snprintf(to + have, size - have, "/N");
}

static void generalise(const struct task *task, const char *path, char *to,
		       size_t size)
{
	*to = '\0';
	if (starts(path, "/dev/shm") && strlen(path) > 9) {
		snprintf(to, size, "/dev/shm/*"); /* files of its own */
		return;
	}
	while (*path) {
		size_t length;

		path += strspn(path, "/");
		length = strcspn(path, "/");
		add_component(task, to, size, path, length);
		path += length;
	}
}

static void touch_path(const struct tracer *tracer, struct task *task,
		       const char *path)
{
	char general[PATH_MAX];

	if (tracer->options->files)
		fprintf(tracer->options->files, "%s\n", path);
	if (!starts(path, "/proc") && !starts(path, "/sys") &&
	    !starts(path, "/dev"))
		return;
	generalise(task, path, general, sizeof(general));
	task_touch(task,
		   starts(path, "/dev") ? MANIFEST_DEVICES : MANIFEST_PATHS,
		   ENOENT, "%s", general);
}

/* Where files merely happen to lie is not asked of the kernel. */
static void touch_mount(struct task *task, const struct mount *mount)
{
	if (mount && !mount->storage)
		task_touch(task, MANIFEST_FILESYSTEMS, ENOENT, "%s",
			   mount->type);
}

/* mount() and fsopen() name a type. */
static void touch_type(struct task *task, int argument)
{
	char type[64];

	if (peek_string(task->tid, task->call.args[argument], type,
			sizeof(type)) &&
	    *type)
		task_touch(task, MANIFEST_FILESYSTEMS, ENODEV, "%s", type);
}

/* The first bytes of a file, as the task would open it. */
static bool read_start(const struct task *task, const char *path, void *to,
		       size_t length)
{
	char name[PATH_MAX + 32];
	bool good;
	FILE *from;

	snprintf(name, sizeof(name), "/proc/%d/root%s", task->tid, path);
	from = fopen(name, "r");
	good = from && fread(to, 1, length, from) == length;
	if (from)
		fclose(from);
	return good;
}

/* fs/binfmt_script.c */
static void touch_script(struct task *task, const char *path)
{
	char start[2];

	if (strncmp(task->call.name, "execve", 6) != 0 ||
	    !read_start(task, path, start, sizeof(start)) ||
	    memcmp(start, "#!", 2) != 0)
		return;
	task->script = true;
	task_touch(task, MANIFEST_FEATURES, ENOEXEC, "script");
	task_touch(task, MANIFEST_EXECUTABLES, ENOEXEC, "%s", path);
}

static const struct path_call *find_path_call(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(path_calls) / sizeof(*path_calls); i++)
		if (!strcmp(name, path_calls[i].name))
			return &path_calls[i];
	return NULL;
}

void touch_files(struct tracer *tracer, struct task *task)
{
	const struct path_call *found = find_path_call(task->call.name);
	char given[PATH_MAX], path[PATH_MAX];
	int folder;

	if (!strcmp(task->call.name, "mount"))
		touch_type(task, 2);
	else if (!strcmp(task->call.name, "fsopen"))
		touch_type(task, 0);
	if (!found)
		return;
	folder = found->folder < 0 ? AT_FDCWD
				   : (int)task->call.args[found->folder];
	/* Empty: the descriptor itself is meant, whose opening was seen. */
	if (!peek_string(task->tid, task->call.args[found->path], given,
			 sizeof(given)) ||
	    !*given || !resolve(task, folder, given, path, sizeof(path)))
		return;
	touch_path(tracer, task, path);
	touch_mount(task, mounts_of_path(&tracer->mounts, path));
	touch_script(task, path);
}

/* A name may lead elsewhere: /dev/stdout, /etc/mtab, /var/run. */
void touch_opened(struct tracer *tracer, struct task *task, int fd)
{
	char link[32], path[PATH_MAX];

	snprintf(link, sizeof(link), "fd/%d", fd);
	if (peek_link(task->tid, link, path, sizeof(path)) && *path == '/')
		touch_path(tracer, task, path);
	touch_mount(task, mounts_of_fd(&tracer->mounts, task->tid, fd));
}

/* Linux has an option for 32-bit programs. (EI_CLASS: see elf(5)) */
void touch_executable(struct tracer *tracer, struct task *task)
{
	char path[PATH_MAX];
	unsigned char ident[EI_NIDENT];

	if (!peek_link(task->tid, "exe", path, sizeof(path)))
		return;
	touch_path(tracer, task, path);
	task_touch(task, MANIFEST_EXECUTABLES, ENOENT, "%s", path);
	if (read_start(task, path, ident, sizeof(ident)) &&
	    ident[EI_CLASS] == ELFCLASS32)
		task_touch(task, MANIFEST_FEATURES, ENOEXEC, "elf32");
}
