// SPDX-License-Identifier: GPL-2.0-only
/* The page's folder, file by file. */
#include "page/page.h"
#include "base/text.h"
#include "page/data.h"
#include "page/folder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct writer {
	const struct page *page;
	const char *folder;
	char **problem;
	size_t done, total; /* options */
};

static bool put(struct writer *writer, const char *name, json_t *data)
{
	if (!data)
		return false;
	if (data_write(writer->folder, name, data))
		return true;
	*writer->problem = text_format("cannot write %s/data/%s.js: %s",
				       writer->folder, name, strerror(errno));
	return false;
}

static bool put_builds(struct writer *writer, json_t *columns)
{
	const struct page *page = writer->page;
	bool good = true;
	size_t i;

	for (i = 0; i < page->build_count && good; i++) {
		const struct page_build *build = &page->builds[i];
		json_t *list = data_bytes(page->model, build->bytes);
		char *name = text_format("bytes-%zu", i);

		json_array_append_new(
			columns, json_pack("{so, sI, so}", "name",
					   data_text(build->name), "bytes",
					   (json_int_t)build->bytes->total,
					   "options", data_bytes_sums(list)));
		good = put(writer, name, list);
		free(name);
	}
	return good;
}

static bool put_index(struct writer *writer, json_t *builds)
{
	json_t *index = data_index(writer->page);

	writer->total = json_array_size(json_object_get(index, "names"));
	json_object_set_new(index, "labels", data_labels(writer->page->labels));
	json_object_set_new(index, "builds", builds);
	return put(writer, "index", index);
}

/* Interrupted? Then nothing shall be left behind. */
static bool go_on(struct writer *writer)
{
	const struct page *page = writer->page;

	if (!page->progress || page->progress(writer->done, writer->total))
		return true;
	*writer->problem = text_copy("interrupted: nothing was written");
	return false;
}

static bool put_chunk(struct writer *writer, json_t *chunk)
{
	char *name =
		text_format("details-%zu", (writer->done - 1) / PAGE_CHUNK);
	bool good = put(writer, name, chunk);

	free(name);
	return good;
}

static bool put_details(struct writer *writer)
{
	json_t *chunk = json_array();
	struct dependents *dependents = dependents_new(writer->page->model);
	bool good = true;

	model_for_each_symbol(writer->page->model, symbol)
	{
		if (!symbol_is_option(symbol) || !good)
			continue;
		json_array_append_new(
			chunk, data_details(writer->page, dependents, symbol));
		writer->done++;
		if (writer->done % PAGE_CHUNK == 0) {
			good = put_chunk(writer, chunk);
			chunk = json_array();
		}
		good = good && (writer->done % 256 || go_on(writer));
	}
	if (good && json_array_size(chunk))
		good = put_chunk(writer, chunk);
	else
		json_decref(chunk);
	dependents_free(dependents);
	return good;
}

bool page_write(const struct page *page, const char *folder, char **problem)
{
	struct writer writer = {.page = page, .problem = problem};
	char *fresh = folder_new(folder, problem);
	json_t *builds;
	bool good;

	if (!fresh)
		return false;
	writer.folder = fresh;
	builds = json_array();
	good = put_builds(&writer, builds) && put_index(&writer, builds) &&
	       put(&writer, "help", data_help(page)) &&
	       put(&writer, "gates", data_gates(page)) &&
	       put_details(&writer) && go_on(&writer) &&
	       folder_install(fresh, folder, problem);
	if (!good)
		folder_remove(fresh);
	free(fresh);
	return good;
}
