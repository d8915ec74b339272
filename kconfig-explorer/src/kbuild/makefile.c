// SPDX-License-Identifier: GPL-2.0-only
/* Reads makefiles: lines, conditionals, assignments, includes. */
#include "kbuild/makefile.h"
#include "kbuild/file.h"

#include <ctype.h>
#include <string.h>

/* Deeper than any makefile of the kernel; stops what includes itself. */
#define MAX_DEPTH 64

/* A conditional that is open: its sides are read one after the other. */
struct branch {
	struct branch *outer;
	const struct condition *otherwise; /* when no side was taken yet */
	const struct condition *when;	   /* outside of it */
};

struct reader {
	struct makefile *makefile;
	struct branch *branch;
	bool in_rule;	/* a line that starts with a tab is a recipe's */
	bool in_define; /* what "define" holds is not read */
};

struct makefile *makefile_new(struct pool *pool, const char *tree,
			      const struct makefile *outer)
{
	struct makefile *makefile = pool_alloc(pool, sizeof(*makefile));

	makefile->pool = pool;
	makefile->tree = tree;
	makefile->outer = outer;
	makefile->when = &condition_always;
	if (outer)
		makefile->tristates = outer->tristates;
	table_init(&makefile->variables, pool);
	return makefile;
}

void values_add(struct pool *pool, struct values *values, const char *text,
		const struct condition *when, struct place place)
{
	struct value *items;

	if (values->count == values->size) {
		values->size = values->size ? values->size * 2 : 1;
		items = pool_alloc(pool, values->size * sizeof(*items));
		if (values->count)
			memcpy(items, values->items,
			       values->count * sizeof(*items));
		values->items = items;
	}
	values->items[values->count++] = (struct value){text, when, place};
}

static struct variable *own_variable(struct makefile *makefile,
				     const char *name)
{
	struct variable **at =
		(struct variable **)table_at(&makefile->variables, name);

	if (!*at) {
		*at = pool_alloc(makefile->pool, sizeof(**at));
		(*at)->name = pool_intern(makefile->pool, name, strlen(name));
	}
	return *at;
}

const struct variable *makefile_variable(const struct makefile *makefile,
					 const char *name)
{
	const struct variable *variable;

	for (; makefile; makefile = makefile->outer) {
		variable = table_get(&makefile->variables, name);
		if (variable)
			return variable;
	}
	return NULL;
}

void makefile_set(struct makefile *makefile, const char *name, const char *text)
{
	struct variable *variable = own_variable(makefile, name);

	variable->values.count = 0;
	values_add(makefile->pool, &variable->values, text, &condition_always,
		   makefile->place);
}

struct values makefile_words(struct makefile *makefile, const char *name)
{
	struct variable *variable = table_get(&makefile->variables, name);

	if (variable)
		variable->used = true;
	return expand_words(makefile,
			    pool_printf(makefile->pool, "$(%s)", name));
}

/* --- assignments */

enum assignment { SET, SET_NOW, APPEND, SET_IF_UNSET };

/* What was assigned before no longer counts where `when` holds. */
static void forget(struct pool *pool, struct variable *variable,
		   const struct condition *when)
{
	const struct condition *kept = condition_not(pool, when);
	struct value *value;
	size_t i;

	if (condition_is_never(kept))
		variable->values.count = 0;
	for (i = 0; i < variable->values.count; i++) {
		value = &variable->values.items[i];
		value->when = condition_and(pool, value->when, kept);
	}
}

static void add_now(struct makefile *makefile, struct variable *variable,
		    const char *text, const struct condition *when)
{
	struct values words = expand_words(makefile, text);
	size_t i;

	for (i = 0; i < words.count; i++)
		values_add(makefile->pool, &variable->values,
			   words.items[i].text,
			   condition_and(makefile->pool, when,
					 words.items[i].when),
			   words.items[i].place);
}

static const struct condition *where_unset(struct pool *pool,
					   const struct variable *variable)
{
	const struct condition *unset = &condition_always;
	size_t i;

	for (i = 0; i < variable->values.count; i++)
		unset = condition_and(
			pool, unset,
			condition_not(pool, variable->values.items[i].when));
	return unset;
}

static void assign(struct makefile *makefile, const char *name,
		   enum assignment how, const char *text,
		   const struct condition *when)
{
	struct variable *variable = own_variable(makefile, name);

	if (how == SET_IF_UNSET)
		when = condition_and(makefile->pool, when,
				     where_unset(makefile->pool, variable));
	if (condition_is_never(when))
		return;
	if (how == SET_NOW) {
		struct variable made = {.name = name};

		/* the text may speak of the variable's old value */
		add_now(makefile, &made, text, when);
		forget(makefile->pool, variable, when);
		for (size_t i = 0; i < made.values.count; i++)
			values_add(makefile->pool, &variable->values,
				   made.values.items[i].text,
				   made.values.items[i].when,
				   made.values.items[i].place);
		return;
	}
	if (how == SET)
		forget(makefile->pool, variable, when);
	values_add(makefile->pool, &variable->values, text, when,
		   makefile->place);
}

