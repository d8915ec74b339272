// SPDX-License-Identifier: GPL-2.0-only
/* Reads a line from the console, waiting for it, and prints it back.
 *
 *   echo all   all that comes, until the input ends (Ctrl-d) */
#include "kml.h"

static int echo_all(void)
{
	char buffer[200];
	long length;

	printf("begin\n");
	while ((length = read(buffer, sizeof(buffer))) > 0)
		write(buffer, (size_t)length);
	printf("\nend\n");
	return length < 0;
}

int main(int argc, char **argv)
{
	char line[80];
	long length;

	if (argc > 0 && strcmp(argv[0], "all") == 0)
		return echo_all();
	printf("type a line: \n");
	length = read(line, sizeof(line) - 1);
	if (length < 0)
		return 1;
	line[length] = 0;
	printf("read: %s", line);
	return 0;
}
