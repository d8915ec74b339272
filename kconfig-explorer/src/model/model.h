/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The options of a kernel tree, as Kconfig understands them: our own picture
 * of what scripts/kconfig/expr.h calls symbols, properties, expressions and
 * menus. It is filled once from what the engine writes (src/engine/), never
 * changes afterwards, and holds no values: those are in a struct config
 * (model/config.h), of which there may be many for one model.
 *
 * Everything belongs to the model and lives until model_free().
 */
#ifndef MODEL_H
#define MODEL_H

#include "base/place.h"

#include <stdbool.h>
#include <stddef.h>

/* The three values of logic in Kconfig, ordered. */
enum tristate { NO, MODULE, YES };

enum type {
	TYPE_UNKNOWN, /* a constant, or a name that nothing defines */
	TYPE_BOOL,
	TYPE_TRISTATE,
	TYPE_INT,
	TYPE_HEX,
	TYPE_STRING,
	TYPES
};

/*
 * A node of an expression. Equal expressions of a model are one node
 * (compare pointers), so the whole is a graph without cycles. NULL stands for
 * "no condition": YES.
 */
enum expression_kind {
	EXPRESSION_SYMBOL, /* a */
	EXPRESSION_NOT,	   /* left */
	EXPRESSION_AND,	   /* left, right */
	EXPRESSION_OR,
	EXPRESSION_EQUAL, /* a, b: compares values, as all below */
	EXPRESSION_UNEQUAL,
	EXPRESSION_LESS,
	EXPRESSION_LESS_EQUAL,
	EXPRESSION_GREATER,
	EXPRESSION_GREATER_EQUAL,
	EXPRESSION_KINDS
};

struct symbol;

struct expression {
	int index; /* in model->expressions; operands have smaller ones */
	enum expression_kind kind;
	const struct expression *left, *right;
	const struct symbol *a, *b;
};

enum property_kind {
	PROPERTY_PROMPT,  /* text: the user may set the owner */
	PROPERTY_DEFAULT, /* value; of a choice: target */
	PROPERTY_SELECT,  /* target */
	PROPERTY_IMPLY,	  /* target */
	PROPERTY_RANGE,	  /* low, high */
	PROPERTY_KINDS
};

/*
 * The condition is complete: "if" of the line itself, "depends on" of its
 * entry and of all menus, choices and if-blocks around it. Also "m" stands
 * for "m && MODULES" there. Kconfig's menu_finalize() does that.
 */
struct property {
	enum property_kind kind;
	const struct symbol *owner;
	const struct menu *menu; /* the entry that it stands in */
	struct place place;
	const struct expression *condition;
	const char *text;
	const struct expression *value;
	const struct symbol *target;
	const struct symbol *low, *high;
};

struct symbol {
	int index;	  /* in model->symbols */
	const char *name; /* NULL: a choice without a name */
	enum type type;
	bool constant; /* y, m, n, a number or a quoted string */
	bool choice;   /* the symbol behind a "choice" block, without name */
	bool optional; /* of a choice: it may stay without a chosen member */
	bool hidden;   /* never stands in a .config (choices) */

	/*
	 * Of a constant that a macro answered: the macro as it is written, with
	 * its place; the answer is `name`. Otherwise NULL.
	 */
	const char *macro;
	struct place written_at;

	/* A choice and its members, in the order in which they stand. */
	const struct symbol *member_of;
	const struct symbol **members;
	size_t member_count;

	/* In the order of Kconfig files: the first that applies counts. */
	const struct property **properties;
	size_t property_count;

	/* Entries that define it; none for what is only referred to. */
	const struct menu **definitions;
	size_t definition_count;

	/*
	 * Complete as in menu_finalize(): depends is or-ed over definitions;
	 * selected is "or" over all selects of "selecting symbol and
	 * condition", of a choice also "visible and m"; implied the same.
	 */
	const struct expression *depends, *selected, *implied;

	/* The properties of others behind the last two. */
	const struct property **selectors, **impliers;
	size_t selector_count, implier_count;
};

enum menu_kind {
	MENU_ROOT,
	MENU_MENU,    /* a menu, without a symbol */
	MENU_SYMBOL,  /* config or menuconfig */
	MENU_CHOICE,  /* its symbol is the choice */
	MENU_COMMENT, /* a remark */
	MENU_IF,      /* without a prompt */
	MENU_KINDS
};

