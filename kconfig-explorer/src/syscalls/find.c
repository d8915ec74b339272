// SPDX-License-Identifier: GPL-2.0-only
/*
 * Looks through the C files that Kbuild compiles for definitions of system
 * calls, file systems and socket families.
 */
#include "syscalls/find.h"
#include "base/file.h"
#include "syscalls/source.h"

#include <ctype.h>
#include <string.h>

/* Files that include each other deeper than this do so for ever. */
#define MAX_DEPTH 8

struct search {
	struct kbuild *kbuild;
	struct source source;
	struct findings *findings;
	const struct object *object; /* of the file that is read */
	struct pool *scratch;	     /* for texts, until the next object */
	int depth;		     /* of files that include each other */
	/* Where in it the body of the last system call is: see stub(). */
	enum { OUTSIDE, HEAD, BODY } call;
	const char *text; /* of it, as it was */
	/* A struct whose initialiser is being read, or NULL. */
	struct found *open;
	const char *field; /* of it, that names the thing */
	bool netlink;	   /* the protocol stands in the next line */
};

static const struct structure {
	const char *type, *field;
	enum found_kind kind;
} structures[] = {
	{"struct file_system_type ", ".name", FOUND_FILESYSTEM},
	{"struct net_proto_family ", ".family", FOUND_FAMILY},
};

static const struct registration {
	const char *function;
	enum found_kind kind;
} registrations[] = {
	{"register_filesystem(&", FOUND_FILESYSTEM_REGISTRATION},
	{"sock_register(&", FOUND_FAMILY_REGISTRATION},
};

static void read_file(struct search *search, const char *path,
		      const struct condition *when);

