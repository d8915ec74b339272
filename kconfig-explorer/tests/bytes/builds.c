// SPDX-License-Identifier: GPL-2.0-only
/*
 * Kernels that scripts/linux has built: are the objects there that the gates
 * foretell for their configuration, and no others? Has vmlinux the system
 * calls? Do the bytes add up?
 */
#include "bytes/bytes.h"
#include "base/file.h"
#include "bytes/elf.h"
#include "tests/kbuild/kbuild.h"

#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static glob_t builds;

/* One built kernel, with what is known of it. */
struct build {
	char *folder, *tree;
	const char *arch;
	struct kbuild *kbuild;
	struct table options;
};

static void open_build(struct build *build, const char *vmlinux)
{
	char *problem = NULL, *given = strdup(vmlinux);

	*strrchr(given, '/') = '\0'; /* /vmlinux */
	ck_assert_msg(bytes_find_build(given, &build->folder, &build->tree,
				       &build->arch, &problem),
		      "%s", problem ? problem : "");
	build->kbuild = load(build->tree, build->arch);
	read_options(
		build->kbuild->pool,
		pool_printf(build->kbuild->pool, "%s/.config", build->folder),
		&build->options);
	free(given);
}

static void close_build(struct build *build)
{
	kbuild_free(build->kbuild);
	free(build->folder);
	free(build->tree);
}

/* nftw() has no room for data of its own. */
static struct build *walked;
static size_t walked_prefix, unforeseen;

static bool is_foretold(const struct build *build, const struct object *object)
{
	return condition_holds(object->builtin, option_value,
			       (void *)&build->options) ||
	       condition_holds(object->module, option_value,
			       (void *)&build->options);
}

/*
 * Objects of other programs, and those that are made while linking, are not
 * in any list: scripts/link-vmlinux.sh, scripts/Makefile.vmlinux.
 */
static bool is_of_no_list(const char *path)
{
	return !strncmp(path, "scripts/", 8) || !strncmp(path, "tools/", 6) ||
	       !strncmp(path, "arch/x86/tools/", 15) ||
	       !strcmp(path, "init/version-timestamp.o") ||
	       !strcmp(path, "vmlinux.o") || *path == '.' ||
	       strstr(path, ".vmlinux") || strstr(path, ".mod.o") ||
	       strstr(path, "piggy.o");
}

static int check_object(const char *path, const struct stat *status, int kind,
			struct FTW *at)
{
	const char *below = path + walked_prefix;
	size_t length = strlen(path);
	const struct object *object;

	(void)status;
	(void)at;
	if (kind != FTW_F || strcmp(path + length - 2, ".o") != 0 ||
	    is_of_no_list(below))
		return 0;
	object = kbuild_object(walked->kbuild, below);
	if (object &&
	    (object->kind == OBJECT_HOST || is_foretold(walked, object)))
		return 0;
	printf("%s: built, but not foretold: %s\n", walked->folder, below);
	unforeseen++;
	return 0;
}

START_TEST(objects)
{
	size_t i, foretold = 0, missing = 0;
	const struct object *object;
	struct build build;

	open_build(&build, builds.gl_pathv[_i]);
	for (i = 0; i < build.kbuild->object_count; i++) {
		object = build.kbuild->objects[i];
		if (object->kind > OBJECT_LIBRARY ||
		    !is_foretold(&build, object))
			continue;
		foretold++;
		if (file_exists(build.folder, object->path))
			continue;
		printf("%s: foretold, but not built: %s\n", build.folder,
		       object->path);
		missing++;
	}
	walked = &build;
	walked_prefix = strlen(build.folder) + 1;
	unforeseen = 0;
	ck_assert_int_eq(nftw(build.folder, check_object, 16, FTW_PHYS), 0);
	printf("%s: %zu objects foretold, %zu of them not built, %zu others\n",
	       build.folder, foretold, missing, unforeseen);
	ck_assert_uint_gt(foretold, 300);
	ck_assert_uint_eq(missing + unforeseen, 0);
	close_build(&build);
}
END_TEST

/* Where a function's code is in the file; -1 if in no section. */
static off_t place_of(const struct elf_file *elf,
		      const struct elf_symbol *symbol)
{
	const struct elf_section *section = elf->sections;
	size_t i;

	for (i = 0; i < elf->section_count; i++, section++)
		if (section->in_file &&
		    symbol->value - section->address < section->size)
			return (off_t)(symbol->value - section->address +
				       section->offset);
	return -1;
}

/* Code that does no more than return -ENOSYS: mov $-38, %eax (or %rax) and ret,
 * perhaps with a frame pointer, or by a jump. */
static bool is_stub(const struct elf_file *elf, int vmlinux,
		    const struct elf_symbol *symbol)
{
	static const char move32[] = "\xb8\xda\xff\xff\xff";
	static const char move64[] = "\x48\xc7\xc0\xda\xff\xff\xff";
	const char *move = elf->is_64 ? move64 : move32;
	off_t place = place_of(elf, symbol);
	char code[16];

	return symbol->size <= sizeof(code) && place >= 0 &&
	       pread(vmlinux, code, symbol->size, place) ==
		       (ssize_t)symbol->size &&
	       memmem(code, symbol->size, move, strlen(move));
}

