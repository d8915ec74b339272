// SPDX-License-Identifier: GPL-2.0-only
/* From system calls, socket families and file systems to options. */
#include "tests/kbuild/kbuild.h"
#include "base/file.h"
#include "syscalls/find.h"
#include "syscalls/source.h"

#include <stdio.h>
#include <string.h>

static struct needs *derive(struct kbuild *kbuild)
{
	char *problem = NULL;
	struct needs *needs = needs_load(kbuild, &problem);

	ck_assert_msg(needs != NULL, "%s", problem ? problem : "");
	return needs;
}

static const char *need_text(const struct needs *needs, enum need_kind kind,
			     const char *name)
{
	const struct need *need = needs_find(needs, kind, name);

	return need ? condition_text(needs->pool, need->when) : "none";
}

static const struct {
	enum need_kind kind;
	const char *name, *condition;
} known[] = {
	/* the paper's table: options for system calls */
	{NEED_CALL, "madvise", "MMU && ADVISE_SYSCALLS"},
	{NEED_CALL, "io_setup", "AIO"},
	{NEED_CALL, "bpf", "BPF && BPF_SYSCALL"},
	{NEED_CALL, "epoll_wait", "EPOLL"},
	{NEED_CALL, "eventfd2", "EVENTFD"},
	{NEED_CALL, "fanotify_init", "FANOTIFY"},
	{NEED_CALL, "open_by_handle_at", "FHANDLE"},
	{NEED_CALL, "flock", "FILE_LOCKING"},
	{NEED_CALL, "futex", "FUTEX"},
	{NEED_CALL, "inotify_add_watch", "INOTIFY_USER"},
	{NEED_CALL, "signalfd4", "SIGNALFD"},
	{NEED_CALL, "timerfd_create", "TIMERFD"},
	/* always, never, by #if, by a file that another one includes */
	{NEED_CALL, "read", "y"},
	{NEED_CALL, "clone", "y"},
	{NEED_CALL, "clock_gettime", "y"},
	{NEED_CALL, "timer_create", "POSIX_TIMERS"},
	{NEED_CALL, "membarrier", "MEMBARRIER"},
	{NEED_CALL, "lookup_dcookie", "n"},
	{NEED_CALL, "_sysctl", "n"},
	{NEED_CALL, "io_uring_setup", "IO_URING"},
	{NEED_CALL, "modify_ldt", "MODIFY_LDT_SYSCALL"},
	{NEED_CALL, "iopl", "X86_IOPL_IOPERM"},
	{NEED_CALL, "delete_module", "MODULES && MODULE_UNLOAD"},
	{NEED_CALL_I386, "io_setup", "IA32_EMULATION && AIO && COMPAT"},
	{NEED_SOCKET, "AF_PACKET", "NET && PACKET"},
	{NEED_SOCKET, "inet", "NET && INET"},
	{NEED_SOCKET, "PF_UNIX", "NET && UNIX"},
	{NEED_SOCKET, "AF_ALG", "CRYPTO_USER_API"},
	{NEED_NETLINK, "route", "NET"},
	{NEED_NETLINK, "NETLINK_AUDIT", "AUDIT"},
	{NEED_FILESYSTEM, "tmpfs", "SHMEM && TMPFS"},
	{NEED_FILESYSTEM, "proc", "PROC_FS"},
	{NEED_FILESYSTEM, "ext4", "EXT4_FS"},
	{NEED_FILESYSTEM, "devtmpfs", "DEVTMPFS"},
	{NEED_FILESYSTEM, "ramfs", "y"},
	{NEED_FILESYSTEM, "nonesuch", "none"},
};

START_TEST(well_known)
{
	struct kbuild *kbuild = load(real_tree(), "x86_64");
	struct needs *needs = derive(kbuild);
	const char *found;
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++) {
		found = need_text(needs, known[i].kind, known[i].name);
		ck_assert_msg(!strcmp(found, known[i].condition), "%s: %s",
			      known[i].name, found);
	}
	kbuild_free(kbuild);
}
END_TEST

