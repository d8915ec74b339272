// SPDX-License-Identifier: GPL-2.0-only
/* Mutated executables, archives and command lines, a few tens of thousands of
 * each. The loop's number is the seed, so a failure can be repeated. */
#include "fuzz.h"
#include "executable.h"

#define SEEDS	8
#define ROUNDS	1500
#define CHANGES 4
#define ROOM	(64 << 10)

struct input {
	uint8_t bytes[ROOM];
	size_t size;
};

static uint64_t state;

/* xorshift64, G. Marsaglia 2003: the same numbers everywhere. */
static uint64_t random_below(uint64_t limit)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % limit;
}

/* Three of four changes go to headers, by which the loader decides. */
static size_t random_place(size_t size, size_t width)
{
	size_t last = size - width;

	if (random_below(4) && last > 300)
		last = 300;
	return random_below(last + 1);
}

static uint64_t awkward_value(size_t size)
{
	static const uint64_t values[] = {0,
					  1,
					  0x7f,
					  0x80,
					  0xff,
					  0xfff,
					  0x1000,
					  0x7fff,
					  0xffff,
					  0x3fffff,
					  0x400000,
					  0x7fefffff,
					  0x7ff00000,
					  0x7fffffff,
					  0x80000000,
					  0xbfffffff,
					  0xc0000000,
					  0xfffff000,
					  0xffffffff,
					  0x100000000,
					  0x7fffffffffff,
					  0x800000000000,
					  0x7fffffffffffffff,
					  0x8000000000000000,
					  0xffffffff80000000,
					  0xfffffffffffff000,
					  0xffffffffffffffff};
	uint64_t index = random_below(ARRAY_SIZE(values) + 4);

	return index < 4 ? size + index - 2 : values[index - 4];
}

static void change(struct input *input)
{
	static const size_t widths[] = {1, 2, 4, 8};
	size_t width = widths[random_below(ARRAY_SIZE(widths))], at;
	uint64_t value;

	if (input->size < width)
		return;
	at = random_place(input->size, width);
	switch (random_below(4)) {
	case 0:
		input->bytes[at] ^= (uint8_t)(1u << random_below(8));
		break;
	case 1:
		input->bytes[at] = (uint8_t)random_below(256);
		break;
	case 2:
		value = awkward_value(input->size);
		memcpy(input->bytes + at, &value, width);
		break;
	default: /* a piece of the file, somewhere else in it */
		memmove(input->bytes + at,
			input->bytes + random_place(input->size, width), width);
	}
}

static void run(void (*target)(const uint8_t *, size_t), const void *bytes,
		size_t size, int seed)
{
	static struct input input;
	int round;
	uint64_t changes;

	ck_assert_uint_le(size, ROOM);
	state = 0x9e3779b97f4a7c15u * ((uint64_t)seed + 1);
	for (round = 0; round < ROUNDS; round++) {
		memcpy(input.bytes, bytes, size);
		input.size = size;
		for (changes = 1 + random_below(CHANGES); changes; changes--)
			change(&input);
		if (random_below(8) == 0)
			input.size = random_below(input.size + 1);
		target(input.bytes, input.size);
	}
}

START_TEST(executables)
{
	struct executable file;

	executable_fill(&file);
	run(fuzz_elf, &file, sizeof(file), _i);
}
END_TEST

START_TEST(real_programs)
{
	struct file programs = file_read(UNIT_PROGRAMS);
	const void *hello;
	size_t size;

	archive_init(programs.bytes, programs.size);
	hello = archive_find("/bin/hello", &size);
	ck_assert_ptr_nonnull(hello);
	run(fuzz_elf, hello, size, _i);
	file_free(&programs);
}
END_TEST

START_TEST(archives)
{
	static char archive[6 * 512];

	strcpy(archive, "a");
	strcpy(archive + 124, "00000000005");
	strcpy(archive + 257, "ustar");
	memcpy(archive + 1024, archive, 512);
	strcpy(archive + 1024, "dir/b");
	strcpy(archive + 1024 + 124, "00000001001");
	run(fuzz_archive, archive, sizeof(archive), _i);
}
END_TEST

START_TEST(command_lines)
{
	static const char *const lines[] = {
		"/kernel fault=none frame=ist limit=20 init=/bin/x -- a b",
		"lostirq=ignore user=cpl0 nmi=plain timer=lapic cr3=stale",
		"nested=on trace=on user=path user=cpl3 k==v --x --",
		"init=/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	};
	const char *line = lines[_i % (int)ARRAY_SIZE(lines)];

	run(fuzz_options, line, strlen(line), _i);
}
END_TEST

TCase *fuzz_case(void)
{
	TCase *tcase = tcase_create("fuzz");

	tcase_set_tags(tcase, "fuzz");
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, executables, 0, SEEDS);
	tcase_add_loop_test(tcase, real_programs, 0, SEEDS);
	tcase_add_loop_test(tcase, archives, 0, SEEDS);
	tcase_add_loop_test(tcase, command_lines, 0, SEEDS);
	return tcase;
}
