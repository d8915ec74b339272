// SPDX-License-Identifier: GPL-2.0-only
/* Puts together what interfaces.h promises, from what find.c has found. */
#include "syscalls/interfaces.h"
#include "base/text.h"
#include "syscalls/exception.h"
#include "syscalls/find.h"
#include "syscalls/table.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct interfaces_private {
	struct interfaces interfaces; /* what the others see */
	struct pool *pool;
	struct kbuild *kbuild;
	struct table by_name[INTERFACE_KINDS]; /* of struct interface */
	struct interface **list;
	struct findings findings[FOUND_KINDS];
	struct table functions;	  /* sys_...: struct definition, a list */
	struct table optional;	  /* sys_...: struct place */
	enum interface_kind kind; /* of the table that is being read */
};

static struct interface *add_interface(struct interfaces_private *interfaces,
				       enum interface_kind kind,
				       const char *name)
{
	struct interface **at =
		(struct interface **)table_at(&interfaces->by_name[kind], name);
	struct interface *interface = *at;

	if (interface)
		return interface;
	interface = *at = pool_alloc(interfaces->pool, sizeof(*interface));
	*interface = (struct interface){
		.kind = kind,
		.name = pool_intern(interfaces->pool, name, strlen(name)),
		.number = -1,
		.when = &condition_never,
	};
	interfaces->list =
		pool_one_more(interfaces->pool, interfaces->list,
			      interfaces->interfaces.count, sizeof(interface));
	interfaces->list[interfaces->interfaces.count++] = interface;
	return interface;
}

/*
 * The architecture decides these, and not the user: arch/x86/Kconfig
 * has 64BIT on for ARCH=x86_64 unless the user wants otherwise.
 */
static const struct condition *
decided(const struct interfaces_private *interfaces,
	const struct condition *when)
{
	static const char *const wide[] = {"64BIT", "X86_64"};
	static const char *const narrow[] = {"X86_32"};
	struct pool *pool = interfaces->pool;
	bool is_64 = !strcmp(interfaces->kbuild->arch, "x86_64");
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
static void add_definition(const struct interfaces_private *interfaces,
			   struct interface *interface,
			   const struct definition *definition,
			   const struct condition *when)
{
	struct definition *copy = pool_alloc(interfaces->pool, sizeof(*copy));

	*copy = *definition;
	copy->when = decided(interfaces, when);
	if (condition_is_never(copy->when))
		return; /* for other processors */
	copy->next = interface->definitions;
	interface->definitions = copy;
	interface->when =
		condition_or(interfaces->pool, interface->when, copy->when);
}

/* --- system calls */

static void index_functions(struct interfaces_private *interfaces)
{
	const struct findings *calls = &interfaces->findings[FOUND_CALL];
	struct definition *definition;
	void **at;
	size_t i;

	table_init(&interfaces->functions, interfaces->pool);
	for (i = 0; i < calls->count; i++) {
		definition = &calls->items[i].definition;
		at = table_at(&interfaces->functions, calls->items[i].name);
		definition->next = *at;
		*at = definition;
	}
}

/*
 * 32-bit programs enter a 64-bit kernel through a file of its own, if they can
 * at all.
 */
static const struct condition *
entry_gate(const struct interfaces_private *interfaces)
{
	const struct object *entry;

	if (interfaces->kind != INTERFACE_CALL_I386)
		return &condition_always;
	entry = kbuild_object(interfaces->kbuild,
			      "arch/x86/entry/entry_64_compat.o");
	return entry ? entry->builtin : &condition_always;
}

static void add_call(void *data, const struct table_line *line)
{
	struct interfaces_private *interfaces = data;
	const char *entry = line->entry;
	const struct definition *definition;
	struct interface *interface;

	if (!strcmp(line->abi, "x32"))
		return; /* of X86_X32_ABI, which is for experts */
	if (interfaces->kind == INTERFACE_CALL_I386 && line->compat)
		entry = line->compat;
	interface = add_interface(interfaces, interfaces->kind, line->name);
	interface->number = line->number;
	if (!entry)
		return;
	interface->function =
		pool_intern(interfaces->pool, entry, strlen(entry));
	interface->optional = table_get(&interfaces->optional, entry);
	definition = table_get(&interfaces->functions, entry);
	for (; definition; definition = definition->next)
		add_definition(interfaces, interface, definition,
			       condition_and(interfaces->pool,
					     entry_gate(interfaces),
					     definition->when));
}

static bool read_tables(struct interfaces_private *interfaces)
{
	static const char wide[] = "arch/x86/entry/syscalls/syscall_64.tbl";
	static const char narrow[] = "arch/x86/entry/syscalls/syscall_32.tbl";
	const char *tree = interfaces->kbuild->tree;
	bool is_64 = !strcmp(interfaces->kbuild->arch, "x86_64");

	table_init(&interfaces->optional, interfaces->pool);
	table_read_optional(interfaces->pool, tree, &interfaces->optional);
	interfaces->kind = INTERFACE_CALL;
	if (!table_read(interfaces->pool, tree, is_64 ? wide : narrow, add_call,
			interfaces))
		return false;
	interfaces->kind = INTERFACE_CALL_I386;
	return !is_64 ||
	       table_read(interfaces->pool, tree, narrow, add_call, interfaces);
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
static const struct condition *registered(struct interfaces_private *interfaces,
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
			when = condition_or(interfaces->pool, when,
					    other->definition.when);
		}
		if (elsewhere || !condition_is_never(when))
			return when;
	}
}

