// SPDX-License-Identifier: GPL-2.0-only
/* file: from a file of the kernel, or a line of it, to options. */
#include "command/conditions.h"
#include "base/file.h"
#include "command/explorer.h"
#include "kbuild/kbuild.h"
#include "syscalls/source.h"

#include <ctype.h>
#include <jansson.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: kconfig-explorer file [option]... PATH[:LINE]...\n"
	"\n"
	"Prints which options must be on for a file of the kernel to be compiled.\n"
	"\n"
	"The Kbuild files decide that. With a LINE it also prints which options must be\n"
	"on for the preprocessor to keep that line (#if). PATH is a source file, an\n"
	"object or a directory, relative to the tree or to the current folder. With\n"
	"--config it also prints whether that configuration compiles it.\n"
	"\n"
	"Example: kconfig-explorer file kernel/fork.c:2650 net/ipv4/\n"
	"Exit status: 0; 1 if no object is compiled from a PATH for this architecture,\n"
	"or if it fails; 2 for wrong usage.\n";

struct session {
	struct options options;
	struct kbuild *kbuild;
	struct source source;
	const struct config *config; /* or NULL */
	json_t *array;		     /* JSON: the answers so far */
};

/* What is known of one PATH[:LINE]. Conditions that do not apply are NULL. */
struct answer {
	const char *path;
	int line; /* 0: the whole file */
	const char *kind;
	const char *source; /* the file that the compiler is given, or NULL */
	const char *object; /* or NULL */
	bool beside;	    /* it becomes no part of vmlinux or a module */
	/* For a file that `source` includes: when it does. */
	const struct condition *included;
	const struct condition *builtin, *module, *at_line;
	struct place place; /* the line of Kbuild; file may be NULL */
};

static const char *const kinds[] = {
	[OBJECT_PLAIN] = "object of vmlinux or a module",
	[OBJECT_LIBRARY] = "object of a library of vmlinux",
	[OBJECT_IMAGE] = "object of an image beside vmlinux",
	[OBJECT_HOST] = "object of a program that runs while building",
};

/* --- find */

/* The path as seen from the tree: given so, or as seen from here. */
static const char *path_in_tree(const struct session *session,
				const char *given)
{
	struct kbuild *kbuild = session->kbuild;
	size_t length = strlen(kbuild->tree);
	char *real = realpath(given, NULL);
	const char *path = path_below(kbuild->pool, "", given);

	if (real && !strncmp(real, kbuild->tree, length) &&
	    (real[length] == '/' || !real[length]))
		path = path_below(kbuild->pool, "",
				  real[length] ? real + length + 1 : "");
	free(real);
	return path;
}

/* Cuts ":LINE" off; 0 if there is none. */
static int cut_line(char *path)
{
	char *colon = strrchr(path, ':'), *end;
	long line;

	if (!colon)
		return 0;
	line = strtol(colon + 1, &end, 10);
	if (!isdigit((unsigned char)colon[1]) || *end || line < 1 ||
	    line > INT_MAX)
		die_usage("%s: expected a line number behind the colon", path);
	*colon = '\0';
	return line;
}

static void find_directory(const struct session *session, struct answer *answer)
{
	const struct kbuild *kbuild = session->kbuild;
	const struct directory *directory;
	size_t i;

	for (i = 0; i < kbuild->directory_count; i++) {
		directory = kbuild->directories[i];
		if (strcmp(directory->path, answer->path) != 0)
			continue;
		answer->kind = "directory";
		answer->builtin = directory->builtin;
		answer->module = directory->reached;
		answer->place = directory->place;
		return;
	}
}

/* A file that another includes is compiled where that is, and includes it. */
static const struct condition *gate(const struct session *session,
				    const struct answer *answer,
				    const struct condition *when)
{
	return answer->included ? condition_and(session->kbuild->pool, when,
						answer->included)
				: when;
}

static bool is_header(const char *path)
{
	size_t length = strlen(path);

	return length > 2 && !strcmp(path + length - 2, ".h");
}

