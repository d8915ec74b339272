// SPDX-License-Identifier: GPL-2.0-only
/* Tests that the table of scenarios cannot express: other ways to boot, the
 * console, missing files, repeatability, hostile programs. */
#include "ktap.h"
#include "vm.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IMAGES "build/kml"

static const char *const archs[] = {"i386", "x86_64"};

struct guest {
	struct vm_config config;
	char kernel[128], programs[128];
};

/* A guest of archs[arch]; the caller completes its configuration. */
static void prepare(struct guest *guest, int arch, const char *append)
{
	guest->config = vm_defaults(arch == 0 ? VM_I386 : VM_X86_64);
	snprintf(guest->kernel, sizeof(guest->kernel), IMAGES "/%s/kernel.elf",
		 archs[arch]);
	snprintf(guest->programs, sizeof(guest->programs),
		 IMAGES "/%s/programs.tar", archs[arch]);
	guest->config.kernel = guest->kernel;
	guest->config.initrd = guest->programs;
	guest->config.append = append;
	guest->config.memory_mib = 32;
	guest->config.timeout_s = 2;
}

/* The end of a text that may be too long for a message. */
static const char *tail(const struct vm_result *result)
{
	size_t shown = result->length < 1500 ? result->length : 1500;

	return result->serial + result->length - shown;
}

static void expect_run(const struct vm_config *config, int verdict,
		       const char *text)
{
	struct vm_result result;

	vm_run(config, &result);
	ck_assert_msg(result.ending == VM_ENDED_VERDICT, "%s\n%s",
		      result.message, tail(&result));
	ck_assert_msg(memmem(result.serial, result.length, text,
			     strlen(text)), /* programs may print NULs */
		      "no '%s' in:\n%s", text, tail(&result));
	ck_assert_int_eq(result.verdict, verdict);
	vm_result_free(&result);
}

START_TEST(hello_in_both_modes)
{
	struct guest guest;

	prepare(&guest, _i, "init=/bin/hello -- one two");
	expect_run(&guest.config, 0, "Hello from pid 1, at CPL 3.");
	prepare(&guest, _i, "init=/trusted/hello -- one two");
	expect_run(&guest.config, 0, "Hello from pid 1, at CPL 0.");
	expect_run(&guest.config, 0, "argument 1: two");
}
END_TEST

START_TEST(microvm)
{
	struct guest guest;

	prepare(&guest, 1, "init=/trusted/lostirq fault=ist-df");
	guest.config.profile = VM_MICROVM;
	expect_run(&guest.config, 0, "outcome: ok 6 of 11 offsets starved");
	prepare(&guest, 1, "init=/trusted/lostirq fault=ist-df timer=lapic");
	guest.config.profile = VM_MICROVM;
	expect_run(&guest.config, 0, "outcome: ok 6 of 11 offsets starved");
}
END_TEST

START_TEST(grub_iso)
{
	struct guest guest;
	char command[512], iso[64];

	prepare(&guest, _i, NULL);
	snprintf(iso, sizeof(iso), IMAGES "/test-%s.iso", archs[_i]);
	snprintf(command, sizeof(command),
		 "scripts/make-iso %s %s 'init=/trusted/hello' %s >&2",
		 guest.kernel, guest.programs, iso);
	ck_assert_int_eq(system(command), 0);
	guest.config.kernel = NULL;
	guest.config.initrd = NULL;
	guest.config.iso = iso;
	expect_run(&guest.config, 0, "Hello from pid 1, at CPL 0.");
	remove(iso);
}
END_TEST

START_TEST(console_input)
{
	struct guest guest;

	prepare(&guest, _i, "init=/bin/echo");
	guest.config.input = "forty-two\n";
	guest.config.input_after = "type a line";
	expect_run(&guest.config, 0, "read: forty-two");
}
END_TEST

/* Input through a pipe begins before the kernel does: none of it may be lost,
 * and a read returns a whole line, however slowly it arrives. */