/* An entry of Kconfig files, where menuconfig would show it. */
struct menu {
	int index; /* in model->menus, parents before children */
	enum menu_kind kind;
	bool menuconfig; /* or mainmenu, menu: prompt is a heading */
	const struct menu *parent, *next, *child;
	const struct symbol *symbol;
	const char *prompt; /* NULL if none */
	const struct expression *prompt_condition;
	const struct expression *depends; /* with those of its parents */
	const struct expression *visible; /* "visible if" */
	const char *help;		  /* NULL if none */
	struct place place;
};

/* Whose rules a tree's Kconfig code follows: they differ in choices and
 * numbers. */
enum rules { RULES_LINUX_6_1, RULES_LINUX_6_12, RULES };

struct model {
	const char *tree;    /* absolute path */
	const char *arch;    /* x86_64 or i386 */
	const char *version; /* of the kernel, "6.1.192" */
	enum rules rules;

	/* Kconfig visits symbols in this order, and so do we. */
	struct symbol *symbols;
	size_t symbol_count;
	struct expression *expressions;
	size_t expression_count;
	struct property *properties;
	size_t property_count;
	struct menu *menus; /* menus[0] is the root */
	size_t menu_count;

	const struct symbol *no, *module, *yes; /* the constants */
	const struct symbol *modules;		/* MODULES, or NULL */

	struct model_private *private;
};

/*
 * Loads the options of a tree. `tree` may be NULL: the kit's own pristine one.
 * `arch` is x86_64 or i386. With `cold` nothing remembered of earlier runs is
 * used: the compiler is asked again.
 * Returns NULL on failure; then *problem is a message that the caller frees.
 * Warnings of Kconfig go to standard error.
 */
const struct model *model_load(const char *tree, const char *arch, bool cold,
			       char **problem);
void model_free(const struct model *model);

/*
 * The absolute path of a tree that a user named; NULL: the kit's own pristine
 * one, which is unpacked if need be. The caller frees it. NULL if it is not a
 * Linux tree: *problem says why.
 */
char *model_find_tree(const char *given, char **problem);

/*
 * The symbol of that name, with or without CONFIG_ before it, or NULL. Also
 * finds names that are only referred to (no definitions); never constants.
 */
const struct symbol *model_find(const struct model *model, const char *name);

/* bool, tristate, int, hex, string, unknown */
const char *type_name(enum type type);
/* prompt, default, select, imply, range */
const char *property_name(enum property_kind kind);

static inline bool symbol_is_logical(const struct symbol *symbol)
{
	return symbol->type == TYPE_BOOL || symbol->type == TYPE_TRISTATE;
}

/* y, m or n, written or as a macro's answer. */
static inline enum tristate constant_value(const struct symbol *symbol)
{
	return *symbol->name == 'y' ? YES : *symbol->name == 'm' ? MODULE : NO;
}

/*
 * Is it an option, that is: does an entry define it, and has it a name? What
 * is counted by "how many options has Linux".
 */
static inline bool symbol_is_option(const struct symbol *symbol)
{
	return symbol->definition_count && !symbol->choice;
}

/* The first prompt of a symbol, or NULL: it is derived, not set by users. */
const struct property *symbol_prompt(const struct symbol *symbol);
/* What people call it: its name, the prompt of a choice, or the macro. */
const char *symbol_label(const struct symbol *symbol);

/* What would change the answer of a macro, in words; NULL: not known. */
const char *macro_hint(const struct symbol *macro);

/*
 * An expression as in a Kconfig file, with as few parentheses as needed. A
 * macro is followed by its answer and its place: "$(cc-option,-pg)
 * [=n, kernel/Kconfig:7]". "y" for NULL. The caller frees it.
 */
char *expression_text(const struct expression *expression);
/* The same, and behind a macro's place what would change its answer. */
char *expression_text_hints(const struct expression *expression);

/* Loops; `each` is the name of the variable that they declare. */
#define model_for_each_symbol(model, each)                 \
	for (const struct symbol *each = (model)->symbols; \
	     each < (model)->symbols + (model)->symbol_count; each++)

#define symbol_for_each_property(symbol_, each, kind_wanted)              \
	for (size_t each##_at = 0; each##_at < (symbol_)->property_count; \
	     each##_at++)                                                 \
		for (const struct property *each =                        \
			     (symbol_)->properties[each##_at];            \
		     each && each->kind == (kind_wanted); each = NULL)

#endif
