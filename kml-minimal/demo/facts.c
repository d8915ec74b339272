// SPDX-License-Identifier: GPL-2.0-only
/* Puts the facts of the transcripts together, and checks that they agree with
 * each other and with the story: a frame's words with the registers, QEMU's log
 * with the kernel's trace. */
#include "story.h"

#include <stdlib.h>
#include <string.h>

#define VECTOR_DF    8
#define VECTOR_PF    14
#define VECTOR_TIMER 32
#define PAGE_MASK    (~0xfffull)

static void read_words(const struct transcript *t, const char *event,
		       struct frame *f)
{
	const char *text = event_text(t, event, "words");
	char *end;

	for (f->count = 0; f->count < FRAME_WORDS; f->count++, text = end + 1) {
		f->words[f->count] = strtoull(text, &end, 16);
		expect(t, end != text, "a list of words in '%s'", event);
		if (*end != ',')
			break;
	}
	f->count++;
	expect(t, f->count <= FRAME_WORDS && !*end, "at most %d words in '%s'",
	       FRAME_WORDS, event);
}

/* The words agree with the kernel: EIP, CS, EFLAGS, ESP, SS. */
static void check_words(const struct transcript *t, const struct machine *m,
			const struct frame *f)
{
	unsigned count = m->word == 4 && f->cpl == 0 ? 3 : 5;

	expect(t, f->count == count, "%u words, not %u", count, f->count);
	expect(t, f->words[0] == f->ip && (f->words[1] & 3) == f->cpl,
	       "the words pushed to begin with IP %llx and a CS of CPL %u",
	       f->ip, f->cpl);
	expect(t, count == 3 || f->words[3] == f->sp,
	       "the fourth word pushed to be SP %llx", f->sp);
}

/* The words lie at the top of the stack that the CPU has used. */
static void check_place(const struct transcript *t, const struct machine *m,
			const struct frame *f)
{
	address end = f->at + (address)f->count * m->word;
	address sp = m->word == 8 ? f->sp & ~15ull : f->sp;

	if (strcmp(f->stack, "kernel") == 0)
		expect(t, end == f->top, "a frame up to %llx", f->top);
	if (strcmp(f->stack, "program") == 0)
		expect(t, end == sp, "a frame up to %llx", sp);
}

static struct frame read_frame(const struct transcript *t,
			       const struct machine *m, unsigned vector,
			       unsigned cpl)
{
	char *condition = text_format("vector=%u cpl=%u", vector, cpl);
	const char *event = need_event(t, "frame", condition);
	struct frame f = {
		.vector = vector,
		.cpl = cpl,
		.error = (unsigned)event_hex(t, event, "error"),
		.ip = event_hex(t, event, "ip"),
		.sp = event_hex(t, event, "sp"),
		.at = event_hex(t, event, "at"),
		.kept = event_hex(t, event, "frame"),
		.top = event_hex(t, event, "top"),
	};

	snprintf(f.stack, sizeof(f.stack), "%.*s",
		 (int)strcspn(event_text(t, event, "stack"), " "),
		 event_text(t, event, "stack"));
	read_words(t, event, &f);
	check_words(t, m, &f);
	check_place(t, m, &f);
	free(condition);
	return f;
}

static unsigned read_overwritten(const struct transcript *t)
{
	const char *outcome = need_line(t, "outcome: ");
	const char *number = strstr(outcome, "an interrupt over");
	unsigned words = 0;

	expect(t,
	       number && sscanf(number, "an interrupt %*s %u of 16 words",
				&words) == 1,
	       "a number of words overwritten, not '%s'", outcome);
	return words;
}

/* Problem I: the timer's frame at one privilege level. */
static void gather_timer(const char *folder, struct facts *facts, unsigned cpl)
{
	char *scene = text_format("frames-cpl%u", cpl);
	struct transcript *t = read_transcript(folder, facts->machine, scene);
	struct frame f = read_frame(t, facts->machine, VECTOR_TIMER, cpl);
	const char *stack = cpl ? "kernel" : "program";
	unsigned lost = read_overwritten(t);

	expect(t, strcmp(f.stack, stack) == 0, "a frame on the %s's stack",
	       stack);
	expect(t, lost == (cpl ? 0 : f.count), "%u words overwritten, not %u",
	       cpl ? 0 : f.count, lost);
	facts->timer[cpl != 0] = f;
	facts->overwritten[cpl != 0] = lost;
	free(scene);
}

