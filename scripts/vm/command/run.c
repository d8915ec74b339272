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
	"Runs a guest to its end. Prints its serial output on standard output,\n"
	"and a line that says how it ended on standard error.\n"
	"\n";

static const char tail[] =
	"  --timeout S     stop the guest after S seconds of its own (default: 10;\n"
	"                  0: never). S is for hardware: TCG gets ten times as\n"
	"                  much, --icount and Bochs twenty times, and\n"
	"                  VM_TIMEOUT_SCALE multiplies. The guest's own seconds\n"
	"                  are the emulator's CPU time, also with --icount, and\n"
	"                  sleep. Waiting on a busy machine does not count, but\n"
	"                  by the clock a run takes at most 100 times as long\n"
	"  --expect TEXT   stop, with success, when the guest prints TEXT\n"
	"  --input TEXT    type TEXT into the serial line ...\n"
	"  --input-after T ... once the guest has printed T\n"
	"  --limit BYTES   stop a guest that prints more (default: 1048576)\n"
	"  --interactive   use this terminal as serial line; Ctrl-a x ends it\n"
	"  --input-end T   type T when standard input ends (a pipe, say)\n"
	"  --quiet         print neither serial output nor the line at the end\n"
	"  --format F      text (default) or json: print the whole result on\n"
	"                  standard output instead of the serial output\n"
	"  --log FILE      also write the serial output to FILE\n"
	"  -- OPTION...    more options for the emulator\n"
	"\n"
	"example: vm run --kernel build/kml/i386/kernel.elf \\\n"
	"             --initrd build/kml/i386/programs.tar --append init=/bin/hello\n"
	"Exit status: 0 verdict pass or expected text seen; 1 verdict fail;\n"
	"2 wrong usage, or a file that cannot be read; 3 triple fault; 4 time-out\n"
	"or too much output; 5 the emulator failed; 6 powered off or reset without\n"
	"a verdict.\n";

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

/* Writes to a temporary name first: the log is complete or missing. */
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
