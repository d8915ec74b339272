// SPDX-License-Identifier: GPL-2.0-only
/*
 * A run from start to end: the tracer's loop, the check, and signals.
 *
 * Everything that happens is announced by a signal, which is blocked and waited
 * for: SIGCHLD by stops and ends of tasks and of the check, others by the user.
 * So there are no handlers, and nothing can be missed between a look and a
 * wait.
 */
#include "trace/tracer.h"
#include "base/meter.h"
#include "base/text.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#define BETWEEN_CHECKS 0.2 /* s */
#define GRACE	       5.0 /* s, from SIGTERM to SIGKILL */

struct run {
	struct tracer tracer;
	pid_t check;	    /* running, or 0 */
	bool check_saw_end; /* it was started when all had ended */
	enum { RUNNING, ENDING, KILLED } phase;
	bool decided;
	bool passed;
	bool by_itself;	    /* it had ended before it failed */
	const char *why;    /* of a failure */
	struct meter meter; /* what all of us got */
	double next_check, patience;
	int signal;
};

static void signal_all(struct run *run, int signal)
{
	size_t i;

	for (i = 0; i < run->tracer.task_count; i++)
		kill(run->tracer.tasks[i]->tid, signal);
}

/* To the program; to all that are left if it has made itself a daemon. */
static void ask_to_end(struct run *run)
{
	if (run->phase != RUNNING)
		return;
	run->phase = ENDING;
	run->patience = meter_read(&run->meter) + GRACE;
	if (run->tracer.status == -1)
		kill(run->tracer.first, SIGTERM);
	else
		signal_all(run, SIGTERM);
}

static void end_at_once(struct run *run)
{
	run->phase = KILLED;
	signal_all(run, SIGKILL);
}

static void decide(struct run *run, bool passed, const char *why)
{
	if (!run->decided) {
		run->decided = true;
		run->passed = passed;
		run->why = why;
	}
	ask_to_end(run);
}

/* It has ended by itself, and how is a part of the reason. */
static void decide_at_end(struct run *run, const char *why)
{
	run->by_itself = !run->decided;
	decide(run, false, why);
}

static void end_check(struct run *run)
{
	if (run->check)
		kill(-run->check, SIGKILL);
}

static void check_ended(struct run *run, int status)
{
	bool badly = run->tracer.task_count == 0 && run->tracer.status != 0;

	run->check = 0;
	run->next_check = now() + BETWEEN_CHECKS;
	if (badly && (status == 0 || run->tracer.options->ends))
		decide_at_end(run, "");
	else if (status == 0)
		decide(run, true, NULL);
	else if (run->check_saw_end)
		decide_at_end(run, ", and the check fails");
}

/* A check that began before the program's end gets another chance. */
static void attend_check(struct run *run)
{
	bool over = run->tracer.task_count == 0;

	if (!run->tracer.options->check || run->decided || run->check)
		return;
	if (!over && (run->tracer.options->ends || now() < run->next_check))
		return;
	run->check_saw_end = over;
	run->check = start_shell(run->tracer.options, &run->tracer.log,
				 run->tracer.options->check);
	if (run->check < 0) {
		run->check = 0;
		decide(run, false, "the check cannot be started");
	}
}

static void attend_time(struct run *run)
{
	if (run->tracer.options->check && !run->decided &&
	    meter_over(&run->meter, run->tracer.options->timeout)) {
		decide(run, false, "the check did not pass in time");
		end_check(run);
	}
	if (run->phase == ENDING && meter_over(&run->meter, run->patience))
		end_at_once(run);
}

/*
 * What the user sends goes to all that is traced, except what the terminal has
 * sent to everybody. With a check the program is ours to end; being asked twice
 * means at once.
 */
static void user_signal(struct run *run, const siginfo_t *info)
{
	run->signal = info->si_signo;
	if (run->tracer.options->check) {
		end_check(run);
		if (run->phase == RUNNING)
			decide(run, false, "interrupted");
		else
			end_at_once(run);
	} else if (info->si_code != SI_KERNEL) {
		signal_all(run, info->si_signo);
	}
}

