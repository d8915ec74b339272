// SPDX-License-Identifier: GPL-2.0-only
/*
 * What people hand in as a configuration: compressed, damaged, of another
 * architecture, mistyped, with bytes that command a terminal.
 */
#include "tests/model/model.h"

#include "base/printable.h"
#include "model/unknown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

/* --- Printable text. */

static const struct {
	const char *text, *shown;
} texts[] = {
	{"plain text\n\tand a tab", "plain text\n\tand a tab"},
	{"\x1b[2J\x1b[31mEVIL", "\\x1b[2J\\x1b[31mEVIL"},
	{"over\rwritten\a\b", "over\\x0dwritten\\x07\\x08"},
	{"delete \x7f", "delete \\x7f"},
	{"CSI in one byte \x9b"
	 "2J",
	 "CSI in one byte \\x9b2J"},
	{"CSI as UTF-8 \xc2\x9b"
	 "2J",
	 "CSI as UTF-8 \\xc2\\x9b2J"},
	{"Gr\xc3\xbc\xc3\x9f"
	 "e \xe2\x82\xac \xf0\x9f\x98\x80",
	 "Gr\xc3\xbc\xc3\x9f"
	 "e \xe2\x82\xac \xf0\x9f\x98\x80"},
	{"turned \xe2\x80\xae"
	 "round",
	 "turned \\xe2\\x80\\xaeround"},
	{"too long a form \xc0\x9b \xe0\x82\x9b",
	 "too long a form \\xc0\\x9b \\xe0\\x82\\x9b"},
	{"half of UTF-16 \xed\xa0\x80", "half of UTF-16 \\xed\\xa0\\x80"},
	{"beyond Unicode \xf4\x90\x80\x80",
	 "beyond Unicode \\xf4\\x90\\x80\\x80"},
	{"cut off \xe2\x82", "cut off \\xe2\\x82"},
	{"cut off within \xe2\x82 the text",
	 "cut off within \\xe2\\x82 the text"},
};

START_TEST(texts_are_made_printable)
{
	char *shown = printable(texts[_i].text);

	ck_assert_str_eq(texts[_i].shown, shown);
	free(shown);
}
END_TEST

/* --- Files. */

static char folder[] = "/tmp/explorer-input.XXXXXX";
static const char sample[] = "#\n# Automatically generated file; DO NOT EDIT.\n"
			     "# Linux/x86 6.1.167 Kernel Configuration\n#\n"
			     "# CONFIG_64BIT is not set\nCONFIG_NET=y\n";

static void enter_folder(void)
{
	ck_assert(mkdtemp(folder) && !chdir(folder));
}

static void leave_folder(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -r %s", folder);
	ck_assert_int_eq(0, system(command));
}

/* Writes the sample as "plain", and then has the shell make "file" of it. */
static void make_file(const char *command)
{
	FILE *to = fopen("plain", "w");

	ck_assert(to && fputs(sample, to) >= 0 && !fclose(to));
	ck_assert_int_eq(0, system(command));
}

static const char *const ways[] = {
	"cp plain file", "gzip -c plain >file", "gzip -1c plain >file",
	"xz -c plain >file", "xz -0c plain >file",
	/* What two programs wrote one behind the other is one text. */
	"(head -n 4 plain | gzip; tail -n +5 plain | gzip) >file",
	"(head -n 4 plain | xz; tail -n +5 plain | xz) >file"};

START_TEST(compressed_files_are_read)
{
	struct input input;
	char *problem;

	make_file(ways[_i]);
	ck_assert_msg(input_read(&input, "file", &problem), "%s: %s", ways[_i],
		      problem);
	ck_assert_str_eq(sample, input.text);
	ck_assert_str_eq("x86", input.arch);
	ck_assert_str_eq("6.1.167", input.version);
	ck_assert(input.narrow);
	input_free(&input);
}
END_TEST

static const struct {
	const char *command, *said;
} damaged[] = {
	{"gzip -c plain | head -c 60 >file", "damaged: unexpected end"},
	{"xz -c plain | head -c 60 >file", "damaged: Unexpected end"},
	{"(gzip -c plain; echo more) >file", "damaged: there is data behind"},
	{"(xz -c plain; echo more) >file", "damaged: "},
	{"gzip plain; head -c 30 plain.gz >file;tail -c +31 plain.gz | tr '\\0-\\376' '\\1-\\377' >>file",
	 "compressed by gzip, and damaged"},
	{"printf '\\37\\213' >file", "damaged: "},
	{"head -c 100M /dev/zero | gzip -1 >file", "more than 16 megabytes"},
	{"head -c 100M /dev/zero | xz -0 >file", "more than 16 megabytes"},
	{"head -c 17M /dev/zero | tr '\\0' '\\n' >file",
	 "more than 16 megabytes"},
	{"ln -s /dev/zero file", "more than 16 megabytes"},
	{"gzip -c plain | gzip -c >file", "contains a NUL byte"},
	{"(cat plain; printf 'a\\0b') >file", "its line 7 contains a NUL"},
	{"tar cf file plain", "its line 1 contains a NUL"},
	{"mkdir file", "Is a directory"},
	{"true", "No such file"},
};

START_TEST(damaged_files_are_refused_in_a_line)
{
	struct input input;
	char *problem = NULL;

	make_file(damaged[_i].command);
	ck_assert_msg(!input_read(&input, "file", &problem), "%s: was read",
		      damaged[_i].command);
	ck_assert_msg(strstr(problem, damaged[_i].said), "%s: %s",
		      damaged[_i].command, problem);
	ck_assert_ptr_null(strchr(problem, '\n'));
	free(problem);
}
END_TEST

