// SPDX-License-Identifier: GPL-2.0-only
#include "model/unknown.h"
#include "base/text.h"

#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LONGEST = 128, SUGGESTED = 3 };

/* --- Near names. */

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Letters to change, add or leave out (Levenshtein); no more than `most`. */
static int distance(const char *a, const char *b, int most)
{
	int length_a = strlen(a), length_b = strlen(b), i, j;
	int row[LONGEST + 1];

	if (abs(length_a - length_b) > most || length_b > LONGEST)
		return most + 1;
	for (j = 0; j <= length_b; j++)
		row[j] = j;
	for (i = 1; i <= length_a; i++) {
		int diagonal = row[0], nearest = row[0] = i;

		for (j = 1; j <= length_b; j++) {
			bool same =
				toupper((unsigned char)a[i - 1]) == b[j - 1];
			int here = least(diagonal + !same,
					 1 + least(row[j], row[j - 1]));

			diagonal = row[j];
			row[j] = here;
			nearest = least(nearest, here);
		}
		if (nearest > most)
			return most + 1;
	}
	return row[length_b];
}

/* Is it a part of the name between underscores: NET of NET_NS? */
static bool is_part(const char *part, const char *name)
{
	size_t length = strlen(part);
	const char *at = name;

	for (; (at = strcasestr(at, part)); at++)
		if ((at == name || at[-1] == '_') &&
		    (!at[length] || at[length] == '_'))
			return true;
	return false;
}

/* 0: the same in other letters; a part of a name counts as far, but near. */
static int strangeness(const char *given, const char *name)
{
	int most = strlen(given) < 4 ? 1 : 2;
	int letters = distance(given, name, most);

	if (letters <= most)
		return letters;
	return strlen(given) > 3 && is_part(given, name) ? most + 1 : LONGEST;
}

struct near {
	const struct symbol *symbol;
	int strangeness;
};

/* Keeps the nearest, the first of equally near ones. */
static void keep_nearest(struct near nearest[SUGGESTED], struct near found)
{
	int i;

	for (i = 0; i < SUGGESTED; i++)
		if (!nearest[i].symbol ||
		    found.strangeness < nearest[i].strangeness) {
			struct near passed = nearest[i];

			nearest[i] = found;
			if (!passed.symbol)
				return;
			found = passed;
		}
}

static void add_near(FILE *to, const struct model *model, const char *name)
{
	struct near nearest[SUGGESTED] = {{.symbol = NULL}};
	int i;

	model_for_each_symbol(model, symbol)
	{
		struct near found = {symbol, LONGEST};

		if (symbol_is_option(symbol))
			found.strangeness = strangeness(name, symbol->name);
		if (found.strangeness < LONGEST)
			keep_nearest(nearest, found);
	}
	for (i = 0; i < SUGGESTED && nearest[i].symbol; i++)
		fprintf(to, "%s%s",
			i ? ", " : "; near it: ", nearest[i].symbol->name);
}

/* --- What became of names. */

/* Of a line "option,new,explanation" what stands behind the first comma. */
static void add_successor(FILE *to, char *line)
{
	char *why = strchr(line, ',');

	if (!why)
		return;
	*why++ = 0;
	why[strcspn(why, "\n")] = 0;
	if (*line)
		fprintf(to, "; it is %s now (%s)", line, why);
	else
		fprintf(to, "; %s", why);
}

/* Lists of names that older kernels had. */
static bool add_renamed(FILE *to, const char *name)
{
	static const char *const lists[] = {
		KIT "/kconfig-explorer/src/model/renamed.csv",
		KIT "/kconfig-explorer/specialisation/renamed.csv"};
	size_t length = strlen(name), room = 0, i;
	char *line = NULL;
	bool found = false;

	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		FILE *from = fopen(lists[i], "re");

		while (from && !found && getline(&line, &room, from) > 0) {
			found = !strncmp(line, name, length) &&
				line[length] == ',';
			if (found)
				add_successor(to, line + length + 1);
		}
		if (from)
			fclose(from);
	}
	free(line);
	return found;
}

/* --- Options of other architectures. */

static bool defines(const char *file, const char *name)
{
	FILE *from = fopen(file, "re");
	char line[256], word[LONGEST];
	bool found = false;

	while (from && !found && fgets(line, sizeof(line), from))
		found = (sscanf(line, "config %127s", word) == 1 ||
			 sscanf(line, "menuconfig %127s", word) == 1) &&
			!strcmp(word, name);
	if (from)
		fclose(from);
	return found;
}

static bool add_elsewhere(FILE *to, const struct model *model, const char *name)
{
	static const char *const patterns[] = {"arch/*/Kconfig*",
					       "arch/*/*/Kconfig*"};
	char pattern[4096];
	glob_t files;
	size_t i;
	bool found = false;

	for (i = 0; i < 2; i++) {
		snprintf(pattern, sizeof(pattern), "%s/%s", model->tree,
			 patterns[i]);
		glob(pattern, i ? GLOB_APPEND : 0, NULL, &files);
	}
	for (i = 0; i < files.gl_pathc && !found; i++) {
		found = defines(files.gl_pathv[i], name);
		if (found)
			fprintf(to, "; another architecture has it: %s",
				files.gl_pathv[i] + strlen(model->tree) + 1);
	}
	globfree(&files);
	return found;
}

char *unknown_option(const struct model *model, const char *name)
{
	char *text;
	size_t size;
	FILE *to = text_stream(&text, &size);

	if (!strncasecmp(name, "CONFIG_", 7))
		name += 7;
	fprintf(to, "there is no option %s", name);
	if (!add_renamed(to, name) && !add_elsewhere(to, model, name))
		add_near(to, model, name);
	fclose(to);
	return text;
}
