// SPDX-License-Identifier: GPL-2.0-only
/* kconfig-explorer: finds the subcommand and hands over. */
#include "command/explorer.h"
#include "command/guard.h"

#include <string.h>

static const struct command {
	const char *name, *summary;
	int (*run)(int argc, char **argv);
} commands[] = {
	{"trace", "run a program, and write what it asks of the kernel",
	 command_trace},
	{"manifest", "show, check or minimise what an application asks for",
	 command_manifest},
	{"specialise", "find the smallest configuration for applications",
	 command_specialise},
	{"solve", "find the smallest configuration for what is needed",
	 command_solve},
	{"plan", "find the smallest change that switches an option on, or off",
	 command_plan},
	{"why", "explain a symbol's value", command_why},
	{"check", "report what olddefconfig would change, and why",
	 command_check},
	{"diff", "compare two configurations, and report what was dropped",
	 command_diff},
	{"count", "count the options, by type and by directory", command_count},
	{"graph", "draw what decides a symbol's value", command_graph},
	{"page", "make a web page of all options", command_page},
	{"file", "print which options compile a file of the kernel, or a line",
	 command_file},
	{"syscalls", "print which options a system call or file system needs",
	 command_syscalls},
	{"bytes", "attribute the bytes of a built kernel to options",
	 command_bytes},
	{NULL, NULL, NULL},
};

static void print_help(FILE *to)
{
	const struct command *command;

	fputs("usage: kconfig-explorer COMMAND [option]...\n\n"
	      "Explains the options of a Linux kernel, and finds the smallest "
	      "configuration\nfor an application.\n\n",
	      to);
	for (command = commands; command->name; command++)
		fprintf(to, "  %-10s %s\n", command->name, command->summary);
	fputs("\nEach command has a --help of its own.\n\n"
	      "Example: kconfig-explorer why BPF_JIT --config .config\n"
	      "Exit status: 0; 1 if it fails or the answer is no; 2 for wrong "
	      "usage.\n",
	      to);
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
