// SPDX-License-Identifier: GPL-2.0-only
/* graph: a picture of what decides a symbol's value. */
#include "command/explorer.h"
#include "base/text.h"
#include "graph/graph.h"

#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: kconfig-explorer graph SYMBOL [option]...\n"
	"\n"
	"Draws what decides the value of a symbol, and what the symbol decides.\n"
	"\n"
	"Arrows lead from what a symbol depends on, what selects or implies it and what\n"
	"its default is taken from, and to what it selects and implies. With --config,\n"
	"values are shown by colour, by border and in letters, and what does not act in\n"
	"that configuration is grey. To keep the picture readable, arrows that follow\n"
	"from others are left out, and many of a kind become one \"+ 37 more\": the rules\n"
	"are in src/graph/graph.h.\n"
	"\n"
	"Example: kconfig-explorer graph NFT_QUEUE --blocked --config .config -o nft.svg\n"
	"Exit status: 0; 1 if it fails, or with --blocked if SYMBOL is on; 2 for wrong\n"
	"usage.\n"
	"\n"
	"  --why            only what led to the value that SYMBOL has\n"
	"  --blocked        only what keeps SYMBOL off\n"
	"  --depth N        arrows between SYMBOL and the farthest symbol (default: 2;\n"
	"                   8 with --why or --blocked)\n"
	"  --fan N          arrows of a kind that meet in a symbol (default: 6)\n"
	"  --limit N        symbols in all (default: 30)\n"
	"  --link BASE      symbols link to BASE followed by their name; \"\" for none\n"
	"                   (default: index.html#, the page of kconfig-explorer page)\n"
	"  --format F       dot, for graphviz, or a picture: svg, which has links, png or\n"
	"                   pdf (default: by the ending of the output's name, or dot)\n"
	"  -o FILE          write to FILE (default: standard output)\n";

struct arguments {
	const char *depth, *fan, *limit, *link, *format, *output;
	bool why, blocked;
};

static long number(const char *name, const char *text, long least)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (!*text || *end || value < least || value > 100000)
		die_usage("--%s %s: expected a number, %ld or more", name, text,
			  least);
	return value;
}

static bool is_format(const char *name)
{
	static const char *const names[] = {"dot", "svg", "png", "pdf"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

/* What --format says, or else the ending of the output's name. */
static const char *format_of(const struct arguments *arguments)
{
	const char *output = arguments->output, *name, *ending;

	if (arguments->format) {
		if (!is_format(arguments->format))
			die_usage("--format %s: expected dot, svg, png or pdf",
				  arguments->format);
		return arguments->format;
	}
	if (!output || !strcmp(output, "-"))
		return "dot";
	name = strrchr(output, '/') ? strrchr(output, '/') + 1 : output;
	ending = strrchr(name, '.');
	if (!ending || !is_format(ending + 1))
		die_usage(
			"-o %s: end the name in .dot, .svg, .png or .pdf, or give --format",
			output);
	return ending + 1;
}

static char *as_dot(const struct graph *graph, const char *link, size_t *length)
{
	char *text;
	FILE *to = text_stream(&text, length);

	graph_write(graph, link, to);
	fclose(to);
	return text;
}

static void print_graph(const struct graph *graph,
			const struct arguments *arguments)
{
	const char *link = *arguments->link ? arguments->link : NULL;
	const char *format = format_of(arguments);
	char *problem = NULL, *picture;
	size_t length;

	picture =
		strcmp(format, "dot") != 0
			? graph_picture(graph, link, format, &length, &problem)
			: as_dot(graph, link, &length);
	if (!picture)
		die("%s", problem);
	output_bytes(arguments->output, picture, length);
	free(picture);
}

static struct graph *make_graph(const struct arguments *arguments,
				const struct options *options,
				const struct graph_options *pruning,
				const char *name)
{
	const struct model *model = options_model(options);
	const struct symbol *symbol = options_symbol(model, name);
	bool chain = arguments->why || arguments->blocked;
	struct config *config = NULL;

	if (options->config || chain)
		config = options_config(model, options->config);
	if (!chain)
		return graph_around(model, config, symbol, pruning);
	if (arguments->blocked && graph_value(config, symbol) != NO)
		die("%s is %s: nothing blocks it", symbol_label(symbol),
		    config_text(config, symbol));
	return graph_why(config, symbol, arguments->blocked, pruning);
}

int command_graph(int argc, char **argv)
{
	struct arguments arguments = {
		.fan = "6", .limit = "30", .link = "index.html#"};
	const struct option_rule rules[] = {
		{"why", .flag = &arguments.why},
		{"blocked", .flag = &arguments.blocked},
		{"depth", .value = &arguments.depth},
		{"fan", .value = &arguments.fan},
		{"limit", .value = &arguments.limit},
		{"link", .value = &arguments.link},
		{"format", .value = &arguments.format},
		{"output", .value = &arguments.output},
		{NULL},
	};
	struct options options;
	struct graph_options pruning;
	struct graph *graph;

	if (options_parse(&options, argc, argv, usage, rules) != 1)
		die_usage("graph: expected one SYMBOL (see --help)");
	if (!arguments.depth)
		arguments.depth =
			arguments.why || arguments.blocked ? "8" : "2";
	pruning.depth = number("depth", arguments.depth, 0);
	pruning.fan = number("fan", arguments.fan, 1);
	pruning.limit = number("limit", arguments.limit, 1);
	format_of(&arguments); /* wrong usage before long work */
	graph = make_graph(&arguments, &options, &pruning, argv[1]);
	print_graph(graph, &arguments);
	graph_free(graph);
	return EXIT_OK;
}
