// SPDX-License-Identifier: GPL-2.0-only
/* Picture: the program's and the kernel's stack after a timer interrupt, when
 * the program ran at CPL 3 and at CPL 0. */
#include "story.h"

#include <stdlib.h>

static void draw_program_stack(const struct machine *m, const struct frame *f,
			       FILE *out)
{
	char *node = text_of("program%u", f->cpl);
	char *sp = text_of("%llx", f->sp);

	begin_table(node, PROGRAM, out, "the program's stack");
	table_row("sp", PROGRAM, out, sp, "its data: %s points here",
		  m->registers[3]);
	if (f->cpl == 0)
		table_words(m, f, out);
	else
		table_row("below", PLAIN, out, "below", "untouched");
	end_table(out);
	free(node);
	free(sp);
}

static void draw_kernel_stack(const struct machine *m, const struct frame *f,
			      FILE *out)
{
	char *node = text_of("kernel%u", f->cpl);
	char *top = text_of("%llx", f->top);

	begin_table(node, KERNEL, out, "the kernel's stack");
	table_row("top", KERNEL, out, top, "its top: TSS.%s",
		  m->word == 4 ? "esp0" : "rsp0");
	if (f->cpl == 0)
		table_row("below", PLAIN, out, "below", "nothing pushed");
	else
		table_words(m, f, out);
	end_table(out);
	free(node);
	free(top);
}

static void draw_level(const struct facts *facts, unsigned level, FILE *out)
{
	const struct frame *f = &facts->timer[level];

	fprintf(out,
		"\tsubgraph cluster%u {\n\tcolor=\"#bbbbbb\"; style=rounded; "
		"margin=14\n\tlabel=\"%s, at CPL %u: vector %u, %u words on "
		"the %s's stack\"\n",
		level, facts->machine->title, f->cpl, f->vector, f->count,
		f->stack);
	draw_program_stack(facts->machine, f, out);
	draw_kernel_stack(facts->machine, f, out);
	fputs("\t}\n", out);
}

void draw_stacks(const struct facts *facts, FILE *out)
{
	begin_graph("TB", out);
	draw_level(facts, 1, out);
	draw_level(facts, 0, out);
	end_graph(out);
}
