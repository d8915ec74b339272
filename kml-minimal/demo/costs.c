// SPDX-License-Identifier: GPL-2.0-only
/* What was measured: `PROGRAM: WHAT units=N per M` in the transcripts. */
#include "story.h"

#include <stdlib.h>
#include <string.h>

const char *const path_names[PATHS] = {
	[TRAP_CPL3] = "trap@cpl3",
	[TRAP_CPL0] = "trap@cpl0",
	[DIRECT_CPL0] = "direct@cpl0",
	[FUNCTION] = "function",
};

/* Units of one call, or of one microsecond of the clock. */
static double read_units(const struct transcript *t, const char *program,
			 const char *what)
{
	char *prefix = text_format("%s: %s units=", program, what);
	const char *text = need_line(t, prefix);
	double units, per;

	expect(t, sscanf(text, "%lf per %lf", &units, &per) == 2 && per > 0,
	       "'%s%s' to be N per M", prefix, text);
	expect(t, strcmp(t->ending, "verdict") == 0 && t->verdict == 0,
	       "the measurement to end well, not in '%s'", t->ending);
	free(prefix);
	return units / per;
}

/* The function call is measured beside the paths at CPL 0. */
static const char *scene_of(enum path path)
{
	return path == TRAP_CPL3 ? "null-cpl3" : "null-cpl0";
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof(*values), compare);
	if (count % 2)
		return values[count / 2];
	return (values[count / 2 - 1] + values[count / 2]) / 2;
}

static int count_host_runs(const char *folder, const struct machine *machine)
{
	int count = 0;
	bool there = true;

	while (there) {
		char *path = text_format("%s/%s-null-cpl0-host%d.txt", folder,
					 machine->arch, count + 1);
		FILE *file = fopen(path, "r");

		there = file != NULL;
		if (there) {
			fclose(file);
			count++;
		}
		free(path);
	}
	if (!count)
		fail("%s: no run at full speed in %s", machine->arch, folder);
	return count;
}

/* The guest relates its time-stamp counter to its timer: nanoseconds. */
static double host_time(const char *folder, const struct machine *machine,
			enum path path, int run, struct costs *costs)
{
	char *scene = text_format("%s-host%d", scene_of(path), run);
	struct transcript *t = read_transcript(folder, machine, scene);
	double per_us = read_units(t, "null", "clock");

	expect(t, per_us > 0, "a clock that goes");
	costs->timed = t;
	free(scene);
	return read_units(t, "null", path_names[path]) / per_us * 1000;
}

static double host_times(const char *folder, const struct machine *machine,
			 enum path path, struct costs *costs)
{
	double *times = allocate((size_t)costs->runs, sizeof(*times)), middle;
	int i;

	for (i = 0; i < costs->runs; i++)
		times[i] = host_time(folder, machine, path, i + 1, costs);
	middle = median(times, costs->runs);
	free(times);
	return middle;
}

struct costs gather_null_costs(const char *folder,
			       const struct machine *machine)
{
	struct costs costs = {.runs = count_host_runs(folder, machine)};
	enum path path;

	for (path = 0; path < PATHS; path++) {
		struct transcript *t =
			read_transcript(folder, machine, scene_of(path));

		costs.counted = t;
		costs.paths[path].instructions =
			read_units(t, "null", path_names[path]);
		costs.paths[path].host_ns =
			host_times(folder, machine, path, &costs);
	}
	return costs;
}

void gather_rescue_costs(const char *folder, const struct machine *machine,
			 struct costs *costs)
{
	struct transcript *t = read_transcript(folder, machine, "rescue-cpl3");
	int i;

	costs->store = read_units(t, "rescue", "store");
	for (i = 0; i < CURES; i++) {
		char *scene = text_format("rescue-%s", machine->policies[i]);

		t = read_transcript(folder, machine, scene);
		costs->push[i] = read_units(t, "rescue", "push");
		free(scene);
	}
}
