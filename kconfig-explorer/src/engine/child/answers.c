// SPDX-License-Identifier: GPL-2.0-only
/*
 * Remembers what shell commands answered. Kconfig files ask the compiler about
 * 90 questions, $(shell ...), which takes ten times as long as everything else
 * (preprocess.c, do_shell(), calls popen()). The linker directs popen() here
 * (--wrap=popen).
 *
 * The file is named by $ENGINE_ANSWERS; whoever sets it must ensure that it
 * belongs to this tree and this compiler. Without it nothing is remembered.
 * It is a sequence of records: the lengths of command and answer on a line,
 * then both, each followed by a newline.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* do_shell() reads no more than this. */
enum { ANSWER_MAX = 4096 };

struct answer {
	struct answer *next;
	char *command, *text;
};

static struct answer *answers;
static bool loaded, changed;

FILE *__real_popen(const char *command, const char *mode);
int __real_pclose(FILE *stream);
FILE *__wrap_popen(const char *command, const char *mode);
int __wrap_pclose(FILE *stream);

static struct answer *add_answer(char *command, char *text)
{
	struct answer *answer = malloc(sizeof(*answer));

	if (!answer || !command || !text) {
		fputs("Out of memory.\n", stderr);
		exit(1);
	}
	*answer = (struct answer){answers, command, text};
	answers = answer;
	return answer;
}

/* `length` bytes and a newline; NULL if the file is not as we wrote it. */
static char *read_part(FILE *file, size_t length)
{
	char *part = malloc(length + 1);

	if (part && fread(part, 1, length, file) == length &&
	    getc(file) == '\n') {
		part[length] = 0;
		return part;
	}
	free(part);
	return NULL;
}

static bool read_record(FILE *file)
{
	size_t command_length, text_length;
	char *command, *text;

	if (fscanf(file, "%zu %zu", &command_length, &text_length) != 2 ||
	    getc(file) != '\n' || command_length > 1 << 20 ||
	    text_length > ANSWER_MAX)
		return false;
	command = read_part(file, command_length);
	text = command ? read_part(file, text_length) : NULL;
	if (!text) {
		free(command);
		return false;
	}
	add_answer(command, text);
	return true;
}

static void save(void)
{
	const char *name = getenv("ENGINE_ANSWERS");
	struct answer *answer;
	char fresh[4096];
	FILE *file;

	if (!changed || !name)
		return;
	snprintf(fresh, sizeof(fresh), "%s.%d", name, (int)getpid());
	file = fopen(fresh, "w");
	if (!file)
		return; /* then they are asked again next time */
	for (answer = answers; answer; answer = answer->next)
		fprintf(file, "%zu %zu\n%s\n%s\n", strlen(answer->command),
			strlen(answer->text), answer->command, answer->text);
	if (fclose(file) || rename(fresh, name))
		unlink(fresh);
}

static void load(void)
{
	const char *name = getenv("ENGINE_ANSWERS");
	FILE *file = name ? fopen(name, "r") : NULL;

	loaded = true;
	atexit(save);
	if (!file)
		return;
	while (read_record(file))
		;
	fclose(file);
}

static struct answer *ask(const char *command)
{
	FILE *shell = __real_popen(command, "r");
	char text[ANSWER_MAX];
	size_t length;

	if (!shell)
		return NULL;
	length = fread(text, 1, sizeof(text) - 1, shell);
	text[length] = 0;
	if (__real_pclose(shell) == -1)
		return NULL;
	changed = true;
	return add_answer(strdup(command), strdup(text));
}

/*
 * A stream with the answer. Callers ignore a newline at the end; it is there
 * because a stream in memory must not be empty.
 */
static FILE *stream_of(const char *text)
{
	FILE *stream = fmemopen(NULL, strlen(text) + 2, "w+");

	if (stream) {
		fprintf(stream, "%s\n", text);
		rewind(stream);
	}
	return stream;
}

FILE *__wrap_popen(const char *command, const char *mode)
{
	struct answer *answer;

	(void)mode; /* Kconfig only reads */
	if (!loaded)
		load();
	for (answer = answers; answer; answer = answer->next)
		if (!strcmp(answer->command, command))
			break;
	if (!answer)
		answer = ask(command);
	return answer ? stream_of(answer->text) : NULL;
}

int __wrap_pclose(FILE *stream)
{
	return fclose(stream);
}
