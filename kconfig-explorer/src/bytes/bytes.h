/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where the bytes of a built kernel come from. The linker itself is asked:
 * it links vmlinux again, into nothing, and writes its map, which says of
 * every piece of every object how large it is in vmlinux (strings that
 * several objects share count for the first of them), and where it put padding.
 * What is left of a section is what the linker script reserves. So the parts
 * add up to vmlinux's sections, to the byte.
 */
#ifndef BYTES_H
#define BYTES_H

#include "kbuild/kbuild.h"

enum bytes_kind {
	BYTES_TEXT,
	BYTES_RODATA,
	BYTES_DATA,
	BYTES_BSS,  /* takes memory, but no place in the file */
	BYTES_INIT, /* given back once the kernel has started */
	BYTES_KINDS
};

struct bytes_object {
	const char *path; /* below the build folder, "kernel/fork.o" */
	/* What Kbuild says of it; NULL: made while linking (kallsyms) */
	const struct object *object;
	const char *option; /* innermost, "" if none; see bytes_option() */
	unsigned long sizes[BYTES_KINDS], total;
};

struct bytes_section {
	const char *name;
	enum bytes_kind kind;
	unsigned long address, size;
	/*
	 * Its parts: objects, padding between them, and what the linker
	 * script reserves, mostly up to the next page of 4 KiB or 2 MiB.
	 */
	unsigned long located, padding, reserved;
	unsigned long end; /* of what was attributed so far */
};

struct bytes {
	struct pool *pool;
	const char *build;	       /* folder with the objects */
	struct bytes_object **objects; /* the largest first */
	size_t object_count;
	struct bytes_section *sections; /* in the order of vmlinux */
	size_t section_count;
	unsigned long total; /* of all sections */
};

/*
 * Reads a build: the folder given to make as O=, or one of scripts/linux,
 * which has that below objects/. `kbuild` is that of its source tree.
 * NULL on failure: *problem says why, and the caller frees it. Lives as long
 * as `kbuild`.
 */
struct bytes *bytes_read(struct kbuild *kbuild, const char *build,
			 char **problem);

/*
 * The folder with the objects, its source tree and architecture. False if it
 * is not a built kernel: *problem says why. The caller frees the strings.
 */
bool bytes_find_build(const char *given, char **build, char **tree,
		      const char **arch, char **problem);

/*
 * The option to which an object is attributed: the innermost one of its gate.
 * "" if it is always there; the innermost alternatives, as "A || B", if there
 * are several.
 */
const char *bytes_option(struct pool *pool, const struct condition *gate);

/* text, rodata, data, bss, init */
const char *bytes_kind_name(enum bytes_kind kind);

#endif
