/* SPDX-License-Identifier: GPL-2.0-only */
/* The vm command: what its files share. */
#ifndef VM_COMMAND_H
#define VM_COMMAND_H

#include "vm.h"

/* Exit statuses of `vm run`; part of the documented interface. */
enum exit_status {
	EXIT_PASSED = 0, /* verdict 0, or the expected text was seen */
	EXIT_FAILED = 1, /* any other verdict */
	EXIT_USAGE = 2,
	EXIT_TRIPLE_FAULT = 3,
	EXIT_TIMED_OUT = 4,
	EXIT_EMULATOR_FAILED = 5,
	EXIT_POWERED_OFF = 6 /* without a verdict */
};

enum report_format { REPORT_TEXT, REPORT_JSON };

/* options.c */
struct options {
	struct vm_config config;
	enum report_format format;
	bool interactive, quiet;
	const char *log; /* copy of the serial output, or NULL */
};

extern const char options_help[];
bool options_parse(struct options *options, int argc, char **argv,
		   const char *help);

/* report.c */
struct json_t *json_of_bytes(const char *bytes);
void print_json(struct json_t *value); /* and frees it */
void report(const struct vm_result *result, const struct options *options);

/* terminal.c */
int terminal_open(void);
void terminal_close(void);

/* One function a subcommand: arguments after its name, gives a status. */
int command_run(int argc, char **argv);
int command_command(int argc, char **argv);
int command_probe(int argc, char **argv);
int command_limit(int argc, char **argv);

#endif
