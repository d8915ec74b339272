// SPDX-License-Identifier: GPL-2.0-only
/* Kbuild files that are written for the test, one construct each. */
#include "tests/kbuild/kbuild.h"

static const char kconfig[] = "config A\n\tbool \"a\"\n"
			      "config T\n\ttristate \"t\"\n"
			      "config U\n\ttristate \"u\"\n"
			      "source \"arch/$(SRCARCH)/Kconfig\"\n";

/* A tree whose directory d/ has this Makefile. */
static struct kbuild *tree_with(const char *makefile)
{
	const char *folder = temporary_folder();

	write_file(folder, "Kconfig", kconfig);
	write_file(folder, "arch/x86/Kconfig", "config V\n\ttristate\n");
	write_file(folder, "Kbuild",
		   "obj-y += d/\nobj-y += arch/$(SRCARCH)/\n"
		   "obj-y += $(ARCH_LIB)\nobj-y += $(ARCH_DRIVERS)\n");
	write_file(folder, "arch/x86/Makefile",
		   "ifeq ($(CONFIG_X86_32),y)\nBITS := 32\nelse\nBITS := 64\n"
		   "endif\nlibs-y += arch/x86/lib/\n"
		   "drivers-$(CONFIG_A) += arch/x86/power/\n");
	write_file(folder, "arch/x86/Kbuild", "obj-y += entry_$(BITS).o\n");
	write_file(folder, "arch/x86/lib/Makefile", "lib-y += copy.o\n");
	write_file(folder, "arch/x86/power/Makefile", "obj-y += cpu.o\n");
	write_file(folder, "d/Makefile", makefile);
	write_file(folder, "d/sub/Makefile",
		   "obj-y += y.o\nobj-$(CONFIG_U) += u.o\n");
	return load(folder, "x86_64");
}

static void check_builtin(struct kbuild *kbuild, const char *path,
			  const char *expected)
{
	ck_assert_str_eq(builtin_text(kbuild, path), expected);
}

START_TEST(lists)
{
	struct kbuild *kbuild =
		tree_with("obj-y := always.o two.o\n"
			  "obj-$(CONFIG_A) += a.o\n"
			  "obj-$(CONFIG_T) += t.o # a comment\n"
			  "obj-$(subst m,y,$(CONFIG_T)) += core.o\n"
			  "obj-$(CONFIG_A) += long.o \\\n\t  line.o\n"
			  "lib-$(CONFIG_T) += lib.o\n");

	check_builtin(kbuild, "d/always.o", "y");
	check_builtin(kbuild, "d/two.o", "y");
	check_builtin(kbuild, "d/a.o", "A");
	check_builtin(kbuild, "d/t.o", "T");
	ck_assert_str_eq(module_text(kbuild, "d/t.o"), "T=m");
	ck_assert_str_eq(module_text(kbuild, "d/a.o"), "n");
	check_builtin(kbuild, "d/line.o", "A");
	check_builtin(kbuild, "d/none.o", "none");
	/* in vmlinux also when T is m */
	ck_assert_uint_eq(kbuild_object(kbuild, "d/core.o")
				  ->builtin->cases[0]
				  .terms[0]
				  .values,
			  IS_ON);
	ck_assert_int_eq(kbuild_object(kbuild, "d/lib.o")->kind,
			 OBJECT_LIBRARY);
	ck_assert_int_eq(kbuild_object(kbuild, "d/line.o")->place.line, 5);
	kbuild_free(kbuild);
}
END_TEST

START_TEST(arch_makefile)
{
	struct kbuild *kbuild = tree_with("");

	check_builtin(kbuild, "arch/x86/entry_32.o", "X86_32");
	check_builtin(kbuild, "arch/x86/entry_64.o", "!X86_32");
	check_builtin(kbuild, "arch/x86/lib/copy.o", "y");
	check_builtin(kbuild, "arch/x86/power/cpu.o", "A");
	kbuild_free(kbuild);
}
END_TEST

