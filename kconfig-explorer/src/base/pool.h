/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Memory that is given back all at once, strings that are equal if their
 * addresses are, and tables by name. What is read from a kernel tree lives as
 * long as the tree is in use, so nothing is ever freed alone.
 */
#ifndef POOL_H
#define POOL_H

#include <stddef.h>

struct pool;

struct pool *pool_new(void);
void pool_free(struct pool *pool);

/* Zeroed memory. Running out of memory ends the program. */
void *pool_alloc(struct pool *pool, size_t size);
/* Room for one more in a list, which doubles when its count is a power of 2. */
void *pool_one_more(struct pool *pool, void *list, size_t count, size_t size);
char *pool_copy(struct pool *pool, const char *text, size_t length);
char *pool_printf(struct pool *pool, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* The one copy of this text in the pool. */
const char *pool_intern(struct pool *pool, const char *text, size_t length);

/* From names to addresses. */
struct table {
	struct pool *pool;
	struct table_entry {
		const char *name;
		void *value;
	} * entries;
	size_t count, size;
};

void table_init(struct table *table, struct pool *pool);
/*
 * Where the value of this name is kept: it may be assigned, and is NULL when
 * the name is new. The address is good until the next call.
 */
void **table_at(struct table *table, const char *name);
/* NULL if there is none. */
void *table_get(const struct table *table, const char *name);

#endif
