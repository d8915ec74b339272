/* SPDX-License-Identifier: GPL-2.0-only */
/* Needs from the command line, for solve and plan. */
#ifndef COMMAND_NEEDS_H
#define COMMAND_NEEDS_H

#include "command/explorer.h"
#include "solve/core.h"

/* What was given, in the order of the command line, until there is a model. */
struct need_lines {
	struct need_line {
		enum { LINE_NEED, LINE_ARGUMENT, LINE_BAN, LINE_FILE } kind;
		const char *value;
	} * lines;
	size_t count;
	bool ignore_unknown; /* lines with names that the tree does not have */
};

/* For option_rule: data is a struct need_lines. */
void need_line_option(void *data, const char *value);
void need_line_argument(void *data, const char *value);
void need_line_ban(void *data, const char *value);
void need_line_file(void *data, const char *value);

/* options_fit() for all files of needs. */
void need_lines_fit(const struct need_lines *lines, struct options *options);

/* Ends the program if one makes no sense, after a message for each. */
struct needs needs_of(const struct need_lines *lines,
		      const struct model *model);

/* Is MODULES to be y? An explicit need decides, or else the default. */
bool needs_modules(const struct needs *needs, const struct model *model,
		   bool otherwise);

/*
 * Takes out, with a warning, the last line of a fragment of those needs that
 * contradict one another. False if there is none, or no time.
 */
bool needs_leave_out(struct needs *needs, const struct problem *problem,
		     double seconds);

/* Seconds from --time-limit, or the default of 60. */
double time_limit_of(const char *text);

/* Says why the needs contradict one another, to standard output. */
void report_contradiction(const struct problem *problem, double seconds,
			  enum format format);

#endif