static const struct {
	const char *text, *arch;
	bool narrow;
} heads[] = {
	{"#\n#\n# Linux/arm64 6.1.167 Kernel Configuration\n", "arm64", false},
	{"#\n#\n# Linux/i386 6.1.167 Kernel Configuration\n", "i386", false},
	/* Only the third line is a head. */
	{"# Linux/arm64 6.1.167 Kernel Configuration\n", "", false},
	{"CONFIG_NET=y\n", "", false},
	{"", "", false},
	{"CONFIG_64BIT=n\n", "", true},
	{"# CONFIG_64BIT is not set", "", true},
	{"# CONFIG_64BIT is not set\r\nCONFIG_NET=y", "", true},
	/* The last line counts. */
	{"# CONFIG_64BIT is not set\nCONFIG_64BIT=y\n", "", false},
	{"# CONFIG_64BIT is not settled\n", "", false},
};

START_TEST(heads_are_understood)
{
	FILE *to = fopen("file", "w");
	struct input input;
	char *problem;

	ck_assert(to && fputs(heads[_i].text, to) >= 0 && !fclose(to));
	ck_assert(input_read(&input, "file", &problem));
	ck_assert_str_eq(heads[_i].arch, input.arch);
	ck_assert_int_eq(heads[_i].narrow, input.narrow);
	input_free(&input);
}
END_TEST

/* --- Lines. */

/* The complaint about a line; NULL: none. */
static const struct {
	const char *line, *said;
} lines[] = {
	{"CONFIG_NET=y", NULL},
	{"CONFIG_NET=y ", NULL},
	{"CONFIG_NET=y\r\n", NULL},
	{"# CONFIG_SMP is not set ", NULL},
	{"# a comment", NULL},
	{"#", NULL},
	{"CONFIG_DEFAULT_HOSTNAME=\"a \\\"b\\\" # c\"", NULL},
	{"CONFIG_NET = y", "no space is allowed next to ="},
	{"CONFIG_NET= y", "no space is allowed next to ="},
	{"CONFIG_PCI=\"y\"", "\"y\" is not a value for PCI, which is a bool"},
	{"config_usb=y", "is CONFIG_USB meant"},
	{"NET=y", "is CONFIG_NET meant"},
	{"  CONFIG_INET=y", "is CONFIG_INET meant"},
	{"nothing of ours", "neither an option nor a comment: nothing of ours"},
	{"CONFIG_EXT4_FS=Y",
	 "Y is not a value for EXT4_FS, which is a tristate"},
	{"CONFIG_LOG_BUF_SHIFT=0x10", "which is an int"},
	{"CONFIG_LOG_BUF_SHIFT=", "which is an int"},
	{"CONFIG_DEFAULT_HOSTNAME=foo", "must stand in quotes"},
	{"CONFIG_DEFAULT_HOSTNAME=\"foo", "must stand in quotes"},
	{"CONFIG_UNIX=yes", "UNIX=yes counts as y"},
	{"CONFIG_BPF=m", "m is not a value for BPF, which is a bool"},
	{"CONFIG_NET", "no value: CONFIG_NET"},
	{"#CONFIG_SMP is not set", "only a comment"},
	{"#  CONFIG_MODULES is not set", "only a comment"},
	{"## CONFIG_MODULES is not set", "only a comment"},
	{"CONFIG_\x1b[2J=y", "there is no option \\x1b[2J"},
	{"CONFIG_EPOL=y", "near it: EPOLL"},
	{"CONFIG_ext4_fs=y", "near it: EXT4_FS"},
	{"CONFIG_PM_RUNTIME=y", "it is PM now"},
	{"CONFIG_HAVE_BPF_JIT=y", "it is HAVE_EBPF_JIT now"},
	{"CONFIG_TIMER_STATS=y", "removed from the kernel"},
	{"CONFIG_OABI_COMPAT=y",
	 "another architecture has it: arch/arm/Kconfig"},
};

START_TEST(lines_are_judged_one_by_one)
{
	struct config *config = config_new(kit_model("x86_64"));
	const char *said = lines[_i].said;

	config_read_text(config, lines[_i].line, "file");
	ck_assert_msg(config->complaint_count == (said ? 1 : 0),
		      "\"%s\": %zu complaints", lines[_i].line,
		      config->complaint_count);
	ck_assert_msg(!said || strstr(config->complaints[0].text, said),
		      "\"%s\": %s", lines[_i].line,
		      said ? config->complaints[0].text : "");
	config_free(config);
}
END_TEST

TCase *input_case(void)
{
	TCase *tcase = tcase_create("input");

	tcase_set_timeout(tcase, 0);
	tcase_add_checked_fixture(tcase, enter_folder, leave_folder);
	tcase_add_loop_test(tcase, texts_are_made_printable, 0, LENGTH(texts));
	tcase_add_loop_test(tcase, compressed_files_are_read, 0, LENGTH(ways));
	tcase_add_loop_test(tcase, damaged_files_are_refused_in_a_line, 0,
			    LENGTH(damaged));
	tcase_add_loop_test(tcase, heads_are_understood, 0, LENGTH(heads));
	tcase_add_loop_test(tcase, lines_are_judged_one_by_one, 0,
			    LENGTH(lines));
	return tcase;
}
