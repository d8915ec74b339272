/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which constants of the Kconfig files are answers of macros. The parser never
 * sees $(cc-option,-pg): the lexer hands it the answer, "y". The linker directs
 * the functions of that border here (--wrap), so that an answer becomes a
 * constant of its own instead of the y, n or number that all share.
 */
#ifndef MACROS_H
#define MACROS_H

#include "kconfig.h"

/* The constant that a macro answered. */
struct macro {
	struct symbol symbol;
	struct macro *next;
	char *written; /* in the Kconfig file, with its quotes */
	const char *file;
	int line;
};

/* All of them, in the order of the Kconfig files. */
extern struct macro *macros;

#endif