/*
 * The names are those of arch/x86/include/asm/syscall_wrapper.h. What
 * kernel/sys_ni.c puts in a missing call's place is weak; what
 * kernel/time/posix-stubs.c does is one function with many names.
 */
static bool has_call(const struct elf_file *elf, int vmlinux,
		     const char *function)
{
	const struct elf_symbol *none =
		table_get(&elf->symbols, "sys_ni_posix_timers");
	const struct elf_symbol *symbol;
	char name[256];

	snprintf(name, sizeof(name), "__%s_%s", elf->is_64 ? "x64" : "ia32",
		 function);
	symbol = table_get(&elf->symbols, name);
	return symbol && !symbol->weak && !is_stub(elf, vmlinux, symbol) &&
	       (!none || symbol->value != none->value);
}

START_TEST(calls)
{
	size_t i, there = 0, wrong = 0;
	const struct interface *interface;
	struct elf_file *elf;
	struct interfaces *interfaces;
	struct build build;
	char *problem;
	bool foretold;
	int vmlinux;

	open_build(&build, builds.gl_pathv[_i]);
	vmlinux = open(builds.gl_pathv[_i], O_RDONLY);
	ck_assert_int_ge(vmlinux, 0);
	interfaces = interfaces_load(build.kbuild, &problem);
	ck_assert_ptr_nonnull(interfaces);
	elf = elf_read(build.kbuild->pool, builds.gl_pathv[_i], &problem);
	ck_assert_ptr_nonnull(elf);
	for (i = 0; i < interfaces->count; i++) {
		interface = interfaces->all[i];
		if (interface->kind != INTERFACE_CALL || !interface->function)
			continue;
		foretold = condition_holds(interface->when, option_value,
					   &build.options);
		there += foretold;
		if (foretold == has_call(elf, vmlinux, interface->function))
			continue;
		printf("%s: %s is foretold %s: %s\n", build.folder,
		       interface->name,
		       foretold ? "to be there" : "not to be there",
		       condition_text(interfaces->pool, interface->when));
		wrong++;
	}
	printf("%s: %zu system calls foretold, wrong about %zu\n", build.folder,
	       there, wrong);
	close(vmlinux);
	ck_assert_uint_gt(there, 150);
	ck_assert_uint_eq(wrong, 0);
	close_build(&build);
}
END_TEST

static unsigned long bytes_of_symbols(const struct elf_file *elf)
{
	const struct elf_symbol *symbol;
	unsigned long sum = 0;
	size_t i;

	for (i = 0; i < elf->symbols.size; i++) {
		symbol = elf->symbols.entries[i].value;
		if (elf->symbols.entries[i].name && symbol->sized)
			sum += symbol->size;
	}
	return sum;
}

/*
 * The parts are exactly the whole. And no fewer bytes are attributed to objects
 * than symbols of functions and variables cover, of which the table here keeps
 * one of each name.
 */
START_TEST(bytes_add_up)
{
	unsigned long parts = 0, located = 0, linked = 0;
	struct bytes *bytes;
	struct elf_file *elf;
	struct build build;
	char *problem = NULL;
	size_t i;

	open_build(&build, builds.gl_pathv[_i]);
	bytes = bytes_read(build.kbuild, build.folder, &problem);
	ck_assert_msg(bytes != NULL, "%s", problem ? problem : "");
	for (i = 0; i < bytes->section_count; i++)
		parts += bytes->sections[i].padding +
			 bytes->sections[i].reserved;
	for (i = 0; i < bytes->object_count; i++) {
		located += bytes->objects[i]->total;
		if (!bytes->objects[i]->object)
			linked += bytes->objects[i]->total;
	}
	ck_assert_uint_eq(parts + located, bytes->total);
	elf = elf_read(build.kbuild->pool, builds.gl_pathv[_i], &problem);
	printf("%s: %lu bytes, %lu in objects (%lu in those that Kbuild lists), %lu in symbols\n",
	       build.folder, bytes->total, located, located - linked,
	       bytes_of_symbols(elf));
	ck_assert_uint_ge(located, bytes_of_symbols(elf));
	/* what only linking makes: kallsyms and the banner's time */
	ck_assert_uint_lt(linked * 100, located * 15);
	close_build(&build);
}
END_TEST

Suite *builds_suite(void)
{
	const char *pattern = getenv("EXPLORER_BUILDS");
	Suite *suite = suite_create("finished kernels");
	TCase *tests = tcase_create("finished kernels");

	suite_add_tcase(suite, tests);
	/* EXPLORER_BUILDS: their vmlinux files, as a pattern for the shell */
	if (!pattern || glob(pattern, GLOB_BRACE, NULL, &builds) ||
	    !builds.gl_pathc) {
		puts("kbuild: no finished kernel to check against: scripts/linux/linux build base");
		return suite;
	}
	tcase_set_timeout(tests, 300);
	tcase_add_loop_test(tests, objects, 0, builds.gl_pathc);
	tcase_add_loop_test(tests, calls, 0, builds.gl_pathc);
	tcase_add_loop_test(tests, bytes_add_up, 0, builds.gl_pathc);
	return suite;
}
