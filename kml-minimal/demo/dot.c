// SPDX-License-Identifier: GPL-2.0-only
/* Pictures: written as graphs, laid out by graphviz. */
#include "story.h"

#include <errno.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

const char *const colours[] = {
	[PLAIN] = "#ffffff",   [CPU] = "#dce6f5",     [KERNEL] = "#d9ead9",
	[PROGRAM] = "#fbeccb", [MISSING] = "#eeeeee", [GOOD] = "#b5dfb5",
	[BAD] = "#f4b6ae",
};

void begin_graph(const char *direction, FILE *out)
{
	fprintf(out,
		"digraph {\n"
		"\trankdir=%s; bgcolor=transparent; ranksep=0.45; nodesep=0.35\n"
		"\tfontname=\"DejaVu Sans\"; fontsize=13; labeljust=l\n"
		"\tnode [shape=plain; fontname=\"DejaVu Sans\"; fontsize=11]\n"
		"\tedge [fontname=\"DejaVu Sans\"; fontsize=10; color=\"#555555\"; fontcolor=\"#333333\"; arrowsize=0.7]\n",
		direction);
}

void end_graph(FILE *out)
{
	fputs("}\n", out);
}

void begin_table(const char *node, enum colour colour, FILE *out,
		 const char *title, ...)
{
	va_list arguments;

	fprintf(out,
		"\t%s [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"5\" color=\"#777777\">\n"
		"\t\t<tr><td port=\"title\" colspan=\"2\" bgcolor=\"%s\"><b>",
		node, colours[colour]);
	va_start(arguments, title);
	vfprintf(out, title, arguments);
	va_end(arguments);
	fputs("</b></td></tr>\n", out);
}

void table_row(const char *port, enum colour colour, FILE *out,
	       const char *left, const char *text, ...)
{
	va_list arguments;

	fprintf(out,
		"\t\t<tr><td port=\"to_%s\" align=\"right\"><font face=\"DejaVu Sans Mono\">%s</font></td><td port=\"%s\" align=\"left\" bgcolor=\"%s\"><font face=\"DejaVu Sans Mono\">",
		port, left, port, colours[colour]);
	va_start(arguments, text);
	vfprintf(out, text, arguments);
	va_end(arguments);
	fputs("</font></td></tr>\n", out);
}

/* What the CPU pushed: highest address first, as stacks are drawn. */
void table_words(const struct machine *machine, const struct frame *frame,
		 FILE *out)
{
	unsigned i = frame->count;

	while (i--) {
		const char *name = machine->registers[i];
		char *at = text_format("%llx",
				       frame->at + (address)i * machine->word);

		table_row(name, CPU, out, at, "%s = %llx", name,
			  frame->words[i]);
		free(at);
	}
}

void end_table(FILE *out)
{
	fputs("\t\t</table>>]\n", out);
}

static void run_dot(const char *graph, const char *picture)
{
	char *argv[] = {"dot",		 "-Tsvg",	"-o",
			(char *)picture, (char *)graph, NULL};
	int status;
	pid_t pid;
	int error = posix_spawnp(&pid, argv[0], NULL, NULL, argv, environ);

	if (error)
		fail("cannot run dot (graphviz): %s", strerror(error));
	if (waitpid(pid, &status, 0) < 0 || status != 0)
		fail("dot could not draw %s", graph);
}

static void draw_picture(const struct chapter *chapter,
			 const struct facts *facts, const char *folder)
{
	char *name =
		text_format("%s-%s", facts->machine->arch, chapter->picture);
	char *graph = text_format("%s/%s.dot", folder, name);
	char *picture = text_format("%s/%s.svg", folder, name);
	FILE *file = create_file(folder, graph + strlen(folder) + 1);

	chapter->draw(facts, file);
	close_file(file, graph);
	run_dot(graph, picture);
	free(name);
	free(graph);
	free(picture);
}

void draw_pictures(const struct story *story, const char *folder)
{
	const struct chapter *chapter;
	int i;

	for (chapter = chapters; chapter->title; chapter++)
		for (i = 0; chapter->draw && i < MACHINES; i++)
			draw_picture(chapter, &story->facts[i], folder);
}
