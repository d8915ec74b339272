// SPDX-License-Identifier: GPL-2.0-only
/* Options that describe a guest: the same for `vm run` and `vm command`. */
#include "command.h"
#include "internal.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char options_help[] =
	"  --profile P     i386, x86_64, microvm or bochs (default: i386)\n"
	"  --kernel FILE   multiboot kernel; with QEMU also a Linux kernel\n"
	"  --initrd FILE   its boot module or initrd\n"
	"  --disk FILE     a virtio disk, up to eight; what the guest writes there\n"
	"                  is dropped\n"
	"  --forward LIST  a virtio network card, and ports of 127.0.0.1 that lead\n"
	"                  to the guest's: HOST:GUEST[,HOST:GUEST]... or \"\"\n"
	"  --tap NAME      a virtio network card at this tap device, which exists:\n"
	"                  ip tuntap add NAME mode tap user YOU\n"
	"  --append TEXT   the kernel's command line\n"
	"  --iso FILE      boot this CD instead of a kernel\n"
	"  --stick FILE    a USB stick, up to four; what the guest writes there\n"
	"                  stays. Without a kernel and a CD the first is booted\n"
	"  --firmware F    bios or uefi (default: bios)\n"
	"  --memory MIB    (default: 128; at least 4)\n"
	"  --cpus N        (default: 1)\n"
	"  --icount N      an instruction takes 2^N ns: runs repeat exactly\n"
	"  --accel A       auto, tcg or kvm (default: auto: kvm if it works)\n"
	"  --gdb PORT      serve gdb on 127.0.0.1; no time limit\n"
	"  --nmi MS        an NMI for each CPU every MS milliseconds\n"
	"  --wait          start only when gdb continues the guest\n"
	"  --record FILE   record the run (with --icount), and ...\n"
	"  --replay FILE   ... run it again, for gdb's reverse-stepi\n"
	"  --trace FILE    keep QEMU's log of interrupts and resets, and report\n"
	"                  where a triple fault happened\n"
	"  --count FILE    write how often the guest executed what, as CSV, by\n"
	"                  function of the kernel (scripts/count/README.md)\n"
	"  --symbols FILE  the kernel's ELF file with its symbols (default: the\n"
	"                  kernel)\n";

/* What an option's value is, and so the type of the field that takes it. */
enum kind {
	FLAG,
	TEXT,
	FILES,
	WHOLE,
	SECONDS,
	BYTES,
	PROFILE,
	ACCEL,
	FIRMWARE,
	FORMAT,
	HELP
};

struct rule {
	const char *name;
	enum kind kind;
	void *field;
	double least, most; /* of numbers; most: of files */
};

enum { RULES = 33 };

static void list_rules(struct options *o, struct rule rules[RULES])
{
	struct vm_config *c = &o->config;
	const struct rule list[RULES] = {
		{"help", HELP, NULL, 0, 0},
		{"profile", PROFILE, &c->profile, 0, 0},
		{"kernel", TEXT, &c->kernel, 0, 0},
		{"initrd", TEXT, &c->initrd, 0, 0},
		{"disk", FILES, c->disks, 0, VM_DISKS},
		{"forward", TEXT, &c->forward, 0, 0},
		{"tap", TEXT, &c->tap, 0, 0},
		{"append", TEXT, &c->append, 0, 0},
		{"iso", TEXT, &c->iso, 0, 0},
		{"stick", FILES, c->sticks, 0, VM_STICKS},
		{"firmware", FIRMWARE, &c->firmware, 0, 0},
		{"memory", WHOLE, &c->memory_mib, 4, 1 << 20},
		{"cpus", WHOLE, &c->cpus, 1, 255},
		{"icount", WHOLE, &c->icount_shift, 0, 10},
		{"accel", ACCEL, &c->accel, 0, 0},
		{"gdb", WHOLE, &c->gdb_port, 1, 65535},
		{"nmi", WHOLE, &c->nmi_ms, 1, 1000},
		{"wait", FLAG, &c->gdb_wait, 0, 0},
		{"record", TEXT, &c->record, 0, 0},
		{"replay", TEXT, &c->replay, 0, 0},
		{"trace", TEXT, &c->trace_log, 0, 0},
		{"count", TEXT, &c->count, 0, 0},
		{"symbols", TEXT, &c->symbols, 0, 0},
		{"timeout", SECONDS, &c->timeout_s, 0, 1e6},
		{"expect", TEXT, &c->expect, 0, 0},
		{"input", TEXT, &c->input, 0, 0},
		{"input-after", TEXT, &c->input_after, 0, 0},
		{"input-end", TEXT, &c->input_end, 0, 0},
		{"limit", BYTES, &c->serial_limit, 0, 1e9},
		{"interactive", FLAG, &o->interactive, 0, 0},
		{"quiet", FLAG, &o->quiet, 0, 0},
		{"format", FORMAT, &o->format, 0, 0},
		{"log", TEXT, &o->log, 0, 0},
	};

	memcpy(rules, list, sizeof(list));
}

