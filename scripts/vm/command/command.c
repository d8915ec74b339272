// SPDX-License-Identifier: GPL-2.0-only
/* vm command: print the emulator's command line. */
#include "command.h"

#include <stdio.h>
#include <stdlib.h>

static const char head[] =
	"usage: vm command --kernel FILE [option]... [-- EMULATOR-OPTION...]\n"
	"\n"
	"Prints the command line with which an emulator runs this guest, quoted\n"
	"for a shell. Its serial line is then the terminal.\n"
	"\n";

int command_command(int argc, char **argv)
{
	struct options options;
	char *help, *line, *problem;
	bool more;

	if (asprintf(&help, "%s%s%s", head, options_help,
		     "  -- OPTION...    more options for the emulator\n") < 0)
		return EXIT_EMULATOR_FAILED;
	more = options_parse(&options, argc, argv, help);
	free(help);
	if (!more)
		return 0;
	line = vm_command_line(&options.config, &problem);
	if (line)
		puts(line);
	else
		fprintf(stderr, "vm: %s\n", problem);
	free(problem);
	free(line);
	return line ? 0 : EXIT_USAGE;
}