START_TEST(piped_line)
{
	struct guest guest;
	int i;

	prepare(&guest, _i, "init=/bin/echo");
	guest.config.input = "bob\n";
	for (i = 0; i < 5; i++)
		expect_run(&guest.config, 0, "read: bob\n");
}
END_TEST

/* Many lines, one of them longer than a read returns; the last has no end. */
START_TEST(piped_text)
{
	char text[6000], expected[sizeof(text) + 16];
	struct guest guest;
	size_t length = 0;
	int i;

	for (i = 0; length < sizeof(text) - 1000; i++)
		length += (size_t)sprintf(text + length, "line %d: %*d\n", i,
					  i % 40, i * 7919);
	length += (size_t)sprintf(text + length, "%0500d\nno end", 42);
	snprintf(expected, sizeof(expected), "begin\n%s\nend\n", text);
	strcpy(text + length, "\004\004"); /* the first ends the line */
	prepare(&guest, _i, "init=/bin/echo -- all");
	guest.config.input = text;
	expect_run(&guest.config, 0, expected);
}
END_TEST

/* A conversion that printf() does not know ends the program. */
START_TEST(refused_conversion)
{
	struct guest guest;

	prepare(&guest, _i, "init=/bin/print -- refused");
	expect_run(&guest.config, 1, "before <%5.2f is not supported>\n");
}
END_TEST

START_TEST(no_archive)
{
	struct guest guest;

	prepare(&guest, _i, "");
	guest.config.initrd = NULL;
	expect_run(&guest.config, 1, "kml: panic: no archive of programs");
}
END_TEST

START_TEST(wrong_option)
{
	struct guest guest;

	prepare(&guest, _i, "fault=magic");
	expect_run(
		&guest.config, 1,
		_i == 0 ? "unknown word 'fault=magic'; possible values: df-rewrite df-retry pf-task none"
			: "unknown word 'fault=magic'; possible values: ist-all ist-pf ist-df none");
}
END_TEST

START_TEST(missing_program)
{
	struct guest guest;

	prepare(&guest, _i, "init=/bin/nothing");
	expect_run(&guest.config, 1, "cannot start /bin/nothing: error 2");
}
END_TEST

START_TEST(program_of_the_other_machine)
{
	struct guest guest;
	char programs[128];

	prepare(&guest, _i, "init=/bin/hello");
	snprintf(programs, sizeof(programs), IMAGES "/%s/programs.tar",
		 archs[!_i]);
	guest.config.initrd = programs;
	expect_run(&guest.config, 1, "not built for");
}
END_TEST

/* overflow=: whichever of the kernel's stacks overflows, it hits a guard page,
 * and the panic names it. When i386's #DF task's does, the machine resets. */
static const struct {
	int arch;
	const char *append, *text; /* no text: the machine resets */
} overflows[] = {
	{0, "overflow=boot", "overflow of the scheduler's stack"},
	{1, "overflow=boot", "overflow of the scheduler's stack"},
	{0, "overflow=nmi", "overflow of the NMI task's stack"},
	{1, "overflow=nmi", "overflow of the NMI IST stack"},
	{0, "overflow=call fault=none", NULL},
	{1, "overflow=call fault=none", NULL},
	{0, "overflow=fault", NULL},
};

START_TEST(kernel_stack_overflows)
{
	struct vm_result result;
	struct guest guest;
	char append[80];

	snprintf(append, sizeof(append), "%s init=/trusted/%s",
		 overflows[_i].append,
		 strstr(overflows[_i].append, "nmi") ? "misbehave -- spin"
						     : "starve");
	prepare(&guest, overflows[_i].arch, append);
	if (strstr(append, "nmi"))
		guest.config.nmi_ms = 5;
	if (overflows[_i].text) {
		expect_run(&guest.config, 1, overflows[_i].text);
		return;
	}
	vm_run(&guest.config, &result);
	ck_assert_msg(result.ending == VM_ENDED_TRIPLE_FAULT, "%s\n%s",
		      result.message, tail(&result));
	vm_result_free(&result);
}
END_TEST

