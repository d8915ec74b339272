// SPDX-License-Identifier: GPL-2.0-only
/* vm: the command. Each subcommand is a file here. */
#include "command.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
} commands[] = {
	{"run", command_run},
	{"command", command_command},
	{"probe", command_probe},
	{"limit", command_limit},
};

static const char help[] =
	"usage: vm run|command|probe|limit [option]...\n"
	"\n"
	"  vm run      run a guest in an emulator and report how it ended\n"
	"  vm command  print the emulator's command line instead of running it\n"
	"  vm probe    report which emulators and accelerators work here\n"
	"  vm limit    run any command, with a time limit like that of vm run\n"
	"\n"
	"Each has its own --help, with an example and its exit statuses.\n";

int main(int argc, char **argv)
{
	size_t i;

	if (argc > 1 && !strcmp(argv[1], "--help")) {
		fputs(help, stdout);
		return 0;
	}
	for (i = 0; argc > 1 && i < sizeof(commands) / sizeof(*commands); i++)
		if (!strcmp(argv[1], commands[i].name))
			return commands[i].run(argc - 1, argv + 1);
	if (argc > 1)
		fprintf(stderr, "vm: no such command: %s\n", argv[1]);
	fputs(help, stderr);
	return EXIT_USAGE;
}
