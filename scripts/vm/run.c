// SPDX-License-Identifier: GPL-2.0-only
/* A run from its start to its end. */
#include "internal.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* QEMU's account of a looping guest must not fill the disk. */
#define LOG_LIMIT (64 << 20) /* bytes */

/* Why we stopped an emulator that was still running. */
static void stopped_by_us(struct vm_result *result, enum vm_ending ending,
			  char *message)
{
	result->ending = ending;
	result->message = message;
}

static bool stop_for_event(enum line_event event, const struct line *line)
{
	if (event == LINE_EXPECTED)
		stopped_by_us(line->result, VM_ENDED_EXPECTED,
			      text_format("the guest printed \"%s\"",
					  line->config->expect));
	else if (event == LINE_LIMIT)
		stopped_by_us(
			line->result, VM_ENDED_TIMEOUT,
			text_format(
				"stopped: the guest printed more than %zu bytes",
				line->config->serial_limit));
	return line->result->message != NULL;
}

static bool stop_for_excess(const struct line *line, struct meter *meter)
{
	const struct launch *launch = line->launch;
	struct vm_result *result = line->result;

	result->guest_s = meter_read(meter);
	if (result->timeout_s > 0 && meter_over(meter, result->timeout_s))
		stopped_by_us(
			result, VM_ENDED_TIMEOUT,
			text_format(
				"stopped after %.3g s of its own, %.3g s by the clock (limit: %g s of its own, %g s scaled for %s)",
				result->guest_s, now() - meter->started,
				result->timeout_s, line->config->timeout_s,
				vm_accel_name(result->accel)));
	else if (size_of_fd(launch->fd[FD_LOG]) > LOG_LIMIT ||
		 size_of_fd(launch->fd[FD_MESSAGES]) > LOG_LIMIT)
		stopped_by_us(
			result, VM_ENDED_TIMEOUT,
			text_format(
				"stopped: the emulator's log exceeds %d MiB",
				LOG_LIMIT >> 20));
	return result->message != NULL;
}

/* Attend to the guest until it ends or must be ended; gives its status. */
static int attend(pid_t pid, struct line *line, struct meter *meter)
{
	enum line_event event = LINE_QUIET;
	int status;

	for (;;) {
		if (event == LINE_CLOSED)
			usleep(1000); /* it is about to end */
		else
			event = line_serve(line, monitor_serve(line));
		if (stop_for_event(event, line) || stop_for_excess(line, meter))
			return child_stop(pid);
		if (event == LINE_CLOSED && child_ended(pid, &status))
			return status;
	}
}

static void judge(const struct launch *launch, const struct vm_config *config,
		  int status, struct vm_result *result)
{
	if (result->message)
		return; /* we ended it, and know why */
	if (config->profile == VM_BOCHS)
		bochs_judge(launch, status, result);
	else
		qemu_judge(launch, config, status, result);
}

static void fail(struct vm_result *result, char *message)
{
	result->ending = VM_ENDED_EMULATOR_FAILED;
	result->message = message;
}

static void close_childs_ends(struct launch *launch)
{
	/* The reading end of its input stays: we would get SIGPIPE. */
	close(launch->fd[FD_OUT]);
	launch->fd[FD_OUT] = -1;
	if (launch->fd[FD_LINE] >= 0)
		close(launch->fd[FD_LINE]);
	launch->fd[FD_LINE] = -1;
	if (launch->fd[FD_MONITOR] >= 0)
		close(launch->fd[FD_MONITOR]);
	launch->fd[FD_MONITOR] = -1;
}

static void start_and_attend(struct launch *launch,
			     const struct vm_config *config,
			     struct vm_result *result)
{
	struct line line = {
		.config = config, .launch = launch, .result = result};
	double start = now();
	pid_t pid = child_start(launch, SIGKILL);
	struct meter meter;
	int status;

	if (pid < 0) {
		fail(result, text_format("cannot start a process: %s",
					 strerror(errno)));
		return;
	}
	close_childs_ends(launch);
	line_open(&line);
	meter_start(&meter, pid);
	status = attend(pid, &line, &meter);
	result->wall_s = now() - start;
	judge(launch, config, status, result);
}

static void run(const struct vm_config *config, struct vm_result *result)
{
	struct launch launch;

	launch_init(&launch);
	if (config->profile == VM_BOCHS)
		bochs_prepare(&launch, config);
	else
		qemu_prepare(&launch, config, result->accel);
	if (launch.problem)
		fail(result, text_copy(launch.problem));
	else
		start_and_attend(&launch, config, result);
	launch_free(&launch);
}

enum vm_ending vm_run(const struct vm_config *config, struct vm_result *result)
{
	char *problem = config_problem(config);

	*result = (struct vm_result){.verdict = -1, .serial = text_copy("")};
	if (!problem)
		problem = emulator_problem(config->profile);
	if (!problem)
		result->accel = choose_accel(config);
	result->timeout_s = vm_timeout(config, result->accel);
	describe_origin(config, result);
	if (problem)
		fail(result, problem);
	else
		run(config, result);
	return result->ending;
}

void vm_result_free(struct vm_result *result)
{
	free(result->serial);
	free(result->message);
	free(result->emulator);
	free(result->host_cpu);
	free(result->kernel_sha256);
	free(result->initrd_sha256);
	*result = (struct vm_result){0};
}

char *vm_command_line(const struct vm_config *config, char **problem)
{
	struct args args = {0};
	char *line;

	*problem = config_problem(config);
	if (*problem)
		return NULL;
	if (config->profile == VM_BOCHS)
		return bochs_command_line(config);
	qemu_args(&args, config, choose_accel(config), NULL);
	line = args_quoted(&args);
	args_free(&args);
	return line;
}
