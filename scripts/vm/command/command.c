// SPDX-License-Identifier: GPL-2.0-only
/* vm command: print the emulator's command line. */
#include "command.h"

#include <stdio.h>
#include <stdlib.h>

static const char head[] =
	"usage: vm command --kernel FILE [option]... [-- EMULATOR-OPTION...]\n"
	"\n"
	"Prints the command line that runs this guest in an emulator, quoted for\n"
	"a shell. The terminal is then its serial line.\n"
	"\n";

static const char tail[] =
	"  -- OPTION...    more options for the emulator\n"
	"\n"
	"example: vm command --profile microvm --kernel bzImage\n"
	"Exit status: 0; 2 wrong usage, or a file that cannot be read.\n";

int command_command(int argc, char **argv)
{
	struct options options;
	char *help, *line, *problem;
	bool more;

	if (asprintf(&help, "%s%s%s", head, options_help, tail) < 0)
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
