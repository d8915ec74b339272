// SPDX-License-Identifier: GPL-2.0-only
/* Puts together what needs.h promises, from what find.c has found. */
#include "syscalls/needs.h"
#include "base/text.h"
#include "syscalls/exception.h"
#include "syscalls/find.h"
#include "syscalls/table.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct needs_private {
	struct needs needs; /* what the others see */
	struct pool *pool;
	struct kbuild *kbuild;
	struct table by_name[NEED_KINDS]; /* of struct need */
	struct need **list;
	size_t size;
	struct findings findings[FOUND_KINDS];
	struct table functions; /* sys_...: struct definition, a list */
	struct table optional;	/* sys_...: struct place */
	enum need_kind kind;	/* of the table that is being read */
};

static struct need *add_need(struct needs_private *needs, enum need_kind kind,
			     const char *name)
{
	struct need **at =
		(struct need **)table_at(&needs->by_name[kind], name);
	struct need **list, *need = *at;

	if (need)
		return need;
	need = *at = pool_alloc(needs->pool, sizeof(*need));
	*need = (struct need){
		.kind = kind,
		.name = pool_intern(needs->pool, name, strlen(name)),
		.number = -1,
		.when = &condition_never,
	};
	if (needs->needs.count == needs->size) {
		needs->size = needs->size ? needs->size * 2 : 1024;
		list = pool_alloc(needs->pool,
				  needs->size * sizeof(struct need *));
		if (needs->needs.count)
			memcpy(list, needs->list,
			       needs->needs.count * sizeof(struct need *));
		needs->list = list;
	}
	needs->list[needs->needs.count++] = need;
	return need;
}

/*
 * The architecture decides these, so nobody needs to be told: arch/x86/Kconfig
 * has 64BIT on for ARCH=x86_64 unless the user wants otherwise.
 */
static const struct condition *decided(const struct needs_private *needs,
				       const struct condition *when)
{
	static const char *const wide[] = {"64BIT", "X86_64"};
	static const char *const narrow[] = {"X86_32"};
	struct pool *pool = needs->pool;
	bool is_64 = !strcmp(needs->kbuild->arch, "x86_64");
	size_t i;

	for (i = 0; i < sizeof(wide) / sizeof(*wide); i++)
		when = condition_assume(
			pool, when, pool_intern(pool, wide[i], strlen(wide[i])),
			is_64 ? IS_Y : IS_N);
	for (i = 0; i < sizeof(narrow) / sizeof(*narrow); i++)
		when = condition_assume(
			pool, when,
			pool_intern(pool, narrow[i], strlen(narrow[i])),
			is_64 ? IS_N : IS_Y);
	return when;
}

/* One more place that defines it: there it is, or where it was before. */
static void add_definition(const struct needs_private *needs, struct need *need,
			   const struct definition *definition,
			   const struct condition *when)
{
	struct definition *copy = pool_alloc(needs->pool, sizeof(*copy));

	*copy = *definition;
	copy->when = decided(needs, when);
	if (condition_is_never(copy->when))
		return; /* for other processors */
	copy->next = need->definitions;
	need->definitions = copy;
	need->when = condition_or(needs->pool, need->when, copy->when);
}

/* --- system calls */

static void index_functions(struct needs_private *needs)
{
	const struct findings *calls = &needs->findings[FOUND_CALL];
	struct definition *definition;
	void **at;
	size_t i;

	table_init(&needs->functions, needs->pool);
	for (i = 0; i < calls->count; i++) {
		definition = &calls->items[i].definition;
		at = table_at(&needs->functions, calls->items[i].name);
		definition->next = *at;
		*at = definition;
	}
}

/*
 * 32-bit programs enter a 64-bit kernel through a file of its own, if they can
 * at all.
 */
static const struct condition *entry_gate(const struct needs_private *needs)
{
	const struct object *entry;

	if (needs->kind != NEED_CALL_I386)
		return &condition_always;
	entry = kbuild_object(needs->kbuild,
			      "arch/x86/entry/entry_64_compat.o");
	return entry ? entry->builtin : &condition_always;
}

static void add_call(void *data, const struct table_line *line)
{
	struct needs_private *needs = data;
	const char *entry = line->entry;
	const struct definition *definition;
	struct need *need;

	if (!strcmp(line->abi, "x32"))
		return; /* nobody's programs: X86_X32_ABI is for experts */
	if (needs->kind == NEED_CALL_I386 && line->compat)
		entry = line->compat;
	need = add_need(needs, needs->kind, line->name);
	need->number = line->number;
	if (!entry)
		return;
	need->function = pool_intern(needs->pool, entry, strlen(entry));
	need->optional = table_get(&needs->optional, entry);
	definition = table_get(&needs->functions, entry);
	for (; definition; definition = definition->next)
		add_definition(needs, need, definition,
			       condition_and(needs->pool, entry_gate(needs),
					     definition->when));
}

static bool read_tables(struct needs_private *needs)
{
	static const char wide[] = "arch/x86/entry/syscalls/syscall_64.tbl";
	static const char narrow[] = "arch/x86/entry/syscalls/syscall_32.tbl";
	const char *tree = needs->kbuild->tree;
	bool is_64 = !strcmp(needs->kbuild->arch, "x86_64");

	table_init(&needs->optional, needs->pool);
	table_read_optional(needs->pool, tree, &needs->optional);
	needs->kind = NEED_CALL;
	if (!table_read(needs->pool, tree, is_64 ? wide : narrow, add_call,
			needs))
		return false;
	needs->kind = NEED_CALL_I386;
	return !is_64 || table_read(needs->pool, tree, narrow, add_call, needs);
}