static void add_registered(struct interfaces_private *interfaces,
			   enum interface_kind kind,
			   const struct findings *structures,
			   const struct findings *registrations)
{
	const struct found *found;
	const struct condition *when;
	const char *name;

	for (found = structures->items;
	     found < structures->items + structures->count; found++) {
		when = registered(interfaces, found, registrations);
		if (!found->name || condition_is_never(when))
			continue; /* of the kernel's own use */
		name = found->name;
		if (kind == INTERFACE_SOCKET) /* PF_ and AF_ are the same */
			name = pool_printf(interfaces->pool, "AF_%s", name + 3);
		add_definition(interfaces,
			       add_interface(interfaces, kind, name),
			       &found->definition,
			       condition_and(interfaces->pool,
					     found->definition.when, when));
	}
}

static void add_netlink(struct interfaces_private *interfaces)
{
	const struct findings *found = &interfaces->findings[FOUND_NETLINK];
	size_t i;

	for (i = 0; i < found->count; i++)
		add_definition(interfaces,
			       add_interface(interfaces, INTERFACE_NETLINK,
					     found->items[i].name),
			       &found->items[i].definition,
			       found->items[i].definition.when);
}

/* --- exceptions */

static bool apply_exception(struct interfaces_private *interfaces,
			    const struct exception *exception)
{
	struct interface *interface = table_get(
		&interfaces->by_name[exception->kind], exception->name);

	if (!interface)
		return false;
	interface->when = condition_and(interfaces->pool, interface->when,
					exception->when);
	interface->exception = exception->reason;
	interface->exception_place = &exception->place;
	return true;
}

static bool apply_exceptions(struct interfaces_private *interfaces,
			     char **problem)
{
	const struct exceptions *exceptions =
		exceptions_read(interfaces->kbuild, problem);
	size_t i;

	if (!exceptions)
		return false;
	for (i = 0; i < exceptions->count; i++)
		apply_exception(interfaces, &exceptions->items[i]);
	return true;
}

struct interfaces *interfaces_load(struct kbuild *kbuild, char **problem)
{
	struct interfaces_private *interfaces =
		pool_alloc(kbuild->pool, sizeof(*interfaces));
	size_t i;

	interfaces->pool = interfaces->interfaces.pool = kbuild->pool;
	interfaces->kbuild = kbuild;
	interfaces->interfaces.private = interfaces;
	for (i = 0; i < INTERFACE_KINDS; i++)
		table_init(&interfaces->by_name[i], kbuild->pool);
	find_all(kbuild, false, interfaces->findings);
	index_functions(interfaces);
	if (!read_tables(interfaces)) {
		*problem = text_format(
			"%s: it has no arch/x86/entry/syscalls/syscall_64.tbl",
			kbuild->tree);
		return NULL;
	}
	add_registered(interfaces, INTERFACE_SOCKET,
		       &interfaces->findings[FOUND_FAMILY],
		       &interfaces->findings[FOUND_FAMILY_REGISTRATION]);
	add_netlink(interfaces);
	add_registered(interfaces, INTERFACE_FILESYSTEM,
		       &interfaces->findings[FOUND_FILESYSTEM],
		       &interfaces->findings[FOUND_FILESYSTEM_REGISTRATION]);
	if (!apply_exceptions(interfaces, problem))
		return NULL;
	interfaces->interfaces.all =
		(const struct interface *const *)interfaces->list;
	return &interfaces->interfaces;
}

const struct interface *interfaces_find(const struct interfaces *interfaces,
					enum interface_kind kind,
					const char *name)
{
	static const char *const prefixes[INTERFACE_KINDS] = {
		[INTERFACE_SOCKET] = "AF_", [INTERFACE_NETLINK] = "NETLINK_"};
	const struct table *table = &interfaces->private->by_name[kind];
	const struct interface *interface = table_get(table, name);
	char *full, *at;

	if (interface || !prefixes[kind])
		return interface;
	if (!strncmp(name, "PF_", 3))
		name += 3;
	full = pool_printf(interfaces->pool, "%s%s", prefixes[kind], name);
	for (at = full; *at; at++)
		*at = toupper((unsigned char)*at);
	return table_get(table, full);
}

const char *interface_kind_name(enum interface_kind kind)
{
	static const char *const names[INTERFACE_KINDS] = {
		[INTERFACE_CALL] = "system call",
		[INTERFACE_CALL_I386] = "system call of 32-bit programs",
		[INTERFACE_SOCKET] = "socket family",
		[INTERFACE_NETLINK] = "netlink protocol",
		[INTERFACE_FILESYSTEM] = "file system",
	};

	return names[kind];
}
