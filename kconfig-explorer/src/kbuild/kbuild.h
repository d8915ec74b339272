/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which option gates which object and directory: what the Kbuild files of a
 * kernel tree say (Documentation/kbuild/makefiles.rst), for all configurations
 * at once.
 */
#ifndef KBUILD_H
#define KBUILD_H

#include "kbuild/condition.h"

enum object_kind {
	OBJECT_PLAIN,	/* obj-*: linked into vmlinux or a module */
	OBJECT_LIBRARY, /* lib-*: linked into vmlinux if something needs it */
	OBJECT_IMAGE,	/* into an image of its own: vdso, realmode, boot */
	OBJECT_HOST	/* of a program that runs while building */
};

struct object {
	const char *path;   /* below the tree, with its .o */
	const char *source; /* the .c or .S file, or NULL: it is generated */
	enum object_kind kind;
	/*
	 * When it is built into vmlinux, and when into a module: the gates of
	 * all directories on the way and its own. Both hold where one Kbuild
	 * file lists it twice.
	 */
	const struct condition *builtin, *module;
	struct place place; /* the line that lists it first */
};

struct directory {
	const char *path;			   /* below the tree */
	const struct condition *builtin, *reached; /* into vmlinux; at all */
	struct place place;
};

struct kbuild {
	struct pool *pool;
	const char *tree, *arch;
	const struct table *tristates; /* the options that may be m */
	struct object *const *objects; /* in the order of the Kbuild files */
	size_t object_count;
	struct directory *const *directories;
	size_t directory_count;
	struct kbuild_private *private;
};

/*
 * Reads the Kbuild files of a tree for x86. `arch` is x86_64 or i386.
 * Returns NULL on failure: *problem says why, and the caller frees it.
 */
struct kbuild *kbuild_load(const char *tree, const char *arch, char **problem);
void kbuild_free(struct kbuild *kbuild);

/* By path, as "kernel/fork.o", or NULL. */
const struct object *kbuild_object(const struct kbuild *kbuild,
				   const char *path);

/* The object of a .c or .S file, or NULL. */
const struct object *kbuild_compiled(const struct kbuild *kbuild,
				     const char *path);
/*
 * The same; and if there is none that of a file of its directory that includes
 * it, for which these have to be read.
 */
const struct object *kbuild_source(const struct kbuild *kbuild,
				   const char *path);

/* Built at all, into vmlinux or a module. */
const struct condition *kbuild_built(const struct kbuild *kbuild,
				     const struct object *object);

#endif
