// SPDX-License-Identifier: GPL-2.0-only
/* Memory given back all at once, interned strings, tables by name. */
#include "base/pool.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_SIZE ((size_t)1 << 20)

struct chunk {
	struct chunk *next;
	size_t used, size;
	_Alignas(max_align_t) char bytes[];
};

struct pool {
	struct chunk *chunks;
	struct table strings;
};

static void add_chunk(struct pool *pool, size_t size)
{
	struct chunk *chunk = allocate(1, sizeof(*chunk) + size);

	chunk->size = size;
	chunk->next = pool->chunks;
	pool->chunks = chunk;
}

struct pool *pool_new(void)
{
	struct pool *pool = allocate(1, sizeof(*pool));

	add_chunk(pool, CHUNK_SIZE);
	table_init(&pool->strings, pool);
	return pool;
}

void pool_free(struct pool *pool)
{
	struct chunk *chunk, *next;

	if (!pool)
		return;
	for (chunk = pool->chunks; chunk; chunk = next) {
		next = chunk->next;
		free(chunk);
	}
	free(pool);
}

void *pool_alloc(struct pool *pool, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	char *memory;

	size = (size + align - 1) / align * align;
	if (pool->chunks->size - pool->chunks->used < size)
		add_chunk(pool, size > CHUNK_SIZE ? size : CHUNK_SIZE);
	memory = pool->chunks->bytes + pool->chunks->used;
	pool->chunks->used += size;
	return memory;
}

void *pool_one_more(struct pool *pool, void *list, size_t count, size_t size)
{
	void *bigger;

	if (count & (count - 1))
		return list;
	bigger = pool_alloc(pool, (count ? 2 * count : 1) * size);
	return count ? memcpy(bigger, list, count * size) : bigger;
}

char *pool_copy(struct pool *pool, const char *text, size_t length)
{
	return memcpy(pool_alloc(pool, length + 1), text, length);
}

char *pool_printf(struct pool *pool, const char *format, ...)
{
	char start[256]; /* mostly that is all of it */
	va_list arguments, again;
	char *text;
	int length;

	va_start(arguments, format);
	va_copy(again, arguments);
	length = vsnprintf(start, sizeof(start), format, arguments);
	text = pool_alloc(pool, length + 1);
	if (length < (int)sizeof(start))
		memcpy(text, start, length);
	else
		vsnprintf(text, length + 1, format, again);
	va_end(again);
	va_end(arguments);
	return text;
}

static uint32_t hash(const char *name, size_t length) /* FNV-1a */
{
	uint32_t sum = 2166136261u;

	while (length--)
		sum = (sum ^ (unsigned char)*name++) * 16777619u;
	return sum;
}

/* Where a name is, or the empty place where it should be put. */
static struct table_entry *find(const struct table *table, const char *name,
				size_t length)
{
	size_t i = hash(name, length) & (table->size - 1);
	const char *there;

	while ((there = table->entries[i].name) &&
	       (strncmp(there, name, length) != 0 || there[length]))
		i = (i + 1) & (table->size - 1);
	return &table->entries[i];
}

void table_init(struct table *table, struct pool *pool)
{
	table->pool = pool;
	table->count = 0;
	table->size = 16;
	table->entries =
		pool_alloc(pool, table->size * sizeof(*table->entries));
}

static void enlarge(struct table *table)
{
	const struct table old = *table;
	size_t i;

	table->size *= 4;
	table->entries =
		pool_alloc(table->pool, table->size * sizeof(*table->entries));
	for (i = 0; i < old.size; i++)
		if (old.entries[i].name)
			*find(table, old.entries[i].name,
			      strlen(old.entries[i].name)) = old.entries[i];
}

static struct table_entry *table_entry(struct table *table, const char *name,
				       size_t length)
{
	struct table_entry *entry = find(table, name, length);

	if (entry->name)
		return entry;
	if (table->count++ * 2 >= table->size) {
		enlarge(table);
		entry = find(table, name, length);
	}
	entry->name = pool_copy(table->pool, name, length);
	return entry;
}

const char *pool_intern(struct pool *pool, const char *text, size_t length)
{
	return table_entry(&pool->strings, text, length)->name;
}

void **table_at(struct table *table, const char *name)
{
	return &table_entry(table, name, strlen(name))->value;
}

void *table_get(const struct table *table, const char *name)
{
	return find(table, name, strlen(name))->value;
}
