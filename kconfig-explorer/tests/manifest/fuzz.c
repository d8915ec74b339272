// SPDX-License-Identifier: GPL-2.0-only
/*
 * Feeds the manifest reader, built with sanitizers, with damaged manifests: it
 * must give either an error with a line number, or a manifest that is written
 * and read again as the same text. `fuzz-manifest TIMES FILE...`; the damage
 * is the same in every run.
 */
#include "manifest/manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned int seed = 1;

static unsigned int below(unsigned int limit)
{
	return rand_r(&seed) % limit;
}

/* Bytes that mean something, more often than others. */
static char odd_byte(void)
{
	static const char special[] = "\n\r\t =#[]\\x";

	return below(4) ? special[below(sizeof(special))] : (char)below(256);
}

static size_t damage(char *text, size_t length)
{
	int times = 1 + (int)below(8);

	while (times-- && length > 1) {
		size_t at = below(length), n = 1 + below(40);

		if (n > length - at)
			n = length - at;
		switch (below(4)) {
		case 0: /* another byte */
			text[at] = odd_byte();
			break;
		case 1: /* a piece is lost */
			memmove(text + at, text + at + n, length - at - n);
			length -= n;
			break;
		case 2: /* a piece overwrites another */
			memmove(text + below(length - n + 1), text + at, n);
			break;
		case 3: /* the end is lost */
			length = at + 1;
			break;
		}
	}
	return length;
}

static char *print(const struct manifest *manifest, size_t *length)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, length);

	manifest_print(manifest, to);
	fclose(to);
	return text;
}

static void fail(const char *why, const char *text, size_t length)
{
	printf("# %s:\n", why);
	fwrite(text, 1, length, stdout);
	puts("not ok 1 damaged manifests");
	exit(EXIT_FAILURE);
}

/* Returns whether it was a manifest. */
static bool feed(const char *text, size_t length)
{
	char *problem = NULL, *once, *twice;
	struct manifest *manifest = manifest_parse(text, length, "f", &problem);
	size_t once_length, twice_length;

	if (!manifest) {
		if (!problem || strncmp(problem, "f:", 2) != 0)
			fail("no line in the error", text, length);
		free(problem);
		return false;
	}
	once = print(manifest, &once_length);
	manifest_free(manifest);
	manifest = manifest_parse(once, once_length, "f", &problem);
	if (!manifest)
		fail("what was written cannot be read", once, once_length);
	twice = print(manifest, &twice_length);
	if (strcmp(once, twice) != 0)
		fail("what was written is read otherwise", once, once_length);
	free(once);
	free(twice);
	manifest_free(manifest);
	return true;
}

static size_t feed_file(const char *name, unsigned int times)
{
	static char whole[1 << 16], text[1 << 16];
	FILE *from = fopen(name, "r");
	size_t length, good = 0;

	if (!from) {
		perror(name);
		exit(EXIT_FAILURE);
	}
	length = fread(whole, 1, sizeof(whole), from);
	fclose(from);
	if (!feed(whole, length))
		fail("undamaged, and no manifest", whole, length);
	while (times--) {
		memcpy(text, whole, length);
		good += feed(text, damage(text, length));
	}
	return good;
}

int main(int argc, char **argv)
{
	unsigned int times;
	size_t good = 0;
	int i;

	if (argc < 3) {
		fputs("usage: fuzz-manifest TIMES FILE...\n", stderr);
		return 2;
	}
	puts("KTAP version 1\n1..1");
	times = (unsigned int)atoi(argv[1]) / (unsigned int)(argc - 2);
	for (i = 2; i < argc; i++)
		good += feed_file(argv[i], times);
	printf("# %u damaged manifests, %zu of them readable\nok 1 damaged manifests\n",
	       times * (unsigned int)(argc - 2), good);
	return EXIT_SUCCESS;
}
