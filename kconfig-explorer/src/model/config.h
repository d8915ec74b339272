/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A configuration: what the user asked for (a .config or a fragment), and the
 * values that all symbols get from it. What Kconfig keeps inside its symbols
 * is kept apart here, so that several configurations of one model can be
 * compared.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include "model/input.h"
#include "model/model.h"

/*
 * What a file, or the program, asks for: the "user value" of Kconfig's struct
 * symbol.
 */
struct user_value {
	bool set;
	enum tristate value;	     /* of bool and tristate */
	const char *text;	     /* of int, hex and string */
	const struct symbol *chosen; /* of a choice */
	int line;		     /* in the file; 0: none */
	size_t order;		     /* it is the how manyth assignment */
};

/* What evaluation found. */
struct result {
	enum tristate value;	     /* of bool, tristate, choices */
	const char *text;	     /* of int, hex, string, constants */
	const struct symbol *chosen; /* of a choice: its member that is y */
	/* What a user could raise it to. NO: no prompt can be seen, and what
	 * is asked for is ignored. */
	enum tristate visible;
	/*
	 * Values of symbol->depends, selected (the least that it can have) and
	 * implied. Where a choice decides alone, for its members, Kconfig does
	 * not ask for them, and they are NO.
	 */
	enum tristate depends, selected, implied;
	bool written; /* stands in a written .config, if only as "not set" */
};

/* A line of a file that Kconfig would ignore, or complain about. */
struct complaint {
	int line;
	char *text;
};

struct config {
	const struct model *model;
	char *file;			/* that asks for the values, or NULL */
	struct user_value *user_values; /* by symbol->index */
	struct result *results; /* by symbol->index; see config_evaluate() */
	struct complaint *complaints;
	size_t complaint_count;
	struct config_private *private;
};

/* Without user values. */
struct config *config_new(const struct model *model);
void config_free(struct config *config);

/*
 * Adds the assignments of a file, as conf_read_simple() does: later lines win,
 * unknown names and values that do not fit become complaints.
 * Returns false if it cannot be read: *problem says why, and the caller frees
 * it.
 */
bool config_read(struct config *config, const char *file, char **problem);
/* The same for what was read already. */
void config_read_input(struct config *config, const struct input *input);
/* The same for text in memory; `name` is for messages. */
void config_read_text(struct config *config, const char *text,
		      const char *name);

/*
 * Is it "# CONFIG_NAME is not set", to the letter? Then *name points into the
 * line, which is changed: it ends behind the name.
 */
bool config_unset_line(char *line, char **name);
/* ... or only almost, so that Kconfig takes it for a comment, and no reader
 * does?
 */
bool config_almost_unset(const char *line);

/* Is this a number, or text, as the type wants it? sym_string_valid() */
bool value_is_valid(enum type type, const char *value);

/*
 * Asks for a value. `value` as in a .config: y, m, n, a number, or a
 * string without quotes. False if the type does not allow the value.
 */
bool config_set(struct config *config, const struct symbol *symbol,
		const char *value);
/* ... taken back. */
void config_unset(struct config *config, const struct symbol *symbol);

/*
 * Computes all results from the user values, as Kconfig's sym_calc_value()
 * does, and what `make olddefconfig` would write. Must be called after they
 * change and before results are read.
 */
void config_evaluate(struct config *config);

static inline const struct result *config_result(const struct config *config,
						 const struct symbol *symbol)
{
	return &config->results[symbol->index];
}

static inline const struct user_value *
config_user_value(const struct config *config, const struct symbol *symbol)
{
	return &config->user_values[symbol->index];
}

/* The value of an expression in an evaluated configuration. */
enum tristate config_value(const struct config *config,
			   const struct expression *expression);

/*
 * expression_text(), with the value of each symbol: "A [=y] && !B [=n]". Macros
 * with their answers alone.
 */
char *config_expression_text(const struct config *config,
			     const struct expression *expression);

/* Is it a bool or tristate option that is y or m? */
bool config_is_on(const struct config *config, const struct symbol *symbol);
/* A symbol's value as text: y, m, n, a number, a string without quotes. */
const char *config_text(const struct config *config,
			const struct symbol *symbol);

/*
 * Writes the results as a .config, byte for byte as the kernel's conf_write()
 * does, under a temporary name that is then renamed. `file` "-" is standard
 * output.
 */
bool config_write(const struct config *config, const char *file,
		  char **problem);
/* The same into memory; the caller frees it. */
char *config_write_text(const struct config *config);

/* "y", "m" or "n" */
const char *tristate_text(enum tristate value);

#endif
