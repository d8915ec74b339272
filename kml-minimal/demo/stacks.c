// SPDX-License-Identifier: GPL-2.0-only
/* Picture: the program's and the kernel's stack after a timer interrupt, when
 * the program ran at CPL 3 and at CPL 0. */
#include "story.h"

#include <stdlib.h>

/* The words below, up to as many as a frame can have. */
static void draw_untouched(const struct machine *m, address top,
			   unsigned pushed, FILE *out)
{
	while (pushed++ < FRAME_WORDS) {
		char *at = text_format("%llx", top - (address)pushed * m->word);

		table_row("untouched", PLAIN, out, at, "nothing pushed");
		free(at);
	}
}

static void draw_stack(const struct machine *m, const struct frame *f,
		       address top, bool pushed, FILE *out)
{
	if (pushed)
		table_words(m, f, out);
	draw_untouched(m, top, pushed ? f->count : 0, out);
	end_table(out);
}

static void draw_program_stack(const struct machine *m, const struct frame *f,
			       FILE *out)
{
	char *node = text_format("program%u", f->cpl);
	char *sp = text_format("%llx", f->sp);

	begin_table(node, PROGRAM, out, "the program's stack");
	table_row("sp", PROGRAM, out, sp, "data; %s was here", m->registers[3]);
	draw_stack(m, f, f->sp, f->cpl == 0, out);
	free(node);
	free(sp);
}

static void draw_kernel_stack(const struct machine *m, const struct frame *f,
			      FILE *out)
{
	char *node = text_format("kernel%u", f->cpl);
	char *top = text_format("%llx", f->top);

	begin_table(node, KERNEL, out, "the kernel's stack");
	table_row("top", KERNEL, out, top, "its top, in TSS.%s",
		  m->word == 4 ? "esp0" : "rsp0");
	draw_stack(m, f, f->top, f->cpl != 0, out);
	free(node);
	free(top);
}

static void draw_level(const struct facts *facts, unsigned level, FILE *out)
{
	const struct frame *f = &facts->timer[level];

	fprintf(out,
		"\tsubgraph cluster%u {\n\tcolor=\"#bbbbbb\"; style=rounded; margin=14\n\tlabel=\"%s, CPL %u: vector %u pushes %u words on the %s's stack\"\n",
		level, facts->machine->title, f->cpl, f->vector, f->count,
		f->stack);
	draw_program_stack(facts->machine, f, out);
	draw_kernel_stack(facts->machine, f, out);
	fprintf(out, "\t{ rank=same; program%u -> kernel%u [%s] }\n\t}\n",
		f->cpl, f->cpl, f->cpl ? "label=\" switch \"" : "style=invis");
}

void draw_stacks(const struct facts *facts, FILE *out)
{
	begin_graph("TB", out);
	fputs("\tnodesep=0.6\n", out);
	draw_level(facts, 1, out);
	draw_level(facts, 0, out);
	end_graph(out);
}