/* The first page fault of a push right below the stack pointer, from `from`
 * on; its index, or the number of exceptions. */
static size_t find_starving(const struct qemu_log *log, const struct machine *m,
			    size_t from)
{
	size_t i;

	for (i = from; i < log->count; i++)
		if (log->exceptions[i].vector == VECTOR_PF &&
		    log->exceptions[i].cr2 == log->exceptions[i].sp - m->word)
			break;
	return i;
}

static struct starvation
read_starvation(const char *folder, const struct machine *m, const char *scene)
{
	struct starvation s = {
		.transcript = read_transcript(folder, m, scene),
		.log = read_qemu_log(folder, m, scene),
	};
	size_t i = find_starving(&s.log, m, 0);
	const struct exception *next = s.log.exceptions + i + 1;

	expect(s.transcript, i < s.log.count,
	       "a page fault below the stack pointer in QEMU's log");
	s.page_fault = s.log.exceptions[i];
	s.double_fault = i + 1 < s.log.count && next->vector == VECTOR_DF &&
			 next->ip == s.page_fault.ip;
	return s;
}

static void read_survival(struct starvation *s)
{
	const struct transcript *t = s->transcript;
	const char *outcome = need_line(t, "outcome: ");
	const char *event = need_event(t, "page-in", NULL);

	s->page = event_hex(t, event, "address");
	expect(t, s->page == (s->page_fault.cr2 & PAGE_MASK),
	       "the page of CR2 %llx to be mapped", s->page_fault.cr2);
	expect(t,
	       sscanf(outcome, "ok push: %u pages on demand, %u rescued",
		      &s->pages, &s->rescued) == 2,
	       "the program to continue, not '%s'", outcome);
}

static void gather_starvation(const char *folder, struct facts *facts)
{
	const struct machine *m = facts->machine;
	struct starvation none = read_starvation(folder, m, "starve-none");
	struct starvation user = read_starvation(folder, m, "starve-cpl3");

	expect(none.transcript, none.double_fault, "a double fault");
	expect(none.transcript,
	       none.log.triple_fault &&
		       strcmp(none.transcript->ending, "triple-fault") == 0,
	       "a triple fault, not the end '%s'", none.transcript->ending);
	read_survival(&user);
	user.frame = read_frame(user.transcript, m, VECTOR_PF, 3);
	expect(user.transcript,
	       !user.double_fault && user.frame.ip == user.page_fault.ip,
	       "one page fault and no double fault at CPL 3");
	facts->none = none;
	facts->user = user;
}

/* i386: what the fault task found when it was entered. */
static void read_task(struct starvation *s)
{
	const struct transcript *t = s->transcript;
	const char *e =
		need_event(t, "task", s->double_fault ? "name=df" : "name=pf");
	const char *busy = event_text(t, e, "busy");
	const char *redirect = find_event(t, "redirect", NULL);

	s->task = (struct task){
		.tr = (unsigned)event_hex(t, e, "tr"),
		.back_link = (unsigned)event_hex(t, e, "back_link"),
		.ts = event_number(t, e, "ts"),
		.error = (unsigned)event_hex(t, e, "error"),
		.at = event_hex(t, e, "at"),
		.cr2 = event_hex(t, e, "cr2"),
		.eip = event_hex(t, e, "eip"),
		.esp = event_hex(t, e, "esp"),
		.cs = event_hex(t, e, "cs"),
		.eflags = event_hex(t, e, "eflags"),
		.cr3 = event_hex(t, e, "cr3"),
	};
	expect(t, strncmp(busy, "1,1 ", 4) == 0,
	       "both tasks to be busy in '%s'", e);
	expect(t,
	       s->task.eip == s->page_fault.ip &&
		       s->task.esp == s->page_fault.sp &&
		       s->task.cr2 == s->page_fault.cr2,
	       "the TSS to hold EIP %llx and ESP %llx, and CR2 to be %llx",
	       s->page_fault.ip, s->page_fault.sp, s->page_fault.cr2);
	s->redirected = redirect ? event_hex(t, redirect, "frame") : 0;
}

