// SPDX-License-Identifier: GPL-2.0-only
/* diff --from: the options of one Linux beside those of another. */
#include "command/diff_trees.h"
#include "base/pool.h"
#include "command/tally.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum kind { SAME, GONE, NEW, RENAMED, CHANGED, KINDS };

static const char *const kind_names[KINDS] = {"same", "gone", "new", "renamed",
					      "changed"};

/* An option, in A, in B or in both. */
struct pair {
	enum kind kind;
	const struct symbol *a, *b; /* NULL: not there */
};

struct side {
	const struct model *model;
	struct config *config; /* NULL: all options count */
	struct table prompts;  /* options without a namesake; &several */
};

struct trees {
	struct side a, b;
	struct pool *pool;
	struct pair *pairs;
	size_t count, of_kind[KINDS];
	struct tally directories;
	bool list;
};

static char several; /* of this prompt: no name can follow from it */

/* --- Pairs. */

static const struct symbol *namesake(const struct symbol *symbol,
				     const struct side *other)
{
	const struct symbol *found = model_find(other->model, symbol->name);

	return found && symbol_is_option(found) ? found : NULL;
}

static const char *prompt_of(const struct symbol *symbol)
{
	const struct property *prompt = symbol_prompt(symbol);

	return prompt ? prompt->text : NULL;
}

/* The options that the other tree lacks, by their prompts. */
static void note_prompts(struct trees *trees, struct side *side,
			 const struct side *other)
{
	const char *prompt;
	void **at;

	table_init(&side->prompts, trees->pool);
	model_for_each_symbol(side->model, symbol)
	{
		prompt = symbol_is_option(symbol) ? prompt_of(symbol) : NULL;
		if (!prompt || namesake(symbol, other))
			continue;
		at = table_at(&side->prompts, prompt);
		*at = *at ? (void *)&several : (void *)symbol;
	}
}

/*
 * Gone here and new there, with a prompt that none else gone or new has: most
 * likely it was renamed. A prompt of one word, "lzo", says too little.
 */
static const struct symbol *renamed(const struct side *side,
				    const struct symbol *symbol,
				    const struct side *other)
{
	const char *prompt = prompt_of(symbol);
	const void *found;

	if (!prompt || !strchr(prompt, ' ') ||
	    table_get(&side->prompts, prompt) == &several)
		return NULL;
	found = table_get(&other->prompts, prompt);
	return found == &several ? NULL : found;
}

/* "" for what no .config would have: Linux 6.12 gives 0 to a number that is
 * switched off. */
static const char *value_of(const struct side *side,
			    const struct symbol *symbol)
{
	if (!side->config || !symbol)
		return "";
	if (!symbol_is_logical(symbol) &&
	    !config_result(side->config, symbol)->written)
		return "";
	return config_text(side->config, symbol);
}

static bool is_on(const struct side *side, const struct symbol *symbol)
{
	const char *value = value_of(side, symbol);

	return *value && strcmp(value, "n") != 0;
}

/* With configurations: does it matter to them? */
static bool counts(const struct trees *trees, const struct pair *pair)
{
	return !trees->a.config || is_on(&trees->a, pair->a) ||
	       is_on(&trees->b, pair->b);
}

static void add_pair(struct trees *trees, const struct symbol *a,
		     const struct symbol *b, bool has_namesake)
{
	struct pair pair = {
		!b		? GONE
		: !a		? NEW
		: !has_namesake ? RENAMED
		: strcmp(value_of(&trees->a, a), value_of(&trees->b, b)) != 0
			? CHANGED
			: SAME,
		a, b};

	if (!counts(trees, &pair))
		return;
	trees->of_kind[pair.kind]++;
	trees->pairs = pool_one_more(trees->pool, trees->pairs, trees->count,
				     sizeof(pair));
	trees->pairs[trees->count++] = pair;
}

static const char *pair_name(const struct pair *pair)
{
	return pair->a ? pair->a->name : pair->b->name;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(pair_name(a), pair_name(b));
}

static void find_pairs(struct trees *trees)
{
	const struct symbol *other;

	note_prompts(trees, &trees->a, &trees->b);
	note_prompts(trees, &trees->b, &trees->a);
	model_for_each_symbol(trees->a.model, symbol)
	{
		if (!symbol_is_option(symbol))
			continue;
		other = namesake(symbol, &trees->b);
		add_pair(trees, symbol,
			 other ? other : renamed(&trees->a, symbol, &trees->b),
			 other != NULL);
	}
	model_for_each_symbol(trees->b.model, symbol)
	{
		if (symbol_is_option(symbol) && !namesake(symbol, &trees->a) &&
		    !renamed(&trees->b, symbol, &trees->a))
			add_pair(trees, NULL, symbol, false);
	}
	if (trees->count)
		qsort(trees->pairs, trees->count, sizeof(*trees->pairs),
		      by_name);
}

static char *pair_directory(const struct pair *pair, int depth)
{
	return directory_of(pair->a ? pair->a : pair->b, depth);
}

static void tally_pairs(struct trees *trees, int depth)
{
	struct tally_row *row;
	char *directory;
	size_t i;

	for (i = 0; i < trees->count; i++) {
		if (trees->pairs[i].kind == SAME)
			continue;
		directory = pair_directory(&trees->pairs[i], depth);
		row = tally_row(&trees->directories, directory);
		row->counts[0]++;
		row->counts[trees->pairs[i].kind]++;
		free(directory);
	}
	tally_sort(&trees->directories);
}

