// SPDX-License-Identifier: GPL-2.0-only
/* At which level does a program run, and what passes it on? */
#include "kml_test.h"

TEST(level, "level")
{
	ASSERT_EQ(cpl(), expected_cpl);
}

static void has_the_level(void)
{
	ASSERT_EQ(cpl(), expected_cpl);
}

TEST(level_after_fork, "fork")
{
	int i;

	for (i = 0; i < 50; i++)
		ASSERT_TRUE(exited_with(in_child(has_the_level), 0));
}

/* vfork(): the child runs on its parent's stack, which is worth a test. */
static void run_at(const char *path, int level)
{
	const char digit[2] = {(char)('0' + level), 0};
	/* NOLINTNEXTLINE(clang-analyzer-security.insecureAPI.vfork) */
	pid_t child = vfork();

	if (!child) {
		execl(path, path, "--is", digit, NULL);
		_exit(100);
	}
	ASSERT_GE(child, 0);
	ASSERT_TRUE(exited_with(child, 0));
}

TEST(exec_same_kind, "exec of the same kind")
{
	run_at("/proc/self/exe", expected_cpl);
}

TEST(exec_other_kind, "exec across the boundary")
{
	int i;

	if (!other_program)
		skip("no copy at the other level is named");
	for (i = 0; i < 10; i++)
		run_at(other_program, 3 - expected_cpl);
	ASSERT_EQ(cpl(), expected_cpl);
}

TEST(exec_unprivileged, "exec without CAP_SYS_RAWIO")
{
	ASSERT_EQ(setgid(1000), 0);
	ASSERT_EQ(setuid(1000), 0);
	run_at("/proc/self/exe", 3);
}
