// SPDX-License-Identifier: GPL-2.0-only
/* A graph as a picture: graphviz's dot lays it out. */
#include "base/child.h"
#include "base/text.h"
#include "graph/graph.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* dot takes a file: a child of ours has no standard input. */
static bool write_input(const struct graph *graph, const char *link, int fd)
{
	FILE *to = fdopen(fd, "w");

	if (!to)
		return false;
	graph_write(graph, link, to);
	return !fclose(to);
}

static char *lay_out(char *input, const char *format, size_t *length,
		     char **problem)
{
	char *as = text_format("-T%s", format);
	char *const argv[] = {"dot", as, input, NULL};
	struct child_run run = {.argv = argv, .seconds = 120};

	bool started = child_run(&run);

	free(as);
	if (!started) {
		*problem = text_format("cannot run dot: %s", strerror(errno));
		return NULL;
	}
	if (run.timed_out || run.status) {
		*problem = text_format("dot (package graphviz) failed: %s",
				       run.timed_out ? "it took too long"
						     : run.errors);
		free(run.output);
		run.output = NULL;
	}
	free(run.errors);
	*length = run.output_length;
	return run.output;
}

char *graph_picture(const struct graph *graph, const char *link,
		    const char *format, size_t *length, char **problem)
{
	const char *folder = getenv("TMPDIR");
	char *input = text_format("%s/kconfig-explorer.XXXXXX",
				  folder && *folder ? folder : "/tmp");
	int fd = mkstemp(input);
	char *picture = NULL;

	if (fd < 0 || !write_input(graph, link, fd))
		*problem = text_format("cannot write %s: %s", input,
				       strerror(errno));
	else
		picture = lay_out(input, format, length, problem);
	if (fd >= 0)
		unlink(input);
	free(input);
	return picture;
}
