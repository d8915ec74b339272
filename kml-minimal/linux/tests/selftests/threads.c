// SPDX-License-Identifier: GPL-2.0-only
/* Threads share memory, wait for each other, and have a stack each. */
#include "kml_test.h"

#include <pthread.h>
#include <sched.h>

#define THREADS 4
#define ROUNDS	20000

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long counter;
static __thread long own_counter;

static void *count(void *unused)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		pthread_mutex_lock(&mutex);
		counter++;
		own_counter++;
		if (i % 100 == 0)
			sched_yield();
		pthread_mutex_unlock(&mutex);
	}
	ASSERT_EQ(own_counter, ROUNDS);
	ASSERT_EQ(cpl(), expected_cpl);
	return unused;
}

TEST(threads_and_futexes, "threads and futexes")
{
	pthread_t threads[THREADS];
	int i;

	for (i = 0; i < THREADS; i++)
		ASSERT_EQ(pthread_create(&threads[i], NULL, count, NULL), 0);
	for (i = 0; i < THREADS; i++)
		ASSERT_EQ(pthread_join(threads[i], NULL), 0);
	ASSERT_EQ(counter, THREADS * ROUNDS);
}
