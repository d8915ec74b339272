// SPDX-License-Identifier: GPL-2.0-only
/* The archive of programs: made by hand as POSIX says (pax, "ustar Interchange
 * Format"), made by tar, and damaged. */
#include "tests.h"

#include <stdio.h>

#define BLOCK 512
/* Offsets of header fields. */
#define NAME  0
#define SIZE  124
#define MAGIC 257

/* /a holds "hello"; /dir/b fills a block exactly; /empty is empty. */
static char archive[7 * BLOCK];
static char b_contents[BLOCK];

static void put_header(size_t block, const char *name, const char *octal_size)
{
	char *header = archive + block * BLOCK;

	memset(header, 0, BLOCK);
	strcpy(header + NAME, name);
	strcpy(header + SIZE, octal_size);
	strcpy(header + MAGIC, "ustar");
	memset(header + MAGIC + 6, '0', 2); /* version, without a NUL */
}

static void set_up(void)
{
	memset(archive, 0, sizeof(archive));
	memset(b_contents, 'b', sizeof(b_contents));
	put_header(0, "a", "00000000005");
	strcpy(archive + BLOCK, "hello");
	put_header(2, "dir/b", "00000001000");
	memcpy(archive + 3 * BLOCK, b_contents, BLOCK);
	put_header(4, "empty", "00000000000");
	archive_init(archive, sizeof(archive));
}

START_TEST(lookups)
{
	size_t size = 1;

	ck_assert_ptr_eq(archive_find("/a", &size), archive + BLOCK);
	ck_assert_uint_eq(size, 5);
	ck_assert_ptr_eq(archive_find("/dir/b", &size), archive + 3 * BLOCK);
	ck_assert_uint_eq(size, BLOCK);
	ck_assert_ptr_eq(archive_find("/empty", &size), archive + 5 * BLOCK);
	ck_assert_uint_eq(size, 0);
}
END_TEST

START_TEST(misses)
{
	static const char *const paths[] = {
		"",	 "/",	    "a",     "//a", "/a/",    "/ab", "/dir",
		"/dir/", "/dir/bb", "dir/b", "/b",  "/hello", "/A"};
	size_t size, i;

	for (i = 0; i < ARRAY_SIZE(paths); i++)
		ck_assert_ptr_null(archive_find(paths[i], &size));
}
END_TEST

/* A name may fill its field to the last byte, without a NUL: the kernel does
 * not accept it, and does not read what follows as a part of it. */
START_TEST(name_without_end)
{
	char path[BLOCK] = "/";
	size_t size, length;

	memset(archive + NAME, 'n', 100);
	for (length = 90; length < 120; length++) {
		memset(path + 1, 'n', length);
		ck_assert_ptr_null(archive_find(path, &size));
	}
	ck_assert_ptr_nonnull(archive_find("/dir/b", &size));
	archive[NAME + 99] = 0;
	path[100] = 0;
	ck_assert_ptr_nonnull(archive_find(path, &size));
}
END_TEST

/* Cut off anywhere, a file is found whole or not at all. */
START_TEST(truncated)
{
	static const struct {
		const char *path;
		size_t end; /* of the contents, in the archive */
	} files[] = {{"/a", BLOCK + 5},
		     {"/dir/b", 4 * BLOCK},
		     {"/empty", 5 * BLOCK}};
	size_t length, found;

	for (length = 0; length <= sizeof(archive); length++) {
		struct file cut = file_new(archive, length);

		archive_init(cut.bytes, cut.size);
		ck_assert_int_eq(archive_find(files[_i].path, &found) != NULL,
				 length >= files[_i].end);
		file_free(&cut);
	}
}
END_TEST

/* Sizes of the first file, and which of the three are still found. */
static const struct {
	const char *octal;
	bool a, b;
} sizes[] = {
	{"00000000005 ", true, true},
	{"5", true, true},
	{"00000001000", true, true},  /* one block, as before */
	{"00000001001", true, false}, /* two: the next header is skipped */
	{"00000006000", true, false}, /* all that is left */
	{"00000006001", false, false},
	{"77777777777", false, false},
	{"777777777777", false, false}, /* no NUL: the next field follows */
	{"40000000005", false, false},	/* 4 GiB + 5: 5, if cut to 32 bits */
	{"100000000005", false, false}, /* 8 GiB + 5 */
	{"", true, false}, /* no digits: empty, so contents where a header is */
	{"-5", true, false},
	{"9", true, false},
	{"\x80", true, false}, /* base-256, a GNU extension: not supported */
};

START_TEST(sizes_of_files)
{
	struct file file;
	size_t size;

	memset(archive + SIZE, 0, 12);
	memcpy(archive + SIZE, sizes[_i].octal, strlen(sizes[_i].octal));
	file = file_new(archive, sizeof(archive));
	archive_init(file.bytes, file.size);
	ck_assert_int_eq(archive_find("/a", &size) != NULL, sizes[_i].a);
	ck_assert_int_eq(archive_find("/dir/b", &size) != NULL, sizes[_i].b);
	file_free(&file);
}
END_TEST

START_TEST(no_magic)
{
	size_t size;

	archive[2 * BLOCK + MAGIC] = 'U';
	ck_assert_ptr_nonnull(archive_find("/a", &size));
	ck_assert_ptr_null(archive_find("/dir/b", &size));
	ck_assert_ptr_null(archive_find("/empty", &size));
}
END_TEST

static struct file extract(const char *path)
{
	char command[200];
	FILE *tar;
	static char bytes[1 << 20];
	struct file file;

	snprintf(command, sizeof(command),
		 "tar --extract --to-stdout --file=%s %s", UNIT_PROGRAMS, path);
	tar = popen(command, "re");
	ck_assert_ptr_nonnull(tar);
	file = file_new(bytes, fread(bytes, 1, sizeof(bytes), tar));
	ck_assert_int_eq(pclose(tar), 0);
	return file;
}

/* The archive that the kernel boots with, read by tar and by us. */
START_TEST(made_by_tar)
{
	static const char *const paths[] = {"/bin/hello", "/trusted/hello",
					    "/bin/calls"};
	struct file programs = file_read(UNIT_PROGRAMS);
	struct file expected = extract(paths[_i] + 1);
	const void *found;
	size_t size;

	archive_init(programs.bytes, programs.size);
	found = archive_find(paths[_i], &size);
	ck_assert_ptr_nonnull(found);
	ck_assert_uint_eq(size, expected.size);
	ck_assert_mem_eq(found, expected.bytes, size);
	file_free(&programs);
	file_free(&expected);
}
END_TEST

TCase *archive_case(void)
{
	TCase *tcase = tcase_create("archive");

	tcase_add_checked_fixture(tcase, set_up, NULL);
	tcase_add_test(tcase, lookups);
	tcase_add_test(tcase, misses);
	tcase_add_test(tcase, name_without_end);
	tcase_add_loop_test(tcase, truncated, 0, 3);
	tcase_add_loop_test(tcase, sizes_of_files, 0, ARRAY_SIZE(sizes));
	tcase_add_test(tcase, no_magic);
	tcase_add_loop_test(tcase, made_by_tar, 0, 3);
	return tcase;
}
