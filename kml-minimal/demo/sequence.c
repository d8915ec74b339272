// SPDX-License-Identifier: GPL-2.0-only
/* Picture: a starved PUSH event by event, a column for each run. The CPU's
 * steps come from QEMU's log, the kernel's from its trace. */
#include "story.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct column {
	FILE *out;
	int number, steps;
};

/* One box, and the arrow to it. */
static void step(struct column *column, enum colour colour, const char *text,
		 ...) __attribute__((format(printf, 3, 4)));

static void step(struct column *column, enum colour colour, const char *text,
		 ...)
{
	va_list arguments;

	fprintf(column->out,
		"\ts%d_%d [shape=box; style=\"filled,rounded\"; color=\"#777777\"; fillcolor=\"%s\"; width=2.1; label=\"",
		column->number, column->steps, colours[colour]);
	va_start(arguments, text);
	vfprintf(column->out, text, arguments);
	va_end(arguments);
	fputs("\"]\n", column->out);
	if (column->steps)
		fprintf(column->out, "\ts%d_%d -> s%d_%d\n", column->number,
			column->steps - 1, column->number, column->steps);
	column->steps++;
}

/* The exceptions at the PUSH, from QEMU's log. */
static void draw_exceptions(struct column *column, const struct starvation *s)
{
	size_t i = 0;

	while (s->log.exceptions[i].cr2 != s->page_fault.cr2)
		i++;
	for (; i < s->log.count && s->log.exceptions[i].ip == s->page_fault.ip;
	     i++) {
		const struct exception *e = &s->log.exceptions[i];

		if (e->vector == 14)
			step(column, CPU, "#PF, error %x\\nCR2 %llx", e->error,
			     e->cr2);
		else
			step(column, CPU, "vector %u%s, error %x", e->vector,
			     e->vector == 8 ? ": #DF" : "", e->error);
	}
	if (s->log.triple_fault)
		step(column, BAD, "triple fault: reset");
}

static void draw_task_event(struct column *column, const struct transcript *t,
			    const char *event)
{
	step(column, CPU,
	     "task switch to TR %llx\\nback link %llx\\nsaved: EIP %llx\\n"
	     "ESP %llx",
	     event_hex(t, event, "tr"), event_hex(t, event, "back_link"),
	     event_hex(t, event, "eip"), event_hex(t, event, "esp"));
}

static void draw_frame_event(struct column *column, const struct transcript *t,
			     const char *event)
{
	const char *stack = event_text(t, event, "stack");

	step(column, CPU, "frame of vector %u pushed\\nat %llx\\n%.*s stack",
	     event_number(t, event, "vector"), event_hex(t, event, "at"),
	     (int)strcspn(stack, " "), stack);
	step(column, KERNEL, "complete frame\\nat %llx",
	     event_hex(t, event, "frame"));
}

static bool is_event(const char *line, const char *kind)
{
	return strncmp(line, "@ ", 2) == 0 &&
	       strncmp(line + 2, kind, strlen(kind)) == 0;
}

static void draw_event(struct column *column, const struct transcript *t,
		       const char *line)
{
	if (is_event(line, "task "))
		draw_task_event(column, t, line);
	else if (is_event(line, "frame vector=8 ") ||
		 is_event(line, "frame vector=14 "))
		draw_frame_event(column, t, line);
	else if (is_event(line, "redirect "))
		step(column, KERNEL,
		     "frame written by hand\\nat %llx;\\nIRET into the kernel",
		     event_hex(t, line, "frame"));
	else if (is_event(line, "page-in "))
		step(column, KERNEL, "page %llx\\nis mapped",
		     event_hex(t, line, "address"));
	else if (is_event(line, "retry "))
		step(column, KERNEL, "IRET to the PUSH\\nat %llx",
		     event_hex(t, line, "eip"));
	else if (strncmp(line, "outcome: ok", 11) == 0)
		step(column, GOOD, "the program continues");
}

static void draw_column(struct column *column, const struct machine *machine,
			const struct starvation *s, const char *title)
{
	char **line;

	fprintf(column->out,
		"\tsubgraph cluster%d {\n\tcolor=\"#bbbbbb\"; style=rounded; margin=10; label=\"%s\"\n",
		column->number, title);
	step(column, PROGRAM, "PUSH at %s %llx\\n%s %llx",
	     machine->registers[0], s->page_fault.ip, machine->registers[3],
	     s->page_fault.sp);
	draw_exceptions(column, s);
	for (line = s->transcript->lines; *line; line++)
		draw_event(column, s->transcript, *line);
	fputs("\t}\n", column->out);
}

void draw_sequence(const struct facts *facts, FILE *out)
{
	const struct machine *m = facts->machine;
	struct column column = {.out = out};
	int i;

	begin_graph("TB", out);
	fputs("\tranksep=0.25\n", out);
	draw_column(&column, m, &facts->user, "CPL 3");
	column = (struct column){out, 1, 0};
	draw_column(&column, m, &facts->none, "CPL 0, no cure");
	for (i = 0; i < CURES; i++) {
		char *title = text_format("CPL 0, %s", m->policies[i]);

		column = (struct column){out, i + 2, 0};
		draw_column(&column, m, &facts->cures[i], title);
		free(title);
	}
	end_graph(out);
}
