/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A manifest: what an application asks of the kernel, as a text file that a
 * person can read and edit. `trace` writes it, `manifest --minimise` refines
 * it, `specialise` turns it into a configuration.
 *
 *	# A comment belongs to the line below it.
 *	[application]
 *	name = redis
 *	[calls]
 *	epoll_wait = required   # a note
 *	madvise = optional
 *
 * The sections and their order are fixed. In those that list needs, a line is
 * NAME = STATE; in the others the value is the rest of the line, so a command
 * may hold any character. \xHH stands for a byte that a name cannot show.
 */
#ifndef MANIFEST_H
#define MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum manifest_section {
	MANIFEST_APPLICATION, /* name, package, command, check, ... */
	MANIFEST_TRACE,	      /* where, when and how it was traced */
	MANIFEST_CALLS,	      /* system calls */
	MANIFEST_CALLS_I386,  /* those of 32-bit programs */
	MANIFEST_SOCKETS,     /* "inet stream", "netlink raw route" */
	MANIFEST_FILESYSTEMS, /* those of the kernel's own making: proc, tmpfs
			       */
	MANIFEST_PATHS,	      /* below /proc and /sys */
	MANIFEST_DEVICES,     /* below /dev */
	MANIFEST_IOCTLS,      /* the type byte of ioctl's requests */
	MANIFEST_FEATURES,    /* what arguments ask for: see features.h */
	MANIFEST_EXECUTABLES, /* programs that were run */
	MANIFEST_OPTIONS,     /* NAME = y, for what no trace can show */
	MANIFEST_SECTIONS
};

/* Ordered: what is seen twice keeps the greater one. */
enum manifest_state {
	MANIFEST_TRIED,	   /* only ever failed: the application knows why */
	MANIFEST_OPTIONAL, /* used, but its check passes without */
	MANIFEST_USED,	   /* used; whether it could do without is unknown */
	MANIFEST_REQUIRED, /* its check fails without */
	MANIFEST_STATES
};

struct manifest_entry {
	char *key;
	char *value;		   /* NULL in a section of needs */
	enum manifest_state state; /* of a need */
	char *before;		   /* comment lines above it, or NULL */
	char *note;		   /* comment on its line, or NULL */
	int line;		   /* in the file; 0: none */
};

struct manifest_list {
	struct manifest_entry *entries;
	size_t count;
	char *before; /* comment lines above the section's name, or NULL */
};

struct manifest {
	struct manifest_list sections[MANIFEST_SECTIONS];
	char *after; /* comment lines at the end, or NULL */
};

/* Out of memory ends the program with a message, here as elsewhere. */
struct manifest *manifest_new(void);
void manifest_free(struct manifest *manifest);

/* Are the lines of a section NAME = STATE? */
bool manifest_holds_needs(enum manifest_section section);
const char *manifest_section_name(enum manifest_section section);
const char *manifest_state_name(enum manifest_state state);
/* MANIFEST_STATES if there is no such state. */
enum manifest_state manifest_state_by_name(const char *name);

/* NULL if there is none. */
struct manifest_entry *manifest_find(const struct manifest *manifest,
				     enum manifest_section section,
				     const char *key);
/* Notes a need: adds it, or raises its state. */
void manifest_note(struct manifest *manifest, enum manifest_section section,
		   const char *key, enum manifest_state state);
/* Adds a field, or gives it another value. */
void manifest_set(struct manifest *manifest, enum manifest_section section,
		  const char *key, const char *value);
/* A field's value; NULL if there is none. */
const char *manifest_get(const struct manifest *manifest,
			 enum manifest_section section, const char *key);
/* Sorts the needs of every section by name. */
void manifest_sort(struct manifest *manifest);

/*
 * Reads a manifest. NULL if it cannot: *problem says why, as
 * FILE:LINE: what is wrong, and the caller frees it.
 */
struct manifest *manifest_read(const char *file, char **problem);
/* The same from memory; `name` is what messages call it. */
struct manifest *manifest_parse(const char *text, size_t length,
				const char *name, char **problem);

void manifest_print(const struct manifest *manifest, FILE *to);
/* Writes a file, which is either replaced as a whole or left as it was. */
bool manifest_write(const struct manifest *manifest, const char *file,
		    char **problem);

#endif
