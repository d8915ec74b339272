// SPDX-License-Identifier: GPL-2.0-only
/*
 * Damaged Kconfig files, .config files, compressed ones, and fragments as
 * needs: a clear error or a model, never a crash of ours. This program and the
 * engine are compiled with sanitizers.
 *
 * usage: damage TREE COUNT [SEED]
 *
 * The Kconfig files are those of the kernel's own test cases and two of its
 * largest that stand alone, each changed a little: bytes, lines, words that
 * mean something, the end cut off.
 */
#include "base/child.h"
#include "base/printable.h"
#include "model/config.h"
#include "solve/need.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST = 1 << 16 };

static const char *const words[] = {"config ",	 "menuconfig ",
				    "choice\n",	 "endchoice\n",
				    "if ",	 "endif\n",
				    "menu \"",	 "endmenu\n",
				    "source \"", "default ",
				    "select ",	 "imply ",
				    "range 1 ",	 "depends on ",
				    "bool\n",	 "tristate ",
				    "int\n",	 "hex ",
				    "string \"", "help\n",
				    "optional ", "modules\n",
				    "\"",	 "$(",
				    "&&",	 "||",
				    "!",	 "=",
				    ")",	 "\\",
				    "CONFIG_",	 "=y\n",
				    "# ",	 " is not set\n",
				    "# CONFIG_", "||",
				    "#",	 "\x1b[2J",
				    "\xe2\x82",	 "\r\n"};

/* A text that may hold any byte. */
struct text {
	char bytes[LARGEST];
	size_t length;
};

static struct text read_text(const char *file)
{
	struct text text = {.length = 0};
	FILE *from = fopen(file, "r");

	if (!from) {
		perror(file);
		exit(1);
	}
	text.length = fread(text.bytes, 1, LARGEST / 2, from);
	fclose(from);
	return text;
}

static void write_text(const char *file, const struct text *text)
{
	FILE *to = fopen(file, "w");

	if (!to || fwrite(text->bytes, 1, text->length, to) != text->length ||
	    fclose(to)) {
		perror(file);
		exit(1);
	}
}

static void insert(struct text *text, size_t at, const char *bytes,
		   size_t length)
{
	if (text->length + length > LARGEST)
		return;
	memmove(text->bytes + at + length, text->bytes + at, text->length - at);
	memcpy(text->bytes + at, bytes, length);
	text->length += length;
}

static void erase(struct text *text, size_t at, size_t length)
{
	if (length > text->length - at)
		length = text->length - at;
	memmove(text->bytes + at, text->bytes + at + length,
		text->length - at - length);
	text->length -= length;
}

static void damage(struct text *text)
{
	size_t at = text->length ? random() % text->length : 0;
	const char *word = words[random() % (sizeof(words) / sizeof(*words))];
	char piece[64];

	switch (random() % 6) {
	case 0:
		if (text->length)
			text->bytes[at] = random();
		break;
	case 1:
		erase(text, at, 1 + random() % 40);
		break;
	case 2:
	case 3:
		insert(text, at, word, strlen(word));
		break;
	case 4:
		if (text->length - at < sizeof(piece))
			break;
		memcpy(piece, text->bytes + at, sizeof(piece));
		insert(text, random() % text->length, piece,
		       1 + random() % sizeof(piece));
		break;
	default:
		if (!(random() % 8))
			text->length = at;
	}
}

static struct tally {
	int loaded, refused, crashed, without_place;
	int packed, unpacked; /* of the compressed, those that could be read */
	int long_messages;    /* more than a line, or not printable */
} tally;

/* "FILE:LINE" somewhere in it. */
static bool has_place(const char *message)
{
	const char *at;

	for (at = strchr(message, ':'); at; at = strchr(at + 1, ':'))
		if (at > message && strchr("0123456789", at[1]) && at[1])
			return true;
	return false;
}

static void note_problem(const char *problem)
{
	tally.refused++;
	if (strstr(problem, "crashed"))
		tally.crashed++;
	if (!has_place(problem)) {
		tally.without_place++;
		fprintf(stderr, "without a place: %s\n", problem);
	}
}

/* --- What is read from files: compressed, and damaged before or after. */

static void check_message(const char *message)
{
	char *shown = printable(message);

	if (strchr(message, '\n') || strcmp(message, shown) != 0) {
		tally.long_messages++;
		fprintf(stderr, "not a line: %s\n", shown);
	}
	free(shown);
}

/* Lines of their own, each with a place. */
static void check_problems(char *problems)
{
	char *rest = problems, *line;

	while ((line = strsep(&rest, "\n")))
		if (*line && !has_place(line))
			tally.without_place++;
	free(problems);
}

static void use_as_needs(const struct model *model, const struct input *input)
{
	struct needs needs = {.ignore_unknown = random() % 2};
	char *problem;

	if (!needs_read(&needs, model, input, &problem))
		check_problems(problem);
	if (needs.count)
		needs_remove(&needs, random() % needs.count);
	needs_free(&needs);
}

static void use_as_user_values(const struct model *model,
			       const struct input *input)
{
	struct config *config = config_new(model);
	size_t i;

	config_read_input(config, input);
	for (i = 0; i < config->complaint_count; i++)
		check_message(config->complaints[i].text);
	config_free(config);
}

