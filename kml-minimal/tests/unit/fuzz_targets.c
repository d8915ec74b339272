// SPDX-License-Identifier: GPL-2.0-only
/* The entry points of fuzz.h. */
#include "fuzz.h"
#include "executable.h"

#include <assert.h>

/* The kernel's archive aligns a program to 512 bytes; so does malloc(), to as
 * much as the loader needs. */
void fuzz_elf(const uint8_t *bytes, size_t size)
{
	struct file file = file_new(bytes, size);

	load_and_check(file.bytes, file.size);
	file_free(&file);
}

void fuzz_archive(const uint8_t *bytes, size_t size)
{
	static const char *const paths[] = {"/a", "/dir/b", "/", ""};
	struct file file = file_new(bytes, size);
	size_t i, found;

	archive_init(file.bytes, file.size);
	for (i = 0; i < ARRAY_SIZE(paths); i++) {
		const char *contents = archive_find(paths[i], &found);

		assert(!contents ||
		       (contents >= file.bytes && found <= file.size &&
			contents + found <= file.bytes + file.size));
	}
	file_free(&file);
}

static bool has_end(const char *text, size_t size)
{
	return memchr(text, 0, size);
}

void fuzz_options(const uint8_t *bytes, size_t size)
{
	struct options parsed;
	const char *error;
	char *line = strndup((const char *)bytes, size);

	assert(line);
	error = options_parse(line, &parsed);
	assert(!error || strlen(error) > 10);
	assert(has_end(parsed.init, sizeof(parsed.init)));
	assert(has_end(parsed.arguments, sizeof(parsed.arguments)));
	assert(parsed.fault >= FAULT_NONE && parsed.fault <= FAULT_IST_ALL);
	free(line);
}
