/* SPDX-License-Identifier: GPL-2.0-only */
/* Where a manifest comes from: its fields beside the needs. */
#ifndef DESCRIBE_H
#define DESCRIBE_H

#include "manifest/manifest.h"
#include "trace/trace.h"

#define DEFAULT_TIMEOUT 30.0 /* s, for a check to pass */

/* Fills in what [application] and [trace] lack. */
void describe_trace(struct manifest *manifest,
		    const struct trace_options *options, const char *ending);

/*
 * A run as [application] describes it: command, check, root, user, timeout.
 * Fails when there is no command or it is not what a shell would take for a
 * list of words: *problem says why. Free with describe_free_run().
 */
bool describe_run(const struct manifest *manifest,
		  struct trace_options *options, char **problem);
void describe_free_run(struct trace_options *options);

#endif
