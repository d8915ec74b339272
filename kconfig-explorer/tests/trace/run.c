// SPDX-License-Identifier: GPL-2.0-only
/*
 * Real programs are traced, and what they leave is compared with what they
 * did: exactly, apart from what starting any program takes.
 */
#include "tests/trace/trace.h"
#include "base/text.h"
#include "trace/trace.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *needs_of(const struct manifest *manifest)
{
	char *text = text_copy("");
	int section;
	size_t i;

	for (section = 0; section < MANIFEST_SECTIONS; section++) {
		const struct manifest_list *list = &manifest->sections[section];

		for (i = 0; manifest_holds_needs(section) && i < list->count;
		     i++) {
			char *longer = text_format(
				"%s%s %s=%s\n", text,
				manifest_section_name(section),
				list->entries[i].key,
				manifest_state_name(list->entries[i].state));

			free(text);
			text = longer;
		}
	}
	return text;
}

static struct manifest *traced(const char *program, const char *act)
{
	const char *command[] = {program, act, NULL};
	struct trace_options options = {.command = (char *const *)command};
	struct manifest *manifest = manifest_new();
	struct trace_result result;
	char *problem = NULL;

	if (!trace_run(&options, manifest, &result, &problem))
		ck_abort_msg("%s", problem);
	ck_assert_msg(result.ending == TRACE_PASSED, "%s: %s", act,
		      result.message);
	trace_free_result(&result);
	manifest_sort(manifest);
	return manifest;
}

/* Without what a program that does nothing needs. */
static struct manifest *difference(const struct manifest *manifest,
				   const struct manifest *nothing)
{
	struct manifest *rest = manifest_new();
	int section;
	size_t i;

	for (section = 0; section < MANIFEST_SECTIONS; section++) {
		const struct manifest_list *list = &manifest->sections[section];

		for (i = 0; manifest_holds_needs(section) && i < list->count;
		     i++)
			if (!manifest_find(nothing, section,
					   list->entries[i].key))
				manifest_note(rest, section,
					      list->entries[i].key,
					      list->entries[i].state);
	}
	return rest;
}

static const struct {
	const char *act, *needs;
} expected[] = {
	{"nothing", ""},
	{"fork", "calls fork=used\ncalls sysinfo=used\ncalls wait4=used\n"},
	{"vfork", "calls vfork=used\ncalls wait4=used\n"},
	{"threads", "calls clone3=used\ncalls exit=used\ncalls futex=used\n"
		    "calls getpgid=used\ncalls madvise=used\ncalls mmap=used\n"
		    "calls rt_sigaction=used\ncalls rt_sigprocmask=used\n"},
	{"exec", "calls eventfd2=used\ncalls execve=used\n"},
	{"thread-exec",
	 "calls clock_nanosleep=used\ncalls clone3=used\n"
	 "calls eventfd2=used\ncalls execve=used\ncalls mmap=used\ncalls pause=used\ncalls rt_sigaction=used\n"
	 "calls rt_sigprocmask=used\n"},
	{"signals",
	 "calls getpid=used\ncalls kill=used\ncalls rt_sigaction=used\n"
	 "calls rt_sigreturn=used\n"},
	{"stops",
	 "calls clock_nanosleep=used\ncalls fork=used\ncalls getpid=used\n"
	 "calls kill=used\ncalls wait4=used\n"},
	{"sockets",
	 "calls bind=used\ncalls close=used\ncalls socket=used\n"
	 "calls socketpair=used\n"
	 "sockets ash stream=tried\nsockets inet stream=used\n"
	 "sockets netlink raw route=used\nsockets unix dgram=used\n"},
	{"socket-attempts",
	 "calls close=used\ncalls connect=tried\ncalls setsockopt=tried\n"
	 "calls socket=tried\nsockets inet dgram=tried\n"
	 "sockets unix stream=tried\n"},
	{"socket-inherited",
	 "calls clock_nanosleep=used\ncalls dup=used\ncalls fork=used\n"
	 "calls kill=used\ncalls read=used\ncalls socket=used\n"
	 "calls wait4=used\nsockets unix dgram=used\n"},
	{"epoll", "calls epoll_create1=used\n"},
	{"eventfd", "calls eventfd2=used\n"},
	{"unknown-call", "calls 0x1fff=tried\n"},
	{"daemon",
	 "calls clock_nanosleep=used\ncalls eventfd2=used\ncalls fork=used\n"
	 "calls setsid=used\n"},
	{"paths",
	 "calls close=used\ncalls getpid=used\ncalls newfstatat=used\n"
	 "calls openat=used\nfilesystems sysfs=tried\npaths /proc/N=used\n"
	 "paths /proc/self=used\npaths /proc/self/maps=used\n"
	 "paths /proc/self/status=used\npaths /sys/no/such=tried\n"},
	{"locks",
	 "calls close=used\ncalls fcntl=used\ncalls memfd_create=used\n"
	 "features file locks=used\n"},
};

