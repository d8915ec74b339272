// SPDX-License-Identifier: GPL-2.0-only
/* QEMU: its command line, and what its end says about the guest. */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void add_machine(struct args *args, const struct vm_config *config,
			enum vm_accel accel)
{
	const char *machine = "pc";

	/*
	 * microvm: the old timer and interrupt controllers, which a kernel of
	 * 500 lines can drive; without ACPI, or Linux cannot calibrate its
	 * clock.
	 */
	if (config->profile == VM_MICROVM)
		machine = "microvm,isa-serial=on,pit=on,pic=on,acpi=off";
	args_add(args, "%s", emulator_command(config->profile));
	args_add_words(
		args,
		"-no-user-config -nodefaults -display none -no-reboot -M");
	args_add(args, "%s", machine);
	args_add_words(args, "-accel");
	/* The plugin's counters are for one thread; and with -icount QEMU 7.2
	 * does not start a second CPU. */
	args_add(args, "%s%s", vm_accel_name(accel),
		 config->count && config->cpus > 1 ? ",thread=single" : "");
	args_add(args, "-m");
	args_add(args, "%d", config->memory_mib);
	args_add(args, "-smp");
	args_add(args, "%d", config->cpus);
	args_add_words(args, "-serial stdio -device");
	args_add(args, "isa-debug-exit,iobase=%#x,iosize=4", VM_EXIT_PORT);
}

/* QEMU's options inside one argument are separated by commas. */
static char *double_commas(const char *path)
{
	char *doubled = resize(NULL, 2 * strlen(path) + 1), *to = doubled;

	for (; *path; path++) {
		*to++ = *path;
		if (*path == ',')
			*to++ = ',';
	}
	*to = '\0';
	return doubled;
}

/* A microvm has no PCI: its virtio devices are plain registers in memory. */
static void add_disk(struct args *args, const struct vm_config *config,
		     int number)
{
	char *file = double_commas(config->disks[number]);

	args_add(args, "-drive");
	args_add(args, "file=%s,format=raw,if=none,id=disk%d,snapshot=on", file,
		 number);
	args_add(args, "-device");
	args_add(args, "virtio-blk-%s,drive=disk%d",
		 config->profile == VM_MICROVM ? "device" : "pci", number);
	free(file);
}

static void add_stick(struct args *args, const struct vm_config *config,
		      int number)
{
	char *file = double_commas(config->sticks[number]);

	if (number == 0)
		args_add_words(args, "-device qemu-xhci");
	args_add(args, "-drive");
	args_add(args, "file=%s,format=raw,if=none,id=stick%d", file, number);
	args_add(args, "-device");
	args_add(args, "usb-storage,drive=stick%d,removable=on%s", number,
		 number == 0 && !config->kernel && !config->iso ? ",bootindex=0"
								: "");
	free(file);
}

static void add_guest(struct args *args, const struct vm_config *config)
{
	if (config->iso) {
		args_add_words(args, "-boot d -cdrom");
		args_add(args, "%s", config->iso);
		return;
	}
	if (!config->kernel)
		return; /* it boots from a stick */
	args_add(args, "-kernel");
	args_add(args, "%s", config->kernel);
	if (config->initrd) {
		args_add(args, "-initrd");
		args_add(args, "%s", config->initrd);
	}
	if (config->append) {
		args_add(args, "-append");
		args_add(args, "%s", config->append);
	}
}

/* Recording needs a disk for the snapshot from which a replay goes back. */
static void add_recording(struct args *args, const struct vm_config *config)
{
	const char *path = config->record ? config->record : config->replay;
	char *file = double_commas(path);

	args_add(args, "-icount");
	args_add(args, "shift=%d,sleep=off,rr=%s,rrfile=%s,rrsnapshot=init",
		 config->icount_shift, config->record ? "record" : "replay",
		 file);
	args_add(args, "-drive");
	args_add(args, "file=%s.qcow2,if=none,id=rr,cache=unsafe", file);
	free(file);
}

static void add_time(struct args *args, const struct vm_config *config)
{
	if (config->icount_shift < 0)
		return;
	args_add_words(args, "-rtc base=2020-01-01,clock=vm");
	if (config->record || config->replay) {
		add_recording(args, config);
		return;
	}
	args_add(args, "-icount");
	args_add(args, "shift=%d,sleep=off", config->icount_shift);
}

