/* SPDX-License-Identifier: GPL-2.0-only */
/* Reads what bytes needs from vmlinux. */
#ifndef BYTES_ELF_H
#define BYTES_ELF_H

#include "base/pool.h"

#include <stdbool.h>

struct elf_section {
	const char *name;
	unsigned long address, size, offset; /* in the file */
	bool code, writable, in_file;
};

struct elf_file {
	bool is_64;
	struct elf_section *sections; /* those that are loaded */
	size_t section_count;
	struct table symbols; /* name -> struct elf_symbol */
};

struct elf_symbol {
	unsigned long value, size;
	bool sized; /* a function or an object, in a loaded section */
	bool weak;  /* nothing stronger was found when linking */
};

/* NULL on failure: *problem says why, and the caller frees it. */
struct elf_file *elf_read(struct pool *pool, const char *path, char **problem);

#endif