START_TEST(exactly)
{
	struct manifest *nothing = traced(TRACED_PROGRAM, "nothing");
	struct manifest *something = traced(TRACED_PROGRAM, expected[_i].act);
	struct manifest *rest = difference(something, nothing);
	char *needs = needs_of(rest);

	ck_assert_str_eq(needs, expected[_i].needs);
	free(needs);
	manifest_free(rest);
	manifest_free(something);
	manifest_free(nothing);
}
END_TEST

static void assert_need(const struct manifest *manifest,
			enum manifest_section section, const char *key)
{
	const struct manifest_entry *entry =
		manifest_find(manifest, section, key);

	ck_assert_msg(entry && entry->state == MANIFEST_USED,
		      "[%s] %s = used is missing",
		      manifest_section_name(section), key);
}

/* A kernel may be without: then it cannot be tested here. */
static bool runs_32_bit(void)
{
	setenv("TRACED", TRACED_PROGRAM "32", true);
	return system("\"$TRACED\" nothing 2>/dev/null") == 0;
}

START_TEST(calls_of_32_bit_programs)
{
	struct manifest *manifest;

	if (!runs_32_bit()) {
		fputs("(this kernel runs no 32-bit programs)\n", stderr);
		return;
	}
	manifest = traced(TRACED_PROGRAM "32", "sockets");
	ck_assert_uint_eq(manifest->sections[MANIFEST_CALLS].count, 0);
	assert_need(manifest, MANIFEST_CALLS_I386, "exit_group");
	assert_need(manifest, MANIFEST_FEATURES, "elf32");
	assert_need(manifest, MANIFEST_SOCKETS, "inet stream");
	assert_need(manifest, MANIFEST_SOCKETS, "netlink raw route");
	manifest_free(manifest);
}
END_TEST

/* What file system /dev is depends on the machine. */
START_TEST(devices)
{
	struct manifest *manifest = traced(TRACED_PROGRAM, "needs-device");

	assert_need(manifest, MANIFEST_DEVICES, "/dev/zero");
	manifest_free(manifest);
}
END_TEST

START_TEST(namespaces)
{
	const char *command[] = {TRACED_PROGRAM, "namespaces", NULL};
	struct trace_options options = {.command = (char *const *)command};
	struct manifest *manifest = manifest_new();
	struct trace_result result;
	char *problem;

	/* Whether it may have them does not matter here. */
	ck_assert(trace_run(&options, manifest, &result, &problem));
	ck_assert_ptr_nonnull(
		manifest_find(manifest, MANIFEST_FEATURES, "namespace user"));
	ck_assert_ptr_nonnull(
		manifest_find(manifest, MANIFEST_FEATURES, "namespace uts"));
	ck_assert_ptr_null(
		manifest_find(manifest, MANIFEST_FEATURES, "namespace net"));
	trace_free_result(&result);
	manifest_free(manifest);
}
END_TEST

/* A file with #! is started by the kernel's script format. */
START_TEST(scripts)
{
	char name[] = "/tmp/explorer-trace.XXXXXX";
	const char *command[] = {"/bin/sh", "-c", name, NULL};
	struct trace_options options = {.command = (char *const *)command};
	struct manifest *manifest = manifest_new();
	struct trace_result result;
	char *problem = NULL;
	int fd = mkstemp(name);
	/* A path with a blank cannot stand behind #!. */
	char *interpreter = text_format("%s.program", name);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(symlink(TRACED_PROGRAM, interpreter), 0);
	dprintf(fd, "#!%s epoll\n", interpreter);
	fchmod(fd, 0700);
	close(fd);
	ck_assert(trace_run(&options, manifest, &result, &problem));
	unlink(name);
	unlink(interpreter);
	free(interpreter);
	assert_need(manifest, MANIFEST_FEATURES, "script");
	assert_need(manifest, MANIFEST_EXECUTABLES, name);
	assert_need(manifest, MANIFEST_EXECUTABLES, TRACED_PROGRAM);
	trace_free_result(&result);
	manifest_free(manifest);
}
END_TEST

