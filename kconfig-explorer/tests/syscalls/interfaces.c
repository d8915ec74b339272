// SPDX-License-Identifier: GPL-2.0-only
/* From system calls, socket families and file systems to options. */
#include "tests/kbuild/kbuild.h"
#include "base/file.h"
#include "syscalls/find.h"
#include "syscalls/source.h"

#include <stdio.h>
#include <string.h>

static struct interfaces *derive(struct kbuild *kbuild)
{
	char *problem = NULL;
	struct interfaces *interfaces = interfaces_load(kbuild, &problem);

	ck_assert_msg(interfaces != NULL, "%s", problem ? problem : "");
	return interfaces;
}

static const char *interface_text(const struct interfaces *interfaces,
				  enum interface_kind kind, const char *name)
{
	const struct interface *interface =
		interfaces_find(interfaces, kind, name);

	return interface ? condition_text(interfaces->pool, interface->when)
			 : "none";
}

static const struct {
	enum interface_kind kind;
	const char *name, *condition;
} known[] = {
	/* the paper's table: options for system calls */
	{INTERFACE_CALL, "madvise", "MMU && ADVISE_SYSCALLS"},
	{INTERFACE_CALL, "io_setup", "AIO"},
	{INTERFACE_CALL, "bpf", "BPF && BPF_SYSCALL"},
	{INTERFACE_CALL, "epoll_wait", "EPOLL"},
	{INTERFACE_CALL, "eventfd2", "EVENTFD"},
	{INTERFACE_CALL, "fanotify_init", "FANOTIFY"},
	{INTERFACE_CALL, "open_by_handle_at", "FHANDLE"},
	{INTERFACE_CALL, "flock", "FILE_LOCKING"},
	{INTERFACE_CALL, "futex", "FUTEX"},
	{INTERFACE_CALL, "inotify_add_watch", "INOTIFY_USER"},
	{INTERFACE_CALL, "signalfd4", "SIGNALFD"},
	{INTERFACE_CALL, "timerfd_create", "TIMERFD"},
	/* always, never, by #if, by a file that another one includes */
	{INTERFACE_CALL, "read", "y"},
	{INTERFACE_CALL, "clone", "y"},
	{INTERFACE_CALL, "clock_gettime", "y"},
	{INTERFACE_CALL, "timer_create", "POSIX_TIMERS"},
	{INTERFACE_CALL, "membarrier", "MEMBARRIER"},
	{INTERFACE_CALL, "lookup_dcookie", "n"},
	{INTERFACE_CALL, "_sysctl", "n"},
	{INTERFACE_CALL, "io_uring_setup", "IO_URING"},
	{INTERFACE_CALL, "modify_ldt", "MODIFY_LDT_SYSCALL"},
	{INTERFACE_CALL, "iopl", "X86_IOPL_IOPERM"},
	{INTERFACE_CALL, "delete_module", "MODULES && MODULE_UNLOAD"},
	{INTERFACE_CALL_I386, "io_setup", "IA32_EMULATION && AIO && COMPAT"},
	{INTERFACE_SOCKET, "AF_PACKET", "NET && PACKET"},
	{INTERFACE_SOCKET, "inet", "NET && INET"},
	{INTERFACE_SOCKET, "PF_UNIX", "NET && UNIX"},
	{INTERFACE_SOCKET, "AF_ALG", "CRYPTO_USER_API"},
	{INTERFACE_NETLINK, "route", "NET"},
	{INTERFACE_NETLINK, "NETLINK_AUDIT", "AUDIT"},
	{INTERFACE_FILESYSTEM, "tmpfs", "SHMEM && TMPFS"},
	{INTERFACE_FILESYSTEM, "proc", "PROC_FS"},
	{INTERFACE_FILESYSTEM, "ext4", "EXT4_FS"},
	{INTERFACE_FILESYSTEM, "devtmpfs", "DEVTMPFS"},
	{INTERFACE_FILESYSTEM, "ramfs", "y"},
	{INTERFACE_FILESYSTEM, "nonesuch", "none"},
};

START_TEST(well_known)
{
	struct kbuild *kbuild = load(real_tree(), "x86_64");
	struct interfaces *interfaces = derive(kbuild);
	const char *found;
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++) {
		found = interface_text(interfaces, known[i].kind,
				       known[i].name);
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

/* 6.12 compiles its file for 64 bits alone. */
static bool is_never_on_i386(const char *name)
{
	return !strcmp(name, "mseal");
}

/* Each call that may be missing has an option, but for known exceptions. */
START_TEST(optional_calls)
{
	struct kbuild *kbuild = load(real_tree(), _i ? "i386" : "x86_64");
	struct interfaces *interfaces = derive(kbuild);
	size_t i, optional = 0, derived = 0, families = 0, systems = 0;

	for (i = 0; i < interfaces->count; i++) {
		const struct interface *interface = interfaces->all[i];

		families += interface->kind == INTERFACE_SOCKET;
		systems += interface->kind == INTERFACE_FILESYSTEM;
		if (interface->kind != INTERFACE_CALL || !interface->optional)
			continue;
		optional++;
		if (!condition_is_always(interface->when) &&
		    !condition_is_never(interface->when))
			derived++;
		else
			ck_assert_msg(
				interface->exception ||
					is_always_on_x86(interface->name) ||
					(_i &&
					 is_never_on_i386(interface->name)),
				"%s", interface->name);
	}
	printf("interfaces of %s: %zu of %zu optional calls have an option; %zu socket families, %zu file systems\n",
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
	struct interfaces *interfaces = derive(kbuild);
	const struct interface *interface;
	size_t i;

	for (i = 0; i < interfaces->count; i++) {
		interface = interfaces->all[i];
		ck_assert_msg(!interface->function || interface->definitions ||
				      interface->exception ||
				      !strcmp(interface->function,
					      "sys_ni_syscall") ||
				      (_i && is_never_on_i386(interface->name)),
			      "%s", interface->name);
	}
	kbuild_free(kbuild);
}
END_TEST

/* find.c leaves most of drivers/ out: is there nothing to be found? */
START_TEST(nothing_overlooked)
{
	struct findings few[FOUND_KINDS] = {{NULL, 0}};
	struct findings many[FOUND_KINDS] = {{NULL, 0}};
	struct kbuild *kbuild = load(real_tree(), "x86_64");
	size_t i;

	find_all(kbuild, false, few);
	find_all(kbuild, true, many);
	for (i = 0; i < FOUND_KINDS; i++)
		/* some drivers have a file system that cannot be mounted */
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

Suite *interfaces_suite(void)
{
	Suite *suite = suite_create("interfaces");
	TCase *tests = tcase_create("interfaces");

	tcase_set_timeout(tests, 600);
	tcase_add_test(tests, preprocessor);
	tcase_add_test(tests, well_known);
	tcase_add_loop_test(tests, optional_calls, 0, 2);
	tcase_add_loop_test(tests, all_calls_found, 0, 2);
	tcase_add_test(tests, nothing_overlooked);
	suite_add_tcase(suite, tests);
	return suite;
}
