// SPDX-License-Identifier: GPL-2.0-only
/* The story in words, chapter by chapter. Every number comes from the facts. */
#include "story.h"

#include <string.h>

static void print_words(const struct machine *m, const struct frame *f,
			FILE *out)
{
	unsigned i;

	fprintf(out, "                ");
	for (i = 0; i < f->count; i++)
		fprintf(out, " %s=%llx", m->registers[i], f->words[i]);
	fprintf(out, "\n");
}

static void print_frames(const struct facts *facts, FILE *out)
{
	const struct frame *user = &facts->timer[1], *own = &facts->timer[0];

	fprintf(out, "  %-7s CPL 3  %u words on the kernel's stack, at %llx\n",
		facts->machine->title, user->count, user->at);
	print_words(facts->machine, user, out);
	fprintf(out,
		"          CPL 0  %u words on the program's own, at %llx\n",
		own->count, own->at);
	print_words(facts->machine, own, out);
	fprintf(out,
		"                 so %u of the 16 words below its %s are overwritten (CPL 3: %u)\n",
		facts->overwritten[0], facts->machine->registers[3],
		facts->overwritten[1]);
}

static void print_where(const struct story *story, FILE *out)
{
	int i;

	fprintf(out,
		"  A timer interrupt comes while a program computes. The CPU switches to the\n"
		"  kernel's stack only if the privilege level changes, that is, from CPL 3:\n");
	for (i = 0; i < MACHINES; i++)
		print_frames(&story->facts[i], out);
}

static void print_reset(const struct facts *facts, FILE *out)
{
	const struct exception *user = &facts->user.page_fault;
	const struct exception *own = &facts->none.page_fault;
	const char *ip = facts->machine->registers[0];

	fprintf(out, "  %-7s CPL 3  #PF at %s %llx, CR2 %llx: frame at %llx,\n",
		facts->machine->title, ip, user->ip, user->cr2,
		facts->user.frame.at);
	fprintf(out,
		"                 page %llx is mapped, and the program continues\n",
		facts->user.page);
	fprintf(out,
		"          CPL 0  #PF at %s %llx, CR2 %llx: its frame cannot be\n"
		"                 pushed, so #DF; nor can that one's: triple fault, a reset\n",
		ip, own->ip, own->cr2);
}

static void print_starvation(const struct story *story, FILE *out)
{
	int i;

	fprintf(out,
		"  A PUSH needs a stack page that is not mapped yet, an ordinary page fault. But\n"
		"  at CPL 0 the frame of that fault has to go onto the missing page itself:\n");
	for (i = 0; i < MACHINES; i++)
		print_reset(&story->facts[i], out);
}

static void print_task_cure(const char *policy, const struct starvation *s,
			    FILE *out)
{
	const struct task *task = &s->task;

	fprintf(out,
		"    %-10s  %s: task %x runs, back link %x, both busy; CR2 %llx",
		policy, s->double_fault ? "#DF" : "#PF", task->tr,
		task->back_link, task->cr2);
	if (s->redirected)
		fprintf(out,
			";\n                IRET enters the kernel, with a frame written by hand at %llx\n",
			s->redirected);
	else
		fprintf(out,
			";\n                page %llx is mapped, IRET repeats the PUSH at %llx\n",
			s->page, task->eip);
}

static void print_stack_cure(const char *policy, const struct starvation *s,
			     FILE *out)
{
	fprintf(out,
		"    %-10s  %s: %u words at %llx, an IST stack;\n"
		"                copied to %llx, on the kernel's stack\n",
		policy, s->double_fault ? "#DF" : "#PF", s->frame.count,
		s->frame.at, s->frame.kept);
}

static void print_machine_cures(const struct facts *facts, FILE *out)
{
	const struct machine *m = facts->machine;
	int i;

	fprintf(out, "  %-7s %s\n", m->title,
		m->word == 4
			? "task gates: the CPU saves the program in a TSS, not on its stack"
			: "IST entries: the CPU loads RSP from the TSS before it pushes");
	for (i = 0; i < CURES; i++) {
		if (m->word == 4)
			print_task_cure(m->policies[i], &facts->cures[i], out);
		else
			print_stack_cure(m->policies[i], &facts->cures[i], out);
	}
}

static void print_cures(const struct story *story, FILE *out)
{
	int i;

	fprintf(out,
		"  The same PUSH, with an IDT that keeps the frame off the starved stack. The\n"
		"  program continues in all %d runs:\n",
		MACHINES * CURES);
	for (i = 0; i < MACHINES; i++)
		print_machine_cures(&story->facts[i], out);
}

static void print_waiting(const char *title, const char *how,
			  const struct waiting *w, FILE *out)
{
	fprintf(out, "  %-7s %-10s %-16s ", title, w->policy, how);
	if (w->clock_stopped)
		fprintf(out, "the clock stopped (offset %u)\n", w->offset);
	else
		fprintf(out, "ticks on: %u of %u starved, %u redelivered\n",
			w->starved, w->offsets, w->redelivered);
}