static void pack(const char *file)
{
	static const char *const commands[] = {"gzip -nc", "xz -0c", "cat"};
	char command[768];

	snprintf(command, sizeof(command), "%s %s >%s.packed",
		 commands[random() % 3], file, file);
	if (system(command))
		exit(1);
}

static void use_file(const struct model *model, const char *folder,
		     const struct text *asked)
{
	char file[256], packed[272], *problem;
	struct input input;
	struct text text;
	int i;

	snprintf(file, sizeof(file), "%s/asked", folder);
	snprintf(packed, sizeof(packed), "%s.packed", file);
	write_text(file, asked);
	pack(file);
	text = read_text(packed);
	for (i = random() % 3; i > 0; i--)
		damage(&text);
	write_text(packed, &text);
	tally.packed++;
	if (!input_read(&input, packed, &problem)) {
		check_message(problem);
		free(problem);
		return;
	}
	tally.unpacked++;
	use_as_user_values(model, &input);
	use_as_needs(model, &input);
	input_free(&input);
}

/* With a model everything must work: also with a damaged .config. */
static void use(const struct model *model, const char *folder,
		struct text *asked)
{
	struct config *config = config_new(model);
	char *text;
	int i;

	for (i = random() % 4; i > 0; i--)
		damage(asked);
	asked->bytes[asked->length < LARGEST ? asked->length : LARGEST - 1] = 0;
	config_read_text(config, asked->bytes, "asked");
	config_evaluate(config);
	text = config_write_text(config);
	free(text);
	config_free(config);
	use_file(model, folder, asked);
}

static void try_one(const char *folder, const char *kconfig,
		    const char *asked_file)
{
	struct text text = read_text(kconfig);
	struct text asked = read_text(asked_file);
	const struct model *model;
	char path[512], *problem;
	int i;

	for (i = 1 + random() % 3; i > 0; i--)
		damage(&text);
	snprintf(path, sizeof(path), "%s/Kconfig", folder);
	write_text(path, &text);
	model = model_load(folder, "x86_64", false, &problem);
	if (model) {
		tally.loaded++;
		use(model, folder, &asked);
		model_free(model);
	} else {
		note_problem(problem);
		free(problem);
	}
}

static void link_kconfig(const char *tree, const char *folder)
{
	char from[512], to[4096];

	snprintf(to, sizeof(to), "%s/scripts/kconfig", tree);
	snprintf(from, sizeof(from), "%s/scripts", folder);
	if (mkdir(from, 0777)) {
		perror(from);
		exit(1);
	}
	strncat(from, "/kconfig", sizeof(from) - strlen(from) - 1);
	if (symlink(to, from)) {
		perror(from);
		exit(1);
	}
}

static glob_t seeds(const char *tree)
{
	static const char *const patterns[] = {
		"%s/scripts/kconfig/tests/*/Kconfig",
		"%s/scripts/kconfig/tests/preprocess/*/Kconfig",
		"%s/kernel/Kconfig.preempt", "%s/mm/Kconfig.debug"};
	glob_t found = {.gl_pathc = 0};
	char pattern[4096];
	size_t i;

	for (i = 0; i < sizeof(patterns) / sizeof(*patterns); i++) {
		snprintf(pattern, sizeof(pattern), patterns[i], tree);
		glob(pattern, i ? GLOB_APPEND : 0, NULL, &found);
	}
	return found;
}

static int results, failed;

static void result(bool passed, const char *what)
{
	failed += !passed;
	printf("%sok %d %s\n", passed ? "" : "not ", ++results, what);
}

static void report(int count)
{
	puts("KTAP version 1");
	printf("# %d damaged configurations, of which %d can still be read; %d messages that are no line\n",
	       tally.packed, tally.unpacked, tally.long_messages);
	result(!tally.long_messages, "each message is one line");
	printf("# %d damaged Kconfig files: %d still a model, %d refused with a message (%d crashes of the kernel's code), %d without a place\n",
	       count, tally.loaded, tally.refused, tally.crashed,
	       tally.without_place);
	result(!tally.without_place, "each refusal names a place");
	result(tally.loaded + tally.refused == count,
	       "each damaged file is read or refused");
	printf("1..%d\n", results);
}

int main(int argc, char **argv)
{
	char folder[] = "/tmp/explorer-damage.XXXXXX", command[64];
	char asked[4096];
	int count, i;
	glob_t found;

	if (argc < 3 || !mkdtemp(folder)) {
		fputs("usage: damage TREE COUNT [SEED]\n", stderr);
		return 2;
	}
	count = atoi(argv[2]);
	srandom(argc > 3 ? atoi(argv[3]) : 1);
	link_kconfig(argv[1], folder);
	found = seeds(argv[1]);
	snprintf(asked, sizeof(asked),
		 "%s/scripts/kconfig/tests/choice/allmod_expected_config",
		 argv[1]);
	for (i = 0; i < count; i++)
		try_one(folder, found.gl_pathv[i % found.gl_pathc], asked);
	globfree(&found);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	if (system(command))
		return 1;
	report(count);
	return failed != 0;
}
