// SPDX-License-Identifier: GPL-2.0-only
/* Options that describe a guest: the same for `vm run` and `vm command`. */
#include "command.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char options_help[] =
	"  --profile P     i386, x86_64, microvm or bochs (default: i386)\n"
	"  --kernel FILE   multiboot kernel; with QEMU also a Linux kernel\n"
	"  --initrd FILE   its boot module or initrd\n"
	"  --append TEXT   its command line\n"
	"  --iso FILE      boot this CD instead of a kernel\n"
	"  --memory MIB    (default: 128)\n"
	"  --cpus N        (default: 1)\n"
	"  --icount N      count instructions, 2^N ns each: runs repeat "
	"exactly\n"
	"  --accel A       auto, tcg or kvm (default: auto: kvm if it works)\n"
	"  --gdb PORT      serve gdb on 127.0.0.1; no time limit\n"
	"  --wait          start only when gdb says so\n"
	"  --record FILE   record the run (with --icount), and ...\n"
	"  --replay FILE   ... run it again, for gdb's reverse-stepi\n"
	"  --trace FILE    keep QEMU's account of interrupts and resets\n"
	"  -- OPTION...    more options for the emulator\n";

enum option_id {
	PROFILE = 256,
	KERNEL,
	INITRD,
	APPEND,
	ISO,
	MEMORY,
	CPUS,
	ICOUNT,
	ACCEL,
	GDB,
	WAIT,
	RECORD,
	REPLAY,
	TRACE,
	TIMEOUT,
	EXPECT,
	INPUT,
	INPUT_AFTER,
	LIMIT,
	INTERACTIVE,
	QUIET,
	FORMAT,
	LOG,
	HELP
};

static const struct option table[] = {
	{"profile", required_argument, NULL, PROFILE},
	{"kernel", required_argument, NULL, KERNEL},
	{"initrd", required_argument, NULL, INITRD},
	{"append", required_argument, NULL, APPEND},
	{"iso", required_argument, NULL, ISO},
	{"memory", required_argument, NULL, MEMORY},
	{"cpus", required_argument, NULL, CPUS},
	{"icount", required_argument, NULL, ICOUNT},
	{"accel", required_argument, NULL, ACCEL},
	{"gdb", required_argument, NULL, GDB},
	{"wait", no_argument, NULL, WAIT},
	{"record", required_argument, NULL, RECORD},
	{"replay", required_argument, NULL, REPLAY},
	{"trace", required_argument, NULL, TRACE},
	{"timeout", required_argument, NULL, TIMEOUT},
	{"expect", required_argument, NULL, EXPECT},
	{"input", required_argument, NULL, INPUT},
	{"input-after", required_argument, NULL, INPUT_AFTER},
	{"limit", required_argument, NULL, LIMIT},
	{"interactive", no_argument, NULL, INTERACTIVE},
	{"quiet", no_argument, NULL, QUIET},
	{"format", required_argument, NULL, FORMAT},
	{"log", required_argument, NULL, LOG},
	{"help", no_argument, NULL, HELP},
	{NULL, 0, NULL, 0},
};

/* Option values that are wrong end the program: nothing has started yet. */
static void __attribute__((noreturn))
wrong(const char *option, const char *value, const char *wanted)
{
	fprintf(stderr, "vm: --%s %s: %s is wanted\n", option, value, wanted);
	exit(EXIT_USAGE);
}

static double number(const char *option, const char *value, double least,
		     double most)
{
	char wanted[80], *end;
	double n = strtod(value, &end);

	snprintf(wanted, sizeof(wanted), "a number from %.0f to %.0f", least,
		 most);
	if (end == value || *end || !(n >= least && n <= most))
		wrong(option, value, wanted);
	return n;
}

static int choice(const char *option, const char *value, int index,
		  const char *wanted)
{
	if (index < 0)
		wrong(option, value, wanted);
	return index;
}

static int format_by_name(const char *name)
{
	static const char *const names[] = {"text", "json", "csv"};
	int i;

	for (i = 2; i >= 0 && strcmp(names[i], name); i--)
		;
	return i;
}

static void set_machine(struct vm_config *c, int id, const char *name,
			char *value)
{
	switch (id) {
	case PROFILE:
		c->profile = choice(name, value, vm_profile_by_name(value),
				    "i386, x86_64, microvm or bochs");
		break;
	case ACCEL:
		c->accel = choice(name, value, vm_accel_by_name(value),
				  "auto, tcg or kvm");
		break;
	case KERNEL:
		c->kernel = value;
		break;
	case INITRD:
		c->initrd = value;
		break;
	case APPEND:
		c->append = value;
		break;
	case ISO:
		c->iso = value;
		break;
	case MEMORY:
		c->memory_mib = number(name, value, 4, 1 << 20);
		break;
	case CPUS:
		c->cpus = number(name, value, 1, 255);
		break;
	case ICOUNT:
		c->icount_shift = number(name, value, 0, 10);
		break;
	}
}

static void set_debugging(struct vm_config *c, int id, const char *name,
			  char *value)
{
	switch (id) {
	case GDB:
		c->gdb_port = number(name, value, 1, 65535);
		c->timeout_s = 0;
		break;
	case WAIT:
		c->gdb_wait = true;
		break;
	case RECORD:
		c->record = value;
		break;
	case REPLAY:
		c->replay = value;
		break;
	case TRACE:
		c->trace_log = value;
		break;
	}
}

static void set_run(struct options *o, int id, const char *name, char *value)
{
	struct vm_config *c = &o->config;

	switch (id) {
	case TIMEOUT:
		c->timeout_s = number(name, value, 0, 1e6);
		break;
	case EXPECT:
		c->expect = value;
		break;
	case INPUT:
		c->input = value;
		break;
	case INPUT_AFTER:
		c->input_after = value;
		break;
	case LIMIT:
		c->serial_limit = number(name, value, 0, 1e9);
		break;
	case INTERACTIVE:
		o->interactive = true;
		c->timeout_s = 0;
		break;
	case QUIET:
		o->quiet = true;
		break;
	case FORMAT:
		o->format = choice(name, value, format_by_name(value),
				   "text, json or csv");
		break;
	case LOG:
		o->log = value;
		break;
	}
}

static void refuse(const char *what)
{
	fprintf(stderr, "vm: %s\n", what);
	exit(EXIT_USAGE);
}

/*
 * Fill in options from argv. Gives 0 after --help was answered, otherwise 1;
 * wrong usage ends the program.
 */
int options_parse(struct options *options, int argc, char **argv,
		  const char *help)
{
	int id, i;

	argv[0] = "vm"; /* who complains about unknown options */
	*options = (struct options){.config = vm_defaults(VM_I386)};
	while ((id = getopt_long(argc, argv, "", table, &i)) != -1) {
		if (id == HELP) {
			printf("%s", help);
			return 0;
		}
		if (id == '?')
			exit(EXIT_USAGE);
		set_machine(&options->config, id, table[i].name, optarg);
		set_debugging(&options->config, id, table[i].name, optarg);
		set_run(options, id, table[i].name, optarg);
	}
	if (optind < argc && strcmp(argv[optind - 1], "--") != 0)
		refuse("extra arguments: the emulator's go behind \"--\"");
	if (optind < argc)
		options->config.extra_args = argv + optind;
	return 1;
}
