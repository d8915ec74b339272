// SPDX-License-Identifier: GPL-2.0-only
/*
 * The line of progress. A thread of its own writes it, because what takes long
 * are calls of libraries, some of which have nothing to call back.
 */
#include "command/progress.h"
#include "base/printable.h"

#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { SILENT_SECONDS = 3, TERMINAL_SECONDS = 1, OTHER_SECONDS = 3 };

static struct {
	pthread_mutex_t lock; /* of all that follows */
	char what[128];	      /* empty: nothing */
	time_t start;
	bool runs;  /* the thread */
	bool shown; /* the line stands on the terminal */
} state = {.lock = PTHREAD_MUTEX_INITIALIZER};

static bool always;

void progress_always(void)
{
	always = true;
}

static bool on_terminal(void)
{
	return isatty(STDERR_FILENO);
}

static time_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec;
}

static void show(void)
{
	bool terminal = on_terminal();
	char *what = printable(state.what);

	dprintf(STDERR_FILENO, "%skconfig-explorer: %s, %ld s%s",
		terminal ? CLEAR_LINE : "", what, (long)(now() - state.start),
		terminal ? "" : "\n");
	free(what);
	state.shown = terminal;
}

static void *show_for_ever(void *unused)
{
	sleep(SILENT_SECONDS);
	for (;;) {
		pthread_mutex_lock(&state.lock);
		if (*state.what)
			show();
		pthread_mutex_unlock(&state.lock);
		sleep(on_terminal() ? TERMINAL_SECONDS : OTHER_SECONDS);
	}
	return unused;
}

/* Signals are the main thread's: they end its system calls. */
static void start_thread(void)
{
	sigset_t all, before;
	pthread_t thread;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	state.start = now();
	/* Without a thread there is no line; the work goes on. */
	state.runs = true;
	if (!pthread_create(&thread, NULL, show_for_ever, NULL))
		pthread_detach(thread);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void progress(const char *format, ...)
{
	va_list arguments;

	if (!always && !on_terminal())
		return;
	pthread_mutex_lock(&state.lock);
	va_start(arguments, format);
	vsnprintf(state.what, sizeof(state.what), format, arguments);
	va_end(arguments);
	if (!state.runs)
		start_thread();
	pthread_mutex_unlock(&state.lock);
}

void progress_end(void)
{
	pthread_mutex_lock(&state.lock);
	*state.what = 0;
	if (state.shown)
		dprintf(STDERR_FILENO, CLEAR_LINE);
	state.shown = false;
	pthread_mutex_unlock(&state.lock);
}
