// SPDX-License-Identifier: GPL-2.0-only
/* How much time a process really got: see meter.h; proc(5) for the files. */
#include "base/meter.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define FAR_TOO_LONG 100 /* times what it may get */

/* What is seen of a process and its descendants at one moment. */
struct look {
	double busy;
	bool awake; /* somebody runs, wants to run, or waits for a disk */
};

double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

/* A file of /proc, shortened if need be; "" when its process has gone. */
static void read_text(const char *path, char *text, size_t size)
{
	FILE *file = fopen(path, "re");
	size_t n = 0;

	if (file) {
		n = fread(text, 1, size - 1, file);
		fclose(file);
	}
	text[n] = '\0';
}

/* Sleeping, idle or dead; else running, in the disk's hands, or stopped. */
static bool is_awake(char state)
{
	return !strchr("SIZX", state);
}

struct thread {
	char state;
	double busy;
	double children; /* CPU time of those its process waited for */
};

static bool read_thread(const char *folder, struct thread *thread)
{
	long user, system, child_user, child_system;
	double tick = 1.0 / sysconf(_SC_CLK_TCK);
	char path[64], text[1024], *behind_name;

	snprintf(path, sizeof(path), "%s/stat", folder);
	read_text(path, text, sizeof(text));
	behind_name = strrchr(text, ')');
	if (!behind_name ||
	    sscanf(behind_name,
		   ") %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld %ld %ld",
		   &thread->state, &user, &system, &child_user,
		   &child_system) != 5)
		return false;
	thread->busy = (user + system) * tick;
	thread->children = (child_user + child_system) * tick;
	return true;
}

static void look_at_process(pid_t pid, struct look *look);

static void look_at_children(const char *folder, struct look *look)
{
	char path[64], text[4096], *at = text, *end;
	long pid;

	snprintf(path, sizeof(path), "%s/children", folder);
	read_text(path, text, sizeof(text));
	for (; (pid = strtol(at, &end, 10)) > 0; at = end)
		look_at_process(pid, look);
}

static void look_at_process(pid_t pid, struct look *look)
{
	struct thread thread = {0};
	char path[32], folder[48];
	double busiest = 0;
	struct dirent *entry;
	DIR *threads;

	snprintf(path, sizeof(path), "/proc/%d/task", pid);
	threads = opendir(path);
	if (!threads)
		return;
	while ((entry = readdir(threads))) {
		snprintf(folder, sizeof(folder), "%s/%.12s", path,
			 entry->d_name);
		if (entry->d_name[0] == '.' || !read_thread(folder, &thread))
			continue;
		if (thread.busy > busiest)
			busiest = thread.busy;
		if (is_awake(thread.state) && pid != getpid())
			look->awake = true;
		look_at_children(folder, look);
	}
	closedir(threads);
	look->busy += busiest + thread.children;
}

void meter_start(struct meter *meter, pid_t pid)
{
	struct look look = {0};

	look_at_process(pid, &look);
	*meter = (struct meter){.pid = pid,
				.started = now(),
				.looked = now(),
				.busy_before = look.busy};
}

/*
 * If we ourselves came late, the process may have slept in that time or waited
 * like us: count two turns at most.
 */
double meter_read(struct meter *meter)
{
	double elapsed = now() - meter->looked, more;
	struct look look = {0};

	if (elapsed < METER_TURN)
		return meter->busy + meter->asleep;
	meter->looked += elapsed;
	look_at_process(meter->pid, &look);
	more = look.busy - meter->busy_before - meter->busy;
	if (more > 0) /* one that has gone takes its time along */
		meter->busy += more;
	else
		more = 0;
	if (elapsed > 2 * METER_TURN)
		elapsed = 2 * METER_TURN;
	if (!look.awake && elapsed > more)
		meter->asleep += elapsed - more;
	return meter->busy + meter->asleep;
}

bool meter_over(struct meter *meter, double limit_s)
{
	return meter_read(meter) > limit_s ||
	       now() - meter->started > FAR_TOO_LONG * limit_s;
}