static void add_count(struct args *args, const struct vm_config *config)
{
	char *plugin = double_commas(VM_COUNT_PLUGIN);
	char *symbols = double_commas(config->symbols ? config->symbols
						      : config->kernel);
	char *out = double_commas(config->count);

	args_add(args, "-plugin");
	args_add(args, "file=%s,symbols=%s,out=%s", plugin, symbols, out);
	free(plugin);
	free(symbols);
	free(out);
}

static void add_debugging(struct args *args, const struct vm_config *config,
			  const char *log)
{
	char *const *extra = config->extra_args;

	if (log) {
		/* What the machine's resets and its power-off look like. */
		args_add(args, "-d");
		args_add(args, "%scpu_reset,trace:qemu_system_shutdown_request",
			 config->trace_log ? "int," : "");
		args_add_words(args, "-D");
		args_add(args, "%s", log);
	}
	if (config->nmi_ms && log) {
		args_add(args, "-chardev");
		args_add(args, "socket,id=monitor,fd=%d", FD_MONITOR);
		args_add_words(args, "-mon chardev=monitor,mode=readline");
	}
	if (config->gdb_port) {
		args_add(args, "-gdb");
		args_add(args, "tcp:127.0.0.1:%d", config->gdb_port);
	}
	if (config->gdb_wait)
		args_add(args, "-S");
	while (extra && *extra)
		args_add(args, "%s", *extra++);
}

void qemu_args(struct args *args, const struct vm_config *config,
	       enum vm_accel accel, const char *log)
{
	int i;

	add_machine(args, config, accel);
	if (config->firmware == VM_UEFI)
		args_add_words(args, "-bios " VM_OVMF);
	add_guest(args, config);
	for (i = 0; config->disks[i]; i++)
		add_disk(args, config, i);
	for (i = 0; config->sticks[i]; i++)
		add_stick(args, config, i);
	if (config->forward || config->tap)
		network_args(args, config);
	add_time(args, config);
	if (config->count)
		add_count(args, config);
	add_debugging(args, config,
		      config->trace_log ? config->trace_log : log);
}

static char *make_snapshot_disk(const char *record)
{
	char *disk = text_format("%s.qcow2", record), *messages,
	     *problem = NULL;
	char *const argv[] = {"qemu-img", "create", "-q",  "-f",
			      "qcow2",	  disk,	    "64M", NULL};

	if (helper_output(argv, STDERR_FILENO, &messages) != 0)
		problem = text_format("cannot make the snapshot disk %s: %s",
				      disk, messages);
	free(messages);
	free(disk);
	return problem;
}

/*
 * The serial line is QEMU's standard input and output. A large pipe keeps the
 * guest from waiting for us, which would disturb counted instructions.
 */
static void make_pipes(struct launch *launch)
{
	int in[2], out[2];

	if (pipe2(in, O_CLOEXEC) < 0 || pipe2(out, O_CLOEXEC) < 0) {
		launch->problem = text_format("no pipe: %s", strerror(errno));
		return;
	}
	fcntl(out[0], F_SETPIPE_SZ, 1 << 20);
	fcntl(in[1], F_SETFL, O_NONBLOCK);
	launch->fd[FD_IN] = in[0];
	launch->to_guest = in[1];
	launch->from_guest = out[0];
	launch->fd[FD_OUT] = out[1];
}

void qemu_prepare(struct launch *launch, const struct vm_config *config,
		  enum vm_accel accel)
{
	char *log = text_format("/dev/fd/%d", FD_LOG);

	qemu_args(&launch->args, config, accel, log);
	free(log);
	make_pipes(launch);
	if (config->nmi_ms && !launch->problem)
		monitor_open(launch);
	launch_file(launch, FD_MESSAGES, NULL);
	if (config->trace_log)
		launch->fd[FD_LOG] =
			open(config->trace_log,
			     O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0666);
	else
		launch_file(launch, FD_LOG, NULL);
	if (launch->fd[FD_LOG] < 0 && config->trace_log)
		launch->problem =
			text_format("cannot write %s: %s", config->trace_log,
				    strerror(errno));
	if (config->count)
		unlink(config->count); /* an older run's */
	if (config->record && !launch->problem)
		launch->problem = make_snapshot_disk(config->record);
}

