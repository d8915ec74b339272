// SPDX-License-Identifier: GPL-2.0-only
/* Compiles and runs the engine, with the environment the kernel's make gives.
 */
#include "engine/engine.h"
#include "base/memory.h"
#include "base/text.h"

#include "engine/cache.h"
#include "base/child.h"
#include "engine/environment.h"
#include "engine/remember.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS = 300, COMPILE_SECONDS = 600, MESSAGE_LINES = 40 };

/* Indented, and no more than a screen. */
static char *quote(const char *said)
{
	char *text = text_copy("");
	int lines;

	for (lines = 0; *said && lines < MESSAGE_LINES; lines++) {
		int length = strcspn(said, "\n");

		text_append(&text, "\n  %.*s", length, said);
		said += length + (said[length] == '\n');
	}
	return text;
}

static int time_limit(void)
{
	const char *given = getenv("KCONFIG_EXPLORER_TIMEOUT");
	int seconds = given ? atoi(given) : 0;

	return seconds > 0 ? seconds : SECONDS;
}

/* What went wrong with a child, in one text. */
static char *complain(const struct child_run *run, const char *what,
		      const char *tree)
{
	char *said = quote(run->errors), *text;

	if (run->timed_out)
		text = text_format(
			"%s %s took more than %d s and was killed (KCONFIG_EXPLORER_TIMEOUT allows more)%s",
			what, tree, run->seconds, said);
	else if (WIFSIGNALED(run->status))
		text = text_format("%s %s crashed (%s)%s", what, tree,
				   strsignal(WTERMSIG(run->status)), said);
	else
		text = text_format("%s %s failed%s", what, tree, said);
	free(said);
	return text;
}

static char *compile(const char *tree, char *folder, char **problem)
{
	char *argv[] = {KIT "/kconfig-explorer/src/engine/child/compile",
			(char *)tree, folder, NULL};
	struct child_run run = {.argv = argv, .seconds = COMPILE_SECONDS};

	fprintf(stderr,
		"kconfig-explorer: compiling the Kconfig code of %s ...\n",
		tree);
	if (!child_run(&run)) {
		*problem = text_format("cannot run %s: %s", argv[0],
				       strerror(errno));
	} else if (run.status) {
		*problem =
			complain(&run, "compiling the Kconfig code of", tree);
	} else {
		free(run.output);
		free(run.errors);
		return folder;
	}
	free(run.output);
	free(run.errors);
	free(folder);
	return NULL;
}

/*
 * What the engine is made of. Trees that share their scripts/kconfig by a link
 * share the engine.
 */
static identity engine_identity(const char *tree)
{
	const char *flags = getenv("ENGINE_CFLAGS");
	char *link = text_format("%s/scripts/kconfig", tree);
	char *kconfig = realpath(link, NULL);
	char *pattern = text_format("%s/*.[chyl]", kconfig ? kconfig : link);
	identity key = IDENTITY_START;

	identity_add_files(&key, pattern);
	identity_add_files(&key, KIT "/kconfig-explorer/src/engine/child/*");
	identity_add_files(&key, KIT "/kconfig-explorer/src/engine/child/*/*");
	identity_add(&key, flags ? flags : "");
	free(pattern);
	free(kconfig);
	free(link);
	return key;
}

char *engine_build(const char *tree, char **problem)
{
	char *folder = cache_file("engine", engine_identity(tree));
	char *engine = text_format("%s/engine", folder);
	bool there = !access(engine, X_OK);

	free(engine);
	if (there)
		return folder;
	if (cache_make_folder("engine", problem))
		return compile(tree, folder, problem);
	free(folder);
	return NULL;
}

/* engine KCONFIG CONFIG... */
static char **engine_arguments(const struct engine_job *job, char *program)
{
	char **argv;
	int count = 0, i;

	while (job->configs && job->configs[count])
		count++;
	argv = allocate(count + 3, sizeof(*argv));
	argv[0] = program;
	argv[1] = "Kconfig";
	for (i = 0; i < count; i++)
		argv[2 + i] = (char *)job->configs[i];
	return argv;
}

/*
 * Runs in the engine's own folder: as in a build with O=, the current folder
 * must not be the tree (the tree is $srctree), and $(cc-option ...) wants to
 * make files there.
 */
static char *run_engine(const struct engine_job *job, char *folder,
			const struct environment *environment, char **problem)
{
	char *program = text_format("%s/engine", folder);
	char **argv = engine_arguments(job, program);
	struct child_run run = {.argv = argv,
				.environment = environment->entries,
				.folder = folder,
				.seconds = time_limit()};
	bool good = child_run(&run) && !run.status && !run.timed_out;

	if (good)
		fputs(run.errors, stderr); /* warnings of Kconfig */
	else
		*problem = complain(&run, "reading the Kconfig files of",
				    job->tree);
	free(argv);
	free(program);
	free(run.errors);
	if (good)
		return run.output;
	free(run.output);
	return NULL;
}

/*
 * What an engine that runs will write: answers, models, and, where it runs,
 * what
 * $(cc-option ...) compiles. Without the last all its answers would be no.
 */
static bool can_write(const char *folder, char **problem)
{
	return cache_make_folder("answers", problem) &&
	       cache_make_folder("models", problem) &&
	       cache_is_ours(folder, problem);
}

/* With the compiler's answers remembered, and the model as well. */
static char *run_remembering(const struct engine_job *job, char *folder,
			     struct environment *environment, char **problem)
{
	identity key = environment_identity(environment, job->tree);
	char *answers = cache_file("answers", key), *model, *output = NULL;
	time_t started = time(NULL);

	identity_add(&key, folder);
	model = job->configs ? NULL : cache_file("models", key);
	if (job->cold)
		unlink(answers);
	else if (model)
		output = remember_find(model, job->tree);
	if (!output && can_write(folder, problem)) {
		environment_add(environment, "ENGINE_ANSWERS", answers);
		output = run_engine(job, folder, environment, problem);
		if (output && model)
			remember_keep(model, job->tree, output, started);
	}
	free(model);
	free(answers);
	return output;
}

char *engine_run(const struct engine_job *job, char **problem)
{
	struct environment environment;
	char *folder = engine_build(job->tree, problem), *output;

	if (!folder)
		return NULL;
	environment_make(&environment, job->tree, job->arch);
	output = run_remembering(job, folder, &environment, problem);
	free(folder);
	environment_free(&environment);
	return output;
}
