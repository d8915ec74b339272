/* SPDX-License-Identifier: GPL-2.0-only */
/* What a walk over the Kbuild files keeps. For kbuild.c and lists.c. */
#ifndef WALK_H
#define WALK_H

#include "kbuild/kbuild.h"
#include "kbuild/makefile.h"

struct kbuild_private {
	struct kbuild kbuild; /* what the others see */
	struct pool *pool;
	struct makefile *exported; /* variables that all files see */
	struct table makefiles;	   /* by directory: each is read once */
	struct table objects, directories, sources;
	struct table tristates;
	struct object **object_list;
	struct directory **directory_list;
	/* objects of lists that no obj-* or lib-* speaks of: images, tools */
	struct values images, hosts;
};

/* Beside the kinds of objects, in listings. */
enum { DIRECTORY = OBJECT_HOST + 1 };

/* What one Kbuild file says of an object or a directory. */
struct listing {
	const char *path;
	unsigned int kind; /* enum object_kind, or DIRECTORY */
	const struct condition *builtin, *module; /* obj-y, obj-m */
	struct place place;
};

/*
 * The last gate that was put inside a directory's, and what came of it:
 * neighbours in a list mostly have the same one.
 */
struct inside {
	const struct condition *gate, *both;
};

/* Where a walk is. */
struct visit {
	const struct visit *outer; /* the directory from which it came */
	struct kbuild_private *kbuild;
	struct makefile *makefile;
	const char *path;
	const struct condition *builtin, *reached;
	struct inside last_builtin, last_module;
	struct table listings; /* by path */
	struct listing **order;
	size_t count;
};

/* Gathers what obj-y, obj-m, lib-y and lib-m of the visited directory list. */
void read_lists(struct visit *visit);

/*
 * And, for later, what is in lists that end in -y or -objs but belong to no
 * object (vobjs-y, setup-y), and the objects of hostprogs. After read_lists(),
 * or instead of it: then also lib-y, but not obj-y, which make does not build
 * where it was not sent by an obj-y.
 */
void remember_images(struct visit *visit);
void remember_hosts(struct visit *visit);

#endif