/*
 * Where the operator of an assignment is; NULL if the line is none. A colon
 * outside of references that is not a part of := makes it a rule.
 */
static char *find_operator(char *line, enum assignment *how, size_t *length)
{
	int depth = 0;
	char *at;

	for (at = line; *at; at++) {
		depth += (*at == '(' || *at == '{');
		depth -= (*at == ')' || *at == '}');
		if (depth > 0)
			continue;
		if (*at == ':') {
			*length = strspn(at, ":") + 1;
			*how = SET_NOW;
			return at[*length - 1] == '=' ? at : NULL;
		}
		if (*at != '=')
			continue;
		*how = SET;
		*length = 1;
		if (at > line && (at[-1] == '+' || at[-1] == '?')) {
			*how = at[-1] == '+' ? APPEND : SET_IF_UNSET;
			*length = 2;
			at--;
		}
		return at;
	}
	return NULL;
}

static char *trim(char *text)
{
	size_t length;

	text += strspn(text, " \t");
	length = strlen(text);
	while (length && isspace((unsigned char)text[length - 1]))
		text[--length] = '\0';
	return text;
}

/* obj-$(CONFIG_X) += x.o assigns to obj-y where X is y, to obj-m where m. */
static bool read_assignment(struct makefile *makefile, char *line)
{
	const struct condition *when;
	enum assignment how;
	struct values names;
	const char *text;
	size_t length, i;
	char *at = find_operator(line, &how, &length);

	if (!at)
		return false;
	text = trim(at + length);
	text = pool_copy(makefile->pool, text, strlen(text));
	*at = '\0';
	names = expand_text(makefile, trim(line));
	for (i = 0; i < names.count; i++) {
		when = condition_and(makefile->pool, makefile->when,
				     names.items[i].when);
		if (!condition_is_never(when))
			assign(makefile, names.items[i].text, how, text, when);
	}
	return true;
}

/* --- conditionals */

/* When are two texts equal? */
static struct sides equal(struct makefile *makefile, const char *a,
			  const char *b)
{
	struct values as = expand_text(makefile, a);
	struct values bs = expand_text(makefile, b);
	struct sides sides = {&condition_never, &condition_never};
	const struct condition *both, **side;
	size_t i, j;

	for (i = 0; i < as.count; i++) {
		for (j = 0; j < bs.count; j++) {
			if (strstr(as.items[i].text, UNKNOWN) ||
			    strstr(bs.items[j].text, UNKNOWN))
				return (struct sides){&condition_always,
						      &condition_always};
			both = condition_and(makefile->pool, as.items[i].when,
					     bs.items[j].when);
			side = strcmp(as.items[i].text, bs.items[j].text)
				       ? &sides.no
				       : &sides.yes;
			*side = condition_or(makefile->pool, *side, both);
		}
	}
	return sides;
}

/* ifeq's two arguments: (a,b), "a" "b" or 'a' 'b'. */
static struct sides read_equal(struct makefile *makefile, char *text)
{
	static const struct sides unknown = {&condition_always,
					     &condition_always};
	char *a, *b, *at;
	int depth = 0;

	if (*text == '"' || *text == '\'') {
		a = text + 1;
		at = strchr(a, *text);
		if (!at)
			return unknown;
		*at = '\0';
		b = trim(at + 1);
		at = *b ? strrchr(b + 1, *b) : NULL;
		if (!at)
			return unknown;
		*at = '\0';
		return equal(makefile, a, b + 1);
	}
	for (at = a = text + 1; *at && (*at != ',' || depth); at++)
		depth += (*at == '(') - (*at == ')');
	b = strrchr(at, ')');
	if (!*at || !b)
		return unknown;
	*at = *b = '\0';
	return equal(makefile, trim(a), trim(at + 1));
}

static struct sides read_defined(struct makefile *makefile, const char *name)
{
	struct sides set = {NULL, NULL};

	/* a variable is defined if its value is not empty */
	set = equal(makefile, pool_printf(makefile->pool, "$(%s)", name), "");
	return (struct sides){set.no, set.yes};
}

/* "ifeq (a,b)" and its like. False if the line is no such. */
static bool read_condition(struct makefile *makefile, char *line,
			   struct sides *sides)
{
	size_t length = strcspn(line, " \t(\"'");
	char *rest = trim(line + length);
	bool negated;

	if (length == 4 && !strncmp(line, "ifeq", 4))
		negated = false, *sides = read_equal(makefile, rest);
	else if (length == 5 && !strncmp(line, "ifneq", 5))
		negated = true, *sides = read_equal(makefile, rest);
	else if (length == 5 && !strncmp(line, "ifdef", 5))
		negated = false, *sides = read_defined(makefile, rest);
	else if (length == 6 && !strncmp(line, "ifndef", 6))
		negated = true, *sides = read_defined(makefile, rest);
	else
		return false;
	if (negated)
		*sides = (struct sides){sides->no, sides->yes};
	return true;
}

