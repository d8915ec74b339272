/* SPDX-License-Identifier: GPL-2.0-only */
/* Demands from the command line, for solve and plan. */
#ifndef COMMAND_DEMANDS_H
#define COMMAND_DEMANDS_H

#include "command/explorer.h"
#include "solve/core.h"

/* What was given, in the order of the command line, until there is a model. */
struct demand_lines {
	struct demand_line {
		enum { LINE_NEED, LINE_ARGUMENT, LINE_BAN, LINE_FILE } kind;
		const char *value;
	} * lines;
	size_t count;
	bool ignore_unknown; /* lines with names that the tree does not have */
};

/* For option_rule: data is a struct demand_lines. */
void demand_line_need(void *data, const char *value);
void demand_line_argument(void *data, const char *value);
void demand_line_ban(void *data, const char *value);
void demand_line_file(void *data, const char *value);

/* options_fit() for all files of needs. */
void demand_lines_fit(const struct demand_lines *lines,
		      struct options *options);

/* Ends the program if one makes no sense, after a message for each. */
struct demands demands_of(const struct demand_lines *lines,
			  const struct model *model);

/* Is MODULES to be y? An explicit demand decides, or else the default. */
bool demands_modules(const struct demands *demands, const struct model *model,
		     bool otherwise);

/*
 * Takes out, with a warning, the last line of a fragment of those demands that
 * contradict one another. False if there is none, or no time.
 */
bool demands_leave_out(struct demands *demands, const struct problem *problem,
		       double seconds);

/* Seconds from --time-limit, or the default of 60. */
double time_limit_of(const char *text);

/* Says why the demands contradict one another, to standard output. */
void report_contradiction(const struct problem *problem, double seconds,
			  enum format format);

#endif
