// SPDX-License-Identifier: GPL-2.0-only
/* Running and judging a scenario: see scenario.h. */
#include "scenario.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

/* Copies a line's rest, without control characters. */
static void copy_detail(char *to, size_t size, const char *line)
{
	size_t i;

	for (i = 0; i < size - 1 && line[i] && line[i] != '\n'; i++) {
		to[i] = line[i] < ' ' ? ' ' : line[i];
	}
	to[i] = 0;
}

static struct outcome make_outcome(const char *word, const char *line)
{
	struct outcome outcome = {0};

	snprintf(outcome.word, sizeof(outcome.word), "%s", word);
	copy_detail(outcome.detail, sizeof(outcome.detail), line);
	return outcome;
}

/* The line of text that starts with prefix, behind it; or NULL. */
static const char *find_line(const char *text, const char *prefix)
{
	while (text) {
		if (strncmp(text, prefix, strlen(prefix)) == 0)
			return text + strlen(prefix);
		text = strchr(text, '\n');
		if (text)
			text++;
	}
	return NULL;
}

/* `outcome: WORD detail`: the first that is not ok, otherwise the last. */
static const char *reported_outcome(const char *text)
{
	const char *line = find_line(text, "outcome: ");
	const char *report = NULL;

	for (; line; line = find_line(line, "outcome: ")) {
		report = line;
		if (strncmp(line, "ok ", 3) != 0)
			break;
	}
	return report;
}

/* A program may report only these outcomes (that it was killed, for instance,
 * only the kernel can report), and the kernel's verdict must agree. */
static bool believe_program(const char *report, bool passed,
			    struct outcome *outcome)
{
	static const char *const words[] = {"ok", "overwritten",
					    "lost-interrupt", "failed"};
	size_t i, length = strcspn(report, " \n");

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i]) == length &&
		    strncmp(words[i], report, length) == 0)
			break;
	if (i == sizeof(words) / sizeof(*words) || passed != (i == 0))
		return false;
	*outcome = make_outcome(words[i],
				report + length + (report[length] == ' '));
	return true;
}

/* The program reported no outcome, or one that the verdict contradicts. */
static struct outcome make_contradiction(const char *report, bool passed)
{
	char text[160] = "the program reported no outcome";

	if (report)
		snprintf(text, sizeof(text), "the program reported '%.*s'",
			 (int)strcspn(report, "\n"), report);
	snprintf(text + strlen(text), sizeof(text) - strlen(text),
		 "; the kernel's verdict: %s", passed ? "pass" : "fail");
	return make_outcome("failed", text);
}

/* The guest's report counts only if the kernel's verdict agrees. */
static struct outcome judge_verdict(const struct vm_result *result)
{
	bool passed = result->verdict == 0;
	const char *report = reported_outcome(result->serial);
	struct outcome outcome;
	const char *line;

	line = find_line(result->serial, "kml: panic: ");
	if (line)
		return make_outcome("panic", line);
	line = find_line(result->serial, "kml: overwritten: ");
	if (line)
		return make_outcome("overwritten", line);
	if (report && believe_program(report, passed, &outcome))
		return outcome;
	line = find_line(result->serial, "kml: killed: ");
	if (line && !passed)
		return make_outcome("killed", line);
	return make_contradiction(report, passed);
}

struct outcome scenario_judge(const struct vm_result *result)
{
	switch (result->ending) {
	case VM_ENDED_VERDICT:
		return judge_verdict(result);
	case VM_ENDED_TRIPLE_FAULT:
		return make_outcome("triple-fault", result->message);
	case VM_ENDED_TIMEOUT:
		return make_outcome("timeout", result->message);
	default:
		return make_outcome("emulator-failed", result->message);
	}
}

const char *scenario_folder(const struct scenario *scenario)
{
	if (scenario->program[0] == '/')
		return "";
	return strcmp(scenario->user, "path") == 0 ? "/trusted/" : "/bin/";
}

