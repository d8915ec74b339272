// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is required is known for these programs, so the search must find
 * exactly that, by really refusing it.
 */
#include "tests/trace/trace.h"
#include "base/text.h"
#include "trace/minimise.h"

#include <stdlib.h>
#include <string.h>

/* Calls whose state is compared; glibc's own are a matter of its version. */
static char *only_ours(void *data, enum manifest_section section,
		       const char *key)
{
	static const char *const ours[] = {"eventfd2", "sysinfo",
					   "epoll_create1", "socket", "poll"};
	size_t i;

	(void)data;
	for (i = 0; i < sizeof(ours) / sizeof(*ours); i++)
		if (section != MANIFEST_CALLS || !strcmp(key, ours[i]))
			return text_copy(key);
	return NULL;
}

/* As if these two calls hung on one option; and calls only, three in all. */
static char *one_option(void *data, enum manifest_section section,
			const char *key)
{
	if (!strcmp(key, "eventfd2") || !strcmp(key, "sysinfo"))
		return text_copy("option");
	return section == MANIFEST_CALLS ? only_ours(data, section, key) : NULL;
}

static void set_up(struct minimise *state, const char *const *command,
		   const char *check)
{
	struct trace_result result;
	char *problem = NULL;

	*state = (struct minimise){
		.manifest = manifest_new(),
		.run = {.command = (char *const *)command,
			.check = check,
			.ends = true,
			.timeout = 10},
		.group = only_ours,
	};
	ck_assert(trace_run(&state->run, state->manifest, &result, &problem));
	trace_free_result(&result);
}

static enum manifest_state state_of(const struct minimise *state,
				    enum manifest_section section,
				    const char *key)
{
	const struct manifest_entry *entry =
		manifest_find(state->manifest, section, key);

	ck_assert_msg(entry != NULL, "%s was not traced", key);
	return entry->state;
}

START_TEST(finds_the_one_call)
{
	const char *command[] = {TRACED_PROGRAM, "needs-one", NULL};
	struct minimise state;
	char *problem = NULL;

	set_up(&state, command, "grep -q served $LOG");
	ck_assert(minimise(&state, &problem));
	ck_assert_int_eq(state_of(&state, MANIFEST_CALLS, "eventfd2"),
			 MANIFEST_REQUIRED);
	ck_assert_int_eq(state_of(&state, MANIFEST_CALLS, "sysinfo"),
			 MANIFEST_OPTIONAL);
	ck_assert_int_eq(state_of(&state, MANIFEST_CALLS, "epoll_create1"),
			 MANIFEST_OPTIONAL);
	ck_assert_uint_eq(state.required, 1);
	ck_assert_uint_eq(state.left, 0);
	manifest_free(state.manifest);
}
END_TEST

/* One of two is enough: both at once must not be called optional. */
START_TEST(keeps_one_of_two)
{
	const char *command[] = {TRACED_PROGRAM, "needs-either", NULL};
	struct minimise state;
	char *problem = NULL;

	set_up(&state, command, "grep -q served $LOG");
	ck_assert(minimise(&state, &problem));
	ck_assert_int_ne(state_of(&state, MANIFEST_CALLS, "eventfd2"),
			 state_of(&state, MANIFEST_CALLS, "epoll_create1"));
	manifest_free(state.manifest);
}
END_TEST

/* It does without both, but not with sysinfo() and without eventfd2(). */
START_TEST(refuses_groups_first)
{
	const char *command[] = {TRACED_PROGRAM, "needs-pair", NULL};
	struct minimise state;
	char *problem = NULL;

	set_up(&state, command, "grep -q served $LOG");
	state.group = one_option;
	ck_assert(minimise(&state, &problem));
	ck_assert_int_eq(state_of(&state, MANIFEST_CALLS, "eventfd2"),
			 MANIFEST_OPTIONAL);
	ck_assert_int_eq(state_of(&state, MANIFEST_CALLS, "sysinfo"),
			 MANIFEST_OPTIONAL);
	ck_assert_int_eq(state_of(&state, MANIFEST_CALLS, "socket"),
			 MANIFEST_REQUIRED);
	manifest_free(state.manifest);
}
END_TEST