/* Ends the program: nothing has started yet. */
static void __attribute__((noreturn))
wrong(const struct rule *rule, const char *value, const char *wanted)
{
	fprintf(stderr, "vm: --%s %s: expected %s\n", rule->name, value,
		wanted);
	exit(EXIT_USAGE);
}

static double number(const struct rule *rule, const char *value)
{
	char wanted[80], *end;
	double n = strtod(value, &end);
	bool whole = rule->kind == SECONDS || n == (long)n;

	snprintf(wanted, sizeof(wanted), "a %snumber from %.0f to %.0f",
		 rule->kind == SECONDS ? "" : "whole ", rule->least,
		 rule->most);
	if (end == value || *end || !(n >= rule->least && n <= rule->most) ||
	    !whole)
		wrong(rule, value, wanted);
	return n;
}

static int choice(const struct rule *rule, const char *value, int index,
		  const char *wanted)
{
	if (index < 0)
		wrong(rule, value, wanted);
	return index;
}

static int format_by_name(const char *name)
{
	static const char *const names[] = {"text", "json"};
	int i;

	for (i = 1; i >= 0 && strcmp(names[i], name) != 0; i--)
		;
	return i;
}

static void add_file(const struct rule *rule, const char *value)
{
	const char **files = rule->field;
	char wanted[20];
	int i;

	for (i = 0; files[i]; i++)
		;
	snprintf(wanted, sizeof(wanted), "at most %.0f", rule->most);
	if (i == rule->most)
		wrong(rule, value, wanted);
	files[i] = value;
}

static void set(const struct rule *rule, char *value)
{
	switch (rule->kind) {
	case FLAG:
		*(bool *)rule->field = true;
		break;
	case TEXT:
		*(const char **)rule->field = value;
		break;
	case FILES:
		add_file(rule, value);
		break;
	case WHOLE:
		*(int *)rule->field = number(rule, value);
		break;
	case SECONDS:
		*(double *)rule->field = number(rule, value);
		break;
	case BYTES:
		*(size_t *)rule->field = number(rule, value);
		break;
	case PROFILE:
		*(enum vm_profile *)rule->field =
			choice(rule, value, vm_profile_by_name(value),
			       "i386, x86_64, microvm or bochs");
		break;
	case ACCEL:
		*(enum vm_accel *)rule->field =
			choice(rule, value, vm_accel_by_name(value),
			       "auto, tcg or kvm");
		break;
	case FIRMWARE:
		*(enum vm_firmware *)rule->field =
			choice(rule, value, vm_firmware_by_name(value),
			       "bios or uefi");
		break;
	case FORMAT:
		*(enum report_format *)rule->field = choice(
			rule, value, format_by_name(value), "text or json");
		break;
	case HELP:
		break;
	}
}

static void refuse(const char *what)
{
	fprintf(stderr, "vm: %s\n", what);
	exit(EXIT_USAGE);
}

static void list_for_getopt(const struct rule rules[RULES],
			    struct option table[RULES + 1])
{
	int i;

	for (i = 0; i < RULES; i++)
		table[i] = (struct option){
			.name = rules[i].name,
			.has_arg =
				rules[i].kind == FLAG || rules[i].kind == HELP
					? no_argument
					: required_argument,
		};
	table[RULES] = (struct option){0};
}

/* Without --timeout: none for a guest that somebody watches. */
static void default_timeout(struct options *options)
{
	struct vm_config *config = &options->config;

	if (config->timeout_s >= 0)
		return;
	config->timeout_s = vm_defaults(config->profile).timeout_s;
	if (config->gdb_port || options->interactive)
		config->timeout_s = 0;
}

/* Fills in options from argv; false after --help. Exits on wrong usage. */
bool options_parse(struct options *options, int argc, char **argv,
		   const char *help)
{
	struct rule rules[RULES];
	struct option table[RULES + 1];
	char *problem;
	int id, i;

	*options = (struct options){.config = vm_defaults(VM_I386)};
	options->config.timeout_s = -1;
	list_rules(options, rules);
	list_for_getopt(rules, table);
	argv[0] = "vm"; /* who complains about unknown options */
	while ((id = getopt_long(argc, argv, "", table, &i)) != -1) {
		if (id == '?')
			exit(EXIT_USAGE);
		if (rules[i].kind == HELP) {
			fputs(help, stdout);
			return false;
		}
		set(&rules[i], optarg);
	}
	if (optind < argc && strcmp(argv[optind - 1], "--") != 0)
		refuse("extra arguments: the emulator's go behind \"--\"");
	if (optind < argc)
		options->config.extra_args = argv + optind;
	problem = config_problem(&options->config);
	if (problem)
		refuse(problem);
	default_timeout(options);
	return true;
}