static enum trace_ending checked(const char *act, const char *check, bool ends,
				 const char *message)
{
	const char *command[] = {TRACED_PROGRAM, act, NULL};
	struct trace_options options = {
		.command = (char *const *)command,
		.check = check,
		.ends = ends,
		.timeout = 1,
	};
	struct manifest *manifest = manifest_new();
	struct trace_result result;
	enum trace_ending ending;
	char *problem = NULL;

	ck_assert(trace_run(&options, manifest, &result, &problem));
	ck_assert_msg(strstr(result.message, message), "%s", result.message);
	ending = result.ending;
	trace_free_result(&result);
	manifest_free(manifest);
	return ending;
}

START_TEST(checks)
{
	/* A server goes on until its check passes, or its time is over. */
	ck_assert_int_eq(checked("sleep", "true", false, "the check passes"),
			 TRACE_PASSED);
	ck_assert_int_eq(checked("sleep", "false", false, "in time"),
			 TRACE_FAILED);
	ck_assert_int_eq(checked("sleep", "sleep 10", false, "in time"),
			 TRACE_FAILED);
	/* Waiting for a processor is not counted: here, for being stopped. */
	ck_assert_int_eq(checked("sleep",
				 "(sleep 2; kill -CONT $$) & kill -STOP $$",
				 false, "the check passes"),
			 TRACE_PASSED);
	/* One that ends is checked afterwards. */
	ck_assert_int_eq(checked("needs-one", "grep -q served $LOG", true,
				 "the check passes"),
			 TRACE_PASSED);
	/* Though it has begun by then, and passes. */
	ck_assert_int_eq(checked("abort", "sleep 0.5", false,
				 "it was killed by signal 6 (Aborted)"),
			 TRACE_FAILED);
	ck_assert_int_eq(checked("epoll", "grep -q served $LOG", false,
				 "it ended with status 0, and the check fails"),
			 TRACE_FAILED);
	ck_assert_int_eq(
		checked("no-such-act", "true", true, "it ended with status 2"),
		TRACE_FAILED);
	ck_assert_int_eq(
		checked("abort", "false", false,
			"it was killed by signal 6 (Aborted), and the"),
		TRACE_FAILED);
	/* What the last check said, and only that. */
	ck_assert_int_eq(checked("sleep", "echo once; echo not yet; false",
				 false, "in time; it said: not yet"),
			 TRACE_FAILED);
}
END_TEST

START_TEST(cannot_start)
{
	const char *command[] = {"/no/such/program", NULL};
	struct trace_options options = {.command = (char *const *)command};
	struct manifest *manifest = manifest_new();
	struct trace_result result;
	char *problem = NULL;

	REFUSED(trace_run(&options, manifest, &result, &problem), problem,
		"/no/such/program: No such file");
	options.user = "nobody-of-that-name";
	REFUSED(trace_run(&options, manifest, &result, &problem), problem,
		"nobody-of-that-name");
	options.user = "33:staff";
	REFUSED(trace_run(&options, manifest, &result, &problem), problem,
		"no user 33:staff");
	options.user = NULL;
	options.prepare = "echo no room; exit 3";
	REFUSED(trace_run(&options, manifest, &result, &problem), problem,
		"exit 3; it said: no room");
	manifest_free(manifest);
}
END_TEST

TCase *trace_case(void)
{
	TCase *tcase = tcase_create("trace");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, exactly, 0,
			    sizeof(expected) / sizeof(*expected));
	tcase_add_test(tcase, calls_of_32_bit_programs);
	tcase_add_test(tcase, devices);
	tcase_add_test(tcase, namespaces);
	tcase_add_test(tcase, scripts);
	tcase_add_test(tcase, checks);
	tcase_add_test(tcase, cannot_start);
	return tcase;
}