static void find_object(const struct session *session, struct answer *answer)
{
	const struct object *object =
		kbuild_object(session->kbuild, answer->path);
	bool named = object;

	if (is_header(answer->path)) {
		answer->kind = "header, compiled as part of what includes it";
		return;
	}
	if (!object)
		object = kbuild_source(session->kbuild, answer->path);
	if (!object) {
		find_directory(session, answer);
		return;
	}
	answer->kind = kinds[object->kind];
	answer->object = object->path;
	answer->beside = object->kind >= OBJECT_IMAGE;
	answer->source = object->source;
	if (!named && object->source && object->source != answer->path)
		answer->included = source_includes(
			&session->source, object->source, answer->path);
	answer->builtin = gate(session, answer, object->builtin);
	answer->module = gate(session, answer, object->module);
	answer->place = object->place;
}

/* False if there is no such line. */
static bool find_line(struct session *session, struct answer *answer)
{
	struct kbuild *kbuild = session->kbuild;
	char *text = file_read(kbuild->pool, kbuild->tree, answer->path, NULL);

	if (!text) {
		warn("%s/%s cannot be read", kbuild->tree, answer->path);
		return false;
	}
	answer->at_line = source_condition(&session->source, answer->path, text,
					   answer->line);
	if (!answer->at_line)
		warn("%s has fewer than %d lines", answer->path, answer->line);
	return answer->at_line;
}

/* --- text */

static const char *text_of(const struct session *session,
			   const struct condition *condition)
{
	return condition ? condition_text(session->kbuild->pool, condition)
			 : "";
}

static void print_condition(const struct session *session, const char *what,
			    const struct condition *condition)
{
	if (condition_is_never(condition))
		printf("  %s never\n", what);
	else if (condition_is_always(condition))
		printf("  %s always\n", what);
	else
		printf("  %s if %s\n", what, text_of(session, condition));
	condition_print(condition);
}

/* "yes", "no", or "" where it is unknown. */
static const char *presence(const struct session *session,
			    const struct condition *condition)
{
	if (!session->config || !condition)
		return "";
	return condition_in(condition, session->config) ? "yes" : "no";
}

static void print_presence(const struct session *session,
			   const struct answer *answer)
{
	const char *file = session->options.config;

	if (answer->builtin)
		printf("  in %s: %s\n", file,
		       condition_in(answer->builtin, session->config)
			       ? answer->beside ? "compiled" : "into vmlinux"
		       : condition_in(answer->module, session->config)
			       ? "into a module"
			       : "not compiled");
	if (answer->at_line)
		printf("  in %s: line %d is %s\n", file, answer->line,
		       condition_in(answer->at_line, session->config)
			       ? "let through"
			       : "left out");
}

static void print_object(const struct session *session,
			 const struct answer *answer)
{
	print_condition(session, answer->beside ? "compiled" : "in vmlinux",
			answer->builtin);
	if (!condition_is_never(answer->module))
		print_condition(session, "in a module", answer->module);
}

static void print_directory(const struct session *session,
			    const struct answer *answer)
{
	print_condition(session, "entered", answer->module);
	if (strcmp(text_of(session, answer->builtin),
		   text_of(session, answer->module)) != 0)
		print_condition(session, "entered for vmlinux",
				answer->builtin);
}

static void print_text(struct session *session, const struct answer *answer)
{
	if (answer->kind)
		printf("%s: %s\n", answer->path, answer->kind);
	else
		printf("%s: no object of the kernel for %s is compiled from it\n",
		       answer->path, session->options.arch);
	if (answer->included)
		printf("  %s includes it\n", answer->source);
	if (answer->object)
		print_object(session, answer);
	else if (answer->builtin)
		print_directory(session, answer);
	if (answer->place.file)
		printf("  %-28s %s:%d\n", "listed", answer->place.file,
		       answer->place.line);
	if (answer->at_line) {
		printf("line %d:\n", answer->line);
		print_condition(session, "let through", answer->at_line);
	}
	if (session->config)
		print_presence(session, answer);
}

