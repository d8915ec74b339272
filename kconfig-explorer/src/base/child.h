/* SPDX-License-Identifier: GPL-2.0-only */
/* A program run as a child that cannot outlive us, and what it said. */
#ifndef CHILD_H
#define CHILD_H

#include <stdbool.h>
#include <stddef.h>

struct child_run {
	char *const *argv;
	char *const *environment; /* NULL: ours */
	const char *folder;	  /* where it runs; NULL: here */
	int seconds;		  /* of its own that it may take: see meter.h */
	int input;		  /* its standard input; 0: nothing */
	size_t most;		  /* bytes of output; 0: all that one reads */

	/* Afterwards; the caller frees both texts. */
	char *output, *errors;
	size_t output_length; /* it may hold any byte */
	int status;	      /* as waitpid() gives it */
	bool timed_out;	      /* and so was killed */
	bool too_long;	      /* the output, so that it was killed */
};

/* False if it could not be started at all (errno says why). */
bool child_run(struct child_run *run);

#endif
