// SPDX-License-Identifier: GPL-2.0-only
/*
 * The search: a range of needs is refused as a whole, on top of all that has
 * proved optional; if the check fails then, each half is tried. So it takes
 * about R log(N/R) runs for R required needs among N. Needs of one group (they
 * depend on one option) lie side by side and are parted last: a program that
 * finds io_uring_setup() and then no io_uring_enter() fails in a way in which
 * it would not on any kernel.
 */
#include "trace/minimise.h"
#include "base/memory.h"
#include "base/meter.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct candidate {
	enum manifest_section section;
	struct manifest_entry *entry;
	char *group; /* or NULL */
};

struct search {
	struct minimise *state;
	struct candidate *candidates;
	size_t count;
	bool stopped; /* a signal, or it cannot be run any more */
	char **problem;
};

bool minimise_can_refuse(enum manifest_section section)
{
	return manifest_holds_needs(section) && section != MANIFEST_EXECUTABLES;
}

static void add_candidate(struct search *search, enum manifest_section section,
			  struct manifest_entry *entry)
{
	struct minimise *state = search->state;
	char *group = NULL;

	if (entry->state != MANIFEST_USED)
		return;
	if (state->group) {
		group = state->group(state->data, section, entry->key);
		if (!group)
			return;
	}
	search->candidates = one_more(search->candidates, search->count,
				      sizeof(*search->candidates));
	search->candidates[search->count++] =
		(struct candidate){section, entry, group};
}

static bool is_one_group(const struct candidate *a, const struct candidate *b)
{
	return a->group && b->group && !strcmp(a->group, b->group);
}

/* Moves the needs of a group to its first one; all else keeps its order. */
static void gather_groups(struct search *search)
{
	struct candidate *list = search->candidates, next;
	size_t end, i;

	for (end = 0; end < search->count; end++) {
		for (i = end; i > 0 && !is_one_group(&list[i - 1], &list[end]);)
			i--;
		if (!i)
			continue;
		next = list[end];
		memmove(&list[i + 1], &list[i], (end - i) * sizeof(*list));
		list[i] = next;
	}
}

static void collect(struct search *search)
{
	struct manifest *manifest = search->state->manifest;
	int section;
	size_t i;

	for (section = 0; section < MANIFEST_SECTIONS; section++) {
		struct manifest_list *list = &manifest->sections[section];

		for (i = 0; minimise_can_refuse(section) && i < list->count;
		     i++)
			add_candidate(search, section, &list->entries[i]);
	}
	gather_groups(search);
}

/* All that is optional already, and candidates from `first` to `end`. */
static struct manifest *refused(const struct search *search, size_t first,
				size_t end)
{
	const struct manifest *manifest = search->state->manifest;
	struct manifest *refuse = manifest_new();
	int section;
	size_t i;

	for (section = 0; section < MANIFEST_SECTIONS; section++) {
		const struct manifest_list *list = &manifest->sections[section];

		for (i = 0; minimise_can_refuse(section) && i < list->count;
		     i++)
			if (list->entries[i].state == MANIFEST_OPTIONAL)
				manifest_note(refuse, section,
					      list->entries[i].key,
					      MANIFEST_USED);
	}
	for (i = first; i < end; i++)
		manifest_note(refuse, search->candidates[i].section,
			      search->candidates[i].entry->key, MANIFEST_USED);
	return refuse;
}

/* Does the check pass without these? */
static bool passes_without(struct search *search, size_t first, size_t end)
{
	struct manifest *refuse = refused(search, first, end);
	struct manifest *seen = manifest_new();
	struct trace_options run = search->state->run;
	struct trace_result result;
	bool passes;

	run.refuse = refuse;
	if (!trace_run(&run, seen, &result, search->problem)) {
		search->stopped = true;
	} else if (result.signal) {
		*search->problem =
			text_format("stopped by signal %d (%s)", result.signal,
				    strsignal(result.signal));
		search->stopped = true;
	}
	passes = !search->stopped && result.ending == TRACE_PASSED;
	trace_free_result(&result);
	manifest_free(seen);
	manifest_free(refuse);
	search->state->runs++;
	return passes;
}

static void decide(struct search *search, size_t first, size_t end,
		   enum manifest_state what)
{
	struct minimise *state = search->state;
	size_t i;

	for (i = first; i < end; i++)
		search->candidates[i].entry->state = what;
	state->left -= end - first;
	if (what == MANIFEST_REQUIRED)
		state->required += end - first;
	else
		state->optional += end - first;
}

static void report(const struct search *search, bool done)
{
	if (search->state->progress && !search->stopped)
		search->state->progress(search->state->data, search->state,
					done);
}

static void try_range(struct search *search, size_t first, size_t end);

/*
 * Where to part a range of two or more: near its middle, between two groups
 * if it has two.
 */
static size_t middle_of(const struct search *search, size_t first, size_t end)
{
	const struct candidate *list = search->candidates;
	size_t middle = first + (end - first) / 2, low = middle, high = middle;

	while (low > first && is_one_group(&list[low - 1], &list[low]))
		low--;
	while (high < end && is_one_group(&list[high - 1], &list[high]))
		high++;
	if (low > first)
		return low;
	return high < end ? high : middle;
}

/*
 * The range fails as a whole. If its first half proves to be optional, the
 * reason lies in the second, which need not be tried as a whole.
 */
static void split(struct search *search, size_t first, size_t end)
{
	bool all_optional = true;
	size_t middle, i;

	if (end - first == 1) {
		decide(search, first, end, MANIFEST_REQUIRED);
		report(search, true);
		return;
	}
	middle = middle_of(search, first, end);
	try_range(search, first, middle);
	for (i = first; i < middle; i++)
		if (search->candidates[i].entry->state != MANIFEST_OPTIONAL)
			all_optional = false;
	if (all_optional)
		split(search, middle, end);
	else
		try_range(search, middle, end);
}

static void try_range(struct search *search, size_t first, size_t end)
{
	if (search->stopped || first == end)
		return;
	if (passes_without(search, first, end)) {
		decide(search, first, end, MANIFEST_OPTIONAL);
		report(search, true);
	} else if (!search->stopped) {
		report(search, false);
		split(search, first, end);
	}
}

/*
 * The first run: nothing new is refused. It also measures how long others may
 * take, for a program that hangs costs that time in every run.
 */
static bool try_baseline(struct search *search)
{
	struct trace_options *run = &search->state->run;
	double start = now(), limit;

	if (passes_without(search, 0, 0)) {
		limit = 3 + 5 * (now() - start);
		if (limit < run->timeout)
			run->timeout = limit;
		return true;
	}
	if (!search->stopped)
		*search->problem = text_copy(
			"the check fails before anything is refused: fix it first");
	return false;
}

bool minimise(struct minimise *state, char **problem)
{
	struct search search = {.state = state, .problem = problem};
	size_t i;
	bool good;

	collect(&search);
	state->left = search.count;
	good = try_baseline(&search);
	if (good) {
		report(&search, false);
		try_range(&search, 0, search.count);
		good = !search.stopped;
	}
	for (i = 0; i < search.count; i++)
		free(search.candidates[i].group);
	free(search.candidates);
	return good;
}
