/* SPDX-License-Identifier: GPL-2.0-only */
/* What solve says of its result. */
#ifndef SOLVE_REPORT_H
#define SOLVE_REPORT_H

#include "command/explorer.h"
#include "solve/solve.h"

struct report {
	const struct solve_job *job;
	const struct solution *solution;
	/* with the policy behind size; NULL if it was not put before size */
	const struct solution *smallest;
	bool to_stderr; /* standard output has the .config */
};

/* As text, json or csv (a line for each option that is on). */
void report_solution(const struct report *report, enum format format,
		     bool explain);

#endif
