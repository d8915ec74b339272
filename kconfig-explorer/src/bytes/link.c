// SPDX-License-Identifier: GPL-2.0-only
/* Links a built vmlinux again, for the linker's map. */
#include "bytes/map.h"
#include "base/file.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_ARGUMENTS 512

struct command {
	struct pool *pool;
	const char *build;
	char *arguments[MAX_ARGUMENTS];
	size_t count;
};

static void add(struct command *command, const char *argument)
{
	if (command->count < MAX_ARGUMENTS - 1)
		command->arguments[command->count++] = (char *)argument;
}

static void add_words(struct command *command, const char *text, size_t length)
{
	char *rest = NULL, *word, *copy;

	copy = pool_copy(command->pool, text, length);
	for (word = strtok_r(copy, " \t\n", &rest); word;
	     word = strtok_r(NULL, " \t\n", &rest))
		add(command, word);
}

static void add_if_there(struct command *command, const char *file)
{
	if (file_exists(command->build, file))
		add(command, file);
}

/* The three quoted arguments with which link-vmlinux.sh was called. */
static bool add_flags(struct command *command, const char *recorded)
{
	const char *end;
	int i;

	for (i = 0; i < 3; i++) {
		recorded = strchr(recorded, '"');
		end = recorded ? strchr(recorded + 1, '"') : NULL;
		if (!end)
			return false;
		add_words(command, recorded + 1, end - recorded - 1);
		recorded = end + 1;
	}
	return true;
}

/* The libraries between --start-group and --end-group of vmlinux.o's link. */
static void add_libraries(struct command *command, const char *recorded)
{
	static const char start[] = "--start-group";
	const char *at = recorded ? strstr(recorded, start) : NULL;
	const char *end = at ? strstr(at, "--end-group") : NULL;

	add(command, start);
	if (end)
		add_words(command, at + strlen(start),
			  end - at - strlen(start));
	add(command, "--end-group");
}

static void add_first(struct command *command, const char *const *files)
{
	for (; *files; files++) {
		if (!file_exists(command->build, *files))
			continue;
		add(command, *files);
		return;
	}
}

/* The symbols' table is made two or three times: the last one counts. Names as
 * in Linux 6.1, then as in 6.12. */
static const char *const kallsyms[] = {
	".tmp_vmlinux.kallsyms3.o",
	".tmp_vmlinux.kallsyms2.o",
	".tmp_vmlinux.kallsyms1.o",
	".tmp_vmlinux3.kallsyms.o",
	".tmp_vmlinux2.kallsyms.o",
	".tmp_vmlinux1.kallsyms.o",
	NULL,
};

static const char *const types[] = {
	".btf.vmlinux.bin.o",
	".tmp_vmlinux1.btf.o",
	NULL,
};

/* Is an option on in the build's include/config/auto.conf? */
static bool is_on(struct command *command, const char *option)
{
	const char *text = file_read(command->pool, command->build,
				     "include/config/auto.conf", NULL);

	return text &&
	       strstr(text, pool_printf(command->pool, "\n%s=y\n", option));
}

/*
 * What vmlinux_link() of scripts/link-vmlinux.sh does.
 *
 * With LTO_CLANG and X86_KERNEL_IBT it links vmlinux.o instead of vmlinux.a.
 * Linking vmlinux.a then gives another kernel: with IBT, objtool has run on
 * vmlinux.o only (delay-objtool in scripts/Makefile.lib), so that the tables of
 * the unwinder (ORC), of call sites and of ENDBRs to be sealed are in none of
 * the objects, and all that lies behind them would move.
 */
static const char *make_command(struct command *command, int map)
{
	struct pool *pool = command->pool;
	const char *vmlinux =
		file_read(pool, command->build, ".vmlinux.cmd", NULL);
	const char *object =
		file_read(pool, command->build, ".vmlinux.o.cmd", NULL);

	if (!vmlinux || !file_exists(command->build, "vmlinux.a"))
		return "vmlinux.a or .vmlinux.cmd is missing: is it a finished kernel of Linux 6.1 or 6.12?";
	if (is_on(command, "CONFIG_LTO_CLANG"))
		return "LTO_CLANG made one object of all its objects: build it without";
	if (is_on(command, "CONFIG_X86_KERNEL_IBT"))
		return "with X86_KERNEL_IBT, objtool makes tables for all objects at once, which belong to none: build it without";
	if (!add_flags(command, vmlinux))
		return ".vmlinux.cmd does not say how it was linked";
	add(command, "--script=arch/x86/kernel/vmlinux.lds");
	add(command, pool_printf(pool, "-Map=/proc/self/fd/%d", map));
	add(command, "-o");
	add(command, "/dev/null");
	add(command, "--whole-archive");
	add(command, "vmlinux.a");
	if (is_on(command, "CONFIG_MODULES"))
		add_if_there(command, ".vmlinux.export.o");
	add_if_there(command, "init/version-timestamp.o");
	add(command, "--no-whole-archive");
	add_libraries(command, object);
	add_first(command, kallsyms);
	add_first(command, types);
	return NULL;
}

/* Runs the linker in the build folder, and waits for it. */
static const char *run(const struct command *command)
{
	pid_t child = fork();
	int status;

	if (child < 0)
		return strerror(errno);
	if (!child) {
		if (!chdir(command->build))
			execvp(command->arguments[0], command->arguments);
		_exit(127);
	}
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return strerror(errno);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return "the linker that made it cannot be run";
	return WIFEXITED(status) && !WEXITSTATUS(status)
		       ? NULL
		       : "linking it again failed";
}

static char *read_back(struct pool *pool, int file)
{
	struct stat status;
	size_t done = 0;
	ssize_t got;
	char *text;

	if (fstat(file, &status))
		return NULL;
	text = pool_alloc(pool, status.st_size + 1);
	while ((got = pread(file, text + done, status.st_size - done, done)) >
	       0)
		done += got;
	return text;
}

/* NULL if the file now holds the map, else what went wrong. */
static const char *link_again(struct command *command, int map)
{
	const char *why;

	if (map < 0)
		return strerror(errno);
	why = make_command(command, map);
	return why ? why : run(command);
}

char *map_make(struct pool *pool, const char *build, char **problem)
{
	struct command command = {.pool = pool, .build = build};
	/* ld wants a regular file: one without a name leaves nothing behind */
	int file = memfd_create("map", 0);
	char *map = NULL;
	const char *why = link_again(&command, file);

	if (!why)
		map = read_back(pool, file);
	if (file >= 0)
		close(file);
	if (!map)
		*problem = text_format("%s: %s", build, why ? why : "no map");
	return map;
}
