// SPDX-License-Identifier: GPL-2.0-only
/* Reads files of configurations; compressed ones through a child. */
#include "model/input.h"
#include "base/memory.h"
#include "base/text.h"

#include "base/child.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * The largest configurations have a third of a megabyte. More than this is
 * something else: a disk, a device without end, a bomb.
 */
enum { LARGEST = 16 << 20, SECONDS = 60 };

static const struct packer {
	const char *magic;
	const char *argv[4];
} packers[] = {
	{"\x1f\x8b", {"gzip", "-dc"}},
	{"\xfd\x37zXZ", {"xz", "-dc", "--memlimit-decompress=256MiB"}},
	{"\x28\xb5\x2f\xfd", {"zstd", "-dc", "--memory=256MB"}},
};

static bool fail(char **problem, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static bool fail(char **problem, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	*problem = text_vformat(format, arguments);
	va_end(arguments);
	return false;
}

static bool too_large(const char *file, char **problem)
{
	return fail(problem,
		    "%s is not a configuration: it has more than %d megabytes",
		    file, LARGEST >> 20);
}

/* --- The bytes of a file. */

static bool take_stream(struct input *input, FILE *from, char **problem)
{
	enum { STEP = 1 << 16 };
	size_t got;

	do {
		input->text = resize(input->text, input->length + STEP + 1);
		got = fread(input->text + input->length, 1, STEP, from);
		input->length += got;
		if (input->length > LARGEST)
			return too_large(input->name, problem);
	} while (got);
	input->text[input->length] = 0;
	return !ferror(from) || fail(problem, "cannot read %s: %s", input->name,
				     strerror(errno));
}

static bool take_file(struct input *input, char **problem)
{
	bool standard = !strcmp(input->name, "-"), good;
	FILE *from = standard ? stdin : fopen(input->name, "re");

	if (!from)
		return fail(problem, "cannot read %s: %s", input->name,
			    strerror(errno));
	good = take_stream(input, from, problem);
	if (!standard)
		fclose(from);
	return good;
}

/* --- Compression. */

static const struct packer *packer_of(const struct input *input)
{
	size_t i;

	for (i = 0; i < sizeof(packers) / sizeof(*packers); i++)
		if (!strncmp(input->text, packers[i].magic,
			     strlen(packers[i].magic)))
			return &packers[i];
	return NULL;
}

/* A file in memory, to be read from its beginning. */
static int memory_file(const char *bytes, size_t length)
{
	int fd = memfd_create("configuration", MFD_CLOEXEC);

	while (fd >= 0 && length) {
		ssize_t written = write(fd, bytes, length);

		if (written <= 0) {
			close(fd);
			return -1;
		}
		bytes += written;
		length -= written;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

/* What stands last in "xz: (stdin): Unexpected end of input". */
static const char *reason_of(char *said)
{
	char *colon;

	said += strspn(said, "\n");
	said[strcspn(said, "\n")] = 0;
	colon = strrchr(said, ':');
	return colon ? colon + 1 + strspn(colon + 1, " ") : said;
}

/* gzip(1): it could read all, but for what it does not know at the end. */
static bool is_warning(const struct child_run *run)
{
	return WIFEXITED(run->status) && WEXITSTATUS(run->status) == 2;
}

static bool judge(const struct input *input, const struct packer *packer,
		  const struct child_run *run, char **problem)
{
	const char *name = packer->argv[0];

	if (run->too_long)
		return too_large(input->name, problem);
	if (run->timed_out)
		return fail(problem, "cannot read %s: %s took more than %d s",
			    input->name, name, run->seconds);
	if (WIFEXITED(run->status) && WEXITSTATUS(run->status) == 127)
		return fail(
			problem,
			"cannot read %s: it is compressed by %s, which is not installed",
			input->name, name);
	if (!run->status)
		return true;
	return fail(problem,
		    "cannot read %s: it is compressed by %s, and damaged: %s",
		    input->name, name,
		    is_warning(run) ? "there is data behind its end"
				    : reason_of(run->errors));
}

/* Replaces what is compressed by what it holds. */
static bool unpack(struct input *input, const struct packer *packer,
		   char **problem)
{
	struct child_run run = {.argv = (char *const *)packer->argv,
				.seconds = SECONDS,
				.input =
					memory_file(input->text, input->length),
				.most = LARGEST};
	bool good;

	if (run.input < 0)
		return fail(problem, "cannot read %s: %s", input->name,
			    strerror(errno));
	if (!child_run(&run)) {
		good = fail(problem, "cannot run %s: %s", packer->argv[0],
			    strerror(errno));
	} else {
		good = judge(input, packer, &run, problem);
		free(input->text);
		input->text = run.output;
		input->length = run.output_length;
		free(run.errors);
	}
	close(run.input);
	return good;
}

/* --- The text. */

static bool is_text(const struct input *input, char **problem)
{
	const char *at = memchr(input->text, 0, input->length);
	const char *line;
	int number = 1;

	if (!at)
		return true;
	for (line = input->text; (line = memchr(line, '\n', at - line)); line++)
		number++;
	return fail(
		problem,
		"%s is not a configuration: its line %d contains a NUL byte",
		input->name, number);
}

static bool is_line(const char *at, const char *line)
{
	size_t length = strlen(line);

	return !strncmp(at, line, length) &&
	       (!at[length] || strchr("\r\n ", at[length]));
}

/* The last line that sets 64BIT decides, as for Kconfig. */
static void read_line(struct input *input, const char *at)
{
	if (is_line(at, "# CONFIG_64BIT is not set") ||
	    is_line(at, "CONFIG_64BIT=n"))
		input->narrow = true;
	else if (is_line(at, "CONFIG_64BIT=y"))
		input->narrow = false;
}

static void read_head(struct input *input)
{
	char arch[sizeof(input->arch)], version[sizeof(input->version)];
	const char *line = input->text;
	int number;

	for (number = 1; line && number < INPUT_HEAD; number++) {
		line = strchr(line, '\n');
		line += line ? 1 : 0;
	}
	if (line && sscanf(line, "# Linux/%15[^ \n] %63[^ \n] Kernel Conf",
			   arch, version) == 2) {
		strcpy(input->arch, arch);
		strcpy(input->version, version);
	}
	for (line = input->text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		read_line(input, line);
	}
}

bool input_read(struct input *input, const char *file, char **problem)
{
	const struct packer *packer;
	bool good;

	*input = (struct input){.name = text_copy(file)};
	good = take_file(input, problem);
	packer = good ? packer_of(input) : NULL;
	if (packer)
		good = unpack(input, packer, problem);
	good = good && is_text(input, problem);
	if (good)
		read_head(input);
	else
		input_free(input);
	return good;
}

void input_free(struct input *input)
{
	free(input->name);
	free(input->text);
	*input = (struct input){.name = NULL};
}
