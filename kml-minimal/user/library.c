// SPDX-License-Identifier: GPL-2.0-only
/* The programs' library: see kml.h. */
#include "kml.h"

#define MAX_ARGUMENTS 16

int getpid(void)
{
	return (int)trap(CALL_GETPID, 0, 0, 0);
}

void exit(int status)
{
	trap(CALL_EXIT, (unsigned long)status, 0, 0);
	__builtin_unreachable();
}

long write(const void *text, size_t size)
{
	size_t written = 0;
	long result;

	while (written < size) {
		result = trap(CALL_WRITE, (unsigned long)text + written,
			      size - written, 0);
		if (result < 0)
			return result;
		written += (size_t)result;
	}
	return (long)written;
}

long read(void *buffer, size_t size)
{
	return trap(CALL_READ, (unsigned long)buffer, size, 0);
}

int spawn(const char *path, const char *arguments)
{
	return (int)trap(CALL_SPAWN, (unsigned long)path,
			 (unsigned long)arguments, 0);
}

int wait(int *status)
{
	return (int)trap(CALL_WAIT, (unsigned long)status, 0, 0);
}

void yield(void)
{
	trap(CALL_YIELD, 0, 0, 0);
}

void *sbrk(size_t bytes)
{
	long old = trap(CALL_SBRK, bytes, 0, 0);

	return old < 0 ? NULL : (void *)old;
}

unsigned long clock_ms(void)
{
	return (unsigned long)trap(CALL_CLOCK, 0, 0, 0);
}

long direct(unsigned long number, unsigned long a, unsigned long b,
	    unsigned long c)
{
	long (*entry)(unsigned long, unsigned long, unsigned long,
		      unsigned long) = (void *)INFO->direct_call;

	return entry(number, a, b, c);
}

unsigned cpl(void)
{
	/* lab 00 cpl: which register says it, and which bits? */
	unsigned long cs;

	__asm__("mov %%cs, %0" : "=r"(cs));
	return cs & 3;
	/* lab end */
}

uint64_t cycles(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}

/* One write() a line, so that lines of several programs do not mix. */
struct line {
	char text[128];
	size_t length;
};

static void put_to_line(char c, void *context)
{
	struct line *line = context;

	line->text[line->length++] = c;
	if (c == '\n' || line->length == sizeof(line->text)) {
		write(line->text, line->length);
		line->length = 0;
	}
}

/* A conversion that is not supported ends the program, because the rest of the
 * output would be garbage. */
static void print_arguments(const char *text, va_list arguments)
{
	struct line line = {.length = 0};
	bool known = format(put_to_line, &line, text, arguments);

	write(line.text, line.length);
	if (!known) {
		printf("\nprintf: the program ends here; kml-minimal/common/string.h lists what is supported\n");
		exit(1);
	}
}

void printf(const char *text, ...)
{
	va_list arguments;

	va_start(arguments, text);
	print_arguments(text, arguments);
	va_end(arguments);
}

void outcome(const char *what, const char *text, ...)
{
	va_list arguments;

	printf("outcome: %s ", what);
	va_start(arguments, text);
	print_arguments(text, arguments);
	va_end(arguments);
	printf("\n");
	exit(strcmp(what, "ok") == 0 ? 0 : 1);
}

/* At CPL 0 by a direct call: the scenario may be about the frame of the first
 * trap. */
void about_to(const char *program, const char *how)
{
	char line[80];

	format_to(line, sizeof(line), "about to: %s%s%s, at CPL %u\n", program,
		  *how ? " " : "", how, cpl());
	(cpl() == 0 ? direct : trap)(CALL_WRITE, (unsigned long)line,
				     strlen(line), 0);
}

long median(long *values, size_t count)
{
	size_t i, j;

	for (i = 1; i < count; i++) {
		long value = values[i];

		for (j = i; j > 0 && values[j - 1] > value; j--)
			values[j] = values[j - 1];
		values[j] = value;
	}
	return values[count / 2];
}

char *fresh_stack_page(void)
{
	static uintptr_t next = USER_STACK_TOP - 16 * PAGE_SIZE;

	next -= 2 * PAGE_SIZE; /* the page below stays untouched as well */
	return (char *)next;
}

/* machine.S calls this first, with the argument text from the stack's top. */
_Noreturn void start(char *text);
int main(int argc, char **argv); /* the program's own */

_Noreturn void start(char *text)
{
	char *argv[MAX_ARGUMENTS + 1];
	int argc = 0;

	while (*text && argc < MAX_ARGUMENTS) {
		argv[argc++] = text;
		while (*text && *text != ' ')
			text++;
		while (*text == ' ')
			*text++ = 0;
	}
	argv[argc] = NULL;
	exit(main(argc, argv));
}
