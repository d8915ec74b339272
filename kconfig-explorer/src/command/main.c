// SPDX-License-Identifier: GPL-2.0-only
/* kconfig-explorer: finds the subcommand and hands over. */
#include "command/explorer.h"
#include "command/guard.h"

#include <string.h>

static const struct command {
	const char *name, *summary;
	int (*run)(int argc, char **argv);
} commands[] = {
	{"count", "how many options there are, of which type and where",
	 command_count},
	{"why", "a symbol's value, and the chain of reasons behind it",
	 command_why},
	{"check", "would olddefconfig change a configuration, and why",
	 command_check},
	{"diff", "how two configurations differ, and what was dropped",
	 command_diff},
	{"trace", "run a program, and write what it asks of the kernel",
	 command_trace},
	{"manifest", "show, check or minimise what an application asks for",
	 command_manifest},
	{"specialise", "find the smallest configuration for applications",
	 command_specialise},
	{"graph", "draw what decides a symbol's value", command_graph},
	{"page", "make a web page of all options", command_page},
	{"file", "which options compile a file of the kernel, or a line of it",
	 command_file},
	{"syscalls", "from system call, socket family, file system to option",
	 command_syscalls},
	{"bytes", "what of a finished kernel comes from which option",
	 command_bytes},
	{"plan", "the smallest change that gets an option on, or off",
	 command_plan},
	{"solve", "the smallest configuration for what is needed",
	 command_solve},
	{NULL, NULL, NULL},
};

static void print_help(FILE *to)
{
	const struct command *command;

	fputs("usage: kconfig-explorer COMMAND [option]...\n\n", to);
	for (command = commands; command->name; command++)
		fprintf(to, "  %-10s %s\n", command->name, command->summary);
	fputs("\nEach has its own --help.\n", to);
}

int main(int argc, char **argv)
{
	const struct command *command;

	guard_streams();
	if (argc > 1 && !strcmp(argv[1], "--help")) {
		print_help(stdout);
		return EXIT_OK;
	}
	for (command = commands; argc > 1 && command->name; command++)
		if (!strcmp(argv[1], command->name))
			return command->run(argc - 1, argv + 1);
	if (argc > 1)
		warn("no such command: %s", argv[1]);
	print_help(stderr);
	return EXIT_USAGE;
}
