// SPDX-License-Identifier: GPL-2.0-only
/* null-syscall: what a null system call costs on each path, as CSV. */
#include "story.h"

#include "results/csv.h"

#include <stdlib.h>
#include <string.h>

const char *tool = "null-syscall";

static const char help[] =
	"usage: null-syscall [--runs N] [--kernels DIR]\n"
	"\n"
	"Prints CSV: a null system call on each path, counted and timed. The columns\n"
	"are in scripts/results/README.md.\n"
	"\n"
	"  instructions   the guest's, counted by QEMU (-icount): the same in every run. Not\n"
	"                 the cost on hardware: a change of privilege counts as one or none\n"
	"  host_ns        this host's time, median of the runs (default: 5)\n"
	"  --kernels DIR  where the kernels are (default: build/kml)\n"
	"\n"
	"example: null-syscall --runs 9 >null.csv\n"
	"exit status: 0; 1 if a run fails; 2 wrong usage\n";

/* One method's figure of a path: the other one's column is empty. */
static void print_row(const struct machine *machine, const char *path,
		      const char *instructions, const char *host_ns,
		      const struct transcript *run, const char *method,
		      const char *n)
{
	char *kernel = text_format("%.16s", run->kernel);

	CSV_ROW(machine->arch, path, instructions, host_ns, "kml-minimal",
		kernel, run->emulator, run->accel, method, n);
	free(kernel);
}

static void print_path(const struct machine *machine, const struct costs *costs,
		       enum path path)
{
	const struct cost *cost = &costs->paths[path];
	bool exact = cost->instructions == (long)cost->instructions;
	char *instructions =
		text_format("%.*f", exact ? 0 : 2, cost->instructions);
	char *host_ns = text_format("%.1f", cost->host_ns);
	char *runs = text_format("%d", costs->runs);

	print_row(machine, path_names[path], instructions, "", costs->counted,
		  "icount shift=0", "1");
	print_row(machine, path_names[path], "", host_ns, costs->timed,
		  "the guest's clock; median of n runs", runs);
	free(instructions);
	free(host_ns);
	free(runs);
}

static void print_table(const char *folder)
{
	int i, path;

	CSV_ROW("arch", "path", "instructions", "host_ns", "kernel",
		"kernel_sha256", "emulator", "accel", "method", "n");
	for (i = 0; i < MACHINES; i++) {
		struct costs costs = gather_null_costs(folder, &machines[i]);

		for (path = 0; path < PATHS; path++)
			print_path(&machines[i], &costs, path);
	}
}

struct request {
	const char *kernels;
	int runs;
};

static struct request read_options(int argc, char **argv)
{
	struct request request = {"build/kml", 5};
	int i;

	for (i = 1; i < argc; i += 2) {
		if (strcmp(argv[i], "--help") == 0) {
			fputs(help, stdout);
			exit(0);
		} else if (i + 1 < argc && strcmp(argv[i], "--kernels") == 0) {
			request.kernels = argv[i + 1];
		} else if (i + 1 < argc && strcmp(argv[i], "--runs") == 0) {
			request.runs = read_count(argv[i + 1]);
		} else {
			fputs(help, stderr);
			exit(2);
		}
	}
	return request;
}

int main(int argc, char **argv)
{
	struct request request = read_options(argc, argv);
	const char *temporary = getenv("TMPDIR");
	const char *folder = make_draft(temporary ? temporary : "/tmp");

	run_null_calls(request.kernels, folder, request.runs);
	print_table(folder);
	return ferror(stdout) || fflush(stdout);
}
