// SPDX-License-Identifier: GPL-2.0-only
/* The folder of a page, made beside its place and put there when complete. */
#include "page/folder.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

/* What `make explorer-page` has made. */
#define PROGRAM KIT "/build/explorer/page/program"
static const char *const program[] = {"index.html", "app.js", "style.css",
				      "LICENCES.txt"};

enum { PROGRAM_FILES = sizeof(program) / sizeof(*program) };

static bool copy_bytes(int from, int to)
{
	ssize_t count;

	do
		count = sendfile(to, from, NULL, 1 << 20);
	while (count > 0);
	return count == 0;
}

static bool copy(const char *name, const char *folder)
{
	char *from = text_format("%s/%s", PROGRAM, name),
	     *to = text_format("%s/%s", folder, name);
	int in = open(from, O_RDONLY | O_CLOEXEC),
	    out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool good = in >= 0 && out >= 0 && copy_bytes(in, out);

	if (in >= 0)
		close(in);
	if (out >= 0)
		good = !close(out) && good;
	free(from);
	free(to);
	return good;
}

/* Nothing there, an empty folder, or an older page. */
static bool may_replace(const char *folder)
{
	char *index = text_format("%s/data/index.js", folder);
	bool is_page = !access(index, F_OK);

	free(index);
	return is_page || access(folder, F_OK) || !rmdir(folder);
}

static bool fill(const char *fresh)
{
	char *data = text_format("%s/data", fresh);
	bool good = !mkdir(fresh, 0777) && !mkdir(data, 0777);
	size_t i;

	free(data);
	for (i = 0; i < PROGRAM_FILES && good; i++)
		good = copy(program[i], fresh);
	return good;
}

char *folder_new(const char *folder, char **problem)
{
	char *fresh;

	if (access(PROGRAM "/app.js", R_OK)) {
		*problem = text_format("the page's program is missing: run "
				       "`make explorer-page`");
		return NULL;
	}
	if (!may_replace(folder)) {
		*problem = text_format("%s exists and is not a page: "
				       "it is left as it is",
				       folder);
		return NULL;
	}
	fresh = text_format("%s.%d.tmp", folder, (int)getpid());
	if (fill(fresh))
		return fresh;
	*problem = text_format("cannot write %s: %s", fresh, strerror(errno));
	folder_remove(fresh);
	free(fresh);
	return NULL;
}

bool folder_install(const char *fresh, const char *folder, char **problem)
{
	/* Both names exist at every moment, so links into it never break. */
	if (!renameat2(AT_FDCWD, fresh, AT_FDCWD, folder, RENAME_EXCHANGE)) {
		folder_remove(fresh);
		return true;
	}
	if (errno == ENOENT && !rename(fresh, folder))
		return true;
	*problem = text_format("cannot make %s: %s", folder, strerror(errno));
	return false;
}

static int remove_one(const char *name, const struct stat *status, int kind,
		      struct FTW *where)
{
	(void)status;
	(void)kind;
	(void)where;
	return remove(name);
}

void folder_remove(const char *folder)
{
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