/* Calls that x86 has in any case: sys_ni.c names them for other machines. */
static bool is_always_on_x86(const char *name)
{
	static const char *const names[] = {"mremap", "execveat",
					    "copy_file_range", "clone3",
					    "process_mrelease"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

/* Each call that may be missing has an option, but for known exceptions. */
START_TEST(optional_calls)
{
	struct kbuild *kbuild = load(real_tree(), _i ? "i386" : "x86_64");
	struct needs *needs = derive(kbuild);
	size_t i, optional = 0, derived = 0, families = 0, systems = 0;

	for (i = 0; i < needs->count; i++) {
		const struct need *need = needs->all[i];

		families += need->kind == NEED_SOCKET;
		systems += need->kind == NEED_FILESYSTEM;
		if (need->kind != NEED_CALL || !need->optional)
			continue;
		optional++;
		if (!condition_is_always(need->when) &&
		    !condition_is_never(need->when))
			derived++;
		else
			ck_assert_msg(need->exception ||
					      is_always_on_x86(need->name),
				      "%s", need->name);
	}
	printf("needs of %s: %zu of %zu optional calls have an option; %zu socket families, %zu file systems\n",
	       kbuild->arch, derived, optional, families, systems);
	ck_assert_uint_ge(derived + 6, optional);
	ck_assert_uint_ge(derived, 138);
	ck_assert_uint_ge(families, 33);
	ck_assert_uint_ge(systems, 93);
	kbuild_free(kbuild);
}
END_TEST

/* Every function of the tables is defined somewhere, or sys_ni_syscall. */
START_TEST(all_calls_found)
{
	struct kbuild *kbuild = load(real_tree(), _i ? "i386" : "x86_64");
	struct needs *needs = derive(kbuild);
	const struct need *need;
	size_t i;

	for (i = 0; i < needs->count; i++) {
		need = needs->all[i];
		ck_assert_msg(!need->function || need->definitions ||
				      need->exception ||
				      !strcmp(need->function, "sys_ni_syscall"),
			      "%s", need->name);
	}
	kbuild_free(kbuild);
}
END_TEST

/* find.c leaves most of drivers/ out: is there nothing to be found? */
START_TEST(nothing_overlooked)
{
	struct findings few[FOUND_KINDS] = {{NULL, 0, 0}};
	struct findings many[FOUND_KINDS] = {{NULL, 0, 0}};
	struct kbuild *kbuild = load(real_tree(), "x86_64");
	size_t i;

	find_all(kbuild, false, few);
	find_all(kbuild, true, many);
	for (i = 0; i < FOUND_KINDS; i++)
		/* some drivers have a file system that nobody can mount */
		if (i != FOUND_FILESYSTEM)
			ck_assert_uint_eq(few[i].count, many[i].count);
	ck_assert_uint_gt(many[FOUND_FILESYSTEM_REGISTRATION].count, 90);
	kbuild_free(kbuild);
}
END_TEST

/* --- the preprocessor's side, on text of our own */

struct seen {
	struct pool *pool;
	const char *text;
};

static void see(void *data, const struct source_line *line)
{
	struct seen *seen = data;

	seen->text = pool_printf(seen->pool, "%s%d %s: %s\n", seen->text,
				 line->place.line, line->text,
				 condition_text(seen->pool, line->when));
}

START_TEST(preprocessor)
{
	const char *folder = temporary_folder();
	struct pool *pool = pool_new();
	struct seen seen = {pool, ""};
	struct source source;
	struct table tristates;
	char text[] = "a /* not\n#if here */\n"
		      "#ifdef CONFIG_A\nb\n#elif defined(CONFIG_B) && \\\n"
		      "\t!IS_ENABLED(CONFIG_T)\nc\n#else\nd // x\n#endif\n"
		      "# ifdef CONFIG_T_MODULE\ne\n# endif\n"
		      "#if BITS_PER_LONG == 32\nf\n#endif\n"
		      "#ifdef __ARCH_WANT_SYS_OLD\ng\n#endif\n"
		      "#ifdef __ARCH_WANT_SYS_NONE\nh\n#endif\n"
		      "#if defined(SPARC) || CONFIG_LEVELS > 3\ni\n#endif\n"
		      "\"/*\" j\n#endif\n#if (\n#else\n#if 0\nk\n";

	write_file(folder, "arch/x86/include/asm/unistd.h",
		   "#ifdef CONFIG_X86_32\n#define __ARCH_WANT_SYS_OLD\n"
		   "#endif\n");
	table_init(&tristates, pool);
	*table_at(&tristates, "T") = pool;
	source_init(&source, pool, folder, &tristates);
	source_read(&source, "x.c", text, &condition_always, see, &seen);
	ck_assert_str_eq(seen.text, "1 a: y\n4 b: A\n7 c: !A && B && !T\n"
				    "9 d: !A && (!B || T)\n"
				    "12 e: T=m\n15 f: !64BIT\n18 g: X86_32\n"
				    "24 i: y\n26 \"/*\" j: y\n");
	pool_free(pool);
}
END_TEST

Suite *needs_suite(void)
{
	Suite *suite = suite_create("needs");
	TCase *tests = tcase_create("needs");

	tcase_set_timeout(tests, 600);
	tcase_add_test(tests, preprocessor);
	tcase_add_test(tests, well_known);
	tcase_add_loop_test(tests, optional_calls, 0, 2);
	tcase_add_loop_test(tests, all_calls_found, 0, 2);
	tcase_add_test(tests, nothing_overlooked);
	suite_add_tcase(suite, tests);
	return suite;
}
