// SPDX-License-Identifier: GPL-2.0-only
/* Manifests as text: what is read is written again, and errors name a line. */
#include "tests/trace/trace.h"
#include "trace/describe.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

static struct manifest *parsed(const char *text, char **problem)
{
	return manifest_parse(text, strlen(text), "f", problem);
}

static char *printed(const struct manifest *manifest)
{
	char *text = NULL;
	size_t length;
	FILE *to = open_memstream(&text, &length);

	manifest_print(manifest, to);
	fclose(to);
	return text;
}

/* Comments stay where they were. */
START_TEST(same_again)
{
	static const char text[] = "# about it\n"
				   "[application]\n"
				   "name = redis\n"
				   "# why so\n"
				   "command = sh -c 'a = b\\t # c\\x0ad'\n"
				   "\n"
				   "[calls]\n"
				   "epoll_wait = required  # seen twice\n"
				   "madvise = optional\n"
				   "\n"
				   "[paths]\n"
				   "/proc/a\\x3db = used\n"
				   "/proc/N = tried\n"
				   "\n"
				   "# by hand\n"
				   "[options]\n"
				   "VIRTIO_NET = y\n"
				   "CMDLINE = \"a = b\"\n"
				   "\n"
				   "# the end\n";
	char *problem = NULL, *again;
	struct manifest *manifest = parsed(text, &problem);

	ck_assert_msg(manifest != NULL, "%s", problem);
	again = printed(manifest);
	ck_assert_str_eq(again, text);
	ck_assert_ptr_nonnull(
		manifest_find(manifest, MANIFEST_PATHS, "/proc/a=b"));
	free(again);
	manifest_free(manifest);
}
END_TEST

static const struct {
	const char *text, *problem;
} wrong[] = {
	{"x = used\n", "f:1: a line before the first [SECTION]"},
	{"[calls]\n\nfutex\n", "f:3: expected NAME = VALUE"},
	{"[calls]\nfutex = sued\n", "f:2: \"sued\" is not a state"},
	{"[calls]\nfutex =\n", "f:2: \"\" is not a state"},
	{"[calls]\n = used\n", "f:2: there is no name"},
	{"[calls]\na = used\n#\na = tried\n", "f:4: a stands in line 2"},
	{"[calls]\n[sockets]\n[calls]\n", "f:3: a second section [calls]"},
	{"[callz]\n", "f:1: there is no section [callz]"},
	{"[calls\n", "f:1: a section's name ends with ]"},
	{"[\n", "f:1: a section's name ends with ]"},
	{"[paths]\n/a\\x4 = used\n", "f:2: expected two digits"},
	{"[paths]\n/a\\x00 = used\n", "f:2: expected two digits"},
	{"[application]\ncomand = x\n", "f:2: there is no field \"comand\""},
	{"[options]\nCONFIG_NET = y\n", "f:2: write CONFIG_NET without"},
	{"[options]\nA-B = y\n", "f:2: \"A-B\" is no option's name"},
	{"[options]\nNET =\n", "f:2: NET has no value"},
};

START_TEST(errors_name_the_line)
{
	char *problem = NULL;

	REFUSED(parsed(wrong[_i].text, &problem), problem, wrong[_i].problem);
	ck_assert_ptr_null(problem);
}
END_TEST

START_TEST(no_text_at_all)
{
	char *problem = NULL;

	REFUSED(manifest_parse("[calls]\n\0\n", 10, "f", &problem), problem,
		"f:2: a NUL byte");
	REFUSED(manifest_read("/no/such/file", &problem), problem,
		"/no/such/file: No such file");
	REFUSED(manifest_read("/", &problem), problem, "cannot read /");
}
END_TEST

/* The greater state of two stays. */
START_TEST(notes)
{
	struct manifest *manifest = manifest_new();

	manifest_note(manifest, MANIFEST_CALLS, "a", MANIFEST_USED);
	manifest_note(manifest, MANIFEST_CALLS, "a", MANIFEST_TRIED);
	ck_assert_int_eq(manifest_find(manifest, MANIFEST_CALLS, "a")->state,
			 MANIFEST_USED);
	manifest_note(manifest, MANIFEST_CALLS, "b", MANIFEST_TRIED);
	manifest_note(manifest, MANIFEST_CALLS, "b", MANIFEST_USED);
	ck_assert_int_eq(manifest_find(manifest, MANIFEST_CALLS, "b")->state,
			 MANIFEST_USED);
	manifest_free(manifest);
}
END_TEST

/* What cannot be written as a whole leaves the old file, and nothing else. */
START_TEST(written_whole)
{
	struct manifest *manifest = manifest_new();
	char *problem = NULL;
	glob_t left;

	REFUSED(manifest_write(manifest, "/no/such/folder/f", &problem),
		problem, "cannot write /no/such/folder/f");
	REFUSED(manifest_write(manifest, "/dev", &problem), problem,
		"cannot write /dev");
	ck_assert_int_ne(glob("/dev.*.tmp", 0, NULL, &left), 0);
	manifest_free(manifest);
}
END_TEST

/* A command line becomes words again, and none that runs something else. */
START_TEST(commands)
{
	const char *words[] = {"/bin/my prog", "--a=b", "it's", "", NULL};
	struct trace_options run = {.command = (char *const *)words};
	struct manifest *manifest = manifest_new();
	char *problem = NULL;
	int i;

	describe_trace(manifest, &run, "ended");
	ck_assert_msg(describe_run(manifest, &run, &problem), "%s", problem);
	for (i = 0; words[i]; i++)
		ck_assert_str_eq(run.command[i], words[i]);
	ck_assert_ptr_null(run.command[i]);
	describe_free_run(&run);
	manifest_set(manifest, MANIFEST_APPLICATION, "command", "a; b");
	REFUSED(describe_run(manifest, &run, &problem), problem, "a; b");
	manifest_set(manifest, MANIFEST_APPLICATION, "command", "a $(b)");
	REFUSED(describe_run(manifest, &run, &problem), problem, "a $(b)");
	manifest_free(manifest);
}
END_TEST

TCase *manifest_case(void)
{
	TCase *tcase = tcase_create("manifest");

	tcase_add_test(tcase, same_again);
	tcase_add_loop_test(tcase, errors_name_the_line, 0,
			    sizeof(wrong) / sizeof(*wrong));
	tcase_add_test(tcase, no_text_at_all);
	tcase_add_test(tcase, notes);
	tcase_add_test(tcase, written_whole);
	tcase_add_test(tcase, commands);
	return tcase;
}