/* x86-64: the frame on the IST stack. */
static void read_ist(struct facts *facts, struct starvation *s)
{
	const struct transcript *t = s->transcript;
	const char *tss = need_event(t, "tss", NULL);

	s->frame = read_frame(t, facts->machine,
			      s->double_fault ? VECTOR_DF : VECTOR_PF, 0);
	expect(t, strcmp(s->frame.stack, "ist") == 0,
	       "a frame on an IST stack");
	expect(t, s->frame.ip == s->page_fault.ip, "the frame to name RIP %llx",
	       s->page_fault.ip);
	facts->stacks = (struct stacks){
		.tss = event_hex(t, tss, "at"),
		.shared = event_hex(t, tss, "shared"),
		.df = event_hex(t, tss, "df"),
		.nmi = event_hex(t, tss, "nmi"),
	};
}

static void gather_cure(const char *folder, struct facts *facts, int i)
{
	const struct machine *m = facts->machine;
	char *scene = text_format("starve-%s", m->policies[i]);
	struct starvation *s = &facts->cures[i];

	*s = read_starvation(folder, m, scene);
	read_survival(s);
	expect(s->transcript, s->double_fault == m->by_double_fault[i],
	       "%s double fault", m->by_double_fault[i] ? "a" : "no");
	expect(s->transcript, s->rescued == m->by_double_fault[i],
	       "%d rescued from #DF, not %u", m->by_double_fault[i],
	       s->rescued);
	if (m->word == 4)
		read_task(s);
	else
		read_ist(facts, s);
	free(scene);
}

/* The timer interrupt whose own push faulted, in QEMU's log. */
static void find_lost(const struct transcript *t, const struct qemu_log *log,
		      const struct machine *m, struct waiting *w)
{
	size_t i = 0;

	while ((i = find_starving(log, m, i + 1)) < log->count) {
		const struct exception *e = &log->exceptions[i];

		if (e[-1].vector == VECTOR_TIMER && e[-1].ip == e->ip) {
			w->ip = e->ip;
			w->cr2 = e->cr2;
			return;
		}
	}
	expect(t, false, "an interrupt whose frame could not be pushed");
}

static void gather_waiting(const char *folder, struct facts *facts, int which,
			   const char *scene, bool stops)
{
	struct waiting *w = &facts->waiting[which];
	struct transcript *t = read_transcript(folder, facts->machine, scene);
	struct qemu_log log = read_qemu_log(folder, facts->machine, scene);
	const char *outcome = need_line(t, "outcome: ");

	w->clock_stopped =
		sscanf(outcome, "lost-interrupt the clock stopped at offset %u",
		       &w->offset) == 1;
	expect(t, w->clock_stopped == stops, "the clock to %s, not '%s'",
	       stops ? "stop" : "go on", outcome);
	expect(t,
	       stops || sscanf(outcome, "ok %u of %u offsets starved, %u inter",
			       &w->starved, &w->offsets, &w->redelivered) == 3,
	       "three numbers in '%s'", outcome);
	expect(t, stops || w->starved == w->redelivered,
	       "as many redelivered as starved, not '%s'", outcome);
	if (stops || w->starved)
		find_lost(t, &log, facts->machine, w);
}

static void gather_all_waiting(const char *folder, struct facts *facts)
{
	const struct machine *m = facts->machine;

	facts->waiting[LOST_IGNORED].policy = m->from_double_fault;
	facts->waiting[LOST_REDELIVERED].policy = m->from_double_fault;
	facts->waiting[LOST_OTHER_CURE].policy = m->policies[CURES - 1];
	gather_waiting(folder, facts, LOST_IGNORED, "waiting-ignored", true);
	gather_waiting(folder, facts, LOST_REDELIVERED, "waiting-redelivered",
		       false);
	gather_waiting(folder, facts, LOST_OTHER_CURE, "waiting-other",
		       m->loses[CURES - 1]);
}

struct facts gather_facts(const char *folder, const struct machine *machine)
{
	struct facts facts = {.machine = machine};
	int i;

	gather_timer(folder, &facts, 0);
	gather_timer(folder, &facts, 3);
	gather_starvation(folder, &facts);
	for (i = 0; i < CURES; i++)
		gather_cure(folder, &facts, i);
	gather_all_waiting(folder, &facts);
	facts.killed = read_transcript(folder, machine, "killed");
	need_line(facts.killed, "about to: misbehave null, at CPL 3");
	need_line(facts.killed,
		  "kml: killed: /bin/misbehave, pid 1, CPL 3, by #PF");
	need_line(facts.killed, "kml: /bin/misbehave ended with status");
	return facts;
}
