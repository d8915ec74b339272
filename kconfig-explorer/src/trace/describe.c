// SPDX-License-Identifier: GPL-2.0-only
/* Where a manifest comes from, and how its application is run again. */
#include "trace/describe.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <wordexp.h>

static char *command_line(char *const *command)
{
	char *line = text_copy("");

	for (; *command; command++) {
		char *word = text_quoted(*command);

		text_append(&line, "%s%s", *line ? " " : "", word);
		free(word);
	}
	return line;
}

static void set_if_missing(struct manifest *manifest,
			   enum manifest_section section, const char *key,
			   const char *value)
{
	if (value && !manifest_find(manifest, section, key))
		manifest_set(manifest, section, key, value);
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void describe_application(struct manifest *manifest,
				 const struct trace_options *options)
{
	const enum manifest_section section = MANIFEST_APPLICATION;
	char *line = command_line(options->command), *timeout;

	set_if_missing(manifest, section, "name",
		       last_part(options->command[0]));
	set_if_missing(manifest, section, "command", line);
	set_if_missing(manifest, section, "prepare", options->prepare);
	set_if_missing(manifest, section, "root", options->root);
	set_if_missing(manifest, section, "user", options->user);
	set_if_missing(manifest, section, "directory", options->directory);
	if (options->check) {
		timeout = text_format("%g", options->timeout);
		set_if_missing(manifest, section, "check", options->check);
		if (options->ends)
			set_if_missing(manifest, section, "ends", "yes");
		set_if_missing(manifest, section, "timeout", timeout);
		free(timeout);
	}
	free(line);
}

void describe_trace(struct manifest *manifest,
		    const struct trace_options *options, const char *ending)
{
	struct utsname host;
	char date[32], *kernel;
	time_t now = time(NULL);

	describe_application(manifest, options);
	uname(&host);
	/* Without what its builder appended: that says nothing here. */
	kernel = text_format("%s %.*s %s", host.sysname,
			     (int)strcspn(host.release, "-"), host.release,
			     host.machine);
	strftime(date, sizeof(date), "%Y-%m-%d", gmtime(&now));
	manifest_set(manifest, MANIFEST_TRACE, "kernel", kernel);
	manifest_set(manifest, MANIFEST_TRACE, "date", date);
	manifest_set(manifest, MANIFEST_TRACE, "ending", ending);
	free(kernel);
}

static const char *field(const struct manifest *manifest, const char *key)
{
	return manifest_get(manifest, MANIFEST_APPLICATION, key);
}

static bool split(const char *line, struct trace_options *options,
		  char **problem)
{
	wordexp_t words;
	size_t i;

	/* Words only: what would run commands is an error. */
	if (wordexp(line, &words, WRDE_NOCMD | WRDE_UNDEF) != 0) {
		*problem = text_format(
			"the command is not a list of words"
			" (quote what is special, or write sh -c '...'): %s",
			line);
		return false;
	}
	if (!words.we_wordc) {
		wordfree(&words);
		*problem = text_copy("the command is empty");
		return false;
	}
	char **command = allocate(words.we_wordc + 1, sizeof(char *));

	for (i = 0; i < words.we_wordc; i++)
		command[i] = text_copy(words.we_wordv[i]);
	wordfree(&words);
	options->command = command;
	return true;
}

bool describe_run(const struct manifest *manifest,
		  struct trace_options *options, char **problem)
{
	const char *command = field(manifest, "command");
	const char *timeout = field(manifest, "timeout");

	*options = (struct trace_options){
		.root = field(manifest, "root"),
		.user = field(manifest, "user"),
		.directory = field(manifest, "directory"),
		.prepare = field(manifest, "prepare"),
		.check = field(manifest, "check"),
		.timeout = timeout ? atof(timeout) : DEFAULT_TIMEOUT,
		.ends = field(manifest, "ends") != NULL,
	};
	if (!command) {
		*problem = text_copy("there is no command in [application]");
		return false;
	}
	return split(command, options, problem);
}

void describe_free_run(struct trace_options *options)
{
	char **command = (char **)options->command;

	for (; command && *command; command++)
		free(*command);
	free((char **)options->command);
}
