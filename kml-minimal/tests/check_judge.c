// SPDX-License-Identifier: GPL-2.0-only
/* Tests the judge of the scenarios: what a guest printed and how it ended must
 * give the right outcome, and a damaged table an error. */
#include "ktap.h"
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
	{VM_ENDED_VERDICT, 0, "outcome: ok fine, all\n", "ok", "fine, all"},
	{VM_ENDED_VERDICT, 1, "outcome: lost-interrupt at 4\n",
	 "lost-interrupt", "at 4"},
	{VM_ENDED_VERDICT, 1,
	 "outcome: ok one\noutcome: overwritten two\noutcome: ok three\n",
	 "overwritten", "two"},
	/* A program's word counts only if the kernel's verdict agrees. */
	{VM_ENDED_VERDICT, 1, "outcome: ok\nkml: killed: /bin/x\n", "killed",
	 "/bin/x"},
	{VM_ENDED_VERDICT, 1, "outcome: ok but too early\n", "failed",
	 "the program reported 'ok but too early'; the kernel's verdict: fail"},
	{VM_ENDED_VERDICT, 0, "outcome: overwritten x\n", "failed",
	 "the program reported 'overwritten x'; the kernel's verdict: pass"},
	/* Only the kernel or the emulator can know these. */
	{VM_ENDED_VERDICT, 1, "outcome: killed by me\n", "failed",
	 "the program reported 'killed by me'; the kernel's verdict: fail"},
	{VM_ENDED_VERDICT, 1, "outcome: triple-fault\n", "failed",
	 "the program reported 'triple-fault'; the kernel's verdict: fail"},
	{VM_ENDED_VERDICT, 1, "outcome: failed 3 of 4\n", "failed", "3 of 4"},
	{VM_ENDED_VERDICT, 1, "x\nkml: killed: /bin/x by #PF\n", "killed",
	 "/bin/x by #PF"},
	{VM_ENDED_VERDICT, 1, "kml: panic: no\n", "panic", "no"},
	{VM_ENDED_VERDICT, 1, "kml: overwritten: ip\n", "overwritten", "ip"},
	{VM_ENDED_VERDICT, 0, "nothing", "failed",
	 "the program reported no outcome; the kernel's verdict: pass"},
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

#define ABOUT "about to: starve push, at CPL 0\n"
#define MODE  ", virtual-8086 mode"
#define PROGRAM                   \
	{                         \
		true, 0x400211, 0 \
	}

/* A row `starve push nested` at CPL 0, and what speaks for its outcome. */
struct proof_case {
	const char *serial, *word, *detail;
	struct vm_place fault;
	bool proved;
};

static const struct proof_case proofs[] = {
	{ABOUT, "ok", "", {0}, true},
	{"x\n" ABOUT "y\n", "lost-interrupt", "", {0}, true},
	{"", "ok", "", {0}, false},
	{"about to: starve push, at CPL 3\n", "ok", "", {0}, false},
	{"about to: starve trap, at CPL 0\n", "ok", "", {0}, false},
	{"about to: star, at CPL 0\n", "ok", "", {0}, false},
	{"I am about to: starve push, at CPL 0\n", "ok", "", {0}, false},
	{"about to: starve push", "ok", "", {0}, false},
	{ABOUT, "triple-fault", "", PROGRAM, true},
	{"", "triple-fault", "", PROGRAM, false},
	{ABOUT, "triple-fault", "", {false, 0, 0}, false},
	{ABOUT, "triple-fault", "", {true, 0x400211, 3}, false},
	{ABOUT, "triple-fault", "", {true, 0xc0100000, 0}, false},
	{ABOUT, "triple-fault", "", {true, 0x100000, 0}, false},
	{ABOUT, "killed", "/bin/starve, pid 1, CPL 0, by #PF", {0}, true},
	{ABOUT, "killed", "/bin/starve, pid 1, CPL 3, by #PF", {0}, false},
	{ABOUT, "killed", "/bin/starve, pid 2, CPL 0, by #PF", {0}, false},
	{ABOUT, "killed", "/bin/other, pid 1, CPL 0, by #PF", {0}, false},
	{ABOUT,
	 "killed",
	 "/bin/starve, pid 1, CPL 3" MODE ", by #PF",
	 {0},
	 true},
	{ABOUT,
	 "killed",
	 "/bin/starve, pid 1, CPL 0" MODE ", by #PF",
	 {0},
	 false},
	{ABOUT,
	 "killed",
	 "/bin/other, pid 1, CPL 3" MODE ", by #PF",
	 {0},
	 false},
};

START_TEST(demands_proof)
{
	struct scenario row = {.user = "cpl0", .program = "starve push nested"};
	const struct proof_case *c = &proofs[_i];
	char serial[128];
	struct vm_result result = {.serial = serial, .fault = c->fault};
	struct outcome outcome;

	strcpy(serial, c->serial);
	strcpy(row.expected, c->word);
	strcpy(outcome.word, c->word);
	strcpy(outcome.detail, c->detail);
	outcome = scenario_prove(&row, &result, outcome);
	ck_assert_str_eq(outcome.word, c->proved ? c->word : "failed");
	if (!c->proved)
		ck_assert_ptr_nonnull(strstr(outcome.detail, c->word));
}
END_TEST

START_TEST(lets_the_unexpected_be)
{
	const struct scenario row = {.expected = "ok", .program = "starve"};
	const struct vm_result result = {.serial = (char[]){""}};
	struct outcome outcome = {.word = "triple-fault", .detail = "x"};

	outcome = scenario_prove(&row, &result, outcome);
	ck_assert_str_eq(outcome.word, "triple-fault");
}
END_TEST

/* With user=path the folder decides, and a row may give one itself. */
START_TEST(knows_the_level_of_a_path)
{
	static const struct {
		const char *program;
		int level;
	} rows[] = {{"calls", 0}, {"/bin/calls", 3}, {"/trusted/calls", 0}};
	struct scenario row = {.user = "path", .expected = "ok"};
	struct outcome outcome = {.word = "ok"};
	char serial[64];
	struct vm_result result = {.serial = serial};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		strcpy(row.program, rows[i].program);
		sprintf(serial, "about to: calls, at CPL %d\n", rows[i].level);
		ck_assert_str_eq(scenario_prove(&row, &result, outcome).word,
				 "ok");
		sprintf(serial, "about to: calls, at CPL %d\n",
			3 - rows[i].level);
		ck_assert_str_eq(scenario_prove(&row, &result, outcome).word,
				 "failed");
	}
}
END_TEST

START_TEST(reads_blanks_in_reasons)
{
	const struct scenario row = {.expected = "ok", .reason = "5_of_16"};
	struct outcome outcome = {.word = "ok", .detail = "5 of 16 words"};

	ck_assert(scenario_as_expected(&row, &outcome));
	strcpy(outcome.detail, "3 of 16 words");
	ck_assert(!scenario_as_expected(&row, &outcome));
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

	tcase_add_loop_test(judge, judges, 0, sizeof(cases) / sizeof(*cases));
	tcase_add_loop_test(judge, demands_proof, 0,
			    sizeof(proofs) / sizeof(*proofs));
	tcase_add_test(judge, lets_the_unexpected_be);
	tcase_add_test(judge, knows_the_level_of_a_path);
	tcase_add_test(judge, reads_blanks_in_reasons);
	tcase_add_test(judge, expands_lists);
	tcase_add_loop_test(judge, refuses_damaged_tables, 0,
			    sizeof(damaged) / sizeof(*damaged));
	suite_add_tcase(suite, judge);
	return run_as_ktap(runner);
}
