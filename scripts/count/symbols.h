/* SPDX-License-Identifier: GPL-2.0-only */
/* The functions of a kernel, from its ELF file's symbol table. */
#ifndef COUNT_SYMBOLS_H
#define COUNT_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct function {
	uint64_t address;
	const char *name;
	int rank; /* of two at an address, the one that names it better */
};

struct range {
	uint64_t start, end;
};

struct symbols {
	struct function *functions; /* by address */
	size_t count;
	struct range *code; /* executable sections */
	size_t sections;
	uint64_t upper_half; /* from where on addresses are the kernel's */
};

/* NULL, or why the file cannot be used; the caller frees it. */
char *symbols_read(struct symbols *symbols, const char *path);

/* The function in whose code this address lies, or -1. */
long symbols_find(const struct symbols *symbols, uint64_t address);

#endif
