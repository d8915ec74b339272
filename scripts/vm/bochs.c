// SPDX-License-Identifier: GPL-2.0-only
/*
 * Bochs: its command line, and what its end says about the guest.
 *
 * Bochs boots from a CD only, so a kernel is put onto one with GRUB. Debian
 * builds the debugging variant, which waits for a command: "c", continue. At
 * 10 million instructions a second of its own time the firmware's waiting
 * loops are short (a boot takes 0.8 s) and a 100 Hz timer leaves a guest
 * 100,000 instructions a tick.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define NO_RESOLUTION "exception with no resolution"

static const char *const fixed_options[] = {
	"config_interface: textconfig",
	"display_library: rfb, options=\"timeout=0\"",
	"cpu: model=core2_penryn_t9600, ips=10000000, reset_on_triple_fault=0",
	"romimage: file=/usr/share/bochs/BIOS-bochs-latest, options=fastboot",
	"vgaromimage: file=/usr/share/bochs/VGABIOS-lgpl-latest",
	"boot: cdrom",
	"clock: sync=none, time0=1577836800", /* 2020-01-01 */
	"panic: action=fatal",
	"error: action=ignore",
	"info: action=ignore, cpu0=report", /* registers: place_of_fault() */
	NULL,
};

static void add_options(struct args *args, const struct vm_config *config,
			const char *iso, const char *com1, const char *log)
{
	const char *const *option = fixed_options;

	args_add(args, "%s", emulator_command(VM_BOCHS));
	/* An empty configuration file: without any, Bochs shows a menu. */
	args_add_words(args, "-f /dev/null");
	while (*option)
		args_add(args, "%s", *option++);
	args_add(args, "memory: guest=%d, host=%d", config->memory_mib,
		 config->memory_mib);
	args_add(args, "ata0-master: type=cdrom, path=\"%s\", status=inserted",
		 iso);
	args_add(args, "com1: enabled=1, %s", com1);
	args_add(args, "log: %s", log);
}

/* The words of the command that puts the kernel onto a CD. */
static void add_make_iso(struct args *args, const struct vm_config *config,
			 const char *out)
{
	args_add(args, "%s", KIT "/scripts/make-iso");
	args_add(args, "%s", config->kernel);
	args_add(args, "%s", config->initrd ? config->initrd : "");
	args_add(args, "%s", config->append ? config->append : "");
	args_add(args, "%s", out);
}

static void make_cd(struct launch *launch, const struct vm_config *config)
{
	struct args args = {0};
	char *messages, *said;

	launch_file(launch, FD_ISO, NULL);
	if (launch->problem)
		return;
	add_make_iso(&args, config, "-");
	if (helper_output(args.v, launch->fd[FD_ISO], &messages) != 0) {
		said = last_line(messages);
		launch->problem = text_format("cannot make the CD: %s", said);
		free(said);
	}
	free(messages);
	args_free(&args);
}

static void open_cd(struct launch *launch, const struct vm_config *config)
{
	if (!config->iso) {
		make_cd(launch, config);
		return;
	}
	launch->fd[FD_ISO] = open(config->iso, O_RDONLY | O_CLOEXEC);
	if (launch->fd[FD_ISO] < 0)
		launch->problem = text_format("cannot open the CD %s: %s",
					      config->iso, strerror(errno));
}

/*
 * The serial line is a pseudo terminal. Bochs opens it by name; the child also
 * inherits it open, because reading our end fails while no process has the
 * other open.
 */
static void make_terminal(struct launch *launch, char name[64])
{
	int ours = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct termios raw;

	launch->from_guest = ours;
	if (ours < 0 || grantpt(ours) < 0 || unlockpt(ours) < 0 ||
	    ptsname_r(ours, name, 64) != 0) {
		launch->problem =
			text_format("no pseudo terminal: %s", strerror(errno));
		return;
	}
	fcntl(ours, F_SETFL, O_NONBLOCK);
	launch->to_guest = fcntl(ours, F_DUPFD_CLOEXEC, 0);
	launch->fd[FD_LINE] = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	tcgetattr(launch->fd[FD_LINE], &raw);
	cfmakeraw(&raw);
	tcsetattr(launch->fd[FD_LINE], TCSANOW, &raw);
}

