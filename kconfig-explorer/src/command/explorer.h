/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the subcommands share. Only this folder prints messages and ends the
 * program; the libraries beside it return their problems as text.
 */
#ifndef EXPLORER_H
#define EXPLORER_H

#include "model/config.h"
#include "model/model.h"
#include "results/csv.h"

#include <stdbool.h>
#include <stdio.h>

enum { EXIT_OK = 0, EXIT_NO = 1, EXIT_USAGE = 2 };

/*
 * Each command gets its own arguments, argv[0] being its name, and returns the
 * exit status: 0 ok, 1 it failed or the answer is no, 2 wrong usage. To add a
 * command, declare it here and give it a line in main.c.
 */
int command_count(int argc, char **argv);
int command_why(int argc, char **argv);
int command_check(int argc, char **argv);
int command_diff(int argc, char **argv);
int command_graph(int argc, char **argv);
int command_page(int argc, char **argv);
int command_trace(int argc, char **argv);
int command_manifest(int argc, char **argv);
int command_specialise(int argc, char **argv);
int command_file(int argc, char **argv);
int command_syscalls(int argc, char **argv);
int command_bytes(int argc, char **argv);
int command_solve(int argc, char **argv);
int command_plan(int argc, char **argv);

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };

/* Prints a report with that one of three functions which --format names. */
#define PRINT_AS(format, report, text, csv, json)  \
	((format) == FORMAT_JSON  ? (json)(report) \
	 : (format) == FORMAT_CSV ? (csv)(report)  \
				  : (text)(report))

/* Options that all commands know. */
struct options {
	const char *tree; /* NULL: the kit's own */
	/* Of the machine: x86_64 or i386, for what reads makefiles. */
	const char *arch;
	/* Of Kconfig's files: these, or x86, where 64BIT has a prompt. */
	const char *kconfig_arch;
	bool arch_given;    /* by --arch, so that no file decides */
	bool arch_fitted;   /* to a file */
	const char *config; /* NULL if not given */
	enum format format;
	bool cold;
};

/* Their part of a help text. */
extern const char options_help[];

/*
 * An option of one command alone: its value is stored in *value, or each() is
 * called with it; without these two it has none, and *flag becomes true. A list
 * of these ends with a name of NULL.
 */
struct option_rule {
	const char *name; /* without -- */
	const char **value;
	bool *flag;
	/* may be given more than once: called for each value */
	void (*each)(void *data, const char *value);
	void *data;
};

/*
 * Reads the options of a command: the shared ones into *options and its own by
 * `rules` (may be NULL), which may replace shared ones. -o is short for
 * --output. Prints `usage` and what is left of options_help for --help.
 * Returns the number of other arguments, which are moved to argv[1]...;
 * wrong usage and --help end the program.
 */
int options_parse(struct options *options, int argc, char **argv,
		  const char *usage, const struct option_rule *rules);

/* An option_rule's each(): wrong usage. `data` says why, as a text. */
void option_refused(void *data, const char *value);

/* The value of an option that is a number above 0; `otherwise` if not given. */
int option_number(const char *name, const char *text, int otherwise);

/*
 * Takes the architecture from the head of a file of a configuration, unless
 * --arch was given; warns if it is not the default. Ends the
 * program if it is not one of x86. To be called before options_model() for each
 * file that will be read; for --config options_parse() does it. NULL: none.
 */
void options_fit(struct options *options, const char *file);
/* Loads the model that the options name; ends the program if it cannot. */
const struct model *options_model(const struct options *options);
/*
 * Reads and evaluates a .config (NULL: none); ends the program if it cannot.
 * Malformed lines, and another version in its head, are warnings.
 */
struct config *options_config(const struct model *model, const char *file);
/* The same for callers that print config->complaints themselves. */
struct config *options_config_quietly(const struct model *model,
				      const char *file);
/* What a file holds, read only once ("-" can be read only once). */
const struct input *options_input(const char *file);
/* Finds a symbol; ends the program, naming similar ones, if there is none. */
const struct symbol *options_symbol(const struct model *model,
				    const char *name);

/* Messages to standard error, after "kconfig-explorer: ". */
void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* ... and ends with EXIT_NO. */
void die(const char *format, ...)
	__attribute__((format(printf, 1, 2), noreturn));
/* ... and ends with EXIT_USAGE. */
void die_usage(const char *format, ...)
	__attribute__((format(printf, 1, 2), noreturn));

/* Prints a jansson value with a newline, and frees it. */
struct json_t;
void json_print(struct json_t *value);

/* A text as JSON, also one that is not UTF-8: other bytes become \xHH. */
struct json_t *json_text(const char *text);

/* config_write(); ends the program if it cannot. */
void output_config(const struct config *config, const char *file);

/*
 * Writes bytes, or a text, to a file, which appears as a whole or not at all;
 * NULL and "-" are standard output. Ends the program if it cannot.
 */
void output_bytes(const char *file, const char *bytes, size_t length);
void output_text(const char *file, const char *text);

#endif