/* The reason is one word of the table: its _ are the detail's blanks. */
bool scenario_as_expected(const struct scenario *scenario,
			  const struct outcome *outcome)
{
	char reason[sizeof(scenario->reason)], *blank;

	strcpy(reason, scenario->reason);
	while ((blank = strchr(reason, '_')))
		*blank = ' ';
	return strcmp(outcome->word, scenario->expected) == 0 &&
	       strstr(outcome->detail, reason);
}

/* Opens a file without a name for QEMU's log of exceptions, which shows where a
 * triple fault happened. Only where one is expected, or where the log is to be
 * kept: logging takes time. */
static int open_account(const struct scenario *scenario, const char *keep,
			char *path, size_t size)
{
	int file = -1;

	if (keep || strcmp(scenario->expected, "triple-fault") == 0)
		file = memfd_create("account", MFD_CLOEXEC);
	snprintf(path, size, "/proc/%d/fd/%d", getpid(), file);
	return file;
}

/* Writes KEEP.serial and the end of the account, KEEP.trace. False: errno. */
static bool keep_run(const char *keep, const struct vm_result *result,
		     int account)
{
	const off_t most = 1 << 20;
	off_t size = lseek(account, 0, SEEK_END);
	off_t from = size > most ? size - most : 0;
	char path[256];
	int file;
	bool good;

	snprintf(path, sizeof(path), "%s.serial", keep);
	file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	good = file >= 0 && write(file, result->serial, result->length) ==
				    (ssize_t)result->length;
	close(file);
	snprintf(path, sizeof(path), "%s.trace", keep);
	file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	good = good && file >= 0 &&
	       sendfile(file, account, &from, (size_t)(size - from)) >= 0;
	close(file);
	return good;
}

static void copy_origin(struct outcome *outcome, const struct vm_result *result)
{
	snprintf(outcome->emulator, sizeof(outcome->emulator), "%s",
		 result->emulator);
	snprintf(outcome->accel, sizeof(outcome->accel), "%s",
		 vm_accel_name(result->accel));
	snprintf(outcome->kernel_sha256, sizeof(outcome->kernel_sha256), "%s",
		 result->kernel_sha256);
}

struct outcome scenario_run(const struct scenario *scenario, bool bochs,
			    const char *folder, const char *keep)
{
	bool is_i386 = strcmp(scenario->arch, "i386") == 0;
	struct vm_config config = vm_defaults(bochs	? VM_BOCHS
					      : is_i386 ? VM_I386
							: VM_X86_64);
	char kernel[256], programs[256], append[256], program[32], account[64];
	int account_file = -1;
	struct vm_result result;
	struct outcome outcome;

	sscanf(scenario->program, "%31s", program);
	snprintf(kernel, sizeof(kernel), "%s/%s/kernel.elf", folder,
		 scenario->arch);
	snprintf(programs, sizeof(programs), "%s/%s/programs.tar", folder,
		 scenario->arch);
	snprintf(append, sizeof(append),
		 "user=%s fault=%s lostirq=%s %s init=%s%s -- %s",
		 scenario->user, scenario->fault, scenario->lostirq,
		 scenario->options, scenario_folder(scenario), program,
		 scenario->program + strlen(program));
	config.kernel = kernel;
	config.initrd = programs;
	config.append = append;
	config.memory_mib = 32;
	config.timeout_s = 1;
	if (!bochs) {
		config.icount_shift = 0;
		account_file =
			open_account(scenario, keep, account, sizeof(account));
		config.trace_log = account_file < 0 ? NULL : account;
	}
	vm_run(&config, &result);
	outcome = scenario_prove(scenario, &result, scenario_judge(&result));
	copy_origin(&outcome, &result);
	if (keep && account_file >= 0 && !keep_run(keep, &result, account_file))
		outcome = make_outcome("emulator-failed",
				       "the run cannot be kept: disk full?");
	vm_result_free(&result);
	if (account_file >= 0)
		close(account_file);
	return outcome;
}