/*
 * The last exception that the log's `-d int` accounts for is the double fault,
 * at the instruction whose fault began it all:
 *      1: v=08 e=0000 i=0 cpl=0 IP=0008:00400211 pc=00400211 SP=...
 */
static struct vm_place place_of_fault(const char *log)
{
	struct vm_place place = {0};
	const char *line = log;

	while ((line = strstr(line, ": v=")))
		place.known =
			sscanf(line++, ": v=%*x e=%*x i=%*d cpl=%d IP=%*x:%llx",
			       &place.cpl, &place.ip) == 2;
	return place;
}

/*
 * QEMU ended with success. The log shows a triple fault or a power-off; a
 * reset leaves no trace, and neither does gdb's "kill". A recording of
 * QEMU 10.0 does not keep the byte that the guest gave isa-debug-exit.
 */
static void judge_quiet_end(const char *log, const struct vm_config *config,
			    struct vm_result *result)
{
	const char *message = "the guest reset itself, no verdict";
	int verdict = config->replay ? printed_verdict(result->serial) : -1;

	if (strstr(log, "Triple fault")) {
		result->fault = place_of_fault(log);
		end_by_triple_fault(result);
		return;
	}
	if (verdict >= 0) {
		end_by_verdict(result, verdict);
		return;
	}
	result->ending = VM_ENDED_POWEROFF;
	if (strstr(log, "qemu_system_shutdown_request")) {
		message = "the guest powered off, no verdict";
	} else if (config->gdb_port) {
		message = "gdb ended the guest, or it reset itself";
	} else if (result->accel == VM_ACCEL_KVM) {
		result->ending = VM_ENDED_TRIPLE_FAULT;
		message = "triple fault or reset (under KVM they look alike)";
	}
	result->message = text_copy(message);
}

/* QEMU names its own object for it, and not what is to be done. */
static void judge_lack_of_memory(const struct vm_config *config,
				 struct vm_result *result)
{
	result->ending = VM_ENDED_EMULATOR_FAILED;
	result->message = text_format(
		"this machine cannot give a guest %d MiB of memory: choose less",
		config->memory_mib);
}

static void judge_failure(const char *what, const char *messages,
			  struct vm_result *result)
{
	char *said = last_line(messages);

	result->ending = VM_ENDED_EMULATOR_FAILED;
	result->message = text_format("%s%s%s", what, *said ? ": " : "", said);
	free(said);
}

/* isa-debug-exit makes QEMU exit with 2 * byte + 1. */
static void judge_status(int code, const char *messages, const char *log,
			 const struct vm_config *config,
			 struct vm_result *result)
{
	if (code == 0 && strstr(messages, "terminating on signal")) {
		judge_failure("a signal ended QEMU", messages, result);
	} else if (code == 0) {
		judge_quiet_end(log, config, result);
	} else if (code % 2 && code / 2 >= VM_EXIT_PASS &&
		   code / 2 <= VM_EXIT_MAX) {
		end_by_verdict(result, code / 2 - VM_EXIT_PASS);
	} else if (strstr(messages, "cannot set up guest memory")) {
		judge_lack_of_memory(config, result);
	} else {
		judge_failure("QEMU failed", messages, result);
	}
}

void qemu_judge(const struct launch *launch, const struct vm_config *config,
		int status, struct vm_result *result)
{
	char *messages = read_fd(launch->fd[FD_MESSAGES]);
	char *log = read_fd(launch->fd[FD_LOG]);
	char *killed;

	if (WIFEXITED(status)) {
		judge_status(WEXITSTATUS(status), messages, log, config,
			     result);
	} else {
		killed = text_format("QEMU was killed by signal %d (%s)",
				     WTERMSIG(status),
				     strsignal(WTERMSIG(status)));
		judge_failure(killed, messages, result);
		free(killed);
	}
	if (config->count && access(config->count, R_OK) < 0 &&
	    result->ending != VM_ENDED_EMULATOR_FAILED) {
		free(result->message);
		judge_failure("nothing was counted", messages, result);
	}
	free(messages);
	free(log);
}