/* With instructions counted, two runs are the same to the last character,
 * time-stamps included. */
START_TEST(runs_repeat_exactly)
{
	struct vm_result first, second;
	struct guest guest;

	prepare(&guest, _i, "init=/trusted/lostirq trace=on");
	guest.config.icount_shift = 0;
	vm_run(&guest.config, &first);
	vm_run(&guest.config, &second);
	ck_assert_int_eq(first.verdict, 0);
	ck_assert_ptr_nonnull(strstr(first.serial, "\n@ frame vector="));
	ck_assert_ptr_nonnull(strstr(first.serial, "\noutcome: ok "));
	ck_assert_str_eq(first.serial, second.serial);
	vm_result_free(&first);
	vm_result_free(&second);
}
END_TEST

/* Each machine's default policy comes first and gets the most programs. */
static const struct {
	int arch;
	const char *fault, *programs; /* SEED COUNT */
} hostile_runs[] = {
	{0, "df-rewrite", "1 1000"}, {1, "ist-all", "1 1000"},
	{0, "df-retry", "2000 150"}, {1, "ist-pf", "2000 150"},
	{0, "pf-task", "3000 150"},  {1, "ist-df", "3000 150"},
	{0, "none", "4000 150"},     {1, "none", "4000 150"},
};

/* KML_HOSTILE in the environment: other seeds and counts, "SEED COUNT". */
START_TEST(hostile_programs)
{
	const char *chosen = getenv("KML_HOSTILE");
	char append[80], input[20000];
	struct guest guest;

	snprintf(append, sizeof(append),
		 "limit=20 fault=%s init=/bin/hostile -- %s",
		 hostile_runs[_i].fault,
		 chosen ? chosen : hostile_runs[_i].programs);
	prepare(&guest, hostile_runs[_i].arch, append);
	memset(input, 'y', sizeof(input) - 1); /* for those that read */
	input[sizeof(input) - 1] = 0;
	guest.config.input = input;
	guest.config.icount_shift = 0;
	guest.config.serial_limit = (size_t)1 << 28;
	guest.config.timeout_s = 60;
	expect_run(&guest.config, 0, "outcome: ok survived");
}
END_TEST

static Suite *boot_suite(void)
{
	Suite *suite = suite_create("boot");
	TCase *boots = tcase_create("ways to boot");
	TCase *hostile = tcase_create("hostile programs");

	tcase_set_timeout(boots, 0); /* vm has time-outs of its own */
	tcase_set_timeout(hostile, 0);
	tcase_add_loop_test(boots, hello_in_both_modes, 0, 2);
	tcase_add_test(boots, microvm);
	tcase_add_loop_test(boots, grub_iso, 0, 2);
	tcase_add_loop_test(boots, console_input, 0, 2);
	tcase_add_loop_test(boots, piped_line, 0, 2);
	tcase_add_loop_test(boots, piped_text, 0, 2);
	tcase_add_loop_test(boots, refused_conversion, 0, 2);
	tcase_add_loop_test(boots, no_archive, 0, 2);
	tcase_add_loop_test(boots, wrong_option, 0, 2);
	tcase_add_loop_test(boots, missing_program, 0, 2);
	tcase_add_loop_test(boots, program_of_the_other_machine, 0, 2);
	tcase_add_loop_test(boots, runs_repeat_exactly, 0, 2);
	tcase_add_loop_test(boots, kernel_stack_overflows, 0,
			    sizeof(overflows) / sizeof(*overflows));
	tcase_add_loop_test(hostile, hostile_programs, 0,
			    sizeof(hostile_runs) / sizeof(*hostile_runs));
	suite_add_tcase(suite, boots);
	suite_add_tcase(suite, hostile);
	return suite;
}

int main(void)
{
	SRunner *runner = srunner_create(boot_suite());

	return run_as_ktap(runner);
}
