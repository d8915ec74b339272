// SPDX-License-Identifier: GPL-2.0-only
#include "base/draft.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

FILE *draft_open(struct draft *draft, const char *file)
{
	struct stat status;
	bool own = !stat(file, &status) && !S_ISREG(status.st_mode);

	draft->file = file;
	draft->name =
		own ? NULL : text_format("%s.%d.tmp", file, (int)getpid());
	draft->to = fopen(own ? file : draft->name, "we");
	draft->error = errno;
	return draft->to;
}

/* fclose() alone does not report an earlier error. */
static bool close_written(struct draft *draft)
{
	bool good = !fflush(draft->to) && !ferror(draft->to);

	draft->error = errno;
	return !fclose(draft->to) && good;
}

bool draft_keep(struct draft *draft, char **problem)
{
	bool good = draft->to && close_written(draft);

	if (good && draft->name) {
		good = !rename(draft->name, draft->file);
		draft->error = errno;
	}
	if (!good && draft->name)
		unlink(draft->name);
	if (!good && problem)
		*problem = text_format("cannot write %s: %s", draft->file,
				       strerror(draft->error));
	free(draft->name);
	return good;
}
