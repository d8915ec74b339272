/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reads the file "exceptions": what an interface depends on beside the gate and
 * #if of the place that defines it, for reasons that only a person sees.
 */
#ifndef EXCEPTION_H
#define EXCEPTION_H

#include "syscalls/interfaces.h"

struct exception {
	enum interface_kind kind;
	const char *name;
	const struct condition *when; /* on top of what is derived */
	struct place place;	      /* that proves it */
	const char *reason;
};

struct exceptions {
	struct exception *items;
	size_t count;
};

/*
 * Those that hold for this tree: the text that proves them stands in it.
 * NULL if the file is missing or wrong; the caller frees *problem.
 */
const struct exceptions *exceptions_read(struct kbuild *kbuild, char **problem);

#endif