void bochs_prepare(struct launch *launch, const struct vm_config *config)
{
	char *iso = text_format("/dev/fd/%d", FD_ISO);
	char *log = text_format("/dev/fd/%d", FD_LOG);
	char name[64] = "", *com1;
	int start;

	make_terminal(launch, name);
	com1 = text_format("mode=term, dev=%s", name);
	add_options(&launch->args, config, iso, com1, log);
	start = launch_file(launch, FD_IN, "c\n");
	lseek(start, 0, SEEK_SET);
	launch_file(launch, FD_MESSAGES, NULL);
	launch->fd[FD_OUT] = fcntl(launch->fd[FD_MESSAGES], F_DUPFD_CLOEXEC, 0);
	launch_file(launch, FD_LOG, NULL);
	/*
	 * Bochs insists on a network port for its screen. In a network of its
	 * own no other process can reach it and no two meet; where that is not
	 * allowed Bochs looks for a free port.
	 */
	launch->private_network = true;
	if (!launch->problem)
		open_cd(launch, config);
	free(com1);
	free(log);
	free(iso);
}

/* Bochs has no exit code. */
static void judge_shutdown(struct vm_result *result)
{
	int verdict = printed_verdict(result->serial);

	if (verdict >= 0) {
		end_by_verdict(result, verdict);
		return;
	}
	result->ending = VM_ENDED_POWEROFF;
	result->message = text_copy("the guest ended without a verdict");
}

/*
 * When Bochs panics it logs the registers. (Its debugger, which Bochs 2.7 in
 * Debian begins with and 3.0 does not, says more.)
 *
 *     |  CS:0010( 0002| 0|  0) 00000000 ffffffff 1 1
 *     | EIP=0010008c (0010008c)        in 64-bit mode RIP
 */
static struct vm_place place_of_fault(const char *log)
{
	const char *panic = strstr(log, NO_RESOLUTION);
	const char *cs = panic ? strstr(panic, "|  CS:") : NULL;
	const char *ip = cs ? strstr(cs, "IP=") : NULL;
	struct vm_place place = {0};
	unsigned selector;

	place.known = ip && sscanf(cs, "|  CS:%x", &selector) == 1 &&
		      sscanf(ip, "IP=%llx", &place.ip) == 1;
	place.cpl = place.known ? (int)(selector & 3) : 0;
	return place;
}

/* Why Bochs gave up: its panic, before the registers; or its last line. */
static char *complaint(const char *log, const char *messages)
{
	const char *panic = strstr(log, ">>PANIC<<");

	if (panic)
		return text_format("%.*s", (int)strcspn(panic, "\n"), panic);
	return last_line(*log ? log : messages);
}

static void judge_log(const char *log, const char *messages, int status,
		      struct vm_result *result)
{
	char *said;

	if (strstr(log, "Shutdown port: shutdown requested")) {
		judge_shutdown(result);
	} else if (strstr(log, NO_RESOLUTION)) {
		result->fault = place_of_fault(log);
		end_by_triple_fault(result);
	} else if (strstr(log, "soft power off")) {
		result->ending = VM_ENDED_POWEROFF;
		result->message =
			text_copy("the guest powered off, no verdict");
	} else {
		said = complaint(log, messages);
		result->ending = VM_ENDED_EMULATOR_FAILED;
		result->message = text_format("Bochs failed (status %#x): %s",
					      status, said);
		free(said);
	}
}

void bochs_judge(const struct launch *launch, int status,
		 struct vm_result *result)
{
	char *log = read_fd(launch->fd[FD_LOG]);
	char *messages = read_fd(launch->fd[FD_MESSAGES]);

	judge_log(log, messages, status, result);
	free(messages);
	free(log);
}

/* For people: the CD in the current folder, the serial line on the screen. */
char *bochs_command_line(const struct vm_config *config)
{
	const char *iso = config->iso ? config->iso : "guest.iso";
	struct args bochs = {0}, cd = {0};
	char *boot, *make = text_copy(""), *line;

	add_options(&bochs, config, iso, "mode=file, dev=/dev/stderr",
		    "/dev/null");
	boot = args_quoted(&bochs);
	if (!config->iso) {
		free(make);
		add_make_iso(&cd, config, iso);
		make = args_quoted(&cd);
	}
	line = text_format("%s%secho c | %s", make, *make ? " && " : "", boot);
	free(boot);
	free(make);
	args_free(&bochs);
	args_free(&cd);
	return line;
}