/* All that is to be reported now. False: no task is left. */
static bool reap(struct run *run)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, __WALL | WNOHANG)) > 0) {
		if (pid == run->check)
			check_ended(run, status);
		else
			stop_handle(&run->tracer, pid, status);
		/* One that was just born must not outlive the others. */
		if (run->phase == KILLED)
			signal_all(run, SIGKILL);
	}
	return pid == 0;
}

static void wait_for_news(struct run *run, const sigset_t *awaited)
{
	struct timespec limit = {0, METER_TURN * 1e9};
	siginfo_t info;
	int signal = sigtimedwait(awaited, &info, &limit);

	if (signal > 0 && signal != SIGCHLD)
		user_signal(run, &info);
}

static void follow(struct run *run, const sigset_t *awaited)
{
	bool left = true;

	while (left || (run->tracer.options->check && !run->decided)) {
		left = reap(run);
		if (!left) /* a task that we waited for was never born */
			while (run->tracer.task_count)
				task_remove(&run->tracer,
					    run->tracer.tasks[0]->tid);
		attend_time(run);
		attend_check(run);
		if (left)
			wait_for_news(run, awaited);
	}
}

static char *how_it_ended(int status)
{
	if (WIFSIGNALED(status))
		return text_format("it was killed by signal %d (%s)",
				   WTERMSIG(status),
				   strsignal(WTERMSIG(status)));
	return text_format("it ended with status %d", WEXITSTATUS(status));
}

/* What the program did, if it has ended by itself, and the check. */
static char *why_it_failed(const struct run *run)
{
	char *ended = run->by_itself ? how_it_ended(run->tracer.status)
				     : text_copy("");
	char *said = log_check_said(&run->tracer.log);
	char *why = text_format("%s%s%s", ended, run->why, said);

	free(ended);
	free(said);
	return why;
}

static void conclude(const struct run *run, struct trace_result *result)
{
	int status = run->tracer.status;
	bool passed = run->tracer.options->check ? run->passed : status == 0;

	result->ending = passed ? TRACE_PASSED : TRACE_FAILED;
	if (!run->tracer.options->check)
		result->message = how_it_ended(status);
	else if (passed)
		result->message = text_copy("the check passes");
	else
		result->message = why_it_failed(run);
	result->output = log_end(&run->tracer.log);
	result->signal = run->signal;
}

static bool run_program(struct run *run, const sigset_t *awaited,
			char **problem)
{
	struct tracer *tracer = &run->tracer;

	tracer->first = start_traced(tracer->options, &tracer->log, problem);
	if (!tracer->first)
		return false;
	/* That stop was waited for already, so it will not be reported again.
	 */
	stop_handle(tracer, tracer->first,
		    (SIGTRAP | PTRACE_EVENT_EXEC << 8) << 8 | 0x7f);
	meter_start(&run->meter, getpid());
	follow(run, awaited);
	return true;
}

void trace_free_result(struct trace_result *result)
{
	free(result->message);
	free(result->output);
}

bool trace_run(const struct trace_options *options, struct manifest *manifest,
	       struct trace_result *result, char **problem)
{
	struct run run = {
		.tracer = {.options = options,
			   .manifest = manifest,
			   .status = -1},
	};
	sigset_t awaited, before;
	bool good;

	*result = (struct trace_result){.ending = TRACE_FAILED};
	if (!log_open(&run.tracer.log, options, problem))
		return false;
	sigemptyset(&awaited);
	sigaddset(&awaited, SIGCHLD);
	sigaddset(&awaited, SIGINT);
	sigaddset(&awaited, SIGTERM);
	sigaddset(&awaited, SIGHUP);
	sigprocmask(SIG_BLOCK, &awaited, &before);
	good = run_program(&run, &awaited, problem);
	if (good)
		conclude(&run, result);
	sigprocmask(SIG_SETMASK, &before, NULL);
	mounts_free(&run.tracer.mounts);
	attempts_free(&run.tracer);
	task_remove_all(&run.tracer);
	log_close(&run.tracer.log);
	return good;
}