START_TEST(composites)
{
	struct kbuild *kbuild =
		tree_with("obj-$(CONFIG_T) += whole.o\n"
			  "whole-y := one.o\n"
			  "whole-objs += old.o\n"
			  "whole-$(CONFIG_A) += some.o\n"
			  "whole-$(CONFIG_U) += mod.o\n"
			  "whole-y += $(addprefix deep/, p.o q.o)\n");

	check_builtin(kbuild, "d/whole.o", "none");
	check_builtin(kbuild, "d/one.o", "T");
	check_builtin(kbuild, "d/old.o", "T");
	check_builtin(kbuild, "d/some.o", "T && A");
	check_builtin(kbuild, "d/deep/q.o", "T");
	check_builtin(kbuild, "d/mod.o", "T && U");
	/* parts in whole-m only count for modules */
	ck_assert_str_eq(module_text(kbuild, "d/mod.o"), "T=m && U");
	kbuild_free(kbuild);
}
END_TEST

START_TEST(conditionals)
{
	struct kbuild *kbuild =
		tree_with("ifeq ($(CONFIG_A),y)\nobj-y += eq.o\n"
			  "else ifdef CONFIG_T\nobj-y += elseif.o\n"
			  "else\nobj-y += else.o\nendif\n"
			  "ifneq ($(CONFIG_T),)\n obj-y += set.o\n"
			  " ifndef CONFIG_A\n  obj-y += nested.o\n endif\n"
			  "endif\n"
			  "ifneq ($(filter y,$(CONFIG_A) $(CONFIG_T)),)\n"
			  "obj-y += filter.o\nendif\n"
			  "ifeq ($(CONFIG_A)$(CONFIG_B),yy)\n"
			  "obj-y += both.o\nendif\n"
			  "ifeq ($(shell uname),Minix)\nobj-y += shell.o\n"
			  "else\nobj-y += other.o\nendif\n");

	check_builtin(kbuild, "d/eq.o", "A");
	check_builtin(kbuild, "d/elseif.o", "!A && T");
	check_builtin(kbuild, "d/else.o", "!A && !T");
	check_builtin(kbuild, "d/set.o", "T");
	check_builtin(kbuild, "d/nested.o", "T && !A");
	check_builtin(kbuild, "d/filter.o", "A || T");
	check_builtin(kbuild, "d/both.o", "A && B");
	check_builtin(kbuild, "d/shell.o", "y");
	check_builtin(kbuild, "d/other.o", "y");
	kbuild_free(kbuild);
}
END_TEST

START_TEST(variables)
{
	struct kbuild *kbuild = tree_with(
		"late = $(list)\nlist := l.o\nobj-y += $(late)\n"
		"ifdef CONFIG_A\nchoice := yes\nelse\nchoice := no\n"
		"endif\n"
		"obj-y += $(choice).o\n"
		"names := x z\n"
		"obj-$(CONFIG_A) += $(names:%=n%.o)\n"
		"obj-y += $(foreach n,$(names),f$(n).o)\n"
		"obj-y += $(if $(CONFIG_T),if.o)\n"
		"obj-y += gone.o\nobj-y := $(filter-out gone.o,$(obj-y))\n"
		"target: obj-y += not.o\n"
		"define text\nobj-y += neither.o\nendef\n"
		"rule:\n\tobj-y += recipe.o\n");

	check_builtin(kbuild, "d/l.o", "y");
	check_builtin(kbuild, "d/yes.o", "A");
	check_builtin(kbuild, "d/no.o", "!A");
	check_builtin(kbuild, "d/nz.o", "A");
	check_builtin(kbuild, "d/fx.o", "y");
	check_builtin(kbuild, "d/if.o", "T");
	check_builtin(kbuild, "d/gone.o", "none");
	check_builtin(kbuild, "d/not.o", "none");
	check_builtin(kbuild, "d/neither.o", "none");
	check_builtin(kbuild, "d/recipe.o", "none");
	kbuild_free(kbuild);
}
END_TEST

/* What is in obj-y of a directory that is in obj-m is not built at all. */
START_TEST(directories)
{
	struct kbuild *kbuild = tree_with("obj-$(CONFIG_T) += sub/\n"
					  "obj-y += ../shared/s.o\n");

	check_builtin(kbuild, "d/sub/y.o", "T");
	ck_assert_str_eq(module_text(kbuild, "d/sub/y.o"), "n");
	check_builtin(kbuild, "d/sub/u.o", "T && U");
	ck_assert_str_eq(module_text(kbuild, "d/sub/u.o"), "T && U=m");
	check_builtin(kbuild, "shared/s.o", "y");
	kbuild_free(kbuild);
}
END_TEST

