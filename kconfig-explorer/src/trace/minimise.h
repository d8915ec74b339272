/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which of the things that an application uses it really requires: the others
 * are found by making them fail while the application's check still passes.
 *
 * What becomes optional can be missing all at once, not only one by one: an
 * application that falls back from epoll to poll keeps one of the two.
 */
#ifndef MINIMISE_H
#define MINIMISE_H

#include "manifest/manifest.h"
#include "trace/trace.h"

struct minimise {
	struct manifest *manifest;
	struct trace_options run; /* with a check; `refuse` is ours */
	/*
	 * The group of a need, which the search frees, or NULL: not worth a
	 * run. A group fails as a whole before its members do, as all that
	 * depends on one option does. Without this function all needs are worth
	 * a run, and none are of one group.
	 */
	char *(*group)(void *data, enum manifest_section section,
		       const char *key);
	/* Called after every run, `done`: and something was decided. */
	void (*progress)(void *data, const struct minimise *state, bool done);
	void *data;

	/* For progress(). */
	size_t runs, left, required, optional;
};

/*
 * Gives each need that is "used" the state "required" or "optional". What has
 * a state already keeps it, so a search that was interrupted goes on.
 * Returns false if the check fails at the start, the program cannot be run or
 * a signal came: *problem says which. What was found until then is kept.
 */
bool minimise(struct minimise *state, char **problem);

/* Can a need of this section be made to fail? */
bool minimise_can_refuse(enum manifest_section section);

#endif
