/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What is preferred where neither needs nor size decide. The file
 * `policy` beside this one has a line with a reason for each preference;
 * besides, every choice prefers the member that is its default.
 */
#ifndef POLICY_H
#define POLICY_H

#include "solve/optimise.h"
#include "solve/problem.h"

/* Lines about options that this model does not have are left out. */
bool policy_read(struct needs *policy, const struct model *model,
		 char **problem);

/* A literal for "the line is obeyed", or its option cannot be seen. */
int policy_kept(const struct problem *problem, const struct need *line);

/* What it costs to go against the policy. The caller frees the costs. */
struct objective policy_objective(const struct problem *problem,
				  const struct needs *policy);

/*
 * Makes each line that does not contradict the needs, and those before it,
 * a rule.
 */
void policy_pin(const struct problem *problem, const struct needs *policy,
		struct sat *sat);

#endif
