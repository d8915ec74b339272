// SPDX-License-Identifier: GPL-2.0-only
/* The kernel's command line: see options.h. */
#include "options.h"
#include "arch.h"
#include "string.h"

struct options options;

static char message[200];

/* A word `key=value` whose value is one of a few: where it is stored, and how.
 */
struct option {
	const char *key;
	const struct choice *choices; /* the default first; NULL: other kinds */
	size_t offset;		      /* into struct options */
};

#define CHOICES(...)  ((const struct choice[]){__VA_ARGS__, {NULL, 0}})
#define OPTION(field) offsetof(struct options, field)

static const struct option table[] = {
	{"fault", CHOICES(FAULT_CHOICES), OPTION(fault)},
	{"frame", CHOICES({"copy", 1}, {"ist", 0}), OPTION(copy_frame)},
	{"lostirq", CHOICES({"redeliver", 1}, {"ignore", 0}),
	 OPTION(redeliver)},
	{"user",
	 CHOICES({"path", USER_BY_PATH}, {"cpl3", USER_CPL3},
		 {"cpl0", USER_CPL0}),
	 OPTION(user)},
	{"nmi", CHOICES({"own", 1}, {"plain", 0}), OPTION(nmi_own_stack)},
	{"timer", CHOICES({"pit", 0}, {"lapic", 1}), OPTION(lapic)},
	{"cr3", CHOICES({"update", 0}, {"stale", 1}), OPTION(stale_cr3)},
	{"nested", CHOICES({"off", 0}, {"on", 1}), OPTION(nested)},
	{"overflow",
	 CHOICES({"off", OVERFLOW_OFF}, {"call", OVERFLOW_CALL},
		 {"boot", OVERFLOW_BOOT}, {"nmi", OVERFLOW_NMI},
		 {"fault", OVERFLOW_FAULT}),
	 OPTION(overflow)},
	{"trace", CHOICES({"off", 0}, {"on", 1}), OPTION(trace)},
};

static const char *complain(const char *word, const struct choice *choices)
{
	char known[120] = "";
	size_t length = 0;

	for (; choices && choices->name; choices++) {
		format_to(known + length, sizeof(known) - length, " %s",
			  choices->name);
		length += strlen(known + length);
	}
	format_to(message, sizeof(message),
		  "command line: unknown word '%s'%s%s", word,
		  choices ? "; possible values:" : "; see options.h", known);
	return message;
}

static int *value_of(struct options *parsed, const struct option *option)
{
	return (int *)((char *)parsed + option->offset);
}

static const char *set_choice(const char *word, const char *value,
			      const struct option *option,
			      struct options *parsed)
{
	const struct choice *choice;

	for (choice = option->choices; choice->name; choice++) {
		if (strcmp(choice->name, value) == 0) {
			*value_of(parsed, option) = choice->value;
			return NULL;
		}
	}
	return complain(word, option->choices);
}

static bool is_number(const char *text)
{
	const char *p = text;

	while (*p >= '0' && *p <= '9')
		p++;
	return p != text && !*p && p - text < 10;
}

/* One `key=value`; length is the key's. */
static const char *set_option(const char *word, size_t length,
			      struct options *parsed)
{
	const char *value = word + length + 1;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(table); i++)
		if (strlen(table[i].key) == length &&
		    strncmp(word, table[i].key, length) == 0)
			return set_choice(word, value, &table[i], parsed);
	if (strncmp(word, "init=/", 6) == 0 &&
	    copy_string(parsed->init, value, sizeof(parsed->init)))
		return NULL;
	if (strncmp(word, "limit=", 6) == 0 && is_number(value)) {
		parsed->limit = parse_number(value);
		return NULL;
	}
	return complain(word, NULL);
}

static void set_defaults(struct options *parsed)
{
	size_t i;

	memset(parsed, 0, sizeof(*parsed));
	copy_string(parsed->init, "/bin/init", sizeof(parsed->init));
	for (i = 0; i < ARRAY_SIZE(table); i++)
		*value_of(parsed, &table[i]) = table[i].choices[0].value;
}

static const char *next_word(const char *line, char *word, size_t size)
{
	size_t length = 0;

	while (*line == ' ')
		line++;
	for (; *line && *line != ' '; line++)
		if (length < size - 1)
			word[length++] = *line;
	word[length] = 0;
	return line;
}

const char *options_parse(const char *line, struct options *parsed)
{
	const char *error = NULL;
	char word[80];
	size_t length;

	set_defaults(parsed);
	while (!error) {
		line = next_word(line, word, sizeof(word));
		if (!*word)
			return NULL;
		if (strcmp(word, "--") == 0) {
			while (*line == ' ')
				line++;
			return copy_string(parsed->arguments, line,
					   sizeof(parsed->arguments))
				       ? NULL
				       : "command line: too long after --";
		}
		for (length = 0; word[length] && word[length] != '=';)
			length++;
		if (word[length] && word[0] != '/')
			error = set_option(word, length, parsed);
	}
	return error;
}