static bool in_name(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static const char *cut_name(struct pool *pool, const char *text)
{
	size_t length = 0;

	while (in_name(text[length]))
		length++;
	return length ? pool_intern(pool, text, length) : NULL;
}

static struct found *add(struct search *search, enum found_kind kind,
			 const char *name, const char *label,
			 const struct source_line *line)
{
	struct pool *pool = search->kbuild->pool;
	struct findings *to = &search->findings[kind];

	to->items =
		pool_one_more(pool, to->items, to->count, sizeof(*to->items));
	to->items[to->count] = (struct found){
		.name = name,
		.label = label,
		.definition =
			{
				.place = line->place,
				.object = search->object,
				.guarded = line->when,
				.when = condition_and(pool,
						      search->object->builtin,
						      line->when),
			},
	};
	return &to->items[to->count++];
}

/*
 * SYSCALL_DEFINE3(name, ...) and COMPAT_SYSCALL_DEFINE3(name, ...); x86 has
 * a SYSCALL32_DEFINE6 for one that is compat_sys_ on a 64-bit kernel and
 * sys_ on a 32-bit one (arch/x86/kernel/sys_ia32.c).
 */
static bool find_call(struct search *search, const struct source_line *line)
{
	struct pool *pool = search->kbuild->pool;
	const char *at = line->text, *name;
	bool compat = !strncmp(at, "COMPAT_", 7), narrow;

	at += compat ? 7 : 0;
	narrow = !strncmp(at, "SYSCALL32_DEFINE", 16);
	if (!narrow && strncmp(at, "SYSCALL_DEFINE", 14) != 0)
		return false;
	at += narrow ? 16 : 14;
	if (!isdigit((unsigned char)at[0]) || at[1] != '(')
		return false;
	name = cut_name(pool, at + 2 + strspn(at + 2, " \t"));
	if (!name)
		return false;
	if (compat || narrow)
		add(search, FOUND_CALL,
		    pool_printf(pool, "compat_sys_%s", name), NULL, line);
	if (!compat)
		add(search, FOUND_CALL, pool_printf(pool, "sys_%s", name), NULL,
		    line);
	return true;
}

/*
 * A call that only returns -ENOSYS does not exist for programs:
 * arch/x86/kernel/ioport.c without X86_IOPL_IOPERM. `line` comes after the
 * call's first one.
 */
static void find_stub(struct search *search, const struct source_line *line)
{
	struct findings *calls = &search->findings[FOUND_CALL];

	if (search->call == BODY && !strcmp(line->text, "return -ENOSYS;"))
		calls->items[calls->count - 1].definition.when =
			&condition_never;
	search->call = search->call == HEAD ? *line->text == '{' ? BODY : HEAD
					    : OUTSIDE;
}

static void find_registration(struct search *search,
			      const struct source_line *line,
			      const struct registration *registration)
{
	const char *at = strstr(line->text, registration->function);

	if (!at || (at > line->text && in_name(at[-1])))
		return; /* unregister_filesystem, bt_sock_register */
	add(search, registration->kind, NULL,
	    cut_name(search->kbuild->pool, at + strlen(registration->function)),
	    line);
}

/* The text of #define NAME "text" in this file, or NULL. */
static const char *macro_text(struct search *search, const char *name)
{
	const char *at = search->text;
	size_t length = strlen(name);

	while ((at = strstr(at, "#define"))) {
		at += strlen("#define");
		at += strspn(at, " \t");
		if (strncmp(at, name, length) != 0 || in_name(at[length]))
			continue;
		at += length;
		at += strspn(at, " \t");
		if (*at == '"')
			return pool_intern(search->kbuild->pool, at + 1,
					   strcspn(at + 1, "\""));
	}
	return NULL;
}

/* A line of an initialiser: .name = "ext4", or .family = PF_INET, */
static void read_field(struct search *search, const struct source_line *line)
{
	struct pool *pool = search->kbuild->pool;
	const char *at = strstr(line->text, search->field);

	if (at && !search->open->name) {
		at += strlen(search->field);
		at += strspn(at, " \t=");
		if (*at == '"')
			search->open->name = pool_intern(pool, at + 1,
							 strcspn(at + 1, "\""));
		else
			search->open->name = cut_name(pool, at);
		if (*at != '"' && search->open->name &&
		    macro_text(search, search->open->name))
			search->open->name =
				macro_text(search, search->open->name);
	}
	if (*line->text == '}')
		search->open = NULL;
}

static void find_structure(struct search *search,
			   const struct source_line *line,
			   const struct structure *structure)
{
	const char *at = strstr(line->text, structure->type), *label, *rest;

	if (!at)
		return;
	label = at + strlen(structure->type);
	rest = label;
	while (in_name(*rest))
		rest++;
	rest += strspn(rest, " \t");
	if (*rest != '=')
		return; /* a pointer, a parameter, a declaration */
	search->open = add(search, structure->kind, NULL,
			   cut_name(search->kbuild->pool, label), line);
	search->field = structure->field;
}

/* netlink_kernel_create(&init_net, NETLINK_AUDIT, &cfg), on up to two lines */
static void find_netlink(struct search *search, const struct source_line *line)
{
	const char *at = strstr(line->text, "netlink_kernel_create(");
	const char *name;

	if (!at && !search->netlink)
		return;
	name = strstr(line->text, "NETLINK_");
	search->netlink = at && !name && !strchr(at, ';');
	if (name)
		add(search, FOUND_NETLINK, cut_name(search->kbuild->pool, name),
		    NULL, line);
}

static void read_line(void *data, const struct source_line *line)
{
	struct search *search = data;
	const char *path;
	size_t i;

	if (*line->text == '#') {
		path = source_included(search->kbuild->pool, line);
		if (path)
			read_file(search, path, line->when);
		return;
	}
	find_stub(search, line);
	if (find_call(search, line)) {
		search->call = HEAD;
		return;
	}
	if (search->open) {
		read_field(search, line);
		return;
	}
	find_netlink(search, line);
	for (i = 0; i < sizeof(structures) / sizeof(*structures); i++)
		find_structure(search, line, &structures[i]);
	for (i = 0; i < sizeof(registrations) / sizeof(*registrations); i++)
		find_registration(search, line, &registrations[i]);
}

/* Is there anything of interest? Most files have nothing. */
static bool worth_reading(const char *text)
{
	static const char *const words[] = {".c\"",
					    "SYSCALL",
					    "register_filesystem",
					    "file_system_type",
					    "sock_register",
					    "net_proto_family",
					    "netlink_kernel_create"};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

/*
 * drivers/ and sound/ are three quarters of the tree's text and hold next to
 * nothing of what is sought: only these folders of drivers/ do. The tests
 * search all of it to see whether that is still so.
 */
static bool is_sought(const char *path)
{
	static const char *const folders[] = {
		"drivers/android/",
		"drivers/base/devtmpfs.c",
		"drivers/char/random.c",
		"drivers/connector/",
		"drivers/infiniband/core/netlink.c",
		"drivers/infiniband/hw/qib/",
		"drivers/isdn/mISDN/",
		"drivers/misc/ibmasm/",
		"drivers/net/ppp/",
		"drivers/pci/syscall.c",
		"drivers/scsi/scsi_netlink.c",
		"drivers/scsi/scsi_transport_iscsi.c",
		"drivers/usb/gadget/function/",
		"drivers/usb/gadget/legacy/",
		"drivers/xen/xenfs/",
	};
	size_t i;

	if (!strncmp(path, "sound/", strlen("sound/")))
		return false;
	if (strncmp(path, "drivers/", strlen("drivers/")) != 0)
		return true;
	for (i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		if (!strncmp(path, folders[i], strlen(folders[i])))
			return true;
	return false;
}

static void read_file(struct search *search, const char *path,
		      const struct condition *when)
{
	struct search outer = *search;
	size_t length;
	char *text =
		file_read(search->scratch, search->kbuild->tree, path, &length);

	if (!text || !worth_reading(text) || search->depth >= MAX_DEPTH)
		return;
	search->open = NULL;
	search->netlink = false;
	search->call = OUTSIDE;
	search->text = pool_copy(search->scratch, text, length);
	search->depth++;
	source_read(&search->source, path, text, when, read_line, search);
	*search = outer;
}

void find_all(struct kbuild *kbuild, bool everywhere,
	      struct findings findings[FOUND_KINDS])
{
	struct search search = {.kbuild = kbuild, .findings = findings};
	const struct object *object;
	size_t i;

	source_init(&search.source, kbuild->pool, kbuild->tree,
		    kbuild->tristates);
	for (i = 0; i < kbuild->object_count; i++) {
		object = kbuild->objects[i];
		if (!object->source || object->kind > OBJECT_LIBRARY ||
		    object->source[strlen(object->source) - 1] != 'c' ||
		    !(everywhere || is_sought(object->source)))
			continue;
		search.object = object;
		search.scratch = pool_new();
		read_file(&search, object->source, &condition_always);
		pool_free(search.scratch);
	}
}
