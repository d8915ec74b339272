// SPDX-License-Identifier: GPL-2.0-only
/* Where a result comes from: emulator, host and images. */
#include "internal.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Older ones lack what is used here (microvm without ACPI; rfb time-out). */
struct emulator {
	const char *name, *command, *version_option, *banner, *package;
	double oldest;
};

static const struct emulator emulators[] = {
	[VM_I386] = {"QEMU", "qemu-system-i386", "--version",
		     "QEMU emulator version ", "qemu-system-x86", 6.0},
	[VM_X86_64] = {"QEMU", "qemu-system-x86_64", "--version",
		       "QEMU emulator version ", "qemu-system-x86", 6.0},
	[VM_MICROVM] = {"QEMU", "qemu-system-x86_64", "--version",
			"QEMU emulator version ", "qemu-system-x86", 6.0},
	[VM_BOCHS] = {"Bochs", "bochs", "--help features",
		      "Bochs x86 Emulator ", "bochs", 2.7},
};

const char *emulator_command(enum vm_profile profile)
{
	return emulators[profile].command;
}

static char *ask_version(const struct emulator *emulator)
{
	struct args args = {0};
	char *said, *found, *version = NULL;

	args_add(&args, "%s", emulator->command);
	args_add_words(&args, emulator->version_option);
	said = helper_text(args.v);
	args_free(&args);
	found = said ? strstr(said, emulator->banner) : NULL;
	if (found) {
		found += strlen(emulator->banner);
		version = text_format("%s %.*s", emulator->name,
				      (int)strcspn(found, " \n"), found);
	}
	free(said);
	return version;
}

/* Asked once in a program: starting QEMU for it takes 50 ms. */
const char *vm_emulator_version(enum vm_profile profile)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static char *versions[VM_PROFILES];
	const char *version;

	pthread_mutex_lock(&lock);
	if (!versions[profile])
		versions[profile] = ask_version(&emulators[profile]);
	version = versions[profile];
	pthread_mutex_unlock(&lock);
	return version;
}

/* Why this emulator cannot be used, or NULL. The caller frees it. */
char *emulator_problem(enum vm_profile profile)
{
	const struct emulator *emulator = &emulators[profile];
	const char *version = vm_emulator_version(profile);

	if (!version)
		return text_format(
			"%s does not run here: get it with \"make setup\" (Debian's package is %s)",
			emulator->command, emulator->package);
	if (atof(version + strlen(emulator->name)) < emulator->oldest)
		return text_format("%s is too old: %.1f or newer is needed",
				   version, emulator->oldest);
	return NULL;
}

static char *sha256(const char *path)
{
	char *const argv[] = {"sha256sum", "--", (char *)path, NULL};
	char *sum = path ? helper_text(argv) : NULL;

	if (!sum)
		return text_copy("");
	/* A backslash before the sum says that the name holds odd bytes. */
	if (*sum == '\\')
		memmove(sum, sum + 1, strlen(sum));
	sum[strcspn(sum, " ")] = '\0';
	return sum;
}

static char *host_cpu(void)
{
	FILE *info = fopen("/proc/cpuinfo", "re");
	char line[256], *model = NULL, *colon;

	while (info && !model && fgets(line, sizeof(line), info)) {
		colon = strchr(line, ':');
		if (colon && !strncmp(line, "model name", 10))
			model = last_line(colon + 2);
	}
	if (info)
		fclose(info);
	return model ? model : text_copy("unknown");
}

void describe_origin(const struct vm_config *config, struct vm_result *result)
{
	const char *version = vm_emulator_version(config->profile);

	result->emulator = text_copy(version ? version : "missing");
	result->host_cpu = host_cpu();
	result->kernel_sha256 = sha256(config->iso	? config->iso
				       : config->kernel ? config->kernel
							: config->sticks[0]);
	result->initrd_sha256 = sha256(config->iso ? NULL : config->initrd);
}
