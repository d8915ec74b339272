/* SPDX-License-Identifier: GPL-2.0-only */
/* What only the files of this folder share. */
#ifndef TRACER_H
#define TRACER_H

#include "trace/trace.h"

#include <stdint.h>
#include <sys/types.h>

struct call {
	bool i386;
	unsigned long number;
	const char *name; /* NULL: newer than our headers */
	uint64_t args[6];
};

/* Something that a call uses, and the error if there were no such thing. */
struct touch {
	enum manifest_section section;
	char *key;
	int error;
};

enum { TOUCHES = 8 };

struct task {
	pid_t tid;
	bool in_call;
	int refused; /* the error that the call is about to give, or 0 */
	bool script; /* the file of an execve() begins with #! */
	unsigned long socket; /* the inode of the call's socket, or 0 */
	struct call call;
	struct touch touches[TOUCHES];
	int touch_count;
};

/* A mounted file system, as /proc/PID/mountinfo lists it. */
struct mount {
	int id;
	char *point; /* as the traced program sees it */
	char *type;
	bool storage; /* its files lie on a disk, or it is the root */
};

struct mounts {
	struct mount *list;
	size_t count;
};

/* A file for what the program prints, if there is a check. */
struct log {
	int fd; /* -1: none */
	char *file;
	const char *inside; /* its name as the program sees it */
	int check_fd;	    /* what the last shell command printed */
};

/* A socket that was made, and has been of no use yet: attempts.c. */
struct attempt {
	unsigned long inode;
	struct touch *touches; /* what it has cost so far */
	size_t count;
	struct attempt *next;
};

struct tracer {
	const struct trace_options *options;
	struct manifest *manifest;
	struct task **tasks;
	size_t task_count;
	struct mounts mounts;
	struct attempt *attempts;
	struct log log;
	pid_t first; /* the program itself */
	int status;  /* how it ended, as waitpid() gives it; -1: not yet */
};

/* tasks.c */
struct task *task_find(struct tracer *tracer, pid_t tid);
struct task *task_add(struct tracer *tracer, pid_t tid);
void task_remove(struct tracer *tracer, pid_t tid);
void task_remove_all(struct tracer *tracer);
void task_touch(struct task *task, enum manifest_section section, int error,
		const char *format, ...) __attribute__((format(printf, 4, 5)));
void task_forget_touches(struct task *task);

/* start.c: a child, seized, at its exec event; 0 if it cannot be (*problem). */
pid_t start_traced(const struct trace_options *options, const struct log *log,
		   char **problem);
/*
 * A shell command as the same user, not traced; in the same root, if there is a
 * shell in it, and otherwise with the programs of this machine.
 */
pid_t start_shell(const struct trace_options *options, const struct log *log,
		  const char *command);

/* log.c */
bool log_open(struct log *log, const struct trace_options *options,
	      char **problem);
/* What it ends with; the caller frees it. */
char *log_end(const struct log *log);
/* "; it said: ..." of the last shell command, or ""; the caller frees it. */
char *log_check_said(const struct log *log);
void log_close(struct log *log);

/* stops.c: what a task stopped for; lets it go on. */
void stop_handle(struct tracer *tracer, pid_t tid, int status);

/* calls.c */
void call_enter(struct tracer *tracer, struct task *task,
		const struct call *call);
void call_leave(struct tracer *tracer, struct task *task, int64_t value,
		bool is_error);
/* The task ends in the middle of a call, or has become another program. */
void call_abandon(struct tracer *tracer, struct task *task);
/* An execve() that succeeded. */
void call_executed(struct tracer *tracer, struct task *task);

/* touches.c, sockets.c, files.c: what a call uses, by its arguments. */
void touch_features(struct task *task);
void touch_sockets(struct task *task);
void touch_files(struct tracer *tracer, struct task *task);
/* What a call that opened a file turned out to use. */
void touch_opened(struct tracer *tracer, struct task *task, int fd);
void touch_executable(struct tracer *tracer, struct task *task);

/*
 * attempts.c. A call begins: notes its socket. It ends: true if what it touches
 * is only an attempt so far, and is noted as tried.
 */
void attempt_enter(struct tracer *tracer, struct task *task);
bool attempt_leave(struct tracer *tracer, struct task *task, int64_t value,
		   int error);
void attempts_free(struct tracer *tracer);
/* Errors that a kernel gives which has what was asked for. */
bool call_is_passing(int error);

/* mounts.c */
void mounts_read(struct mounts *mounts, pid_t tid);
void mounts_free(struct mounts *mounts);
const struct mount *mounts_of_path(const struct mounts *mounts,
				   const char *path);
const struct mount *mounts_of_fd(const struct mounts *mounts, pid_t tid,
				 int fd);

/* peek.c: a task's memory, and its links below /proc. */
bool peek(pid_t tid, uint64_t address, void *to, size_t length);
/* A string of fewer than `size` bytes; false if it cannot be read. */
bool peek_string(pid_t tid, uint64_t address, char *to, size_t size);
/*
 * Where /proc/TID/NAME leads, as the task itself would name it: without what
 * is above its root. False if there is no such link.
 */
bool peek_link(pid_t tid, const char *name, char *to, size_t size);

#endif
