/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A configuration as a file: what it holds, compressed or not, and what its
 * head says of where it is from.
 */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stddef.h>

enum { INPUT_HEAD = 3 }; /* the line of "# Linux/ARCH VERSION ..." */

struct input {
	char *name;
	char *text; /* lines, with a 0 behind the last */
	size_t length;
	/*
	 * Of "# Linux/ARCH VERSION Kernel Configuration", which Kconfig writes
	 * into the third line; empty where there is none, as in fragments.
	 */
	char arch[16], version[64];
	bool narrow; /* 64BIT is off in it */
};

/*
 * Reads a file, or standard input ("-"). What gzip, xz or zstd compressed is
 * recognised by its first bytes, whatever the name, and given to that program.
 * False if it cannot be the text of a configuration: *problem says
 * why in one line, and the caller frees it.
 */
bool input_read(struct input *input, const char *file, char **problem);
void input_free(struct input *input);

#endif
