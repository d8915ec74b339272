// SPDX-License-Identifier: GPL-2.0-only
/*
 * As the top Makefile of Linux 6.1 sets it ("Make variables (CC, etc...)" and
 * the exports below), so that our answers are those of a build.
 */
#include "engine/environment.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Programs by the variable that names them; ours names another. */
static const struct {
	const char *variable, *program;
} programs[] = {
	{"CC", "gcc"},		{"LD", "ld"},		{"AR", "ar"},
	{"NM", "nm"},		{"OBJCOPY", "objcopy"}, {"OBJDUMP", "objdump"},
	{"READELF", "readelf"}, {"STRIP", "strip"},	{"RUSTC", "rustc"},
	{"BINDGEN", "bindgen"}, {"PAHOLE", "pahole"},	{"HOSTCC", "gcc"},
	{"PERL", "perl"},	{"PYTHON3", "python3"}, {"AWK", "awk"},
	{"CONFIG_SHELL", "sh"},
};

enum { PROGRAMS = sizeof(programs) / sizeof(*programs) };

/* Ours, to be handed on. */
static const char *const inherited[] = {"PATH",		"HOME",
					"TMPDIR",	"CCACHE_DIR",
					"ASAN_OPTIONS", "UBSAN_OPTIONS"};

static void add_entry(struct environment *environment, char *entry)
{
	environment->entries = resize(environment->entries,
				      (environment->count + 2) *
					      sizeof(*environment->entries));
	environment->entries[environment->count++] = entry;
	environment->entries[environment->count] = NULL;
}

void environment_add(struct environment *environment, const char *name,
		     const char *value)
{
	char *entry;

	entry = text_format("%s=%s", name, value);
	add_entry(environment, entry);
}

void environment_free(struct environment *environment)
{
	int i;

	for (i = 0; i < environment->count; i++)
		free(environment->entries[i]);
	free(environment->entries);
}

/* VERSION and so on, from the first lines of the Makefile. */
static void add_version(struct environment *environment, const char *tree)
{
	static const char *const parts[] = {"VERSION", "PATCHLEVEL", "SUBLEVEL",
					    "EXTRAVERSION"};
	char path[4096], line[256], value[64], values[4][64] = {""};
	char version[4 * 64 + 3];
	FILE *makefile;
	size_t i;

	snprintf(path, sizeof(path), "%s/Makefile", tree);
	makefile = fopen(path, "r");
	while (makefile && fgets(line, sizeof(line), makefile))
		for (i = 0; i < 4; i++) {
			size_t length = strlen(parts[i]);

			if (!strncmp(line, parts[i], length) &&
			    sscanf(line + length, " = %63s", value) == 1 &&
			    !*values[i])
				strcpy(values[i], value);
		}
	if (makefile)
		fclose(makefile);
	snprintf(version, sizeof(version), "%s%s%s%s%s%s", values[0],
		 *values[1] ? "." : "", values[1], *values[2] ? "." : "",
		 values[2], values[3]);
	environment_add(environment, "KERNELVERSION", version);
}

void environment_make(struct environment *environment, const char *tree,
		      const char *arch)
{
	size_t i;

	*environment = (struct environment){.entries = NULL};
	for (i = 0; i < sizeof(inherited) / sizeof(*inherited); i++)
		if (getenv(inherited[i]))
			environment_add(environment, inherited[i],
					getenv(inherited[i]));
	environment->inherited = environment->count;
	for (i = 0; i < PROGRAMS; i++) {
		const char *given = getenv(programs[i].variable);

		environment_add(environment, programs[i].variable,
				given && *given ? given : programs[i].program);
	}
	environment_add(environment, "srctree", tree);
	environment_add(environment, "ARCH", arch);
	environment_add(environment, "SRCARCH", "x86");
	environment_add(environment, "LC_COLLATE", "C");
	environment_add(environment, "LC_NUMERIC", "C");
	add_version(environment, tree);
}

static const char *program_of(const char *entry)
{
	size_t i;

	for (i = 0; i < PROGRAMS; i++) {
		size_t length = strlen(programs[i].variable);

		if (!strncmp(entry, programs[i].variable, length) &&
		    entry[length] == '=')
			return entry + length + 1;
	}
	return NULL;
}

identity environment_identity(const struct environment *environment,
			      const char *tree)
{
	identity key = IDENTITY_START;
	char pattern[4096];
	int i;

	/* $PATH itself does not matter: what is found there does. */
	for (i = environment->inherited; i < environment->count; i++) {
		const char *program = program_of(environment->entries[i]);

		identity_add(&key, environment->entries[i]);
		if (program)
			identity_add_programs(&key, program);
	}
	/* Headers and libraries come and go with packages. */
	identity_add_file(&key, "/var/lib/dpkg/status");
	/* What the compiler calls, and what Kconfig files run. */
	identity_add_programs(&key, "as");
	snprintf(pattern, sizeof(pattern), "%s/scripts/*.sh", tree);
	identity_add_files(&key, pattern);
	snprintf(pattern, sizeof(pattern), "%s/Makefile", tree);
	identity_add_file(&key, pattern);
	return key;
}
