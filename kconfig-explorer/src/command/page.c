// SPDX-License-Identifier: GPL-2.0-only
/* page: all about the options as a web page. */
#include "bytes/bytes.h"
#include "base/text.h"
#include "command/explorer.h"
#include "command/progress.h"
#include "page/page.h"

#include <ctype.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"usage: kconfig-explorer page -o DIR [option]...\n"
	"\n"
	"Makes a web page of all options, with search, a map and comparisons.\n"
	"\n"
	"Open DIR/index.html in a browser: it needs neither a server nor a network. A\n"
	"page that is in DIR already is replaced. Run make explorer-page once before.\n"
	"\n"
	"Example: kconfig-explorer page -o PAGE --config mine=.config\n"
	"Exit status: 0; 1 if it fails; 2 for wrong usage.\n"
	"\n"
	"  -o DIR           the folder of the page\n"
	"  --config NAME=FILE  show the values of a configuration under this name; may be\n"
	"                   repeated\n"
	"  --bytes NAME=BUILD  show the bytes of a built kernel; may be repeated. BUILD\n"
	"                   is the folder given to make as O=, or one of scripts/linux\n";

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
		die_usage(
			"--%s %s: expected NAME=...; a NAME consists of letters, digits and . _ + -",
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

static bool count_pages(size_t done, size_t total)
{
	progress("%zu of %zu options", done, total);
	return !stopped;
}

static size_t read_configs(const struct model *model, const struct named *named,
			   struct page_config *columns)
{
	size_t i;

	for (i = 0; i < named->count; i++)
		columns[i] = (struct page_config){
			.name = named->list[i].name,
			.config = options_config(model, named->list[i].value),
		};
	return named->count;
}

/*
 * Which options compile a file, and which bring a system call? A tree without
 * Kbuild files has a page, too, but that does not find them.
 */
static struct kbuild *read_gates(struct page *page, const char *machine)
{
	const struct model *model = page->model;
	char *problem = NULL;
	struct kbuild *kbuild = kbuild_load(model->tree, machine, &problem);

	page->kbuild = kbuild;
	if (kbuild)
		page->interfaces = interfaces_load(kbuild, &problem);
	if (!page->interfaces)
		warn("the page cannot search for %s: %s",
		     kbuild ? "system calls" : "files and system calls",
		     problem);
	free(problem);
	return kbuild;
}

/* One that was made of another tree or architecture has other options. */
static void read_build(const char *given, struct kbuild *kbuild,
		       struct page_build *column)
{
	char *problem, *build, *tree;
	const char *arch;

	if (!bytes_find_build(given, &build, &tree, &arch, &problem))
		die("%s", problem);
	if (!kbuild)
		die("%s has no Kbuild files: --bytes needs them", tree);
	if (strcmp(arch, kbuild->arch) != 0)
		die("%s is a kernel for %s: give --arch %s", given, arch, arch);
	column->bytes = bytes_read(kbuild, build, &problem);
	if (!column->bytes)
		die("%s", problem);
	free(build);
	free(tree);
}

static size_t read_builds(const struct named *named, struct kbuild *kbuild,
			  struct page_build *columns)
{
	size_t i;

	for (i = 0; i < named->count; i++) {
		columns[i].name = named->list[i].name;
		fprintf(stderr, "kconfig-explorer: linking %s again ...\n",
			named->list[i].value);
		read_build(named->list[i].value, kbuild, &columns[i]);
	}
	return named->count;
}

static void write_page(const struct page *page, const char *output)
{
	char *problem;

	signal(SIGINT, stop);
	signal(SIGTERM, stop);
	if (!page_write(page, output, &problem))
		die("%s", problem);
	progress_end();
	fprintf(stderr, "kconfig-explorer: open %s/index.html\n", output);
}

int command_page(int argc, char **argv)
{
	struct named configs = {.option = "config"},
		     builds = {.option = "bytes"};
	struct page_config config_columns[LIST_MAX];
	struct page_build build_columns[LIST_MAX];
	struct page page = {.configs = config_columns,
			    .builds = build_columns,
			    .progress = count_pages};
	const char *output = NULL;
	struct labels *labels;
	struct kbuild *kbuild;
	char *problem;
	size_t i;
	const struct option_rule rules[] = {
		{"output", .value = &output},
		{"config", .each = add_named, .data = &configs},
		{"bytes", .each = add_named, .data = &builds},
		{"format", .each = option_refused,
		 .data = "--format: a page is always HTML"},
		{NULL},
	};
	struct options options;

	if (options_parse(&options, argc, argv, usage, rules) || !output)
		die_usage(
			"page: expected -o DIR and no other argument (see --help)");
	for (i = 0; i < configs.count; i++)
		options_fit(&options, configs.list[i].value);
	page.model = options_model(&options);
	labels = labels_read(page.model, &problem);
	if (!labels)
		die("%s", problem);
	page.labels = labels;
	page.config_count = read_configs(page.model, &configs, config_columns);
	kbuild = read_gates(&page, options.arch);
	page.build_count = read_builds(&builds, kbuild, build_columns);
	write_page(&page, output);
	labels_free(labels);
	if (kbuild)
		kbuild_free(kbuild);
	return EXIT_OK;
}
