// SPDX-License-Identifier: GPL-2.0-only
/* The judge of the scenarios, judged: what a guest printed and how it ended
 * must lead to the right word, and a damaged table to an error. */
#include "scenario.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct verdict_case {
	enum vm_ending ending;
	int verdict;
	const char *serial, *word, *detail;
};

static const struct verdict_case cases[] = {
	{VM_ENDED_VERDICT, 0, "outcome: ok fine, all\n", "ok", "fine  all"},
	{VM_ENDED_VERDICT, 1, "outcome: lost-interrupt at 4\n",
	 "lost-interrupt", "at 4"},
	{VM_ENDED_VERDICT, 1,
	 "outcome: ok one\noutcome: overwritten two\noutcome: ok three\n",
	 "overwritten", "two"},
	/* A program's word counts only if the kernel's verdict agrees. */
	{VM_ENDED_VERDICT, 1, "outcome: ok\nkml: killed: /bin/x\n", "killed",
	 "/bin/x"},
	{VM_ENDED_VERDICT, 1, "outcome: ok told too early\n", "failed", NULL},
	{VM_ENDED_VERDICT, 1, "x\nkml: killed: /bin/x by #PF\n", "killed",
	 "/bin/x by #PF"},
	{VM_ENDED_VERDICT, 1, "kml: panic: no\n", "panic", "no"},
	{VM_ENDED_VERDICT, 1, "kml: overwritten: ip\n", "overwritten", "ip"},
	{VM_ENDED_VERDICT, 0, "nothing", "failed", NULL},
	{VM_ENDED_TRIPLE_FAULT, -1, "outcome: ok\n", "triple-fault", NULL},
	{VM_ENDED_TIMEOUT, -1, "outcome: ok\n", "timeout", NULL},
	{VM_ENDED_EMULATOR_FAILED, -1, "", "emulator-failed", NULL},
	{VM_ENDED_POWEROFF, -1, "outcome: ok\n", "emulator-failed", NULL},
};

START_TEST(judges)
{
	const struct verdict_case *c = &cases[_i];
	char serial[128], message[] = "why";
	struct vm_result result = {.ending = c->ending,
				   .serial = serial,
				   .verdict = c->verdict,
				   .message = message};
	struct outcome outcome;

	strcpy(serial, c->serial);
	outcome = scenario_judge(&result);
	ck_assert_str_eq(outcome.word, c->word);
	ck_assert_str_eq(outcome.detail, c->detail ? c->detail : message);
}
END_TEST

/* Writes a table of one line and reads it. */
static struct scenario *read_table(const char *line, size_t *count)
{
	char path[] = "/tmp/kml-scenarios-XXXXXX";
	int file = mkstemp(path);
	struct scenario *rows;

	ck_assert_int_ge(file, 0);
	ck_assert_int_eq(write(file, line, strlen(line)), strlen(line));
	close(file);
	rows = scenarios_read(path, count);
	unlink(path);
	return rows;
}

START_TEST(expands_lists)
{
	size_t count;
	struct scenario *rows = read_table(
		"both +x cpl3,cpl0 cures redeliver,ignore ok p a b ; k=v\n",
		&count);

	ck_assert_uint_eq(count, 2 * 2 * 3 * 2);
	ck_assert_str_eq(rows[0].fault, "df-retry");
	ck_assert_str_eq(rows[count - 1].fault, "ist-all");
	ck_assert_str_eq(rows[1].lostirq, "ignore");
	ck_assert_str_eq(rows[0].program, "p a b ");
	ck_assert_str_eq(rows[0].options, " k=v");
	ck_assert(rows[0].in_bochs);
	ck_assert_str_eq(rows[0].name, "x");
	free(rows);
}
END_TEST

static const char *const damaged[] = {
	"both x cpl3 all redeliver\n",
	"both x cpl3 all redeliver ok\n",
	"both x cpl3 all redeliver fine program\n",
	"nonsense\n",
};

START_TEST(refuses_damaged_tables)
{
	size_t count;

	ck_assert_ptr_null(read_table(damaged[_i], &count));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("judge");
	TCase *judge = tcase_create("judge");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(judge, judges, 0, sizeof(cases) / sizeof(*cases));
	tcase_add_test(judge, expands_lists);
	tcase_add_loop_test(judge, refuses_damaged_tables, 0,
			    sizeof(damaged) / sizeof(*damaged));
	suite_add_tcase(suite, judge);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
