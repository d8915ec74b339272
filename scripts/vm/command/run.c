// SPDX-License-Identifier: GPL-2.0-only
/* vm run: run a guest, show its serial line, report how it ended. */
#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char head[] =
	"usage: vm run --kernel FILE [option]... [-- EMULATOR-OPTION...]\n"
	"\n"
	"Runs a guest to its end. Its serial output goes to standard output, a\n"
	"line about its end to standard error.\n"
	"\n";

static const char tail[] =
	"  --timeout S     seconds on hardware, 0 for ever (default: 10); ten\n"
	"                  times as much is given under TCG, twenty times with\n"
	"                  --icount and in Bochs, and VM_TIMEOUT_SCALE multiplies.\n"
	"                  The guest's own seconds count: CPU time and sleep, not\n"
	"                  waiting for a busy machine; by the clock it may\n"
	"                  take a hundred times as long\n"
	"  --expect TEXT   stop, with success, when the guest prints this\n"
	"  --input TEXT    type this into the serial line ...\n"
	"  --input-after T ... once the guest has printed T\n"
	"  --limit BYTES   stop a guest that prints more (default: 1048576)\n"
	"  --interactive   this terminal is the serial line; Ctrl-a x ends it\n"
	"  --input-end T   type T when standard input ends (a pipe's, say)\n"
	"  --quiet         no serial output, no line about the end\n"
	"  --format F      text (default) or json: the whole result on\n"
	"                  standard output instead of the serial output\n"
	"  --log FILE      write the serial output to FILE as well\n"
	"  -- OPTION...    more options for the emulator\n"
	"\n"
	"exit status: 0 verdict pass or expected text seen; 1 verdict fail;\n"
	"2 wrong usage; 3 triple fault; 4 time-out or too much output;\n"
	"5 the emulator failed; 6 powered off or reset without a verdict\n";

static int status_of(const struct vm_result *result)
{
	switch (result->ending) {
	case VM_ENDED_VERDICT:
		return result->verdict ? EXIT_FAILED : EXIT_PASSED;
	case VM_ENDED_EXPECTED:
		return EXIT_PASSED;
	case VM_ENDED_POWEROFF:
		return EXIT_POWERED_OFF;
	case VM_ENDED_TRIPLE_FAULT:
		return EXIT_TRIPLE_FAULT;
	case VM_ENDED_TIMEOUT:
		return EXIT_TIMED_OUT;
	case VM_ENDED_EMULATOR_FAILED:
		break;
	}
	return EXIT_EMULATOR_FAILED;
}

static void show(void *unused, const char *bytes, size_t length)
{
	(void)unused;
	fwrite(bytes, 1, length, stdout);
	fflush(stdout);
}

/* Complete or not there at all: a temporary name first. */
static int write_log(const char *path, const struct vm_result *result)
{
	char *draft;
	FILE *file;
	bool bad;

	if (asprintf(&draft, "%s.%d", path, getpid()) < 0)
		return -1;
	file = fopen(draft, "w");
	bad = !file ||
	      fwrite(result->serial, 1, result->length, file) != result->length;
	if (file && fclose(file) != 0)
		bad = true;
	if (bad || rename(draft, path) < 0) {
		fprintf(stderr, "vm: cannot write %s: %s\n", path,
			strerror(errno));
		unlink(draft);
		bad = true;
	}
	free(draft);
	return bad ? -1 : 0;
}

static void run_in_terminal(struct options *options, struct vm_result *result)
{
	options->config.input_fd = terminal_open();
	vm_run(&options->config, result);
	terminal_close();
}

/* Reports how it ended, and returns the exit status that says so. */
static int conclude(const struct options *options,
		    const struct vm_result *result)
{
	int status = status_of(result);

	report(result, options);
	if (options->log && write_log(options->log, result) < 0)
		status = EXIT_EMULATOR_FAILED;
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "vm: standard output: writing failed\n");
		status = EXIT_EMULATOR_FAILED;
	}
	return status;
}

int command_run(int argc, char **argv)
{
	struct vm_result result;
	struct options options;
	char *help;
	bool more;
	int status;

	if (asprintf(&help, "%s%s%s", head, options_help, tail) < 0)
		return EXIT_EMULATOR_FAILED;
	more = options_parse(&options, argc, argv, help);
	free(help);
	if (!more)
		return 0;
	if (!options.quiet && options.format == REPORT_TEXT)
		options.config.on_serial = show;
	if (options.interactive)
		run_in_terminal(&options, &result);
	else
		vm_run(&options.config, &result);
	status = conclude(&options, &result);
	vm_result_free(&result);
	return status;
}
