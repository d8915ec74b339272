// SPDX-License-Identifier: GPL-2.0-only
/* The loader: executables that are damaged. */
#include "executable.h"

#define FIELD(name)                        \
	offsetof(struct executable, name), \
		sizeof(((struct executable *)NULL)->name)

#define ANOTHER_MACHINE "not built for " ARCH_NAME
#define TABLE_OUTSIDE	"segment table outside the file"
#define SEGMENT_OUTSIDE "segment outside the file"
#define BAD_RANGE	"segment outside the program's address range"
#define BAD_ENTRY	"entry point outside the program's address range"
#define FILE_SIZE	sizeof(struct executable)

/* One field, changed; little-endian, cut to its width. */
static const struct {
	size_t offset, width;
	uint64_t value;
	const char *error;
} changes[] = {
	{FIELD(header.e_ident[0]), 0x7e, "not an ELF file"},
	{FIELD(header.e_ident[3]), 'f', "not an ELF file"},
	{FIELD(header.e_ident[EI_CLASS]), 3 - FILE_CLASS, ANOTHER_MACHINE},
	{FIELD(header.e_ident[EI_CLASS]), 0, ANOTHER_MACHINE},
	{FIELD(header.e_machine), EM_ARM, ANOTHER_MACHINE},
	{FIELD(header.e_type), ET_DYN,
	 "not an executable (linked with -no-pie?)"},
	{FIELD(header.e_type), ET_REL,
	 "not an executable (linked with -no-pie?)"},
	/* The table of segments. */
	{FIELD(header.e_phentsize), 0, TABLE_OUTSIDE},
	{FIELD(header.e_phentsize), sizeof(Segment) - 1, TABLE_OUTSIDE},
	{FIELD(header.e_phentsize), sizeof(Segment) + 1, TABLE_OUTSIDE},
	{FIELD(header.e_phnum), 0, "no segment to load"},
	{FIELD(header.e_phnum), UINT16_MAX, TABLE_OUTSIDE},
	{FIELD(header.e_phoff), FILE_SIZE - 2 * sizeof(Segment) + 1,
	 TABLE_OUTSIDE},
	{FIELD(header.e_phoff), FILE_SIZE, TABLE_OUTSIDE},
	{FIELD(header.e_phoff), FILE_SIZE + 1, TABLE_OUTSIDE},
	{FIELD(header.e_phoff), WORD_MAX, TABLE_OUTSIDE},
	/* The wrapped end of the table would lie in the file. */
	{FIELD(header.e_phoff), WORD_MAX - 2 * sizeof(Segment) + 1,
	 TABLE_OUTSIDE},
	/* The entry point: IRET must be able to go there. */
	{FIELD(header.e_entry), 0, BAD_ENTRY},
	{FIELD(header.e_entry), USER_START - 1, BAD_ENTRY},
	{FIELD(header.e_entry), USER_START, NULL},
	{FIELD(header.e_entry), USER_END - USER_STACK_SIZE, BAD_ENTRY},
	{FIELD(header.e_entry), 0x80000000, BAD_ENTRY},
	{FIELD(header.e_entry), WORD_MAX, BAD_ENTRY},
	{FIELD(header.e_entry), WORD_MAX / 2 + 1, BAD_ENTRY},
	/* Segments in the file. */
	{FIELD(segments[0].p_offset), FILE_SIZE - CODE_SIZE + 1,
	 SEGMENT_OUTSIDE},
	{FIELD(segments[0].p_offset), FILE_SIZE + 1, SEGMENT_OUTSIDE},
	{FIELD(segments[0].p_offset), WORD_MAX, SEGMENT_OUTSIDE},
	{FIELD(segments[0].p_offset), WORD_MAX - CODE_SIZE + 1,
	 SEGMENT_OUTSIDE},
	{FIELD(segments[0].p_filesz), WORD_MAX, SEGMENT_OUTSIDE},
	{FIELD(segments[0].p_filesz), FILE_SIZE, SEGMENT_OUTSIDE},
	{FIELD(segments[0].p_filesz), CODE_SIZE + 1,
	 "segment smaller in memory than in the file"},
	{FIELD(segments[0].p_memsz), CODE_SIZE - 1,
	 "segment smaller in memory than in the file"},
	{FIELD(segments[1].p_filesz), 0, NULL},
	/* Segments in memory. */
	{FIELD(segments[1].p_vaddr), 0, BAD_RANGE},
	{FIELD(segments[1].p_vaddr), USER_START - 1, BAD_RANGE},
	{FIELD(segments[1].p_vaddr), USER_END - USER_STACK_SIZE, BAD_RANGE},
	{FIELD(segments[1].p_vaddr), USER_END, BAD_RANGE},
	{FIELD(segments[1].p_vaddr), 0xc0000000, BAD_RANGE},
	{FIELD(segments[1].p_vaddr), WORD_MAX, BAD_RANGE},
	{FIELD(segments[1].p_vaddr), WORD_MAX - DATA_SIZE + 1, BAD_RANGE},
	{FIELD(segments[1].p_memsz), WORD_MAX, BAD_RANGE},
	{FIELD(segments[1].p_memsz), WORD_MAX - DATA + 1, BAD_RANGE},
	{FIELD(segments[1].p_memsz), WORD_MAX - DATA + 0x400001, BAD_RANGE},
	{FIELD(segments[1].p_memsz), 0x70000000, "out of memory"},
	/* Fields that the loader ignores. */
	{FIELD(header.e_shoff), WORD_MAX, NULL},
	{FIELD(header.e_shnum), UINT16_MAX, NULL},
	{FIELD(segments[0].p_paddr), WORD_MAX, NULL},
	{FIELD(segments[0].p_align), WORD_MAX, NULL},
};

START_TEST(one_field)
{
	struct executable file;
	const char *error;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(changes); i++) {
		executable_fill(&file);
		memcpy((char *)&file + changes[i].offset, &changes[i].value,
		       changes[i].width);
		error = load_and_check(&file, sizeof(file));
		ck_assert_msg(
			!error == !changes[i].error &&
				(!error || !strcmp(error, changes[i].error)),
			"offset %zu, value %lx: '%s' and not '%s'",
			changes[i].offset, changes[i].value, error,
			changes[i].error);
	}
}
END_TEST

/* Each byte of the header and the table takes 52 values, 0 and 255 too. */
START_TEST(any_byte)
{
	struct executable file;
	size_t at;
	int value;

	for (at = 0; at < offsetof(struct executable, code); at++) {
		executable_fill(&file);
		for (value = 0; value < 256; value += 5) {
			((char *)&file)[at] = (char)value;
			load_and_check(&file, sizeof(file));
		}
	}
}
END_TEST

static void refuse_cut(const struct executable *whole, size_t length)
{
	struct file cut = file_new(whole, length);

	ck_assert_ptr_nonnull(load_and_check(cut.bytes, cut.size));
	file_free(&cut);
}

/* A file cut off near its beginning or its end is rejected. */
START_TEST(truncated)
{
	struct executable file;
	size_t length;

	executable_fill(&file);
	for (length = 0; length < 512; length++) {
		refuse_cut(&file, length);
		refuse_cut(&file, sizeof(file) - 1 - length);
	}
}
END_TEST

TCase *damage_case(void)
{
	TCase *tcase = tcase_create("damaged executables");

	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, one_field);
	tcase_add_test(tcase, any_byte);
	tcase_add_test(tcase, truncated);
	return tcase;
}
