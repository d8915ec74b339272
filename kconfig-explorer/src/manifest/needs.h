/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From what an application asks for to what a configuration must have: the
 * needs of a manifest as needs, in the form that `solve --need-file` reads,
 * each with its reasons.
 */
#ifndef MANIFEST_NEEDS_H
#define MANIFEST_NEEDS_H

#include "manifest/manifest.h"
#include "syscalls/interfaces.h"

struct manifest_need {
	char *need;    /* EPOLL, or NUMA=n, or SLUB || SLAB */
	char *reasons; /* "epoll_wait: fs/eventpoll.c:2295; ..." */
	size_t count;  /* of reasons */
};

struct manifest_need_list {
	struct manifest_need *lines;
	size_t count;
	char *remarks; /* what this tree does not have, a line each */
};

struct manifest_needs {
	const struct interfaces *interfaces; /* of the tree */
	const struct kbuild *kbuild;
	struct need_rule *rules; /* from the file "options" */
	size_t rule_count;
};

/* False if the file "options" cannot be read: *problem says why. */
bool manifest_needs_load(struct manifest_needs *map, struct kbuild *kbuild,
			 const struct interfaces *interfaces, char **problem);

/*
 * Adds what a manifest needs: of all that is "required" or "used", and its
 * options.
 */
void manifest_add_needs(const struct manifest_needs *map,
			const struct manifest *manifest,
			struct manifest_need_list *needs);
/*
 * The options on which it hangs whether the kernel has this, as needs with
 * blanks between; NULL if it always has. The caller frees it.
 */
char *manifest_need_options(const struct manifest_needs *map,
			    enum manifest_section section, const char *key);

void manifest_need_list_print(const struct manifest_need_list *needs, FILE *to);
void manifest_need_list_free(struct manifest_need_list *needs);

#endif
