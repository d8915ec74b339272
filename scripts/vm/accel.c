// SPDX-License-Identifier: GPL-2.0-only
/*
 * KVM or not? A device file proves nothing: there are machines where it opens
 * and guests hang. So a guest is started, once; the answer is kept in the build
 * folder under the host's boot id, which also changes with its kernel.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Hardware needs a fraction of this. */
#define PROBE_TIMEOUT 2 /* seconds */

static bool probe(enum vm_profile profile, enum vm_accel accel,
		  const char *kernel, char **reason)
{
	struct vm_config config = vm_defaults(profile);
	struct vm_result result;
	bool works;

	config.accel = accel;
	config.kernel = kernel;
	config.timeout_s = PROBE_TIMEOUT;
	works = vm_run(&config, &result) == VM_ENDED_VERDICT &&
		result.verdict == 0;
	*reason = text_copy(result.message);
	vm_result_free(&result);
	return works;
}

static char *answer_path(void)
{
	FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");
	char id[64] = "unknown";

	if (file) {
		if (fscanf(file, "%63s", id) != 1)
			strcpy(id, "unknown");
		fclose(file);
	}
	return text_format("%s/build/vm/kvm-%s", KIT, id);
}

/* The first word is yes or no, the rest of the line is the reason. */
static bool recall(const char *path, bool *works, char **reason)
{
	FILE *file = fopen(path, "re");
	char word[4], line[512];
	bool found;

	if (!file)
		return false;
	found = fscanf(file, "%3s %511[^\n]", word, line) == 2;
	fclose(file);
	if (!found)
		return false;
	*works = !strcmp(word, "yes");
	*reason = text_copy(line);
	return true;
}

/* If it cannot be kept, the next program asks again: nothing is lost. */
static void remember(const char *path, bool works, const char *reason)
{
	char *draft = text_format("%s.%d", path, getpid());
	FILE *file = fopen(draft, "we");

	if (file) {
		fprintf(file, "%s %s\n", works ? "yes" : "no", reason);
		if (fclose(file) == 0)
			rename(draft, path);
	}
	free(draft);
}

static bool find_out(char **reason)
{
	int device = open("/dev/kvm", O_RDWR | O_CLOEXEC);
	char *path;
	bool works;

	if (device < 0) {
		*reason = text_format("/dev/kvm: %s", strerror(errno));
		return false;
	}
	close(device);
	path = answer_path();
	if (!recall(path, &works, reason)) {
		works = probe(VM_X86_64, VM_ACCEL_KVM,
			      KIT "/build/vm/guests/probe.elf", reason);
		remember(path, works, *reason);
	}
	free(path);
	return works;
}

bool vm_kvm_works(char **reason)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	char *why;
	bool works;

	pthread_mutex_lock(&lock);
	works = find_out(&why);
	pthread_mutex_unlock(&lock);
	if (reason)
		*reason = why;
	else
		free(why);
	return works;
}

bool vm_profile_works(enum vm_profile profile, char **reason)
{
	return probe(profile, VM_ACCEL_AUTO, KIT "/build/vm/guests/pass.elf",
		     reason);
}

/* What a run of this configuration will use. */
enum vm_accel choose_accel(const struct vm_config *config)
{
	if (config->profile == VM_BOCHS)
		return VM_ACCEL_BOCHS;
	if (config->accel != VM_ACCEL_AUTO)
		return config->accel;
	if (config->icount_shift >= 0 || config->count || !vm_kvm_works(NULL))
		return VM_ACCEL_TCG;
	return VM_ACCEL_KVM;
}