static void take_side(struct reader *reader, const struct sides *sides)
{
	struct makefile *makefile = reader->makefile;
	struct branch *branch = reader->branch;

	makefile->when =
		condition_and(makefile->pool, branch->otherwise, sides->yes);
	branch->otherwise =
		condition_and(makefile->pool, branch->otherwise, sides->no);
}

static void read_else(struct reader *reader, char *rest)
{
	struct sides sides = {&condition_always, &condition_never};

	if (!reader->branch)
		return;
	read_condition(reader->makefile, rest, &sides);
	take_side(reader, &sides);
}

static bool read_conditional(struct reader *reader, char *line)
{
	struct makefile *makefile = reader->makefile;
	size_t length = strcspn(line, " \t");
	struct sides sides;
	struct branch *branch;

	if (length == 4 && !strncmp(line, "else", 4)) {
		read_else(reader, trim(line + 4));
	} else if (length == 5 && !strncmp(line, "endif", 5)) {
		if (reader->branch) {
			makefile->when = reader->branch->when;
			reader->branch = reader->branch->outer;
		}
	} else if (read_condition(makefile, line, &sides)) {
		branch = pool_alloc(makefile->pool, sizeof(*branch));
		branch->outer = reader->branch;
		branch->otherwise = branch->when = makefile->when;
		reader->branch = branch;
		take_side(reader, &sides);
	} else {
		return false;
	}
	return true;
}

/* --- lines */

static void read_include(struct makefile *makefile, const char *text)
{
	struct values paths = expand_words(makefile, text);
	const struct condition *outside = makefile->when;
	struct place place = makefile->place;
	size_t i;

	for (i = 0; i < paths.count; i++) {
		makefile->when = condition_and(makefile->pool, outside,
					       paths.items[i].when);
		/* one that is not there is made while building */
		if (!condition_is_never(makefile->when))
			makefile_read(makefile, paths.items[i].text);
	}
	makefile->when = outside;
	makefile->place = place;
}

/* Does a line start with this word? Then *rest is what follows. */
static bool starts_with(char *line, const char *word, char **rest)
{
	size_t length = strlen(word);

	if (strncmp(line, word, length) != 0 ||
	    (line[length] && !isspace((unsigned char)line[length])))
		return false;
	*rest = trim(line + length);
	return true;
}

static void read_line(struct reader *reader, char *line)
{
	struct makefile *makefile = reader->makefile;
	bool tab = *line == '\t';
	char *rest;

	line = trim(line);
	if (reader->in_define) {
		reader->in_define = !starts_with(line, "endef", &rest);
		return;
	}
	if (!*line || (tab && reader->in_rule) ||
	    read_conditional(reader, line))
		return;
	reader->in_rule = false;
	if (starts_with(line, "define", &rest)) {
		reader->in_define = true;
	} else if (starts_with(line, "include", &rest) ||
		   starts_with(line, "-include", &rest)) {
		read_include(makefile, rest);
	} else if (condition_is_never(makefile->when)) {
		return;
	} else {
		if (starts_with(line, "export", &rest) ||
		    starts_with(line, "override", &rest))
			line = rest;
		reader->in_rule = !read_assignment(makefile, line);
	}
}

/*
 * Cuts a logical line off a text: lines that end in a backslash are joined,
 * a comment is dropped. Returns what follows.
 */
static char *cut_line(char *text, int *lines)
{
	char *to = text, *from;
	bool comment = false;

	for (from = text, *lines = 1; *from && *from != '\n'; from++) {
		if (from[0] == '\\' && from[1] == '\n') {
			from++;
			++*lines;
			*to++ = ' ';
			continue;
		}
		if (from[0] == '\\' && from[1] == '#')
			from++;
		else if (*from == '#')
			comment = true;
		if (!comment)
			*to++ = *from;
	}
	from += *from == '\n';
	*to = '\0';
	return from;
}

bool makefile_read(struct makefile *makefile, const char *path)
{
	struct reader reader = {.makefile = makefile};
	char *text, *line, *next;
	int lines = 1;

	path = path_below(makefile->pool, "", path);
	if (makefile->depth >= MAX_DEPTH)
		return false;
	text = file_read(makefile->pool, makefile->tree, path, NULL);
	if (!text)
		return false;
	makefile->depth++;
	makefile_set(makefile, "MAKEFILE_LIST", path);
	makefile->place = (struct place){path, 1};
	for (line = text; *line; line = next) {
		next = cut_line(line, &lines);
		read_line(&reader, line);
		makefile->place.line += lines;
	}
	makefile->depth--;
	return true;
}
