// SPDX-License-Identifier: GPL-2.0-only
/* Picture: where the state of the starved program is when the handler of the
 * double fault begins. i386: in a TSS; x86-64: on an IST stack. */
#include "story.h"

#include "../common/selectors.h"

#include <stdlib.h>

static void draw_starved_stack(const struct starvation *s, FILE *out)
{
	char *sp = text_format("%llx", s->page_fault.sp);
	char *cr2 = text_format("%llx", s->page_fault.cr2);

	begin_table("starved", PROGRAM, out, "the program's stack");
	table_row("sp", PROGRAM, out, sp, "the stack pointer");
	table_row("cr2", BAD, out, cr2, "CR2: the PUSH goes here");
	table_row("page", MISSING, out, "page", "%llx: not mapped", s->page);
	end_table(out);
	free(sp);
	free(cr2);
}

static const char *task_name(unsigned selector)
{
	return selector == TSS_DF     ? "TSS_DF"
	       : selector == TSS_MAIN ? "TSS_MAIN"
				      : "another TSS";
}

static void draw_gdt(const struct task *task, FILE *out)
{
	begin_table("gdt", PLAIN, out, "GDT");
	table_row("main", PLAIN, out, text_format("%x", task->back_link),
		  "%s, busy", task_name(task->back_link));
	table_row("df", PLAIN, out, text_format("%x", task->tr), "%s, busy",
		  task_name(task->tr));
	end_table(out);
}

static void draw_saved_tss(const struct task *task, FILE *out)
{
	begin_table("main", PROGRAM, out, "%s: the program, saved",
		    task_name(task->back_link));
	table_row("eip", PROGRAM, out, "eip", "%llx: the PUSH", task->eip);
	table_row("esp", PROGRAM, out, "esp", "%llx", task->esp);
	table_row("cs", PROGRAM, out, "cs", "%llx", task->cs);
	table_row("eflags", PROGRAM, out, "eflags", "%llx", task->eflags);
	table_row("cr3", PLAIN, out, "cr3", "%llx: never saved, only loaded",
		  task->cr3);
	end_table(out);
}

static void draw_task(const struct starvation *s, FILE *out)
{
	const struct task *task = &s->task;
	char *at = text_format("%llx", task->at);

	begin_table("cpu", CPU, out, "CPU, in the task of #DF");
	table_row("tr", CPU, out, "TR", "%x", task->tr);
	table_row("cr2", CPU, out, "CR2", "%llx", task->cr2);
	table_row("ts", CPU, out, "CR0.TS", "%u", task->ts);
	end_table(out);
	begin_table("df", KERNEL, out, "%s", task_name(task->tr));
	table_row("link", KERNEL, out, "back link", "%x", task->back_link);
	table_row("esp", KERNEL, out, "esp", "its own stack");
	end_table(out);
	begin_table("stack", KERNEL, out, "the task's own stack");
	table_row("error", CPU, out, at, "error code = %x", task->error);
	end_table(out);
	free(at);
}

static void draw_task_rescue(const struct starvation *s, FILE *out)
{
	draw_task(s, out);
	draw_gdt(&s->task, out);
	draw_saved_tss(&s->task, out);
	draw_starved_stack(s, out);
	fputs("\tcpu:tr:e -> gdt:to_df:w\n"
	      "\tgdt:df:e -> df:title:w\n"
	      "\tdf:link:e -> gdt:main:e [label=\" IRET returns\"; constraint=false; color=\"#b03020\"]\n"
	      "\tdf:esp:e -> stack:to_error:w\n"
	      "\tgdt:main:e -> main:title:w\n"
	      "\tmain:esp:e -> starved:to_sp:w\n",
	      out);
}

static void draw_tss(const struct facts *facts, const struct frame *f,
		     FILE *out)
{
	const struct stacks *stacks = &facts->stacks;

	begin_table("tss", PLAIN, out, "TSS at %llx", stacks->tss);
	table_row("rsp0", KERNEL, out, "rsp0", "%llx: the kernel's stack",
		  f->top);
	table_row("shared", PLAIN, out, "IST1", "%llx: shared, not used here",
		  stacks->shared);
	table_row("df", CPU, out, "IST2", "%llx: for #DF", stacks->df);
	table_row("nmi", PLAIN, out, "IST3", "%llx: for NMI", stacks->nmi);
	end_table(out);
}

static void draw_kept_frame(const struct machine *m, const struct frame *f,
			    FILE *out)
{
	address words = f->top - (address)f->count * m->word;

	begin_table("kernel", KERNEL, out, "the kernel's stack, up to %llx",
		    f->top);
	table_row("words", CPU, out, text_format("%llx", words),
		  "the same %u words", f->count);
	table_row("frame", KERNEL, out, text_format("%llx", f->kept),
		  "the frame: registers, vector, error");
	end_table(out);
}

static void draw_ist_rescue(const struct facts *facts,
			    const struct starvation *s, FILE *out)
{
	draw_tss(facts, &s->frame, out);
	begin_table("ist", CPU, out, "the IST stack of #DF");
	table_words(facts->machine, &s->frame, out);
	end_table(out);
	draw_kept_frame(facts->machine, &s->frame, out);
	draw_starved_stack(s, out);
	fputs("\ttss:df:e -> ist:title:w [label=\"1. the CPU loads RSP\\n"
	      "and pushes\"]\n"
	      "\tist:RIP:e -> kernel:to_words:w [label=\"2. the kernel copies\\nthem at once\"]\n"
	      "\tist:RSP:e -> starved:to_sp:w\n",
	      out);
}

/* The first of each machine's cures is one for the double fault. */
void draw_rescue(const struct facts *facts, FILE *out)
{
	const struct starvation *s = &facts->cures[0];

	begin_graph("LR", out);
	if (facts->machine->word == 4)
		draw_task_rescue(s, out);
	else
		draw_ist_rescue(facts, s, out);
	end_graph(out);
}