/* Not only calls: a family, a path, a device, a file system, a feature. */
START_TEST(finds_other_needs)
{
	static const struct {
		const char *act;
		enum manifest_section section;
		const char *key;
	} cases[] = {
		{"needs-family", MANIFEST_SOCKETS, "unix stream"},
		{"needs-path", MANIFEST_PATHS, "/proc/self/maps"},
		{"needs-path", MANIFEST_FILESYSTEMS, "proc"},
		{"needs-device", MANIFEST_DEVICES, "/dev/zero"},
		{"needs-lock", MANIFEST_FEATURES, "file locks"},
	};
	const char *command[] = {TRACED_PROGRAM, cases[_i].act, NULL};
	struct minimise state;
	char *problem = NULL;

	set_up(&state, command, "grep -q served $LOG");
	ck_assert(minimise(&state, &problem));
	ck_assert_int_eq(state_of(&state, cases[_i].section, cases[_i].key),
			 MANIFEST_REQUIRED);
	if (!strcmp(cases[_i].act, "needs-family"))
		ck_assert_int_eq(
			state_of(&state, MANIFEST_SOCKETS, "inet stream"),
			MANIFEST_OPTIONAL);
	manifest_free(state.manifest);
}
END_TEST

START_TEST(baseline_must_pass)
{
	const char *command[] = {TRACED_PROGRAM, "needs-one", NULL};
	struct minimise state;
	char *problem = NULL;

	set_up(&state, command, "false");
	REFUSED(minimise(&state, &problem), problem,
		"before anything is refused");
	ck_assert_int_eq(state_of(&state, MANIFEST_CALLS, "eventfd2"),
			 MANIFEST_USED);
	manifest_free(state.manifest);
}
END_TEST

/* What an earlier search has found is not searched again, but is refused. */
START_TEST(goes_on)
{
	const char *command[] = {TRACED_PROGRAM, "needs-either", NULL};
	struct minimise state;
	char *problem = NULL;

	set_up(&state, command, "grep -q served $LOG");
	manifest_find(state.manifest, MANIFEST_CALLS, "epoll_create1")->state =
		MANIFEST_OPTIONAL;
	ck_assert(minimise(&state, &problem));
	ck_assert_int_eq(state_of(&state, MANIFEST_CALLS, "eventfd2"),
			 MANIFEST_REQUIRED);
	ck_assert_int_eq(state_of(&state, MANIFEST_CALLS, "epoll_create1"),
			 MANIFEST_OPTIONAL);
	manifest_free(state.manifest);
}
END_TEST

/* A refused call must not take place. */
START_TEST(refused_is_not_made)
{
	const char *command[] = {TRACED_PROGRAM, "needs-one", NULL};
	struct manifest *refuse = manifest_new(), *seen = manifest_new();
	struct trace_options options = {
		.command = (char *const *)command,
		.check = "grep -q served $LOG",
		.ends = true,
		.timeout = 10,
		.refuse = refuse,
	};
	struct trace_result result;
	char *problem = NULL;

	manifest_note(refuse, MANIFEST_CALLS, "write", MANIFEST_USED);
	ck_assert(trace_run(&options, seen, &result, &problem));
	ck_assert_int_eq(result.ending, TRACE_FAILED);
	ck_assert_str_eq(result.output, "");
	trace_free_result(&result);
	manifest_free(seen);
	manifest_free(refuse);
}
END_TEST

TCase *minimise_case(void)
{
	TCase *tcase = tcase_create("minimise");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, finds_the_one_call);
	tcase_add_test(tcase, keeps_one_of_two);
	tcase_add_test(tcase, refuses_groups_first);
	tcase_add_loop_test(tcase, finds_other_needs, 0, 5);
	tcase_add_test(tcase, baseline_must_pass);
	tcase_add_test(tcase, goes_on);
	tcase_add_test(tcase, refused_is_not_made);
	return tcase;
}
