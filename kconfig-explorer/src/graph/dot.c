// SPDX-License-Identifier: GPL-2.0-only
/* A graph in graphviz's language. */
#include "graph/graph.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* How a value looks: by colour, border and in letters. */
static const struct look {
	const char *fill, *style;
} looks[] = {
	[NO] = {"#ffffff", "filled,dashed"},
	[MODULE] = {"#cfe3ff", "filled"},
	[YES] = {"#c9efcf", "filled,bold"},
};

static const struct arrow {
	const char *colour, *style, *head, *label;
} arrows[GRAPH_KINDS] = {
	[GRAPH_DEPENDS] = {"#555555", "solid", "vee", ""},
	[GRAPH_SELECTS] = {"#b3261e", "bold", "normal", "selects"},
	[GRAPH_IMPLIES] = {"#9a5b00", "dashed", "onormal", "implies"},
	[GRAPH_DEFAULT] = {"#2457a8", "dotted", "odot", "default"},
};

/* Inside of a quoted string of dot; longer than `width` is cut. */
static void put_text(const char *text, size_t width, FILE *to)
{
	size_t written = 0;

	for (; *text; text++) {
		bool inner = ((unsigned char)*text & 0xc0) == 0x80; /* UTF-8 */

		if (!inner && written++ == width) {
			fputs("…", to);
			return;
		}
		if (*text == '"' || *text == '\\')
			putc('\\', to);
		putc(iscntrl((unsigned char)*text) ? ' ' : *text, to);
	}
}

static void put_quoted(const char *name, const char *text, FILE *to)
{
	fprintf(to, ", %s=\"", name);
	put_text(text, 200, to);
	putc('"', to);
}

static void write_more(const struct graph_node *node, size_t at, FILE *to)
{
	fprintf(to,
		"\tn%zu [label=\"+ %zu more\", shape=plaintext, fontcolor=\"#555555\", tooltip=\"%zu more, not drawn\"];\n",
		at, node->more, node->more);
}

/* Its prompt and, in a configuration, its value. */
static void write_option(const struct graph *graph, const struct symbol *symbol,
			 FILE *to)
{
	const struct property *prompt = symbol_prompt(symbol);

	if (prompt && symbol->name) {
		fputs("\\n", to);
		put_text(prompt->text, 40, to);
	}
	if (!graph->config)
		return;
	fputs("\\n= ", to);
	put_text(symbol->definition_count ? config_text(graph->config, symbol)
					  : "n",
		 30, to);
	if (graph_is_asked(graph->config, symbol))
		fputs(", asked for", to);
}

static void write_label(const struct graph *graph, const struct symbol *symbol,
			FILE *to)
{
	fputs("label=\"", to);
	put_text(symbol_label(symbol), 60, to);
	if (symbol->macro) {
		fputs("\\n= ", to);
		put_text(symbol->name, 30, to);
	} else {
		write_option(graph, symbol, to);
	}
	putc('"', to);
}

/* What is unknown to the page has no page to link to. */
static void write_link(const struct symbol *symbol, const char *link, FILE *to)
{
	if (!link || !symbol_is_option(symbol))
		return;
	fputs(", URL=\"", to);
	put_text(link, SIZE_MAX, to);
	put_text(symbol->name, SIZE_MAX, to);
	putc('"', to);
}

/* All of it: the label is cut. */
static void write_macro_tooltip(const struct symbol *macro, FILE *to)
{
	const char *hint = macro_hint(macro);

	put_text(macro->written_at.file, 200, to);
	fprintf(to, ":%d: ", macro->written_at.line);
	put_text(macro->macro, 400, to);
	fputs(": the toolchain answered ", to);
	put_text(*macro->name ? macro->name : "nothing", 100, to);
	if (hint) {
		fputs(": ", to);
		put_text(hint, 400, to);
	}
}

static void write_tooltip(const struct symbol *symbol, FILE *to)
{
	fputs(", tooltip=\"", to);
	if (symbol->macro) {
		write_macro_tooltip(symbol, to);
	} else if (symbol->definition_count) {
		struct place place = symbol->definitions[0]->place;

		put_text(place.file, 200, to);
		fprintf(to, ":%d", place.line);
	} else {
		fputs("defined nowhere: always n", to);
	}
	putc('"', to);
}

static const struct look *look_of(const struct graph *graph,
				  const struct symbol *symbol)
{
	static const struct look neutral = {"#f4f4f4", "filled"};

	if (!graph->config)
		return &neutral;
	return &looks[graph_value(graph->config, symbol)];
}

static void write_node(const struct graph *graph, size_t at, const char *link,
		       FILE *to)
{
	const struct symbol *symbol = graph->nodes[at].symbol;
	const struct look *look;

	if (!symbol) {
		write_more(&graph->nodes[at], at, to);
		return;
	}
	look = look_of(graph, symbol);
	fprintf(to, "\tn%zu [", at);
	write_label(graph, symbol, to);
	fprintf(to, ", fillcolor=\"%s\", style=\"%s%s\"", look->fill,
		look->style, symbol_prompt(symbol) ? "" : ",rounded");
	if (at == 0)
		fputs(", peripheries=2", to);
	write_tooltip(symbol, to);
	write_link(symbol, link, to);
	fputs("];\n", to);
}

static void write_edge_tooltip(const struct graph_edge *edge, FILE *to)
{
	char *text = expression_text_hints(edge->condition);

	if (edge->place.file)
		fprintf(to, ", edgetooltip=\"%s:%d: ", edge->place.file,
			edge->place.line);
	else
		fputs(", edgetooltip=\"", to);
	put_text(edge->condition ? text : "always", 200, to);
	putc('"', to);
	free(text);
}

static void write_edge(const struct graph_edge *edge, FILE *to)
{
	const struct arrow *arrow = &arrows[edge->kind];

	fprintf(to, "\tn%zu -> n%zu [style=\"%s\", arrowhead=%s", edge->from,
		edge->to, edge->partly ? "dashed" : arrow->style, arrow->head);
	fprintf(to, ", color=\"%s\"", edge->acts ? arrow->colour : "#bbbbbb");
	if (*arrow->label)
		fprintf(to, ", label=\"%s\", fontcolor=\"%s\"", arrow->label,
			edge->acts ? arrow->colour : "#777777");
	write_edge_tooltip(edge, to);
	fputs("];\n", to);
}

static void write_heading(const struct graph *graph, FILE *to)
{
	const struct graph_node *start = &graph->nodes[0];

	fputs("digraph kconfig {\n"
	      "\tgraph [rankdir=LR, ranksep=0.6, nodesep=0.15, fontname=\"sans-serif\", fontsize=10, labelloc=b, label=\"A → B: A acts upon B. No word: B depends on A. "
	      "Dashed grey: in part. Rounded: no prompt.\"",
	      to);
	put_quoted("tooltip", symbol_label(start->symbol), to);
	fputs("];\n"
	      "\tnode [shape=box, fontname=\"sans-serif\", fontsize=11, margin=\"0.12,0.06\", height=0.3, color=\"#333333\"];\n"
	      "\tedge [fontname=\"sans-serif\", fontsize=9];\n",
	      to);
}

void graph_write(const struct graph *graph, const char *link, FILE *to)
{
	size_t i;

	write_heading(graph, to);
	for (i = 0; i < graph->node_count; i++)
		write_node(graph, i, link, to);
	for (i = 0; i < graph->edge_count; i++)
		write_edge(&graph->edges[i], to);
	fputs("}\n", to);
}
