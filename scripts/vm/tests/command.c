// SPDX-License-Identifier: GPL-2.0-only
/* The vm command: exit statuses, formats, help, record and replay. */
#include "tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t start_vm(int out, char *const argv[])
{
	pid_t pid = fork();

	if (pid == 0) {
		dup2(out, STDOUT_FILENO);
		dup2(out, STDERR_FILENO);
		execv(KIT "/build/bin/vm", argv);
		_exit(127);
	}
	return pid;
}

int vm_status(char **output, char *const argv[])
{
	int out = memfd_create("output", MFD_CLOEXEC);
	pid_t pid = start_vm(out, argv);
	off_t size;
	int status;

	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	if (output) {
		size = lseek(out, 0, SEEK_END);
		*output = calloc(size + 1, 1);
		ck_assert_int_eq(pread(out, *output, size, 0), size);
	}
	close(out);
	return WEXITSTATUS(status);
}

static int run_status(char *guest, char *option, char *value)
{
	char *const argv[] = {"vm",  "run",  "--profile", "i386", "--kernel",
			      guest, option, value,	  NULL};

	return vm_status(NULL, argv);
}

START_TEST(exit_statuses)
{
	ck_assert_int_eq(run_status(GUEST("pass"), NULL, NULL), 0);
	ck_assert_int_eq(run_status(GUEST("spin"), "--expect", "hello"), 0);
	ck_assert_int_eq(run_status(GUEST("fail"), NULL, NULL), 1);
	ck_assert_int_eq(run_status(GUEST("pass"), "--memory", "much"), 2);
	ck_assert_int_eq(run_status(GUEST("triple"), NULL, NULL), 3);
	ck_assert_int_eq(run_status(GUEST("spin"), "--timeout", "0.05"), 4);
	ck_assert_int_eq(run_status("/no/such/kernel", NULL, NULL), 2);
	ck_assert_int_eq(run_status(GUEST("pass"), "--initrd", "/none"), 2);
	ck_assert_int_eq(run_status(GUEST("pass"), "--forward", ""), 0);
	ck_assert_int_eq(run_status(GUEST("pass"), "--forward", "80"), 2);
	ck_assert_int_eq(run_status(GUEST("pass"), "--forward", "1:2,"), 2);
	ck_assert_int_eq(run_status(GUEST("pass"), "--forward", "0:80"), 2);
	ck_assert_int_eq(run_status(GUEST("poweroff"), NULL, NULL), 6);
}
END_TEST

void check_output(char *const argv[], const char *part)
{
	char *output;

	ck_assert_int_eq(vm_status(&output, argv), 0);
	ck_assert_msg(strstr(output, part) != NULL, "no \"%s\" in: %s", part,
		      output);
	free(output);
}

START_TEST(formats)
{
	char *const text[] = {"vm", "run", "--kernel", GUEST("pass"), NULL};
	char *const json[] = {"vm",	  "run",  "--kernel", GUEST("pass"),
			      "--format", "json", NULL};

	check_output(text, HELLO VM_VERDICT_PASS "\n");
	check_output(json, "\"serial\": \"hello from the guest\\nkml: ");
	check_output(json,
		     "{\n \"profile\": \"i386\",\n \"ending\": \"verdict\",\n"
		     " \"verdict\": 0,\n");
}
END_TEST

START_TEST(help_everywhere)
{
	char *commands[] = {"run", "command", "probe", "limit"};
	char *const argv[] = {"vm", commands[_i], "--help", NULL};
	char usage[40];

	snprintf(usage, sizeof(usage), "usage: vm %s", commands[_i]);
	check_output(argv, usage);
}
END_TEST

/* What `vm command` prints does the same in a shell. */
START_TEST(printed_command_works)
{
	char *const argv[] = {"vm",	     "command",	 "--kernel",
			      GUEST("pass"), "--append", "it's $HOME",
			      NULL};
	char *line, printed[80] = "";
	FILE *shell;
	int status;

	ck_assert_int_eq(vm_status(&line, argv), 0);
	shell = popen(line, "r");
	ck_assert_uint_gt(fread(printed, 1, sizeof(printed) - 1, shell), 0);
	status = pclose(shell);
	ck_assert_int_eq(WEXITSTATUS(status), 2 * VM_EXIT_PASS + 1);
	ck_assert_str_eq(printed, HELLO VM_VERDICT_PASS "\n");
	free(line);
}
END_TEST

START_TEST(record_and_replay)
{
	char dir[] = "/tmp/vm-test.XXXXXX", file[40], disk[48];
	char *record[] = {"vm",		 "run",	     "--kernel",
			  GUEST("pass"), "--icount", "3",
			  "--record",	 file,	     NULL};

	snprintf(file, sizeof(file), "%s/recording", mkdtemp(dir));
	snprintf(disk, sizeof(disk), "%s.qcow2", file);
	check_output(record, VM_VERDICT_PASS);
	record[6] = "--replay";
	check_output(record, VM_VERDICT_PASS);
	unlink(file);
	unlink(disk);
	ck_assert_int_eq(rmdir(dir), 0);
}
END_TEST

TCase *command_case(void)
{
	TCase *tcase = guest_case("command");

	tcase_add_test(tcase, exit_statuses);
	tcase_add_test(tcase, formats);
	tcase_add_loop_test(tcase, help_everywhere, 0, 4);
	tcase_add_test(tcase, printed_command_works);
	tcase_add_test(tcase, record_and_replay);
	return tcase;
}
