// SPDX-License-Identifier: GPL-2.0-only
/*
 * A plugin of QEMU's translator that counts what a guest executes: each
 * instruction and event, under the mark that the guest has set (mark.h), by the
 * kernel's function. See README.md; vm run --count starts it.
 *
 * QEMU shows each block of instructions when it translates it. Then is decided
 * which counters each instruction increments; the translated code does it, so
 * counting costs little. The counters are those of the present mark: a mark
 * moves them to its account.
 */
#include "instruction.h"
#include "qemu-plugin.h"
#include "symbols.h"

#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MARKS	   256
#define PROCESSORS 288 /* as many as QEMU's microvm can have */

/* Places beside the kernel's functions. */
enum place { USER, EARLY, ELSEWHERE, PLACES };

static const char *const places[PLACES] = {
	[USER] = "",	     /* the lower half of the addresses */
	[EARLY] = "(early)", /* there, too: firmware, kernel before paging */
	[ELSEWHERE] = "(elsewhere)", /* the upper half, but not in vmlinux */
};

struct counters {
	uint64_t of[COUNT_KINDS];
};

QEMU_PLUGIN_EXPORT int qemu_plugin_version = QEMU_PLUGIN_VERSION;

static struct symbols symbols;
static struct counters *now;		 /* since the last mark, by place */
static struct counters *accounts[MARKS]; /* NULL: never set */
static uint64_t times[MARKS];		 /* how often each mark was set */
static uint64_t on[MARKS][PROCESSORS];	 /* instructions, by processor */
static int processors;
static int mark;	   /* the present one */
static bool in_upper_half; /* the kernel has reached it */
static char *out;

static size_t place_count(void)
{
	return PLACES + symbols.count;
}

static bool kernel_is_low(void)
{
	return symbols.code[0].start < symbols.upper_half;
}

/* To which place does the instruction at this address belong? */
static size_t find_place(uint64_t address)
{
	long function = symbols_find(&symbols, address);

	if (function >= 0 || address >= symbols.upper_half)
		in_upper_half = true;
	if (function >= 0)
		return PLACES + function;
	if (address >= symbols.upper_half)
		return ELSEWHERE;
	return in_upper_half || kernel_is_low() ? USER : EARLY;
}

static bool is_first(size_t place, uint64_t address)
{
	return place >= PLACES &&
	       symbols.functions[place - PLACES].address == address;
}

/* --- accounts */

static void close_account(void)
{
	size_t i, kind;

	if (!accounts[mark])
		accounts[mark] = allocate(place_count(), sizeof(**accounts));
	for (i = 0; i < place_count(); i++)
		for (kind = 0; kind < COUNT_KINDS; kind++)
			accounts[mark][i].of[kind] += now[i].of[kind];
	memset(now, 0, place_count() * sizeof(*now));
}

static void set_mark(unsigned int vcpu, void *number)
{
	(void)vcpu;
	close_account();
	mark = (uintptr_t)number;
	times[mark]++;
}

/* --- translation */

static void increment(struct qemu_plugin_insn *insn, size_t place,
		      enum count kind)
{
	qemu_plugin_register_vcpu_insn_exec_inline(
		insn, QEMU_PLUGIN_INLINE_ADD_U64, &now[place].of[kind], 1);
}

/* A mark itself is not counted. */
static void instrument(struct qemu_plugin_insn *insn)
{
	const unsigned char *bytes = qemu_plugin_insn_data(insn);
	size_t size = qemu_plugin_insn_size(insn);
	uint64_t address = qemu_plugin_insn_vaddr(insn);
	size_t place = find_place(address);
	int number = instruction_mark(bytes, size);
	enum count event = instruction_event(bytes, size);

	if (number >= 0) {
		qemu_plugin_register_vcpu_insn_exec_cb(
			insn, set_mark, QEMU_PLUGIN_CB_NO_REGS,
			(void *)(uintptr_t)number);
		return;
	}
	increment(insn, place, COUNT_INSTRUCTIONS);
	if (is_first(place, address))
		increment(insn, place, COUNT_CALLS);
	if (event != COUNT_INSTRUCTIONS)
		increment(insn, place, event);
}

/* A processor executes a block. One of several is asked for by a call, which
 * costs more than a counter does. */
static void executed(unsigned int vcpu, void *instructions)
{
	on[mark][vcpu] += (uintptr_t)instructions;
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	size_t i, instructions = qemu_plugin_tb_n_insns(tb);

	(void)id;
	for (i = 0; i < instructions; i++)
		instrument(qemu_plugin_tb_get_insn(tb, i));
	if (processors > 1)
		qemu_plugin_register_vcpu_tb_exec_cb(tb, executed,
						     QEMU_PLUGIN_CB_NO_REGS,
						     (void *)instructions);
}

/* --- the end */

static void print_place(FILE *file, int number, size_t place)
{
	const char *name = place < PLACES
				   ? places[place]
				   : symbols.functions[place - PLACES].name;
	const struct counters *counters = &accounts[number][place];
	int kind;

	for (kind = 0; kind < COUNT_KINDS; kind++)
		if (counters->of[kind])
			fprintf(file, "%d,%s,%s,%s,%llu\n", number,
				place == USER ? "user" : "kernel", name,
				count_names[kind],
				(unsigned long long)counters->of[kind]);
}

static void print_mark(FILE *file, int number)
{
	int vcpu;

	if (times[number])
		fprintf(file, "%d,,,marks,%llu\n", number,
			(unsigned long long)times[number]);
	for (vcpu = 0; vcpu < processors; vcpu++)
		if (on[number][vcpu])
			fprintf(file, "%d,,,processor %d,%llu\n", number, vcpu,
				(unsigned long long)on[number][vcpu]);
}

static void print(FILE *file)
{
	size_t place;
	int number;

	fputs("mark,mode,function,what,count\n", file);
	for (number = 0; number < MARKS; number++) {
		if (!accounts[number])
			continue;
		print_mark(file, number);
		for (place = 0; place < place_count(); place++)
			print_place(file, number, place);
	}
}

/* The file is complete or missing, which vm notices. */
static void finish(qemu_plugin_id_t id, void *context)
{
	char *draft = text_format("%s.%d", out, getpid());
	FILE *file = fopen(draft, "we");
	bool bad = !file;

	(void)id;
	(void)context;
	close_account();
	if (file) {
		print(file);
		bad = ferror(file);
		bad |= fclose(file) != 0;
	}
	if (bad || rename(draft, out) < 0) {
		fprintf(stderr, "count: cannot write %s: %s\n", out,
			strerror(errno));
		unlink(draft);
	}
	free(draft);
}

static const char *argument(int argc, char **argv, const char *key)
{
	size_t length = strlen(key);

	while (argc--)
		if (strncmp(argv[argc], key, length) == 0)
			return argv[argc] + length;
	return NULL;
}

/* QEMU would go on, and end with a message that says less. */
static void __attribute__((noreturn)) refuse(const char *problem)
{
	fprintf(stderr, "count: %s\n", problem);
	exit(1);
}

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc,
			char **argv)
{
	const char *kernel = argument(argc, argv, "symbols=");
	const char *path = argument(argc, argv, "out=");
	char *problem;

	processors = info->system.max_vcpus;
	if (processors > PROCESSORS)
		refuse("too many processors");
	if (!kernel || !path)
		refuse("expected symbols=VMLINUX,out=FILE");
	problem = symbols_read(&symbols, kernel);
	if (problem)
		refuse(problem);
	out = text_copy(path);
	now = allocate(place_count(), sizeof(*now));
	qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
	qemu_plugin_register_atexit_cb(id, finish, NULL);
	return 0;
}
