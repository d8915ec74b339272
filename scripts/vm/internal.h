/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of the vm library share with each other. */
#ifndef VM_INTERNAL_H
#define VM_INTERNAL_H

#include "base/memory.h"
#include "base/meter.h"
#include "base/text.h"
#include "vm.h"

#include <sys/types.h>

/* strings.c: the last line of a text, and lists of arguments */

char *last_line(const char *text);

struct args {
	char **v; /* ends in NULL */
	size_t n;
};

void args_add(struct args *args, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void args_add_words(struct args *args, const char *words);
char *args_quoted(const struct args *args);
void args_free(struct args *args);

/* child.c: an emulator as a child process */

/* The emulator's file descriptors, by their numbers in the child. */
enum child_fd {
	FD_IN,
	FD_OUT,
	FD_MESSAGES, /* what the emulator itself has to say */
	FD_LOG,	     /* what happened in the machine */
	FD_ISO,	     /* the CD */
	FD_LINE,     /* keeps Bochs' end of the serial line open */
	FD_MONITOR,  /* QEMU's monitor */
	CHILD_FDS
};

/* Everything needed to start an emulator, and our end of its serial line. */
struct launch {
	struct args args;
	int fd[CHILD_FDS]; /* -1: not used */
	int to_guest, from_guest;
	int monitor; /* our end of FD_MONITOR */
	bool private_network;
	char *problem; /* why there is nothing to start, or NULL */
};

void launch_init(struct launch *launch);
void launch_free(struct launch *launch);
int launch_file(struct launch *launch, enum child_fd fd, const char *content);
pid_t child_start(const struct launch *launch, int death_signal);
int child_stop(pid_t pid);
bool child_ended(pid_t pid, int *status);

/* helper.c: run a small program and read what it prints */

int helper_output(char *const argv[], int out_fd, char **messages);
char *helper_text(char *const argv[]);
char *read_fd(int fd);
off_t size_of_fd(int fd);

/* Counts what a guest executes (scripts/count). */
#define VM_COUNT_PLUGIN (KIT "/build/lib/libcount.so")

/* qemu.c and bochs.c: how each of them is started and what its end means */

void qemu_args(struct args *args, const struct vm_config *config,
	       enum vm_accel accel, const char *log);
void qemu_prepare(struct launch *launch, const struct vm_config *config,
		  enum vm_accel accel);
void qemu_judge(const struct launch *launch, const struct vm_config *config,
		int status, struct vm_result *result);

/* verdict.c: endings that every emulator has */

void end_by_triple_fault(struct vm_result *result);
void end_by_verdict(struct vm_result *result, int verdict);
int printed_verdict(const char *serial); /* the last such line's; -1: none */

char *bochs_command_line(const struct vm_config *config);
void bochs_prepare(struct launch *launch, const struct vm_config *config);
void bochs_judge(const struct launch *launch, int status,
		 struct vm_result *result);

/* network.c: the guest's network card */

char *network_problem(const struct vm_config *config);
void network_args(struct args *args, const struct vm_config *config);

/* serial.c: the guest's serial line */

enum line_event { LINE_QUIET, LINE_CLOSED, LINE_EXPECTED, LINE_LIMIT };

struct line {
	const struct vm_config *config;
	const struct launch *launch;
	struct vm_result *result;

	bool may_type;	     /* config->input_after was seen */
	const char *to_type; /* the input that the guest has not taken yet */
	size_t left;	     /* bytes of it */
	int input_fd;	     /* more input comes from here; -1: no more */
	char typed[256];     /* what was read from there */
	double next_nmi;     /* by now() */
};

void line_open(struct line *line);
enum line_event line_serve(struct line *line, int wait_ms);

/* monitor.c: NMIs through QEMU's monitor */

void monitor_open(struct launch *launch);
int monitor_serve(struct line *line);

/* accel.c, provenance.c, config.c */

enum vm_accel choose_accel(const struct vm_config *config);
void describe_origin(const struct vm_config *config, struct vm_result *result);
const char *emulator_command(enum vm_profile profile);
char *emulator_problem(enum vm_profile profile);
char *config_problem(const struct vm_config *config);

#endif
