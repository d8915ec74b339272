// SPDX-License-Identifier: GPL-2.0-only
/* kml-story: runs the story on both machines, prints and draws it. */
#include "story.h"

#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

const char *tool = "kml-story";

static const char help[] =
	"usage: kml-story [option]...\n"
	"\n"
	"Runs kml-minimal on both machines, and prints and draws what happened.\n"
	"\n"
	"  --kernels DIR  where the kernels are (default: build/kml)\n"
	"  --out DIR      pictures, page and transcripts (default: build/demo)\n"
	"  --runs N       measure host time so many times (default: 3)\n"
	"  --reread DIR   run nothing; take the transcripts in DIR\n"
	"  --help         this text\n"
	"\n"
	"example: kml-story --reread build/demo/runs --out /tmp/demo\n"
	"exit status: 0; 1 if a run does not show what the story claims; 2 wrong usage\n";

struct request {
	const char *kernels, *out, *reread;
	int runs;
};

static struct request read_options(int argc, char **argv)
{
	static const struct option options[] = {
		{"kernels", required_argument, NULL, 'k'},
		{"out", required_argument, NULL, 'o'},
		{"runs", required_argument, NULL, 'n'},
		{"reread", required_argument, NULL, 'r'},
		{"help", no_argument, NULL, 'h'},
		{NULL, 0, NULL, 0},
	};
	struct request request = {"build/kml", "build/demo", NULL, 3};
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (option) {
		case 'k':
			request.kernels = optarg;
			break;
		case 'o':
			request.out = optarg;
			break;
		case 'n':
			request.runs = read_count(optarg);
			break;
		case 'r':
			request.reread = optarg;
			break;
		case 'h':
			fputs(help, stdout);
			exit(0);
		default:
			exit(2);
		}
	}
	if (optind < argc) {
		fputs(help, stderr);
		exit(2);
	}
	return request;
}

static struct story gather(const char *folder)
{
	struct story story;
	int i;

	for (i = 0; i < MACHINES; i++) {
		story.facts[i] = gather_facts(folder, &machines[i]);
		story.costs[i] = gather_null_costs(folder, &machines[i]);
		gather_rescue_costs(folder, &machines[i], &story.costs[i]);
	}
	return story;
}

static void print_story(const struct story *story, const char *runs)
{
	bool terminal = isatty(STDOUT_FILENO);
	const struct chapter *chapter;

	printf("From the runs in %s, by %s. Addresses and words are\n"
	       "hexadecimal.\n",
	       runs, story->facts[0].killed->emulator);

	for (chapter = chapters; chapter->title; chapter++) {
		printf("%s%s%s\n", terminal ? "\033[1m" : "", chapter->title,
		       terminal ? "\033[0m" : "");
		chapter->print(story, stdout);
	}
}

int main(int argc, char **argv)
{
	struct request request = read_options(argc, argv);
	const char *draft = make_draft(request.out);
	const char *runs = request.reread;
	struct story story;

	if (!runs) {
		runs = make_folder(draft, "runs");
		run_story(request.kernels, runs, request.runs);
	}
	story = gather(runs);
	draw_pictures(&story, draft);
	write_page(&story, draft);
	keep_draft();
	print_story(&story, request.reread
				    ? request.reread
				    : text_format("%s/runs", request.out));
	printf("Pictures: %s/index.html\n", request.out);
	return ferror(stdout) || fflush(stdout);
}
