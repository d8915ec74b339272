// SPDX-License-Identifier: GPL-2.0-only
/* trace: run a program, and write what it asks of the kernel. */
#include "command/explorer.h"
#include "base/text.h"
#include "command/guard.h"
#include "trace/describe.h"
#include "trace/trace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"usage: kconfig-explorer trace [option]... -- COMMAND [ARGUMENT]...\n"
	"\n"
	"Runs a program, and writes what it asks of the kernel as a manifest.\n"
	"\n"
	"The program's threads and children are traced as well. Ctrl-C goes to the\n"
	"program; what it used until its end is written. See kconfig-explorer manifest\n"
	"--help for the file.\n"
	"\n"
	"Examples: kconfig-explorer trace -o redis.manifest --check 'redis-cli ping' \\\n"
	"              -- redis-server\n"
	"          kconfig-explorer trace -o ls.manifest -- ls -l\n"
	"Exit status: 0 if the check passed, or, without a check, if the program ended\n"
	"with status 0; 1 if not: the manifest is still written, unless the program did\n"
	"not start; 2 for wrong usage.\n"
	"\n"
	"Calls that the C library answers by itself through the vDSO, such as\n"
	"clock_gettime(), are not seen. A traced program cannot gain privileges by\n"
	"set-user-ID unless the tracer has them.\n"
	"\n"
	"  -o FILE          write to FILE. Otherwise the manifest goes to standard\n"
	"                   output, and what the program prints to standard error\n"
	"  --check COMMAND  for a server: a shell command that succeeds once it serves.\n"
	"                   It is repeated until it succeeds, and then the program is\n"
	"                   ended. It is not traced. $LOG holds what the program prints.\n"
	"                   It runs in DIR; if there is no shell, on this machine\n"
	"  --ends           the program ends by itself: run the check only then\n"
	"  --timeout S      how long that may take (default: 30); time in which the\n"
	"                   program waits for a busy machine does not count\n"
	"  --prepare COMMAND  a shell command that is run before, to reset its data\n"
	"  --root DIR       chroot to DIR first, with the program and all commands\n"
	"  --user NAME      become this user of DIR/etc/passwd, or UID:GID\n"
	"  --directory DIR  start in this folder (of the root)\n"
	"  --files FILE     write the path of each file that the program asks for to\n"
	"                   FILE, a line each, as the program sees it\n"
	"  --name NAME, --package NAME, --version V\n"
	"                   what the manifest says of the application\n";

struct arguments {
	struct trace_options run;
	const char *output, *files, *timeout, *name, *package, *version;
};

static void parse(struct arguments *arguments, int argc, char **argv)
{
	struct trace_options *run = &arguments->run;
	struct options shared;
	const struct option_rule rules[] = {
		{.name = "output", .value = &arguments->output},
		{.name = "files", .value = &arguments->files},
		{.name = "check", .value = &run->check},
		{.name = "prepare", .value = &run->prepare},
		{.name = "timeout", .value = &arguments->timeout},
		{.name = "root", .value = &run->root},
		{.name = "user", .value = &run->user},
		{.name = "directory", .value = &run->directory},
		{.name = "ends", .flag = &run->ends},
		{.name = "name", .value = &arguments->name},
		{.name = "package", .value = &arguments->package},
		{.name = "version", .value = &arguments->version},
		{.name = "format",
		 .each = option_refused,
		 .data = "--format: a manifest is always text"},
		{.name = NULL},
	};
	int others = options_parse(&shared, argc, argv, usage, rules);
	char *end;

	if (!others)
		die_usage("trace: no program: name one behind \"--\"");
	argv[others + 1] = NULL;
	run->command = argv + 1;
	run->timeout = arguments->timeout ? strtod(arguments->timeout, &end)
					  : DEFAULT_TIMEOUT;
	if (arguments->timeout && (*end || !(run->timeout > 0)))
		die_usage("--timeout %s: expected a number of seconds",
			  arguments->timeout);
}

static void set_application(struct manifest *manifest, const char *key,
			    const char *value)
{
	if (value)
		manifest_set(manifest, MANIFEST_APPLICATION, key, value);
}

static void write_manifest(const struct manifest *manifest, const char *file)
{
	char *problem;

	if (!file) {
		guard_exact();
		manifest_print(manifest, stdout);
	} else if (!manifest_write(manifest, file, &problem)) {
		die("%s", problem);
	}
}

static void open_files(struct arguments *arguments)
{
	if (!arguments->files)
		return;
	arguments->run.files = fopen(arguments->files, "we");
	if (!arguments->run.files)
		die("cannot write %s: %s", arguments->files, strerror(errno));
}

static void close_files(struct arguments *arguments)
{
	if (arguments->files && fclose(arguments->run.files) != 0)
		die("cannot write %s: %s", arguments->files, strerror(errno));
}

/* Returns whether all went well. */
static bool trace(struct arguments *arguments)
{
	struct manifest *manifest = manifest_new();
	struct trace_result result;
	char *problem;
	bool good;

	set_application(manifest, "name", arguments->name);
	set_application(manifest, "package", arguments->package);
	set_application(manifest, "version", arguments->version);
	open_files(arguments);
	if (!trace_run(&arguments->run, manifest, &result, &problem)) {
		warn("%s", problem);
		free(problem);
		manifest_free(manifest);
		return false;
	}
	close_files(arguments);
	manifest_sort(manifest);
	describe_trace(manifest, &arguments->run, result.message);
	write_manifest(manifest, arguments->output);
	good = result.ending == TRACE_PASSED;
	if (!good && *result.output)
		warn("%s printed:\n%s", arguments->run.command[0],
		     result.output);
	if (!good)
		warn("%s: %s", arguments->run.command[0], result.message);
	trace_free_result(&result);
	manifest_free(manifest);
	return good;
}

int command_trace(int argc, char **argv)
{
	struct arguments arguments = {0};

	parse(&arguments, argc, argv);
	return trace(&arguments) ? EXIT_OK : EXIT_NO;
}
