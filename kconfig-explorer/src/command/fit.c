// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which architecture a configuration is for. The kernel's Makefile knows three
 * names for x86: with ARCH=x86, its default on such a machine, 64BIT is an
 * option that a user sets; with ARCH=x86_64 and ARCH=i386 it is fixed
 * (arch/x86/Kconfig).
 */
#include "command/explorer.h"

#include <string.h>

/* "Linux/x86 6.1.0", where it says so. */
static bool is_foreign(const char *arch)
{
	return *arch && strcmp(arch, "x86") != 0 &&
	       strcmp(arch, "x86_64") != 0 && strcmp(arch, "i386") != 0;
}

static void check_foreign(const struct options *options,
			  const struct input *input)
{
	if (!is_foreign(input->arch))
		return;
	if (!options->arch_given)
		die("%s is a configuration for %s, as its third line says, not for x86 (--arch x86_64 reads it anyway)",
		    input->name, input->arch);
	warn("%s is a configuration for %s, read as one for %s", input->name,
	     input->arch, options->kconfig_arch);
}

/* NULL: it fits each. A fragment without head may still switch 64BIT off. */
static const char *kconfig_arch_of(const struct input *input)
{
	if (*input->arch)
		return input->arch;
	return input->narrow ? "x86" : NULL;
}

static void check_width(const struct options *options,
			const struct input *input)
{
	bool narrow = input->narrow || !strcmp(input->arch, "i386");

	if (narrow && !strcmp(options->kconfig_arch, "x86_64"))
		warn("%s is for 32 bits, and --arch x86_64 reads it as one for 64 (--arch x86 does not)",
		     input->name);
}

void options_fit(struct options *options, const char *file)
{
	const struct input *input = file ? options_input(file) : NULL;
	const char *wanted = input ? kconfig_arch_of(input) : NULL;

	if (!input)
		return;
	check_foreign(options, input);
	if (options->arch_given) {
		check_width(options, input);
		return;
	}
	if (!wanted)
		return;
	/* Two files that differ: 64BIT has to be free, and they set it. */
	if (options->arch_fitted &&
	    strcmp(options->kconfig_arch, wanted) != 0) {
		wanted = "x86";
		warn("%s is for another ARCH: all files are read as with --arch x86, each with its own 64BIT",
		     input->name);
	}
	options->kconfig_arch = wanted;
	options->arch_fitted = true;
	if (!input->narrow && strcmp(wanted, "i386") != 0)
		return;
	options->arch = "i386";
	warn("%s is for 32 bits: read as with --arch %s", input->name, wanted);
}
