/* SPDX-License-Identifier: GPL-2.0-only */
/* A small executable to damage, and what must be true of a loaded one. Its
 * types are libc's <elf.h>, not the kernel's elf.h: a second opinion. */
#ifndef UNIT_EXECUTABLE_H
#define UNIT_EXECUTABLE_H

#include "elf_class.h"
#include "tests.h"

#define CODE	  0x400000
#define CODE_SIZE 0x1800
#define DATA	  0x402100
#define DATA_FILE 0x180
#define DATA_SIZE 0x1f80 /* the rest, more than a page, is zero */

/* The file: header, table, contents; nothing between them. */
struct executable {
	Header header;
	Segment segments[2];
	char code[CODE_SIZE], data[DATA_FILE];
};

void executable_fill(struct executable *file);

/* Loads a file and aborts unless, on success, the pages have the right bytes
 * and rights, and unless in any case the kernel half stays untouched and all
 * memory is freed. Returns elf_load()'s result. */
const char *load_and_check(const void *image, size_t size);

#endif
