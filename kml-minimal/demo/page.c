// SPDX-License-Identifier: GPL-2.0-only
/* index.html: the account and the pictures on one page that needs no other. */
#include "story.h"

#include <stdlib.h>
#include <string.h>

static const char head[] =
	"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	"<meta charset=\"utf-8\">\n"
	"<meta name=\"viewport\" content=\"width=device-width\">\n"
	"<title>kml-kit: the story, from a run</title>\n"
	"<style>\n"
	"body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem;\n"
	"       font: 1rem/1.5 \"DejaVu Sans\", sans-serif; color: #222;\n"
	"       background: #fcfcfa }\n"
	"h1 { font-weight: normal } h2 { margin-top: 3rem; color: #245 }\n"
	"pre { font: 0.85rem/1.5 \"DejaVu Sans Mono\", monospace;\n"
	"      overflow-x: auto; background: #f3f3ee; padding: 1rem;\n"
	"      border-radius: 6px }\n"
	"figure { margin: 1.5rem 0; overflow-x: auto }\n"
	"figcaption { color: #555; font-size: 0.9rem }\n"
	"svg { max-width: 100%; height: auto }\n"
	"footer { margin: 3rem 0; color: #555; font-size: 0.8rem }\n"
	"</style>\n</head>\n<body>\n"
	"<h1>How far can a program become part of the kernel?</h1>\n"
	"<p>Every address, word and count below was read from the runs just\n"
	"made. Colours: blue, what the CPU did; green, the kernel; yellow, the\n"
	"program; red, what went wrong.</p>\n";

static void put_escaped(const char *text, FILE *out)
{
	for (; *text; text++) {
		if (*text == '&')
			fputs("&amp;", out);
		else if (*text == '<')
			fputs("&lt;", out);
		else
			fputc(*text, out);
	}
}

static void put_account(const struct chapter *chapter,
			const struct story *story, FILE *out)
{
	char *text;
	size_t size;
	FILE *memory = text_stream(&text, &size);

	chapter->print(story, memory);
	fclose(memory);
	fputs("<pre>", out);
	put_escaped(text, out);
	fputs("</pre>\n", out);
	free(text);
}

/* The picture itself, without the lines that make it a file of its own. */
static void put_picture(const struct chapter *chapter,
			const struct machine *machine, const char *folder,
			FILE *out)
{
	char *path = text_format("%s/%s-%s.svg", folder, machine->arch,
				 chapter->picture);
	char *text = read_file(path), *svg = strstr(text, "<svg");

	if (!svg)
		fail("%s is not a picture", path);
	fprintf(out, "<figure>%s<figcaption>%s: %s</figcaption></figure>\n",
		svg, machine->title, chapter->caption);
	free(text);
	free(path);
}

static void put_origin(const struct story *story, FILE *out)
{
	int i;

	fputs("<footer>", out);
	for (i = 0; i < MACHINES; i++) {
		const struct transcript *t = story->facts[i].killed;

		fprintf(out, "%s: %s, %s, kernel %.12s<br>\n",
			machines[i].title, t->emulator, t->accel, t->kernel);
	}
	fputs("</footer>\n</body>\n</html>\n", out);
}

void write_page(const struct story *story, const char *folder)
{
	FILE *out = create_file(folder, "index.html");
	const struct chapter *chapter;
	int i;

	fputs(head, out);
	for (chapter = chapters; chapter->title; chapter++) {
		fprintf(out, "<h2>%s</h2>\n", chapter->title);
		put_account(chapter, story, out);
		for (i = 0; chapter->draw && i < MACHINES; i++)
			put_picture(chapter, &machines[i], folder, out);
	}
	put_origin(story, out);
	close_file(out, "index.html");
}
