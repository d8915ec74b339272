// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a traced task has stopped for (ptrace(2), "Stopped states"), and how it
 * goes on. A task may vanish at any moment through SIGKILL: ptrace() then fails
 * with ESRCH, and its end is reported next.
 */
#include "trace/tracer.h"
#include "manifest/names.h"

#include <linux/audit.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>

static void go_on(pid_t tid, int signal)
{
	ptrace(PTRACE_SYSCALL, tid, 0, signal);
}

static void poke_register(pid_t tid, size_t offset, long value)
{
	ptrace(PTRACE_POKEUSER, tid, offset, value);
}

#define REGISTER(name) offsetof(struct user, regs.name)

static void entered(struct tracer *tracer, struct task *task,
		    const struct __ptrace_syscall_info *info)
{
	struct call call = {.i386 = info->arch == AUDIT_ARCH_I386,
			    .number = info->entry.nr};
	int i;

	call.name = name_call(call.i386, call.number);
	for (i = 0; i < 6; i++)
		call.args[i] = info->entry.args[i];
	call_enter(tracer, task, &call);
	if (task->refused) /* a number that no call has */
		poke_register(task->tid, REGISTER(orig_rax), -1);
}

static void left(struct tracer *tracer, struct task *task,
		 const struct __ptrace_syscall_info *info)
{
	if (task->refused)
		poke_register(task->tid, REGISTER(rax), -task->refused);
	call_leave(tracer, task, info->exit.rval, info->exit.is_error);
}

static void stopped_at_call(struct tracer *tracer, struct task *task)
{
	struct __ptrace_syscall_info info;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, task->tid, sizeof(info), &info) <=
	    0)
		return;
	if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
		entered(tracer, task, &info);
	else if (info.op == PTRACE_SYSCALL_INFO_EXIT && task->in_call)
		left(tracer, task, &info);
}

static pid_t event_message(pid_t tid)
{
	unsigned long message = 0;

	ptrace(PTRACE_GETEVENTMSG, tid, 0, &message);
	return message;
}

/*
 * All other threads are gone. If one of them made the call, it has become the
 * process's first, so the number changes.
 */
static void executed(struct tracer *tracer, pid_t tid)
{
	pid_t former = event_message(tid);
	struct task *task;

	if (former && former != tid && task_find(tracer, former)) {
		task = task_find(tracer, tid);
		if (task)
			call_abandon(tracer, task);
		task_remove(tracer, tid);
		task_find(tracer, former)->tid = tid;
	}
	task = task_find(tracer, tid);
	call_executed(tracer, task ? task : task_add(tracer, tid));
}

/* The first stop of a new task may come before its parent's event. */
static void new_task(struct tracer *tracer, pid_t tid)
{
	if (tid && !task_find(tracer, tid))
		task_add(tracer, tid);
}

static bool stops_a_group(int signal)
{
	return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN ||
	       signal == SIGTTOU;
}

static void ended(struct tracer *tracer, pid_t tid, int status)
{
	struct task *task = task_find(tracer, tid);

	if (tid == tracer->first)
		tracer->status = status;
	if (task)
		call_abandon(tracer, task);
	task_remove(tracer, tid);
}

static void event(struct tracer *tracer, pid_t tid, int kind, int signal)
{
	switch (kind) {
	case PTRACE_EVENT_FORK:
	case PTRACE_EVENT_VFORK:
	case PTRACE_EVENT_CLONE:
		new_task(tracer, event_message(tid));
		break;
	case PTRACE_EVENT_EXEC:
		executed(tracer, tid);
		break;
	case PTRACE_EVENT_STOP:
		new_task(tracer, tid);
		/* Stopped by a signal: stay so, until SIGCONT. */
		if (stops_a_group(signal)) {
			ptrace(PTRACE_LISTEN, tid, 0, 0);
			return;
		}
		break;
	}
	go_on(tid, 0);
}

void stop_handle(struct tracer *tracer, pid_t tid, int status)
{
	int signal = WSTOPSIG(status), kind = status >> 16;
	struct task *task;

	if (!WIFSTOPPED(status)) {
		ended(tracer, tid, status);
	} else if (kind) {
		event(tracer, tid, kind, signal);
	} else if (signal == (SIGTRAP | 0x80)) { /* PTRACE_O_TRACESYSGOOD */
		new_task(tracer, tid);
		task = task_find(tracer, tid);
		stopped_at_call(tracer, task);
		go_on(tid, 0);
	} else {
		go_on(tid, signal);
	}
}
