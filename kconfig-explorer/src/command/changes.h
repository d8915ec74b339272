/* SPDX-License-Identifier: GPL-2.0-only */
/* What Kconfig makes of a file: line by line, where it differs. */
#ifndef CHANGES_H
#define CHANGES_H

#include "explain/explain.h"

enum change_kind {
	CHANGE_UNREAD, /* a line that Kconfig ignores or complains about */
	CHANGE_VALUE,  /* an option gets another value than the line says */
	CHANGE_GONE,   /* "is not set", for what cannot be set */
	CHANGE_NEW,    /* an option that the file does not mention */
	CHANGE_KINDS
};

struct change {
	enum change_kind kind;
	int line;		     /* 0: none */
	const struct symbol *symbol; /* NULL for CHANGE_UNREAD */
	const char *complaint;	     /* for CHANGE_UNREAD */
};

struct changes {
	struct change *list;
	size_t count;
	size_t of_kind[CHANGE_KINDS];
};

/* In the order of the file; new ones last, by name. */
struct changes changes_find(const struct config *config);
void changes_free(struct changes *changes);

/* unread, value, gone, new */
const char *change_name(enum change_kind kind);

/*
 * Why: a reason whose text is what changes. The caller lets go of it with
 * explain_free(). NULL for CHANGE_UNREAD.
 */
struct reason *change_reason(const struct config *config,
			     const struct change *change, int depth);

#endif