static void print_lost_here(const struct facts *facts, FILE *out)
{
	const struct waiting *w = facts->waiting;

	print_waiting(facts->machine->title, "", &w[LOST_IGNORED], out);
	print_waiting("", "and redelivery", &w[LOST_REDELIVERED], out);
	print_waiting("", "", &w[LOST_OTHER_CURE], out);
}

static void print_lost(const struct story *story, FILE *out)
{
	const struct waiting *w = &story->facts[0].waiting[LOST_IGNORED];
	int i;

	fprintf(out,
		"  A timer interrupt comes (on i386 at EIP %llx), and its frame cannot be\n"
		"  pushed (CR2 %llx). The kernel maps the page, but the interrupt's handler\n"
		"  has not run, and the controller waits for its end. At several offsets:\n",
		w->ip, w->cr2);
	for (i = 0; i < MACHINES; i++)
		print_lost_here(&story->facts[i], out);
}

static void print_kill(const struct facts *facts, FILE *out)
{
	static const char *const lines[] = {"kml: killed: ", "  error ",
					    "  at        "};
	const struct transcript *t = facts->killed;
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		const char *rest = need_line(t, lines[i]);

		fprintf(out, "  %-7s %s%.*s\n", i ? "" : facts->machine->title,
			lines[i], (int)strcspn(rest, ";"), rest);
	}
}

static void print_kills(const struct story *story, FILE *out)
{
	int i;

	fprintf(out,
		"  A program writes to address 0. The kernel kills it, prints why, and goes on:\n");
	for (i = 0; i < MACHINES; i++)
		print_kill(&story->facts[i], out);
}

/* An exact count is shown as one. */
static void print_count(double count, FILE *out)
{
	fprintf(out, count == (long)count ? "%14.0f" : "%14.2f", count);
}

static void print_paths(const struct story *story, FILE *out)
{
	int path, i;

	fprintf(out, "  %-21s %26s%28s\n  %-21s %s%s\n",
		"a null system call:", story->facts[0].machine->title,
		story->facts[1].machine->title, "",
		"  instructions       host ns", "  instructions       host ns");
	for (path = 0; path < PATHS; path++) {
		fprintf(out, "  %-21s ", path_names[path]);
		for (i = 0; i < MACHINES; i++) {
			const struct cost *cost = &story->costs[i].paths[path];

			print_count(cost->instructions, out);
			fprintf(out, "%14.1f", cost->host_ns);
		}
		fputc('\n', out);
	}
}

static void print_rescues(const struct story *story, FILE *out)
{
	const struct costs *costs = story->costs;
	int i, j;

	fprintf(out, "  %-21s ", "a page fault at CPL 3");
	for (i = 0; i < MACHINES; i++) {
		print_count(costs[i].store, out);
		fprintf(out, "%*s", i ? 0 : 14, "");
	}
	fputc('\n', out);
	for (j = 0; j < CURES; j++) {
		fprintf(out, "  %-21s ", j ? "" : "starved PUSH, rescued");
		for (i = 0; i < MACHINES; i++)
			fprintf(out, "%+14.0f %-*s",
				costs[i].push[j] - costs[i].store, i ? 0 : 13,
				story->facts[i].machine->policies[j]);
		fputc('\n', out);
	}
}

static void print_costs(const struct story *story, FILE *out)
{
	print_paths(story, out);
	print_rescues(story, out);
	fprintf(out,
		"  Instructions: the guest's, counted by QEMU, the same in every run. NOT the\n"
		"  cost on hardware: a change of privilege, task or IST stack counts as one or\n"
		"  none. Host ns: this host's time under %s, median (runs: %d). It varies, and\n"
		"  is %s.\n",
		story->costs[0].timed->accel, story->costs[0].runs,
		strcmp(story->costs[0].timed->accel, "kvm")
			? "the translator's speed, NOT the hardware's"
			: "a virtual machine's");
}

const struct chapter chapters[] = {
	{"1. Where the CPU pushes (Problem I)", print_where, draw_stacks,
	 "stacks", "The same timer interrupt at CPL 3 and at CPL 0"},
	{"2. The stack starves (Problem II)", print_starvation, draw_sequence,
	 "sequence",
	 "The same PUSH at CPL 3, and at CPL 0 without a cure and with each"},
	{"3. Cures", print_cures, draw_rescue, "rescue",
	 "What the CPU has saved, and where, when the double fault's handler begins"},
	{"4. The lost interrupt", print_lost, NULL, NULL, NULL},
	{"5. A program dies, the kernel does not", print_kills, NULL, NULL,
	 NULL},
	{"6. Costs", print_costs, NULL, NULL, NULL},
	{NULL, NULL, NULL, NULL, NULL},
};
