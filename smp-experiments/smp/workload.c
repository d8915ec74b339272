// SPDX-License-Identifier: GPL-2.0-only
/*
 * Processes that wait for each other, in one of four ways:
 *
 *   semaphore  all share one semaphore; each waits for it, with a time-out, and
 *              posts it: what stress-ng 0.05 does for --sem. Few ever sleep.
 *   queue      the same, but all sleep in front of the semaphore at first: as
 *              after one that was preempted while it held the semaphore.
 *   futex      in pairs: one wakes, the other waits, at most 5 us: what
 *              stress-ng 0.05 does for --futex. Most wakes find nobody.
 *   handover   in rings of four: each wakes the next and sleeps until it is its
 *              turn again. Each operation is a switch of processes.
 *
 * The work is done twice, first the operations once, then twice, under the
 * marks 1 and 2 (scripts/count): the difference is that of the operations
 * alone. One operation before them takes the page faults that only the first
 * has, and all processes end after them.
 */
#include "count/mark.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PROCESSES   4 /* of a worker */
#define MAX_WORKERS 512
#define PHASES	    3
#define WAIT_NS	    5000
#define QUEUE_MS    100 /* that is many ticks of the timer */

struct worker {
	sem_t turn[PROCESSES]; /* handover */
	atomic_uint passed;    /* how often the turn went round the ring */
	struct {
		atomic_uint word; /* what is waited for: it never changes */
		atomic_int waking;
		atomic_uint woken; /* wakes that found the waiter */
	} pair[PROCESSES / 2];
};

/* A page or more that all processes have. */
static struct shared {
	sem_t semaphore;
	atomic_uint phase; /* its change starts the processes */
	atomic_uint ready; /* processes that wait for the next phase */
	atomic_uint
		coming;	   /* processes that are about to wait, in this phase */
	atomic_ulong done; /* operations */
	struct worker worker[MAX_WORKERS];
} * shared;

static void need(bool good, const char *what)
{
	if (good)
		return;
	perror(what);
	exit(1);
}

static long futex(atomic_uint *word, int what, unsigned int value,
		  const struct timespec *timeout)
{
	return syscall(SYS_futex, word, what, value, timeout, NULL, 0);
}

/* --- what a process does; each gives the operations it has done */

static unsigned long semaphore(int process, unsigned long operations)
{
	struct timespec deadline;
	unsigned long i;

	(void)process;
	clock_gettime(CLOCK_REALTIME, &deadline);
	deadline.tv_sec += 1000;
	for (i = 0; i < operations; i++) {
		need(sem_timedwait(&shared->semaphore, &deadline) == 0,
		     "sem_timedwait");
		need(sem_post(&shared->semaphore) == 0, "sem_post");
	}
	return i;
}

static void wait_until_done(struct worker *worker, int pair)
{
	const struct timespec at_most = {.tv_nsec = WAIT_NS};

	while (worker->pair[pair].waking)
		need(futex(&worker->pair[pair].word, FUTEX_WAIT, 0, &at_most) ==
				     0 ||
			     errno == ETIMEDOUT || errno == EINTR,
		     "FUTEX_WAIT");
}

/* Even processes wake, odd ones wait. */
static unsigned long wake_or_wait(int process, unsigned long operations)
{
	struct worker *worker = &shared->worker[process / PROCESSES];
	int pair = process % PROCESSES / 2;
	unsigned long i;
	long woken;

	if (process % 2) {
		wait_until_done(worker, pair);
		return 0;
	}
	for (i = 0; i < operations; i++) {
		woken = futex(&worker->pair[pair].word, FUTEX_WAKE, 1, NULL);
		need(woken >= 0, "FUTEX_WAKE");
		worker->pair[pair].woken += woken;
	}
	worker->pair[pair].waking = 0;
	return i;
}

/* The first process of a ring begins, and gets the last turn back. */
static unsigned long hand_over(int process, unsigned long operations)
{
	struct worker *worker = &shared->worker[process / PROCESSES];
	int own = process % PROCESSES;
	unsigned long i;

	for (i = 0; i < operations; i++) {
		if (own || i)
			need(sem_wait(&worker->turn[own]) == 0, "sem_wait");
		worker->passed++;
		need(sem_post(&worker->turn[(own + 1) % PROCESSES]) == 0,
		     "sem_post");
	}
	if (!own)
		need(sem_wait(&worker->turn[own]) == 0, "sem_wait");
	return i;
}

static unsigned long queue(int process, unsigned long operations)
{
	shared->coming++;
	need(sem_trywait(&shared->semaphore) < 0,
	     "the semaphore is free too early");
	return semaphore(process, operations);
}

static const struct workload {
	const char *name;
	unsigned long (*work)(int process, unsigned long operations);
	int doers; /* processes of a worker that do operations */
} workloads[] = {
	{"semaphore", semaphore, PROCESSES},
	{"queue", queue, PROCESSES},
	{"futex", wake_or_wait, PROCESSES / 2},
	{"handover", hand_over, PROCESSES},
};

/* --- phases: all processes begin together */

static void wait_for(atomic_uint *word, unsigned int value)
{
	unsigned int now;

	while ((now = *word) != value)
		futex(word, FUTEX_WAIT, now, NULL);
}

static void say_ready(unsigned int processes)
{
	if (++shared->ready == processes)
		futex(&shared->ready, FUTEX_WAKE, 1, NULL);
}

/* The operations of one of `doers` processes, which together do `all`. */
static unsigned long share(unsigned long all, unsigned int doers)
{
	return (all + doers - 1) / doers;
}

