// SPDX-License-Identifier: GPL-2.0-only
/* Flags that a program may set and that would harm others: the kernel must not
 * run with them nor pass them to the next process, and must give them back to
 * the program.
 *
 *   flags trap      enters the kernel and lets others run by a system call
 *   flags direct    the same by a direct call (CPL 0)
 *   flags tick      by the timer's interrupt
 *   flags fault     by a page fault on the stack
 *   flags child     the other process: ends with 1 if it sees a flag of its
 *                   parent */
#include "cpu.h"
#include "kml.h"

#define HARM (EFLAGS_NT | EFLAGS_DF | EFLAGS_AC | EFLAGS_ID | EFLAGS_IOPL)

#define ROUNDS 15

static void by_trap(void)
{
	if (trap(CALL_YIELD, 0, 0, 0) != 0)
		outcome("failed", "yield by a trap failed");
}

static void by_direct_call(void)
{
	if (direct(CALL_GETPID, 0, 0, 0) <= 0 ||
	    direct(CALL_YIELD, 0, 0, 0) != 0)
		outcome("failed", "yield by a direct call failed");
}

static void by_tick(void)
{
	unsigned long ticks = INFO->ticks;

	while (INFO->ticks == ticks)
		;
}

static void by_fault(void)
{
	unsigned long faults = INFO->page_faults;

	push_on(fresh_stack_page());
	if (INFO->page_faults == faults)
		outcome("failed", "no page fault came");
}

static const struct {
	const char *name;
	void (*enter)(void);
} ways[] = {
	{"trap", by_trap},
	{"direct", by_direct_call},
	{"tick", by_tick},
	{"fault", by_fault},
};

static int be_child(void)
{
	int i;

	for (i = 0; i < ROUNDS; i++) {
		if (get_flags() & HARM)
			return 1;
		if (i % 2)
			yield();
		else
			by_tick();
	}
	return 0;
}

/* Two others, so that the kernel goes from here to either level. */
static void start_children(void)
{
	if (spawn("/bin/flags", "child") < 0 ||
	    spawn("/trusted/flags", "child") < 0)
		outcome("failed", "cannot start a child");
}

static void end_children(const char *flag)
{
	int i, status, leaked = 0;

	for (i = 0; i < 2; i++)
		leaked += wait(&status) < 0 || status != 0;
	if (leaked)
		outcome("overwritten", "%d of 2 children saw %s, or died",
			leaked, flag);
}

static void try_flag(void (*enter)(void), unsigned long flag, const char *name)
{
	unsigned long clean = get_flags(), after = flag;
	int i;

	start_children();
	for (i = 0; i < ROUNDS && after == flag; i++) {
		set_flags(clean | flag);
		enter();
		after = get_flags() & HARM;
		set_flags(clean);
	}
	if (after != flag)
		outcome("overwritten", "with %s set, these came back: %lx",
			name, after);
	end_children(name);
}

static void try_all(void (*enter)(void), const char *how)
{
	try_flag(enter, 0, "no flag");
	try_flag(enter, EFLAGS_NT, "NT");
	try_flag(enter, EFLAGS_DF, "DF");
	try_flag(enter, EFLAGS_AC, "AC");
	try_flag(enter, EFLAGS_ID, "ID");
	if (cpl() == 0) /* CPL 3 cannot change it */
		try_flag(enter, EFLAGS_IOPL, "IOPL");
	outcome("ok", "%s at CPL %u: NT DF AC ID stay the program's own", how,
		cpl());
}

int main(int argc, char **argv)
{
	size_t i;

	if (argc > 0 && strcmp(argv[0], "child") == 0)
		return be_child();
	about_to("flags", argc > 0 ? argv[0] : "");
	for (i = 0; i < ARRAY_SIZE(ways); i++)
		if (argc > 0 && strcmp(argv[0], ways[i].name) == 0)
			try_all(ways[i].enter, argv[0]);
	printf("usage: flags trap|direct|tick|fault\n");
	return 2;
}
