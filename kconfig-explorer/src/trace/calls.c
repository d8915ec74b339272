// SPDX-License-Identifier: GPL-2.0-only
/*
 * A call from entry to exit: what it touches is worked out from its arguments
 * at entry, when it can still be refused, and noted at its exit, when it is
 * known whether the kernel had it.
 */
#include "trace/tracer.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

static bool says_absent(enum manifest_section section, int error)
{
	switch (section) {
	case MANIFEST_CALLS:
	case MANIFEST_CALLS_I386:
		return error == ENOSYS;
	case MANIFEST_SOCKETS:
		return error == EAFNOSUPPORT || error == EPROTONOSUPPORT ||
		       error == ESOCKTNOSUPPORT;
	default:
		return !call_is_passing(error);
	}
}

static void note_touches(struct tracer *tracer, struct task *task, int error)
{
	int i;

	for (i = 0; i < task->touch_count; i++) {
		struct touch *touch = &task->touches[i];
		bool absent = error && says_absent(touch->section, error);

		manifest_note(tracer->manifest, touch->section, touch->key,
			      absent ? MANIFEST_TRIED : MANIFEST_USED);
	}
	task_forget_touches(task);
}

static int refusal(const struct manifest *refuse, const struct task *task)
{
	int i;

	for (i = 0; refuse && i < task->touch_count; i++) {
		const struct touch *touch = &task->touches[i];

		if (manifest_find(refuse, touch->section, touch->key))
			return touch->error;
	}
	return 0;
}

static void touch_call(struct task *task)
{
	enum manifest_section section =
		task->call.i386 ? MANIFEST_CALLS_I386 : MANIFEST_CALLS;

	if (task->call.name)
		task_touch(task, section, ENOSYS, "%s", task->call.name);
	else
		task_touch(task, section, ENOSYS, "%#lx", task->call.number);
}

void call_enter(struct tracer *tracer, struct task *task,
		const struct call *call)
{
	task->call = *call;
	task->in_call = true;
	task->script = false;
	task_forget_touches(task);
	touch_call(task);
	if (call->name) {
		touch_features(task);
		touch_sockets(task);
		touch_files(tracer, task);
	}
	attempt_enter(tracer, task);
	task->refused = refusal(tracer->options->refuse, task);
}

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(name, *names))
			return true;
	return false;
}

static void after_success(struct tracer *tracer, struct task *task,
			  int64_t value)
{
	static const char *const opens[] = {"open", "openat", "openat2",
					    "creat", NULL};
	static const char *const mounts[] = {
		"mount",      "umount2", "umount",     "unshare", "setns",
		"pivot_root", "chroot",	 "move_mount", NULL};

	if (!task->call.name)
		return;
	if (is_one_of(task->call.name, opens))
		touch_opened(tracer, task, (int)value);
	else if (is_one_of(task->call.name, mounts))
		mounts_read(&tracer->mounts, task->tid);
}

void call_leave(struct tracer *tracer, struct task *task, int64_t value,
		bool is_error)
{
	int error = is_error ? (int)-value : 0;

	task->in_call = false;
	if (task->refused) {
		task->refused = 0;
		task_forget_touches(task);
		return;
	}
	if (!is_error)
		after_success(tracer, task, value);
	if (!attempt_leave(tracer, task, value, error))
		note_touches(tracer, task, error);
}

/* exit_group() never returns, and a server dies waiting for events. */
void call_abandon(struct tracer *tracer, struct task *task)
{
	if (task->in_call && !task->refused &&
	    !attempt_leave(tracer, task, 0, 0))
		note_touches(tracer, task, 0);
	task->in_call = false;
}

/*
 * The program that we start ourselves has made no execve(): what starts it in
 * the real system does.
 */
void call_executed(struct tracer *tracer, struct task *task)
{
	if (!tracer->mounts.count)
		mounts_read(&tracer->mounts, task->tid);
	if (task->in_call)
		note_touches(tracer, task, 0);
	touch_executable(tracer, task);
	note_touches(tracer, task, 0);
}
