// SPDX-License-Identifier: GPL-2.0-only
/* Errors, and files: first in a draft folder, moved when all is well, so that
 * a failed run leaves the results of an earlier one as they were. */
#include "story.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *parent, *draft; /* folders; draft is inside parent */

void fail(const char *text, ...)
{
	va_list arguments;

	fprintf(stderr, "%s: ", tool);
	va_start(arguments, text);
	vfprintf(stderr, text, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	exit(1);
}

int read_count(const char *text)
{
	char *end;
	long count = strtol(text, &end, 10);

	if (*end || count < 1 || count > 99)
		fail("'%s' is not a number from 1 to 99", text);
	return (int)count;
}

FILE *create_file(const char *folder, const char *name)
{
	char *path = text_format("%s/%s", folder, name);
	FILE *file = fopen(path, "w");

	if (!file)
		fail("cannot write %s: %s", path, strerror(errno));
	free(path);
	return file;
}

void close_file(FILE *file, const char *name)
{
	bool bad = ferror(file);

	if (fclose(file) || bad)
		fail("cannot write %s: %s", name, strerror(errno));
}

static char *read_all(FILE *file)
{
	char *text = NULL;
	size_t size = 0;

	/* The file has no NUL: this reads all of it. */
	if (getdelim(&text, &size, '\0', file) < 0) {
		free(text);
		text = text_format("%s", "");
	}
	return text;
}

char *read_file(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text;

	if (!file)
		fail("cannot read %s: %s", path, strerror(errno));
	text = read_all(file);
	if (ferror(file))
		fail("cannot read %s: %s", path, strerror(errno));
	fclose(file);
	return text;
}

static int remove_one(const char *path, const struct stat *status, int type,
		      struct FTW *where)
{
	(void)status, (void)type, (void)where;
	return remove(path);
}

static void remove_draft(void)
{
	nftw(draft, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *make_draft(const char *folder)
{
	if (mkdir(folder, 0777) < 0 && errno != EEXIST)
		fail("cannot make %s: %s", folder, strerror(errno));
	parent = text_format("%s", folder);
	draft = text_format("%s/.draft.XXXXXX", folder);
	if (!mkdtemp(draft))
		fail("cannot make %s: %s", draft, strerror(errno));
	atexit(remove_draft);
	return draft;
}

char *make_folder(const char *folder, const char *name)
{
	char *path = text_format("%s/%s", folder, name);

	if (mkdir(path, 0777) < 0)
		fail("cannot make %s: %s", path, strerror(errno));
	return path;
}

static void keep_one(const char *name)
{
	char *new = text_format("%s/%s", draft, name);
	char *kept = text_format("%s/%s", parent, name);
	char *old = text_format("%s/.old-%s", draft, name);

	/* A folder with files in it is only replaced when it is out of the
	 * way: it goes with the draft. */
	if (rename(new, kept) < 0 &&
	    (rename(kept, old) < 0 || rename(new, kept) < 0))
		fail("cannot write %s: %s", kept, strerror(errno));
	free(new);
	free(kept);
	free(old);
}

void keep_draft(void)
{
	DIR *folder = opendir(draft);
	struct dirent *entry;

	if (!folder)
		fail("cannot read %s: %s", draft, strerror(errno));
	while ((entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			keep_one(entry->d_name);
	closedir(folder);
}