/* --- what is registered: file systems and socket families */

static bool same_folder(const char *a, const char *b)
{
	size_t length = strrchr(a, '/') - a;

	return !strncmp(a, b, length + 1) && !strchr(b + length + 1, '/');
}

/*
 * When a struct is registered: by its own file, or if that does not do it,
 * by another file of the folder. Names such as fs_type are in use twice.
 */
static const struct condition *registered(struct needs_private *needs,
					  const struct found *structure,
					  const struct findings *registrations)
{
	const struct condition *when = &condition_never;
	const struct found *other;
	const char *file = structure->definition.place.file;
	bool elsewhere;

	for (elsewhere = false;; elsewhere = true) {
		for (other = registrations->items;
		     other < registrations->items + registrations->count;
		     other++) {
			const char *there = other->definition.place.file;

			if (other->label != structure->label ||
			    (elsewhere ? !same_folder(file, there)
				       : strcmp(file, there) != 0))
				continue;
			when = condition_or(needs->pool, when,
					    other->definition.when);
		}
		if (elsewhere || !condition_is_never(when))
			return when;
	}
}

static void add_registered(struct needs_private *needs, enum need_kind kind,
			   const struct findings *structures,
			   const struct findings *registrations)
{
	const struct found *found;
	const struct condition *when;
	const char *name;

	for (found = structures->items;
	     found < structures->items + structures->count; found++) {
		when = registered(needs, found, registrations);
		if (!found->name || condition_is_never(when))
			continue; /* of the kernel's own use */
		name = found->name;
		if (kind == NEED_SOCKET) /* PF_ and AF_ are the same */
			name = pool_printf(needs->pool, "AF_%s", name + 3);
		add_definition(needs, add_need(needs, kind, name),
			       &found->definition,
			       condition_and(needs->pool,
					     found->definition.when, when));
	}
}

static void add_netlink(struct needs_private *needs)
{
	const struct findings *found = &needs->findings[FOUND_NETLINK];
	size_t i;

	for (i = 0; i < found->count; i++)
		add_definition(
			needs,
			add_need(needs, NEED_NETLINK, found->items[i].name),
			&found->items[i].definition,
			found->items[i].definition.when);
}

/* --- exceptions */

static bool apply_exception(struct needs_private *needs,
			    const struct exception *exception)
{
	struct need *need =
		table_get(&needs->by_name[exception->kind], exception->name);

	if (!need)
		return false;
	need->when = condition_and(needs->pool, need->when, exception->when);
	need->exception = exception->reason;
	need->exception_place = &exception->place;
	return true;
}

static bool apply_exceptions(struct needs_private *needs, char **problem)
{
	const struct exceptions *exceptions =
		exceptions_read(needs->kbuild, problem);
	size_t i;

	if (!exceptions)
		return false;
	for (i = 0; i < exceptions->count; i++)
		apply_exception(needs, &exceptions->items[i]);
	return true;
}

struct needs *needs_load(struct kbuild *kbuild, char **problem)
{
	struct needs_private *needs = pool_alloc(kbuild->pool, sizeof(*needs));
	size_t i;

	needs->pool = needs->needs.pool = kbuild->pool;
	needs->kbuild = kbuild;
	needs->needs.private = needs;
	for (i = 0; i < NEED_KINDS; i++)
		table_init(&needs->by_name[i], kbuild->pool);
	find_all(kbuild, false, needs->findings);
	index_functions(needs);
	if (!read_tables(needs)) {
		*problem = text_format(
			"%s: it has no arch/x86/entry/syscalls/syscall_64.tbl",
			kbuild->tree);
		return NULL;
	}
	add_registered(needs, NEED_SOCKET, &needs->findings[FOUND_FAMILY],
		       &needs->findings[FOUND_FAMILY_REGISTRATION]);
	add_netlink(needs);
	add_registered(needs, NEED_FILESYSTEM,
		       &needs->findings[FOUND_FILESYSTEM],
		       &needs->findings[FOUND_FILESYSTEM_REGISTRATION]);
	if (!apply_exceptions(needs, problem))
		return NULL;
	needs->needs.all = (const struct need *const *)needs->list;
	return &needs->needs;
}

const struct need *needs_find(const struct needs *needs, enum need_kind kind,
			      const char *name)
{
	static const char *const prefixes[NEED_KINDS] = {
		[NEED_SOCKET] = "AF_", [NEED_NETLINK] = "NETLINK_"};
	const struct table *table = &needs->private->by_name[kind];
	const struct need *need = table_get(table, name);
	char *full, *at;

	if (need || !prefixes[kind])
		return need;
	if (!strncmp(name, "PF_", 3))
		name += 3;
	full = pool_printf(needs->pool, "%s%s", prefixes[kind], name);
	for (at = full; *at; at++)
		*at = toupper((unsigned char)*at);
	return table_get(table, full);
}

const char *need_kind_name(enum need_kind kind)
{
	static const char *const names[NEED_KINDS] = {
		[NEED_CALL] = "system call",
		[NEED_CALL_I386] = "system call of 32-bit programs",
		[NEED_SOCKET] = "socket family",
		[NEED_NETLINK] = "netlink protocol",
		[NEED_FILESYSTEM] = "file system",
	};

	return names[kind];
}
