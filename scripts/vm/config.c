// SPDX-License-Identifier: GPL-2.0-only
/* Configurations: defaults, names, and what is wrong with one. */
#include "internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const profiles[] = {
	[VM_I386] = "i386",
	[VM_X86_64] = "x86_64",
	[VM_MICROVM] = "microvm",
	[VM_BOCHS] = "bochs",
};

static const char *const accels[] = {
	[VM_ACCEL_AUTO] = "auto",
	[VM_ACCEL_TCG] = "tcg",
	[VM_ACCEL_KVM] = "kvm",
	[VM_ACCEL_BOCHS] = "bochs",
};

static const char *const firmwares[] = {
	[VM_BIOS] = "bios",
	[VM_UEFI] = "uefi",
};

static const char *const endings[] = {
	[VM_ENDED_VERDICT] = "verdict",
	[VM_ENDED_EXPECTED] = "expected",
	[VM_ENDED_POWEROFF] = "power-off",
	[VM_ENDED_TRIPLE_FAULT] = "triple-fault",
	[VM_ENDED_TIMEOUT] = "time-out",
	[VM_ENDED_EMULATOR_FAILED] = "emulator-failed",
};

const char *vm_profile_name(enum vm_profile profile)
{
	return profiles[profile];
}

const char *vm_firmware_name(enum vm_firmware firmware)
{
	return firmwares[firmware];
}

const char *vm_accel_name(enum vm_accel accel)
{
	return accels[accel];
}

const char *vm_ending_name(enum vm_ending ending)
{
	return endings[ending];
}

static int by_name(const char *const names[], int n, const char *name)
{
	while (n--)
		if (!strcmp(names[n], name))
			break;
	return n;
}

int vm_profile_by_name(const char *name)
{
	return by_name(profiles, VM_PROFILES, name);
}

int vm_accel_by_name(const char *name)
{
	return by_name(accels, VM_ACCEL_BOCHS, name);
}

int vm_firmware_by_name(const char *name)
{
	return by_name(firmwares, VM_FIRMWARES, name);
}

struct vm_config vm_defaults(enum vm_profile profile)
{
	return (struct vm_config){
		.profile = profile,
		.memory_mib = 128,
		.cpus = 1,
		.icount_shift = -1,
		.timeout_s = 10,
		.serial_limit = 1 << 20,
		.input_fd = -1,
	};
}

/* The environment's factor; 0 if it is not a number above 0. */
static double timeout_scale(void)
{
	const char *text = getenv("VM_TIMEOUT_SCALE");
	char *end;
	double scale;

	if (!text || !*text)
		return 1;
	scale = strtod(text, &end);
	return *end || !(scale > 0) ? 0 : scale;
}

double vm_timeout(const struct vm_config *config, enum vm_accel accel)
{
	double factor = 20;

	if (accel == VM_ACCEL_KVM)
		factor = 1;
	else if (accel == VM_ACCEL_TCG && config->icount_shift < 0)
		factor = 10;
	return config->timeout_s * factor * timeout_scale();
}

static char *unreadable(const char *what, const char *path)
{
	if (!path || access(path, R_OK) == 0)
		return NULL;
	return text_format("cannot read the %s %s: %s", what, path,
			   strerror(errno));
}

/* What the guest writes stays on it. */
static char *stick_problem(const char *path)
{
	if (access(path, R_OK | W_OK) == 0)
		return NULL;
	return text_format("cannot read and write the stick %s: %s", path,
			   strerror(errno));
}

static char *file_problem(const struct vm_config *config)
{
	char *problem = unreadable("kernel", config->kernel);
	int i;

	if (!problem)
		problem = unreadable("initrd", config->initrd);
	for (i = 0; !problem && config->disks[i]; i++)
		problem = unreadable("disk", config->disks[i]);
	if (!problem)
		problem = unreadable("CD", config->iso);
	for (i = 0; !problem && config->sticks[i]; i++)
		problem = stick_problem(config->sticks[i]);
	if (!problem && config->firmware == VM_UEFI)
		problem = unreadable("firmware (apt install ovmf)", VM_OVMF);
	if (!problem)
		problem = unreadable("recording", config->replay);
	if (!problem)
		problem = unreadable("symbols", config->symbols);
	if (!problem && config->count)
		problem = unreadable("plugin that counts (make vm)",
				     VM_COUNT_PLUGIN);
	return problem;
}

static const char *bochs_problem(const struct vm_config *config)
{
	if (config->accel == VM_ACCEL_TCG || config->accel == VM_ACCEL_KVM)
		return "Bochs has no accelerator: use \"auto\"";
	if (config->cpus > 1)
		return "Debian's Bochs has one CPU only";
	if (config->memory_mib > 2048)
		return "Bochs has at most 2048 MiB of memory";
	if (config->icount_shift >= 0 || config->record || config->replay)
		return "Bochs cannot count instructions, record or replay";
	if (config->gdb_port || config->trace_log || config->extra_args ||
	    config->nmi_ms || config->disks[0] || config->forward ||
	    config->tap || config->count || config->sticks[0] ||
	    config->firmware != VM_BIOS)
		return "Bochs has no gdb server, trace log, counts, NMIs, disks, sticks, UEFI, networks or extra options";
	return NULL;
}

static const char *count_problem(const struct vm_config *config)
{
	if (config->symbols && !config->count)
		return "symbols are for counting: say where the counts go";
	if (!config->count)
		return NULL;
	if (!config->kernel && !config->symbols)
		return "counting needs symbols: those of the kernel on the CD";
	if (config->accel == VM_ACCEL_KVM)
		return "KVM cannot count instructions: use TCG";
	return NULL;
}

static const char *qemu_problem(const struct vm_config *config)
{
	bool recorded = config->record || config->replay;

	if (config->accel == VM_ACCEL_KVM && config->icount_shift >= 0)
		return "KVM cannot count instructions: use TCG with icount";
	if (config->icount_shift > 10)
		return "icount shift must be between 0 and 10";
	if (config->nmi_ms && config->icount_shift >= 0)
		return "NMIs come in real time: not with an icount shift";
	if (recorded && config->icount_shift < 0)
		return "recording and replaying need an icount shift";
	if (config->record && config->replay)
		return "record and replay exclude each other";
	if (config->profile == VM_MICROVM && config->iso)
		return "microvm has no CD drive";
	if (config->profile == VM_MICROVM &&
	    (config->sticks[0] || config->firmware != VM_BIOS))
		return "microvm has no USB and no firmware to choose";
	if (config->profile == VM_I386 && config->firmware == VM_UEFI)
		return "the UEFI firmware is for x86_64";
	if (config->disks[VM_DISKS - 1] && (config->forward || config->tap))
		return "8 disks leave no place for a network card";
	return count_problem(config);
}

/* Why this configuration cannot be run, or NULL. The caller frees it. */
char *config_problem(const struct vm_config *config)
{
	const char *problem = NULL;
	char *files;

	if (!config->kernel && !config->iso && !config->sticks[0])
		problem = "neither a kernel nor a CD nor a stick was given";
	else if (config->memory_mib < 4)
		problem = "a guest needs at least 4 MiB of memory";
	else if (config->cpus < 1)
		problem = "a guest needs at least one CPU";
	else if (timeout_scale() == 0)
		problem = "VM_TIMEOUT_SCALE must be a number above 0";
	else if (config->profile == VM_BOCHS)
		problem = bochs_problem(config);
	else
		problem = qemu_problem(config);
	if (problem)
		return text_copy(problem);
	files = file_problem(config);
	return files ? files : network_problem(config);
}