/* Of a directory in subdir-y nothing is linked; its library is for an image. */
START_TEST(subdirectories)
{
	struct kbuild *kbuild = tree_with("subdir-$(CONFIG_A) += stub\n");
	const struct object *object;

	write_file(kbuild->tree, "d/stub/Makefile",
		   "obj-y += lost.o\nlib-y := a.o\n"
		   "lib-$(CONFIG_T) += t.o\nextra-y := $(lib-y)\n"
		   "lib-y := $(patsubst %.o,%.stub.o,$(lib-y))\n");
	kbuild = load(kbuild->tree, "x86_64");
	object = kbuild_object(kbuild, "d/stub/t.stub.o");
	ck_assert_ptr_nonnull(object);
	ck_assert_int_eq(object->kind, OBJECT_IMAGE);
	check_builtin(kbuild, "d/stub/a.stub.o", "A");
	check_builtin(kbuild, "d/stub/a.o", "A");
	check_builtin(kbuild, "d/stub/t.o", "A && T");
	check_builtin(kbuild, "d/stub/lost.o", "none");
	kbuild_free(kbuild);
}
END_TEST

START_TEST(includes)
{
	const char *folder;
	struct kbuild *kbuild = tree_with("ifdef CONFIG_A\n"
					  "include $(srctree)/d/more.mk\n"
					  "endif\n-include $(obj)/none.mk\n"
					  "obj-y += end.o\n");

	folder = kbuild->tree;
	write_file(folder, "d/more.mk",
		   "include $(src)/more.mk\nobj-y += more.o\n");
	kbuild = load(folder, "x86_64"); /* it includes itself, too */
	check_builtin(kbuild, "d/more.o", "A");
	check_builtin(kbuild, "d/end.o", "y");
	kbuild_free(kbuild);
}
END_TEST

START_TEST(included_sources)
{
	struct kbuild *kbuild = tree_with("obj-$(CONFIG_A) += all.o\n");

	write_file(kbuild->tree, "d/all.c", "#include \"part.c\"\n");
	write_file(kbuild->tree, "d/part.c", "# include \"../d/deep.c\"\n");
	write_file(kbuild->tree, "d/deep.c", "int x;\n");
	write_file(kbuild->tree, "d/alone.c", "int y; // deep.c\n");
	kbuild = load(kbuild->tree, "x86_64");
	ck_assert_str_eq(kbuild_source(kbuild, "d/deep.c")->path, "d/all.o");
	ck_assert_ptr_null(kbuild_source(kbuild, "d/alone.c"));
	kbuild_free(kbuild);
}
END_TEST

/* Nonsense must end, without a crash. */
START_TEST(nonsense)
{
	static const char *const texts[] = {
		"obj-$(CONFIG_A += a.o\n",
		"ifeq (\nifeq a\nifeq ($(A)\nobj-y += a.o\n",
		"endif\nelse\nendif\nobj-y += $(\n",
		"x = $(x)\nobj-y += $(x) $(y:=) $(:=) $($($(CONFIG_A)))\n",
		"obj-y += $(addprefix) $(subst) $(foreach) $(if ) $\n",
		"obj-y += / .o ../../../../x.o ./\n",
		"obj-y += sub/\nobj-y += sub/../\n\\",
	};
	struct kbuild *kbuild;

	kbuild = tree_with(texts[_i]);
	kbuild_free(kbuild);
}
END_TEST

START_TEST(no_tree)
{
	char *problem = NULL;

	ck_assert_ptr_null(kbuild_load("/nowhere", "x86_64", &problem));
	ck_assert_ptr_nonnull(problem);
}
END_TEST

Suite *small_suite(void)
{
	Suite *suite = suite_create("small trees");
	TCase *tests = tcase_create("small trees");

	tcase_add_test(tests, lists);
	tcase_add_test(tests, arch_makefile);
	tcase_add_test(tests, composites);
	tcase_add_test(tests, conditionals);
	tcase_add_test(tests, variables);
	tcase_add_test(tests, directories);
	tcase_add_test(tests, subdirectories);
	tcase_add_test(tests, includes);
	tcase_add_test(tests, included_sources);
	tcase_add_loop_test(tests, nonsense, 0, 7);
	tcase_add_test(tests, no_tree);
	suite_add_tcase(suite, tests);
	return suite;
}