/* --- CSV and JSON */

static void print_csv(struct session *session, const struct answer *answer)
{
	char line[16] = "", place[4096] = "";

	if (answer->line)
		snprintf(line, sizeof(line), "%d", answer->line);
	if (answer->place.file)
		snprintf(place, sizeof(place), "%s:%d", answer->place.file,
			 answer->place.line);
	CSV_ROW(answer->path, line, answer->kind ? answer->kind : "",
		answer->object ? answer->object : "",
		text_of(session, answer->builtin),
		text_of(session, answer->module),
		text_of(session, answer->at_line), place,
		presence(session, answer->builtin),
		presence(session, answer->module),
		presence(session, answer->at_line));
}

static json_t *gate_json(const struct session *session,
			 const struct condition *condition)
{
	json_t *gate;

	if (!condition)
		return json_null();
	gate = json_pack("{s:s, s:o}", "condition", text_of(session, condition),
			 "cases", condition_json(condition));
	if (session->config)
		json_object_set_new(
			gate, "holds",
			json_boolean(condition_in(condition, session->config)));
	return gate;
}

static void add_json(struct session *session, const struct answer *answer)
{
	json_array_append_new(
		session->array,
		json_pack("{s:s, s:i, s:s?, s:s?, s:s?, s:o, s:o, s:o, s:o}",
			  "path", answer->path, "line", answer->line, "kind",
			  answer->kind, "object", answer->object, "source",
			  answer->source, "vmlinux",
			  gate_json(session, answer->builtin), "module",
			  gate_json(session, answer->module), "at_line",
			  gate_json(session, answer->at_line), "place",
			  place_json(answer->place.file ? &answer->place
							: NULL)));
}

/* --- the command */

/* Answers for one argument. False if nothing compiles it. */
static bool answer_one(struct session *session, char *given)
{
	struct answer answer = {.line = cut_line(given)};
	const char *tree = session->kbuild->tree;

	answer.path = path_in_tree(session, given);
	if (!*answer.path) {
		warn("\"%s\": name a file or directory below %s", given, tree);
		return false;
	}
	find_object(session, &answer);
	if (!answer.kind && !file_exists(tree, answer.path)) {
		warn("%s: there is no such file or directory below %s", given,
		     tree);
		return false;
	}
	if (answer.line && !find_line(session, &answer))
		return false;
	if (session->options.format == FORMAT_JSON)
		add_json(session, &answer);
	else if (session->options.format == FORMAT_CSV)
		print_csv(session, &answer);
	else
		print_text(session, &answer);
	return answer.kind;
}

static void load(struct session *session)
{
	const struct options *options = &session->options;
	char *problem, *tree = model_find_tree(options->tree, &problem);
	struct kbuild *kbuild =
		tree ? kbuild_load(tree, options->arch, &problem) : NULL;

	if (!kbuild)
		die("%s", problem);
	free(tree);
	session->kbuild = kbuild;
	source_init(&session->source, kbuild->pool, kbuild->tree,
		    kbuild->tristates);
	if (options->config)
		session->config =
			options_config(options_model(options), options->config);
}

int command_file(int argc, char **argv)
{
	struct session session = {.array = NULL};
	int i, count, missing = 0;

	count = options_parse(&session.options, argc, argv, usage, NULL);
	if (!count)
		die_usage("file: expected a PATH (see --help)");
	load(&session);
	if (session.options.format == FORMAT_JSON)
		session.array = json_array();
	if (session.options.format == FORMAT_CSV)
		CSV_ROW("path", "line", "kind", "object", "vmlinux_if",
			"module_if", "line_if", "place", "vmlinux", "module",
			"line_passes");
	for (i = 1; i <= count; i++)
		missing += !answer_one(&session, argv[i]);
	if (session.array)
		json_print(session.array);
	kbuild_free(session.kbuild);
	return missing ? EXIT_NO : EXIT_OK;
}