/* --- Output. */

static void print_name(const struct trees *trees, const struct pair *pair)
{
	const char *values[] = {value_of(&trees->a, pair->a),
				value_of(&trees->b, pair->b)};

	printf("  %s", pair_name(pair));
	if (pair->kind == RENAMED)
		printf(" -> %s  \"%s\"", pair->b->name, prompt_of(pair->a));
	if (trees->a.config && pair->kind == GONE)
		printf("=%s", values[0]);
	else if (trees->a.config && pair->kind == NEW)
		printf("=%s", values[1]);
	else if (trees->a.config)
		printf(": %s -> %s", values[0], values[1]);
	putchar('\n');
}

static void print_kind(const struct trees *trees, enum kind kind,
		       const char *heading)
{
	size_t i;

	if (!trees->of_kind[kind])
		return;
	printf("\n%s (%zu)\n", heading, trees->of_kind[kind]);
	for (i = 0; i < trees->count; i++)
		if (trees->pairs[i].kind == kind)
			print_name(trees, &trees->pairs[i]);
}

static void print_directories(const struct trees *trees)
{
	size_t i;
	int kind;

	if (!trees->directories.count)
		return;
	printf("\n%-24s", "directory");
	for (kind = GONE; kind < KINDS; kind++)
		printf(" %9s", kind_names[kind]);
	putchar('\n');
	for (i = 0; i < trees->directories.count; i++) {
		printf("%-24s", trees->directories.rows[i].name);
		for (kind = GONE; kind < KINDS; kind++)
			printf(" %9zu",
			       trees->directories.rows[i].counts[kind]);
		putchar('\n');
	}
}

static void print_text(const struct trees *trees)
{
	bool all = trees->list || trees->a.config;

	printf("A: Linux %s, B: Linux %s, for %s. ", trees->a.model->version,
	       trees->b.model->version, trees->b.model->arch);
	printf("%s: %zu in both, %zu gone in B, %zu new in B, %zu with another name",
	       trees->a.config ? "Options that are on in A or B" : "Options",
	       trees->of_kind[SAME] + trees->of_kind[CHANGED],
	       trees->of_kind[GONE], trees->of_kind[NEW],
	       trees->of_kind[RENAMED]);
	if (trees->a.config)
		printf("; %zu differ in their values", trees->of_kind[CHANGED]);
	puts(".");
	print_kind(
		trees, RENAMED,
		"Another name: none else that is gone or new has this prompt");
	if (all) {
		print_kind(trees, GONE, "Gone in B");
		print_kind(trees, NEW, "New in B");
		print_kind(trees, CHANGED, "Another value");
	}
	print_directories(trees);
}

static void print_csv(const struct trees *trees)
{
	size_t i;

	CSV_ROW("kind", "option", "new_name", "a", "b", "directory");
	for (i = 0; i < trees->count; i++) {
		const struct pair *pair = &trees->pairs[i];
		char *directory = pair_directory(pair, 1);

		if (pair->kind != SAME)
			CSV_ROW(kind_names[pair->kind], pair_name(pair),
				pair->kind == RENAMED ? pair->b->name : "",
				value_of(&trees->a, pair->a),
				value_of(&trees->b, pair->b), directory);
		free(directory);
	}
}

static void print_json(const struct trees *trees)
{
	json_t *options = json_array();
	size_t i;

	for (i = 0; i < trees->count; i++) {
		const struct pair *pair = &trees->pairs[i];

		if (pair->kind == SAME)
			continue;
		json_array_append_new(
			options,
			json_pack("{s:s, s:s?, s:s?, s:o, s:o}", "kind",
				  kind_names[pair->kind], "a_name",
				  pair->a ? pair->a->name : NULL, "b_name",
				  pair->b ? pair->b->name : NULL, "a",
				  json_text(value_of(&trees->a, pair->a)), "b",
				  json_text(value_of(&trees->b, pair->b))));
	}
	json_print(json_pack(
		"{s:s, s:s, s:s, s:I, s:o}", "a", trees->a.model->version, "b",
		trees->b.model->version, "arch", trees->b.model->arch, "same",
		(json_int_t)trees->of_kind[SAME], "options", options));
}

/* --- */

static void open_side(struct side *side, struct options options,
		      const char *tree, const char *file)
{
	options.tree = tree;
	side->model = options_model(&options);
	if (file)
		side->config = options_config(side->model, file);
}

static void close_side(struct side *side)
{
	config_free(side->config);
	model_free(side->model);
}

int diff_trees(const struct options *options, const char *from,
	       char *const files[2], int depth, bool list)
{
	struct trees trees = {.pool = pool_new(), .list = list};
	bool same;

	open_side(&trees.a, *options, from, files ? files[0] : NULL);
	open_side(&trees.b, *options, options->tree, files ? files[1] : NULL);
	find_pairs(&trees);
	tally_pairs(&trees, depth);
	PRINT_AS(options->format, &trees, print_text, print_csv, print_json);
	same = trees.of_kind[SAME] == trees.count;
	tally_free(&trees.directories);
	close_side(&trees.b);
	close_side(&trees.a);
	pool_free(trees.pool);
	return same ? EXIT_OK : EXIT_NO;
}