/* Of one process, in a phase: to get warm, once, and twice. */
static unsigned long operations_in(unsigned int phase, unsigned long operations)
{
	return phase == 1 ? 1 : (phase - 1) * operations;
}

static void __attribute__((noreturn))
live(const struct workload *workload, int process, unsigned int processes,
     unsigned long operations)
{
	unsigned int phase;

	for (phase = 1; phase <= PHASES; phase++) {
		say_ready(processes);
		wait_for(&shared->phase, phase);
		shared->done += workload->work(
			process, operations_in(phase, operations));
	}
	say_ready(processes);
	wait_for(&shared->phase, phase);
	_exit(0);
}

static void start(unsigned int workers)
{
	unsigned int i;

	for (i = 0; i < workers * PROCESSES / 2; i++)
		shared->worker[i / 2].pair[i % 2].waking = 1;
	shared->ready = 0;
	shared->phase++;
	futex(&shared->phase, FUTEX_WAKE, INT_MAX, NULL);
}

static void set_mark(unsigned int phase)
{
	if (phase == 2)
		COUNT_MARK(1);
	else if (phase == 3)
		COUNT_MARK(2);
	else
		COUNT_MARK(3);
}

/* They start while nobody can have the semaphore. */
static void start_in_queue(unsigned int workers)
{
	const struct timespec wait = {.tv_nsec = QUEUE_MS * 1000000L};

	need(sem_wait(&shared->semaphore) == 0, "sem_wait");
	shared->coming = 0;
	start(workers);
	while (shared->coming < workers * PROCESSES)
		nanosleep(&wait, NULL);
	nanosleep(&wait, NULL); /* who was coming is there now */
}

static void run_phases(const struct workload *workload, unsigned int workers)
{
	unsigned int processes = workers * PROCESSES, phase;

	wait_for(&shared->ready, processes);
	for (phase = 1; phase <= PHASES; phase++) {
		if (workload->work == queue) {
			start_in_queue(workers);
			set_mark(phase);
			need(sem_post(&shared->semaphore) == 0, "sem_post");
		} else {
			set_mark(phase);
			start(workers);
		}
		wait_for(&shared->ready, processes);
	}
	set_mark(phase);
	start(workers); /* and all end */
}

/* --- before and after */

static void set_up(unsigned int workers)
{
	unsigned int i;

	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	need(shared != MAP_FAILED, "mmap");
	need(sem_init(&shared->semaphore, 1, 1) == 0, "sem_init");
	for (i = 0; i < workers * PROCESSES; i++)
		need(sem_init(
			     &shared->worker[i / PROCESSES].turn[i % PROCESSES],
			     1, 0) == 0,
		     "sem_init");
}

static void fork_all(const struct workload *workload, unsigned int workers,
		     unsigned long operations)
{
	unsigned int i;
	pid_t child;

	for (i = 0; i < workers * PROCESSES; i++) {
		child = fork();
		need(child >= 0, "fork");
		if (child == 0)
			live(workload, i, workers * PROCESSES, operations);
	}
}

static bool all_ended_well(void)
{
	bool good = true;
	int status;

	while (wait(&status) > 0)
		good = good && status == 0;
	return good;
}

/* No operation was lost, nor a wake-up: each semaphore is as it was. */
static bool nothing_lost(const struct workload *workload, unsigned int workers,
			 unsigned long operations)
{
	unsigned long each = 1 + 3 * operations;
	unsigned long expected = each * workers * workload->doers;
	unsigned int i;
	int value;

	if (shared->done != expected ||
	    sem_getvalue(&shared->semaphore, &value) != 0 || value != 1)
		return false;
	for (i = 0; i < workers * PROCESSES; i++) {
		sem_getvalue(&shared->worker[i / PROCESSES].turn[i % PROCESSES],
			     &value);
		if (value != 0)
			return false;
	}
	for (i = 0; i < workers && workload->work == hand_over; i++)
		if (shared->worker[i].passed != each * PROCESSES)
			return false;
	return true;
}

static unsigned int found_waiters(unsigned int workers)
{
	unsigned int i, sum = 0;

	for (i = 0; i < workers * PROCESSES / 2; i++)
		sum += shared->worker[i / 2].pair[i % 2].woken;
	return sum;
}

static const struct workload *by_name(const char *name)
{
	unsigned int i;

	for (i = 0; i < sizeof(workloads) / sizeof(*workloads); i++)
		if (strcmp(workloads[i].name, name) == 0)
			return &workloads[i];
	return NULL;
}

int main(int argc, char **argv)
{
	const struct workload *workload = argc == 4 ? by_name(argv[1]) : NULL;
	long workers = argc == 4 ? strtol(argv[2], NULL, 10) : 0;
	unsigned long operations;

	COUNT_MARK(3); /* what is before was the boot */
	if (!workload || workers < 1 || workers > MAX_WORKERS ||
	    strtol(argv[3], NULL, 10) < 1) {
		fputs("usage: workload semaphore|queue|futex|handover WORKERS OPERATIONS\n"
		      "WORKERS: 1 to 512, of four processes; OPERATIONS: of all\n",
		      stderr);
		return 2;
	}
	operations =
		share(strtol(argv[3], NULL, 10), workers * workload->doers);
	set_up(workers);
	fork_all(workload, workers, operations);
	run_phases(workload, workers);
	need(all_ended_well(), "a process failed");
	if (!nothing_lost(workload, workers, operations)) {
		fprintf(stderr, "workload: operations or wake-ups were lost\n");
		return 1;
	}
	printf("workload: %s workers=%ld operations=%lu woken=%u\n",
	       workload->name, workers, operations * workers * workload->doers,
	       found_waiters(workers));
	return 0;
}
