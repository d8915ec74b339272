// SPDX-License-Identifier: GPL-2.0-only
/* From the needs of a manifest to options, with the reason for each. */
#include "manifest/needs.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

struct need_rule {
	enum manifest_section section;
	const char *pattern, *option, *file;
	int line;
};

/* --- the file "options" */

enum { KIND, PATTERN, OPTION, FILE_NAME, TEXT, REASON, FIELDS };

static enum manifest_section section_of_kind(const char *kind)
{
	static const struct {
		const char *kind;
		enum manifest_section section;
	} kinds[] = {
		{"path", MANIFEST_PATHS},
		{"device", MANIFEST_DEVICES},
		{"feature", MANIFEST_FEATURES},
		{"program", MANIFEST_EXECUTABLES},
	};
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (!strcmp(kind, kinds[i].kind))
			return kinds[i].section;
	return MANIFEST_SECTIONS;
}

/* False: the line is not as the file's head says. */
static bool read_rule(struct manifest_needs *map, char *line)
{
	const char *fields[FIELDS];
	struct need_rule rule;
	char *rest = NULL;
	size_t i;

	for (i = 0; i < FIELDS; i++) {
		fields[i] = strtok_r(i ? NULL : line, "\t", &rest);
		if (!fields[i])
			return false;
	}
	rule = (struct need_rule){
		.section = section_of_kind(fields[KIND]),
		.pattern = fields[PATTERN],
		.option = fields[OPTION],
		.file = fields[FILE_NAME],
		.line = file_find_line(map->kbuild->pool, map->kbuild->tree,
				       fields[FILE_NAME], fields[TEXT]),
	};
	if (rule.section == MANIFEST_SECTIONS)
		return false;
	if (!rule.line)
		return true; /* this tree has no such line */
	map->rules = one_more(map->rules, map->rule_count, sizeof(*map->rules));
	map->rules[map->rule_count++] = rule;
	return true;
}

bool manifest_needs_load(struct manifest_needs *map, struct kbuild *kbuild,
			 const struct interfaces *interfaces, char **problem)
{
	static const char path[] = KIT "/kconfig-explorer/src/manifest/options";
	char *text = file_read(kbuild->pool, "", path, NULL), *next;
	int number = 1;

	*map = (struct manifest_needs){.interfaces = interfaces,
				       .kbuild = kbuild};
	if (!text) {
		*problem = text_format("cannot read %s", path);
		return false;
	}
	for (; *text; text = next, number++) {
		next = strchrnul(text, '\n');
		if (*next)
			*next++ = '\0';
		if (!*text || *text == '#' || read_rule(map, text))
			continue;
		*problem = text_format(
			"%s:%d: not in the form that the head of the file describes",
			path, number);
		return false;
	}
	return true;
}

/* --- needs */

static void append(char **text, const char *separator, char *more)
{
	text_append(text, "%s%s", *text ? separator : "", more);
	free(more);
}

static struct manifest_need *find_or_add_line(struct manifest_need_list *list,
					      const char *need)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (!strcmp(list->lines[i].need, need))
			return &list->lines[i];
	list->lines = one_more(list->lines, list->count, sizeof(*list->lines));
	list->lines[list->count] =
		(struct manifest_need){.need = text_copy(need)};
	return &list->lines[list->count++];
}

/* Takes `need` and `reason`. A few reasons are enough to be believed. */
static void add(struct manifest_need_list *list, char *need, char *reason)
{
	enum { ENOUGH = 3 };
	struct manifest_need *line = find_or_add_line(list, need);

	free(need);
	if (line->count++ < ENOUGH)
		append(&line->reasons, "; ", reason);
	else
		free(reason);
}

static char *term_text(const struct term *term)
{
	const char *value = term->values & IS_Y	  ? ""
			    : term->values & IS_N ? "=n"
						  : "=m";

	return text_format("%s%s", term->option, value);
}

static char *reason_of(const struct interface *interface,
		       const struct term *term)
{
	const struct definition *definition = interface->definitions;
	char *text = text_format("%s: %s:%d", interface->name, term->place.file,
				 term->place.line);

	if (definition)
		append(&text, ", ",
		       text_format("%s:%d", definition->place.file,
				   definition->place.line));
	return text;
}

/*
 * Appends one term of each case from `from` on, joined by "or", in all
 * combinations, to a clause that begins with the term `first`.
 */
static void add_clauses(struct manifest_need_list *list,
			const struct interface *interface, size_t from,
			const char *clause, const struct term *first)
{
	const struct condition *when = interface->when;
	size_t i;

	if (from == when->count) {
		add(list, text_copy(clause), reason_of(interface, first));
		return;
	}
	for (i = 0; i < when->cases[from].count; i++) {
		const struct term *term = &when->cases[from].terms[i];
		char *more = term_text(term);
		char *longer = strstr(clause, more)
				       ? text_copy(clause)
				       : text_format("%s || %s", clause, more);

		add_clauses(list, interface, from + 1, longer, first);
		free(longer);
		free(more);
	}
}

