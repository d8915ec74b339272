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

/* In the order in which people want to know: what they can set comes first. */
enum change_rank {
	RANK_LOST, /* a value that a user could set, and asked for */
	RANK_UNREAD,
	RANK_GONE,
	RANK_NEW,     /* that a user can set */
	RANK_FOLLOWS, /* what no user can set: it follows from the rest */
	RANK_NEW_FOLLOWS,
	RANKS
};

struct change {
	enum change_kind kind;
	enum change_rank rank;
	int line;		     /* 0: none */
	const struct symbol *symbol; /* NULL for CHANGE_UNREAD */
	const char *complaint;	     /* for CHANGE_UNREAD */
	/* Why it is lost, or cannot be set (explain/cause.h); or NULL. */
	const struct symbol *cause;
	size_t group; /* so many of this rank have this cause */
};

struct changes {
	struct change *list;
	size_t count;
	size_t of_kind[CHANGE_KINDS], of_rank[RANKS];
};

/*
 * By rank; losses and lines without effect by cause, the one with most of them
 * first; the rest in the order of the file, new ones by name.
 */
struct changes changes_find(const struct config *config);
/* What a user can set and only one of two configurations has. */
struct changes changes_between(const struct config *from,
			       const struct config *to);
void changes_free(struct changes *changes);

/* unread, value, gone, new */
const char *change_name(enum change_kind kind);
/* Can a user set it at all? Then it has a prompt. */
bool change_is_settable(const struct change *change);
/* The cause's name; "" if there is none. */
const char *change_cause(const struct change *change);
/* How many causes the losses have. */
size_t changes_causes(const struct changes *changes);

/*
 * Why: a reason whose text is what changes. The caller frees it with
 * explain_free(). NULL for CHANGE_UNREAD.
 */
struct reason *change_reason(const struct config *config,
			     const struct change *change, int depth);

#endif
