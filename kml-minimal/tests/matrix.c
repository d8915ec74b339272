// SPDX-License-Identifier: GPL-2.0-only
/* kml-matrix: runs the scenarios, some at a time, and prints a CSV row each,
 * in the order of the table. */
#include "results/csv.h"
#include "scenario.h"

#include <err.h>
#include <getopt.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"usage: kml-matrix [option]...\n"
	"\n"
	"Runs the scenarios of kml-minimal. Prints a CSV row for each, and on\n"
	"standard error how many ended as expected.\n"
	"\n"
	"  --emulator E    qemu or bochs (default: qemu)\n"
	"  --table FILE    (default: kml-minimal/tests/scenarios)\n"
	"  --images DIR    kernels and programs (default: build/kml)\n"
	"  --filter TEXT   only rows ARCH,NAME,USER,FAULT,LOSTIRQ,EXPECTED with\n"
	"                  this text in them\n"
	"  --marked        only scenarios marked with + in the table\n"
	"  --jobs N        guests at a time (default: the processors)\n"
	"  --keep DIR      write what the Nth guest printed, and the end of\n"
	"                  QEMU's account of it, to DIR/N.serial and DIR/N.trace\n"
	"  --ktap          print KTAP instead: does each scenario end as expected?\n"
	"\n"
	"exit status: 0 if every outcome was the expected one, 1 if not, 2\n"
	"wrong usage\n";

struct matrix {
	struct scenario *scenarios;
	struct outcome *outcomes;
	bool *done;
	size_t count, next, printed, failed;
	bool bochs, ktap;
	const char *images, *keep;
	pthread_mutex_t lock;
};

static bool as_expected(const struct matrix *matrix, size_t i)
{
	return scenario_as_expected(&matrix->scenarios[i],
				    &matrix->outcomes[i]);
}

static void print_row(const struct scenario *s, const struct outcome *o,
		      bool bochs)
{
	CSV_ROW(s->arch, s->name, s->user, s->fault, s->lostirq, s->expected,
		o->word, o->detail, "kml-minimal", o->kernel_sha256,
		o->emulator, o->accel, bochs ? "one run" : "icount shift=0",
		"1");
}

static void print_difference(FILE *to, const char *prefix,
			     const struct scenario *s,
			     const struct outcome *outcome)
{
	fprintf(to, "%s%s %s %s %s %s: expected %s%s%s, got %s: %s\n", prefix,
		s->arch, s->name, s->user, s->fault, s->lostirq, s->expected,
		*s->reason ? ":" : "", s->reason, outcome->word,
		outcome->detail);
}

static void print_result(const struct scenario *s, const char *verdict,
			 size_t number)
{
	printf("%s %zu %s %s %s %s %s\n", verdict, number, s->arch, s->name,
	       s->user, s->fault, s->lostirq);
}

static void report(struct matrix *matrix, size_t i)
{
	const struct scenario *s = &matrix->scenarios[i];
	bool passed = as_expected(matrix, i);

	matrix->failed += !passed;
	if (!matrix->ktap)
		print_row(s, &matrix->outcomes[i], matrix->bochs);
	if (!passed)
		print_difference(matrix->ktap ? stdout : stderr,
				 matrix->ktap ? "# " : "kml-matrix: ", s,
				 &matrix->outcomes[i]);
	if (matrix->ktap)
		print_result(s, passed ? "ok" : "not ok", i + 1);
	fflush(stdout);
}

static void show_progress(const struct matrix *matrix)
{
	if (isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO))
		fprintf(stderr, "\r%zu of %zu scenarios%s", matrix->printed,
			matrix->count,
			matrix->printed == matrix->count ? "\n" : "");
}

static void finish(struct matrix *matrix, size_t i, struct outcome outcome)
{
	pthread_mutex_lock(&matrix->lock);
	matrix->outcomes[i] = outcome;
	matrix->done[i] = true;
	while (matrix->printed < matrix->count && matrix->done[matrix->printed])
		report(matrix, matrix->printed++);
	show_progress(matrix);
	pthread_mutex_unlock(&matrix->lock);
}

static size_t take_next(struct matrix *matrix)
{
	size_t i;

	pthread_mutex_lock(&matrix->lock);
	i = matrix->next++;
	pthread_mutex_unlock(&matrix->lock);
	return i;
}

static void *work(void *argument)
{
	struct matrix *matrix = argument;
	char keep[200];
	size_t i;

	while ((i = take_next(matrix)) < matrix->count) {
		snprintf(keep, sizeof(keep), "%s/%zu",
			 matrix->keep ? matrix->keep : "", i + 1);
		finish(matrix, i,
		       scenario_run(&matrix->scenarios[i], matrix->bochs,
				    matrix->images,
				    matrix->keep ? keep : NULL));
	}
	return NULL;
}