/* A condition is an "or" of "and"s; needs are all to be met. */
static void need_condition(struct manifest_need_list *list,
			   const struct interface *interface)
{
	const struct condition_case *start = interface->when->cases;
	size_t i;

	if (condition_is_never(interface->when)) {
		append(&list->remarks, "\n",
		       text_format("%s %s: this tree never compiles it",
				   interface_kind_name(interface->kind),
				   interface->name));
		return;
	}
	/* What always holds has a first case without terms: no needs. */
	for (i = 0; i < start->count; i++) {
		char *clause = term_text(&start->terms[i]);

		add_clauses(list, interface, 1, clause, &start->terms[i]);
		free(clause);
	}
}

static void need_interface(const struct manifest_needs *map,
			   struct manifest_need_list *list,
			   enum interface_kind kind, const char *name)
{
	const struct interface *interface =
		interfaces_find(map->interfaces, kind, name);

	if (interface)
		need_condition(list, interface);
	else
		append(&list->remarks, "\n",
		       text_format("%s %s: this tree does not define it",
				   interface_kind_name(kind), name));
}

/* "inet stream", "netlink raw route" */
static void need_socket(const struct manifest_needs *map,
			struct manifest_need_list *list, const char *key)
{
	char *words = text_copy(key), *rest = NULL;
	const char *family = strtok_r(words, " ", &rest), *protocol;

	if (family)
		need_interface(map, list, INTERFACE_SOCKET, family);
	strtok_r(NULL, " ", &rest); /* the type */
	protocol = strtok_r(NULL, " ", &rest);
	if (family && protocol && !strcmp(family, "netlink"))
		need_interface(map, list, INTERFACE_NETLINK, protocol);
	free(words);
}

static void need_by_rules(const struct manifest_needs *map,
			  struct manifest_need_list *list,
			  enum manifest_section section, const char *key)
{
	const struct need_rule *rule;

	for (rule = map->rules; rule < map->rules + map->rule_count; rule++)
		if (rule->section == section &&
		    fnmatch(rule->pattern, key,
			    section == MANIFEST_EXECUTABLES
				    ? 0
				    : FNM_PATHNAME | FNM_LEADING_DIR) == 0)
			add(list, text_copy(rule->option),
			    text_format("%s: %s:%d", key, rule->file,
					rule->line));
}

static void need_entry(const struct manifest_needs *map,
		       struct manifest_need_list *list,
		       enum manifest_section section, const char *key)
{
	bool i386 = strcmp(map->kbuild->arch, "i386") == 0;

	switch (section) {
	case MANIFEST_CALLS:
		need_interface(map, list, INTERFACE_CALL, key);
		break;
	case MANIFEST_CALLS_I386:
		need_interface(map, list,
			       i386 ? INTERFACE_CALL : INTERFACE_CALL_I386,
			       key);
		break;
	case MANIFEST_SOCKETS:
		need_socket(map, list, key);
		break;
	case MANIFEST_FILESYSTEMS:
		need_interface(map, list, INTERFACE_FILESYSTEM, key);
		break;
	default:
		need_by_rules(map, list, section, key);
	}
}

static void need_option(struct manifest_need_list *list,
			const struct manifest_entry *entry)
{
	const char *value = entry->value;
	size_t length = strlen(value);
	bool quoted = length > 1 && value[0] == '"' && value[length - 1] == '"';

	add(list,
	    !strcmp(value, "y")
		    ? text_copy(entry->key)
		    : text_format("%s=%.*s", entry->key,
				  (int)(length - 2 * quoted), value + quoted),
	    text_format("the manifest's line %d", entry->line));
}

void manifest_add_needs(const struct manifest_needs *map,
			const struct manifest *manifest,
			struct manifest_need_list *list)
{
	int section;
	size_t i;

	for (section = 0; section < MANIFEST_SECTIONS; section++) {
		const struct manifest_list *from = &manifest->sections[section];

		for (i = 0; i < from->count; i++) {
			const struct manifest_entry *entry = &from->entries[i];

			if (section == MANIFEST_OPTIONS)
				need_option(list, entry);
			else if (manifest_holds_needs(section) &&
				 entry->state >= MANIFEST_USED)
				need_entry(map, list, section, entry->key);
		}
	}
}

char *manifest_need_options(const struct manifest_needs *map,
			    enum manifest_section section, const char *key)
{
	struct manifest_need_list list = {0};
	char *options = NULL;
	size_t i;

	need_entry(map, &list, section, key);
	for (i = 0; i < list.count; i++)
		text_append(&options, "%s%s", i ? " " : "", list.lines[i].need);
	manifest_need_list_free(&list);
	return options;
}

void manifest_need_list_print(const struct manifest_need_list *list, FILE *to)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		const struct manifest_need *line = &list->lines[i];

		fprintf(to, "%-24s # %s", line->need, line->reasons);
		if (line->count > 3)
			fprintf(to, "; and %zu more", line->count - 3);
		putc('\n', to);
	}
}

void manifest_need_list_free(struct manifest_need_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		free(list->lines[i].need);
		free(list->lines[i].reasons);
	}
	free(list->lines);
	free(list->remarks);
}
