// SPDX-License-Identifier: GPL-2.0-only
/* Did an outcome happen for the right reason? A kernel that resets before its
 * program starts also ends in a triple fault. So the outcome that a row expects
 * must be proved:
 *
 *   always         the program printed `about to: PROGRAM ..., at CPL N`, with
 *                  the N that the row asks for
 *   triple-fault   the emulator saw it in the program, at that CPL
 *   killed         the kernel names the first program, and that CPL, or 3 in
 *                  virtual-8086 mode (SDM vol. 3, 20.2)
 *
 * A program checks by itself what it can find out (did a page come in? did the
 * clock tick?). */
#include "scenario.h"

#include <stdlib.h>
#include <string.h>

/* The programs' part of memory, in both ARCH/layout.h. */
#define USER_START 0x00400000
#define USER_END   0x80000000

static const char *path_of(const struct scenario *scenario, char *path,
			   size_t size)
{
	snprintf(path, size, "%s%.*s", scenario_folder(scenario),
		 (int)strcspn(scenario->program, " "), scenario->program);
	return path;
}

static int level_of(const struct scenario *scenario)
{
	char path[128];

	if (strcmp(scenario->user, "path") != 0)
		return strcmp(scenario->user, "cpl0") == 0 ? 0 : 3;
	path_of(scenario, path, sizeof(path));
	return strncmp(path, "/trusted/", 9) == 0 ? 0 : 3;
}

/* Is text, of this length, the row's program with some of its arguments? */
static bool names_program(const struct scenario *scenario, const char *text,
			  size_t length)
{
	const char *slash = strrchr(scenario->program, '/');
	const char *wanted = slash ? slash + 1 : scenario->program;

	return strncmp(text, wanted, length) == 0 &&
	       strchr(" ;", wanted[length]);
}

/* `about to: starve push, at CPL 0` */
static bool announced(const struct scenario *scenario, const char *serial)
{
	static const char before[] = "about to: ", behind[] = ", at CPL ";
	const char *line = serial, *end;

	while ((line = strstr(line, before))) {
		bool starts = line == serial || line[-1] == '\n';

		line += strlen(before);
		end = strstr(line, behind);
		if (starts && end &&
		    names_program(scenario, line, (size_t)(end - line)) &&
		    atoi(end + strlen(behind)) == level_of(scenario))
			return true;
	}
	return false;
}

static bool faulted_in_program(const struct scenario *scenario,
			       const struct vm_place *fault)
{
	return fault->known && fault->cpl == level_of(scenario) &&
	       fault->ip >= USER_START && fault->ip < USER_END;
}

/* `/bin/starve, pid 1, CPL 0, by #PF ...` */
static bool names_first_program(const struct scenario *scenario,
				const char *detail)
{
	static const char mode[] = "virtual-8086 mode, ";
	char path[128], wanted[160];
	int level;

	path_of(scenario, path, sizeof(path));
	level = strstr(detail, mode) ? 3 : level_of(scenario);
	snprintf(wanted, sizeof(wanted), "%s, pid 1, CPL %d, ", path, level);
	return strncmp(detail, wanted, strlen(wanted)) == 0;
}

struct outcome scenario_prove(const struct scenario *scenario,
			      const struct vm_result *result,
			      struct outcome outcome)
{
	struct outcome unproved = {.word = "failed"};
	const char *missing = NULL;

	if (strcmp(outcome.word, scenario->expected) != 0)
		return outcome; /* it fails already */
	if (!announced(scenario, result->serial))
		missing = "the program did not reach this step";
	else if (strcmp(outcome.word, "triple-fault") == 0 &&
		 !faulted_in_program(scenario, &result->fault))
		missing = "not in the program";
	else if (strcmp(outcome.word, "killed") == 0 &&
		 !names_first_program(scenario, outcome.detail))
		missing = "not the first program";
	if (!missing)
		return outcome;
	snprintf(unproved.detail, sizeof(unproved.detail),
		 "%s at CPL %d: %s: %.80s", missing, level_of(scenario),
		 outcome.word, outcome.detail);
	return unproved;
}
