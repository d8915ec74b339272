/* SPDX-License-Identifier: GPL-2.0-only */
/* What the unit tests share. The program is built once for each machine; what
 * differs lies in i386/ and x86_64/ under the same names, as in the kernel. */
#ifndef UNIT_TESTS_H
#define UNIT_TESTS_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "kernel.h"

/* The cases, a file each. */
TCase *descriptors_case(void);
TCase *tss_case(void);
TCase *strings_case(void);
TCase *format_case(void);
TCase *pages_case(void);
TCase *paging_case(void);
TCase *demand_case(void);
TCase *options_case(void);
TCase *archive_case(void);
TCase *load_case(void);
TCase *damage_case(void);
TCase *fuzz_case(void);

/* ---- arena.c: the memory that page_alloc() hands out ------------------- */

#define ARENA_PAGES 96

/* Gives ARENA_PAGES pages to the allocator. The page on either side of each
 * cannot be accessed. */
void arena_create(void);
/* Takes pages away until this many are left: then memory runs out. */
void arena_leave(size_t pages);

/* ---- file.c: files in memory ------------------------------------------ */

struct file {
	char *bytes; /* exactly size: the sanitizer catches one too many */
	size_t size;
};

struct file file_new(const void *bytes, size_t size);
struct file file_read(const char *path);
void file_free(struct file *file);

/* ---- shape.c of each machine ------------------------------------------ */

/* Walks the tables with shifts and masks copied from the SDM's figures, and
 * returns the last level's entry, or 0 where a table is missing. */
uint64_t walk(const pte_t *root, uint64_t address);
/* Addresses that differ in one index each: first in the last level's. */
extern const uint64_t distinct_addresses[];
extern const size_t distinct_count;

struct word_value {
	const char *word;
	int value;
};
extern const struct word_value fault_words[];
extern const size_t fault_words_count;

#endif
