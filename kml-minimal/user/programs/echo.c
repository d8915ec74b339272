// SPDX-License-Identifier: GPL-2.0-only
/* Reads a line from the console, waiting for it, and prints it back. */
#include "kml.h"

int main(void)
{
	char line[80];
	size_t length = 0;
	long count = 1;

	printf("type a line: \n");
	while (count > 0 && length < sizeof(line) - 1 &&
	       (length == 0 || line[length - 1] != '\n')) {
		count = read(line + length, 1);
		length += count > 0;
	}
	line[length] = 0;
	printf("read: %s", line);
	return 0;
}
