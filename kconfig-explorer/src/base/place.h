/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PLACE_H
#define PLACE_H

/* A line of a file of the kernel. */
struct place {
	const char *file; /* below the tree */
	int line;
};

#endif
