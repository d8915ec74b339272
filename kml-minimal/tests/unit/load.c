// SPDX-License-Identifier: GPL-2.0-only
/* The loader: valid executables. */
#include "executable.h"

START_TEST(small_one)
{
	struct executable file;
	uintptr_t entry, end;

	executable_fill(&file);
	ck_assert_ptr_null(load_and_check(&file, sizeof(file)));
	ck_assert_ptr_null(elf_load(address_space_new(), &file, sizeof(file),
				    &entry, &end));
	ck_assert_uint_eq(entry, CODE + 4);
	ck_assert_uint_eq(end, DATA + DATA_SIZE);
}
END_TEST

START_TEST(our_programs)
{
	static const char *const paths[] = {"/bin/hello", "/bin/calls",
					    "/bin/misbehave", "/trusted/fpu"};
	struct file programs = file_read(UNIT_PROGRAMS);
	const void *program;
	size_t size;

	archive_init(programs.bytes, programs.size);
	program = archive_find(paths[_i], &size);
	ck_assert_ptr_nonnull(program);
	ck_assert_pstr_eq(load_and_check(program, size), NULL);
	file_free(&programs);
}
END_TEST

/* The segments in either order: the highest end counts, not the last one. */
START_TEST(descending_segments)
{
	struct executable file;
	Segment first;

	executable_fill(&file);
	first = file.segments[0];
	file.segments[0] = file.segments[1];
	file.segments[1] = first;
	ck_assert_pstr_eq(load_and_check(&file, sizeof(file)), NULL);
}
END_TEST

/* Segments that share a page, or all of it, with different rights. */
START_TEST(overlapping_segments)
{
	static const uint32_t addresses[] = {CODE,
					     CODE + 1,
					     CODE + 0x1000,
					     CODE + CODE_SIZE - 1,
					     CODE + CODE_SIZE,
					     CODE + 0xfff};
	struct executable file;

	executable_fill(&file);
	file.segments[1].p_vaddr = addresses[_i];
	ck_assert_pstr_eq(load_and_check(&file, sizeof(file)), NULL);
}
END_TEST

/* The table may lie anywhere in the file, at any alignment. */
START_TEST(table_anywhere)
{
	struct executable file;
	char bytes[sizeof(file) + sizeof(file.segments) + 8];
	size_t at = sizeof(file) + (size_t)_i;
	struct file copy;

	executable_fill(&file);
	file.header.e_phoff = at;
	memcpy(bytes, &file, sizeof(file));
	memcpy(bytes + at, file.segments, sizeof(file.segments));
	copy = file_new(bytes, at + sizeof(file.segments));
	ck_assert_pstr_eq(load_and_check(copy.bytes, copy.size), NULL);
	file_free(&copy);
}
END_TEST

/* At the very ends of the range that programs may use. */
START_TEST(borders)
{
	struct executable file;

	executable_fill(&file);
	file.segments[1].p_vaddr = USER_END - USER_STACK_SIZE - DATA_SIZE;
	ck_assert_pstr_eq(load_and_check(&file, sizeof(file)), NULL);
	file.segments[1].p_vaddr++;
	ck_assert_ptr_nonnull(load_and_check(&file, sizeof(file)));
}
END_TEST

START_TEST(empty_segments)
{
	struct executable file;

	executable_fill(&file);
	file.segments[1].p_memsz = file.segments[1].p_filesz = 0;
	file.segments[1].p_vaddr = 0;
	ck_assert_pstr_eq(load_and_check(&file, sizeof(file)), NULL);
	file.segments[0].p_type = PT_NOTE;
	ck_assert_pstr_eq(load_and_check(&file, sizeof(file)),
			  "no segment to load");
}
END_TEST

/* Memory runs out at the _i-th page: reported, and no page is lost. */
START_TEST(out_of_memory)
{
	/* A root and tables, two pages of code and three of data. */
	size_t pages = (size_t)_i, needed = PT_LEVELS + 5;
	struct executable file;

	executable_fill(&file);
	arena_leave(pages);
	ck_assert_pstr_eq(load_and_check(&file, sizeof(file)),
			  pages < needed ? "out of memory" : NULL);
}
END_TEST

TCase *load_case(void)
{
	TCase *tcase = tcase_create("load");

	tcase_add_test(tcase, small_one);
	tcase_add_loop_test(tcase, our_programs, 0, 4);
	tcase_add_test(tcase, descending_segments);
	tcase_add_loop_test(tcase, overlapping_segments, 0, 6);
	tcase_add_loop_test(tcase, table_anywhere, 0, 8);
	tcase_add_test(tcase, borders);
	tcase_add_test(tcase, empty_segments);
	tcase_add_loop_test(tcase, out_of_memory, 1, PT_LEVELS + 8);
	return tcase;
}