static void run_all(struct matrix *matrix, long jobs)
{
	pthread_t threads[64];
	long i;

	matrix->outcomes = calloc(matrix->count, sizeof(*matrix->outcomes));
	matrix->done = calloc(matrix->count, sizeof(*matrix->done));
	if (!matrix->outcomes || !matrix->done)
		err(1, "kml-matrix");
	pthread_mutex_init(&matrix->lock, NULL);
	for (i = 0; i < jobs; i++)
		if (pthread_create(&threads[i], NULL, work, matrix) != 0)
			errx(1, "cannot start a thread");
	for (i = 0; i < jobs; i++)
		pthread_join(threads[i], NULL);
}

/* Keeps the scenarios that the user asked for. */
static void select_rows(struct matrix *matrix, const char *filter, bool marked)
{
	size_t kept = 0, i;
	char row[128];

	for (i = 0; i < matrix->count; i++) {
		const struct scenario *s = &matrix->scenarios[i];

		snprintf(row, sizeof(row), "%s,%s,%s,%s,%s,%s", s->arch,
			 s->name, s->user, s->fault, s->lostirq, s->expected);
		if (strstr(row, filter) && (!marked || s->in_bochs))
			matrix->scenarios[kept++] = *s;
	}
	matrix->count = kept;
}

static long parse_jobs(const char *text)
{
	char *end;
	long jobs = strtol(text, &end, 10);

	if (*end || jobs < 1 || jobs > 64)
		errx(2, "--jobs %s: a number from 1 to 64", text);
	return jobs;
}

static bool parse_emulator(const char *name)
{
	if (strcmp(name, "qemu") != 0 && strcmp(name, "bochs") != 0)
		errx(2, "--emulator %s: qemu or bochs", name);
	return strcmp(name, "bochs") == 0;
}

static void run_and_report(struct matrix *matrix, long jobs)
{
	if (matrix->ktap)
		printf("KTAP version 1\n1..%zu\n", matrix->count);
	else
		CSV_ROW("arch", "scenario", "user", "fault", "lostirq",
			"expected", "outcome", "detail", "kernel",
			"kernel_sha256", "emulator", "accel", "method", "n");
	run_all(matrix, jobs);
	if (!matrix->ktap)
		fprintf(stderr, "%zu passed, %zu failed\n",
			matrix->count - matrix->failed, matrix->failed);
}

static void free_matrix(struct matrix *matrix)
{
	free(matrix->scenarios);
	free(matrix->outcomes);
	free(matrix->done);
}

static const struct option options[] = {
	{"emulator", required_argument, NULL, 'e'},
	{"table", required_argument, NULL, 't'},
	{"images", required_argument, NULL, 'i'},
	{"filter", required_argument, NULL, 'f'},
	{"marked", no_argument, NULL, 'm'},
	{"jobs", required_argument, NULL, 'j'},
	{"keep", required_argument, NULL, 'K'},
	{"ktap", no_argument, NULL, 'k'},
	{"help", no_argument, NULL, 'h'},
	{NULL, 0, NULL, 0},
};

int main(int argc, char **argv)
{
	struct matrix matrix = {.images = "build/kml"};
	const char *table = "kml-minimal/tests/scenarios";
	const char *filter = "";
	bool marked = false;
	long jobs = sysconf(_SC_NPROCESSORS_ONLN);
	int option;

	while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		switch (option) {
		case 'e':
			matrix.bochs = parse_emulator(optarg);
			break;
		case 't':
			table = optarg;
			break;
		case 'i':
			matrix.images = optarg;
			break;
		case 'f':
			filter = optarg;
			break;
		case 'm':
			marked = true;
			break;
		case 'j':
			jobs = parse_jobs(optarg);
			break;
		case 'K':
			matrix.keep = optarg;
			break;
		case 'k':
			matrix.ktap = true;
			break;
		case 'h':
			fputs(usage, stdout);
			return 0;
		default:
			return 2;
		}
	}
	matrix.scenarios = scenarios_read(table, &matrix.count);
	if (!matrix.scenarios)
		return 2;
	select_rows(&matrix, filter, marked);
	if (matrix.count == 0)
		errx(2, "no scenario matches '%s'", filter);
	run_and_report(&matrix, jobs < 64 ? jobs : 64);
	free_matrix(&matrix);
	return matrix.failed != 0;
}
