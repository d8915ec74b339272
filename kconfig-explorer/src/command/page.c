// SPDX-License-Identifier: GPL-2.0-only
/* page: all about the options as a web page. */
#include "command/explorer.h"
#include "manifest/text.h"
#include "page/page.h"

#include <ctype.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char usage[] =
	"usage: kconfig-explorer page -o DIR [option]...\n"
	"\n"
	"Makes a web page of all options: search, what each depends on and is"
	" selected\n"
	"by, a map, configurations side by side. Open DIR/index.html in a"
	" browser; neither\n"
	"a server nor a network is needed. A page that is in DIR is replaced.\n"
	"\n"
	"  -o DIR           where to\n"
	"  --config NAME=FILE  show a configuration's values; may be "
	"repeated\n";

enum { LIST_MAX = 16 };

/* NAME=VALUE, given any number of times. */
struct named {
	const char *option;
	struct {
		char *name;
		const char *value;
	} list[LIST_MAX];
	size_t count;
};

/* Names stand in addresses and in file names. */
static bool is_name(const char *text)
{
	if (!*text || *text == '.')
		return false;
	for (; *text; text++)
		if (!isalnum((unsigned char)*text) && !strchr("._+-", *text))
			return false;
	return true;
}

static void add_named(void *data, const char *given)
{
	struct named *named = data;
	const char *equals = strchr(given, '=');
	char *name = equals ? text_slice(given, equals - given) : NULL;
	size_t i;

	if (!name || !is_name(name) || !equals[1])
		die_usage("--%s %s: NAME=... is wanted; a NAME is made of "
			  "letters, digits and . _ + -",
			  named->option, given);
	for (i = 0; i < named->count; i++)
		if (!strcmp(named->list[i].name, name))
			die_usage("--%s: two are called %s", named->option,
				  name);
	if (named->count == LIST_MAX)
		die_usage("--%s: more than %d", named->option, LIST_MAX);
	named->list[named->count].name = name;
	named->list[named->count++].value = equals + 1;
}

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
	(void)signal;
	stopped = true;
}

/* A line on a terminal; three seconds pass silently. */
static bool progress(size_t done, size_t total)
{
	static time_t start;
	static bool shown;

	if (!start)
		start = time(NULL);
	if (isatty(STDERR_FILENO) && (shown || time(NULL) - start > 2)) {
		fprintf(stderr, "\rkconfig-explorer: %zu of %zu options%s",
			done, total, done == total ? "\n" : "");
		shown = true;
	}
	return !stopped;
}

int command_page(int argc, char **argv)
{
	struct named configs = {.option = "config"};
	struct page_config columns[LIST_MAX];
	struct page page = {.configs = columns,
			    .labels = PAGE_LABELS,
			    .progress = progress};
	const char *output = NULL;
	const struct option_rule rules[] = {
		{"output", .value = &output},
		{"config", .each = add_named, .data = &configs},
		{NULL},
	};
	struct options options;
	char *problem;

	if (options_parse(&options, argc, argv, usage, rules) || !output)
		die_usage("page: -o DIR is wanted, and nothing else (see "
			  "--help)");
	page.model = options_model(&options);
	for (; page.config_count < configs.count; page.config_count++)
		columns[page.config_count] = (struct page_config){
			.name = configs.list[page.config_count].name,
			.config = options_config(
				page.model,
				configs.list[page.config_count].value),
		};
	signal(SIGINT, stop);
	signal(SIGTERM, stop);
	if (!page_write(&page, output, &problem))
		die("%s", problem);
	fprintf(stderr, "kconfig-explorer: open %s/index.html\n", output);
	return EXIT_OK;
}
