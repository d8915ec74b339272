// SPDX-License-Identifier: GPL-2.0-only
/* System calls. Every path into the kernel (INT 0x80, SYSCALL, direct call)
 * ends in system_call(), on the process's kernel stack. A call cannot know by
 * which path it came, nor at which CPL the program runs: even a program at CPL
 * 0 gives pointers that user_range() checks. */
#include "errors.h"
#include "kernel.h"

/* A call runs with interrupts disabled, so it must not take long. */
#define BYTES_AT_ONCE 256

static long call_getpid(unsigned long a, unsigned long b, unsigned long c)
{
	(void)a, (void)b, (void)c;
	return current->pid;
}

static long call_exit(unsigned long status, unsigned long b, unsigned long c)
{
	(void)b, (void)c;
	process_exit((int)(status & 0xff));
}

static long call_write(unsigned long text, unsigned long size, unsigned long c)
{
	unsigned long i;

	(void)c;
	if (size > BYTES_AT_ONCE)
		size = BYTES_AT_ONCE;
	if (!user_range(text, size, false))
		return -EFAULT;
	for (i = 0; i < size; i++)
		console_put(((const char *)text)[i]);
	overflow_stack(OVERFLOW_CALL);
	return (long)size;
}

/* Ctrl-d ends a read at once, as a terminal's does. */
#define END_OF_INPUT 4

static int wait_for_character(void)
{
	while (!console_has_input()) {
		console_expect_input();
		process_yield(READING);
	}
	return console_get();
}

/* Waits for a whole line: how much of it has arrived by now is chance. */
static long call_read(unsigned long buffer, unsigned long size, unsigned long c)
{
	unsigned long count = 0;
	int character = 0;

	(void)c;
	if (size > BYTES_AT_ONCE)
		size = BYTES_AT_ONCE;
	if (!user_range(buffer, size, true))
		return -EFAULT;
	while (count < size && character != '\n') {
		character = wait_for_character();
		if (character == END_OF_INPUT)
			break;
		((char *)buffer)[count++] = (char)character;
	}
	return (long)count;
}

/* Copies a program's string. Returns false when part of it is not in the
 * program's memory, or when it is too long. */
static bool copy_user_string(char *to, unsigned long from, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++) {
		if (!user_range(from + i, 1, false))
			return false;
		to[i] = ((const char *)from)[i];
		if (!to[i])
			return true;
	}
	return false;
}

static long call_spawn(unsigned long path, unsigned long arguments,
		       unsigned long c)
{
	char path_copy[sizeof(options.init)];
	char arguments_copy[sizeof(options.arguments)];

	(void)c;
	if (!copy_user_string(path_copy, path, sizeof(path_copy)) ||
	    !copy_user_string(arguments_copy, arguments,
			      sizeof(arguments_copy)))
		return -EFAULT;
	return process_spawn(path_copy, arguments_copy);
}

static long call_wait(unsigned long status, unsigned long b, unsigned long c)
{
	int value, pid;

	(void)b, (void)c;
	if (!user_range(status, sizeof(int), true))
		return -EFAULT;
	pid = process_wait(&value);
	if (pid > 0)
		*(int *)status = value;
	return pid;
}

static long call_yield(unsigned long a, unsigned long b, unsigned long c)
{
	(void)a, (void)b, (void)c;
	process_yield(READY);
	return 0;
}

static long call_sbrk(unsigned long bytes, unsigned long b, unsigned long c)
{
	uintptr_t old = current->heap_end;

	(void)b, (void)c;
	/* No page is mapped here: demand.c brings each in when it is touched.
	 */
	if (bytes > USER_END - USER_STACK_SIZE - old)
		return -ENOMEM;
	current->heap_end = old + bytes;
	return (long)old;
}

static long call_clock(unsigned long a, unsigned long b, unsigned long c)
{
	(void)a, (void)b, (void)c;
	return (long)(info.ticks * 1000 / TICKS_PER_SECOND);
}

typedef long (*call_function)(unsigned long, unsigned long, unsigned long);

static const call_function calls[CALLS] = {
	[CALL_GETPID] = call_getpid, [CALL_EXIT] = call_exit,
	[CALL_WRITE] = call_write,   [CALL_READ] = call_read,
	[CALL_SPAWN] = call_spawn,   [CALL_WAIT] = call_wait,
	[CALL_YIELD] = call_yield,   [CALL_SBRK] = call_sbrk,
	[CALL_CLOCK] = call_clock,
};

long system_call(unsigned long number, unsigned long a, unsigned long b,
		 unsigned long c)
{
	if (number >= CALLS)
		return -ENOSYS;
	return calls[number](a, b, c);
}
