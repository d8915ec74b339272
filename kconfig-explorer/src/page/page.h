/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The web page: a folder that holds all there is to know about a tree's
 * options, and needs neither a server nor a network. The program that shows it
 * comes from web/; this writes the data beside it, each file a script that
 * calls kconfig.receive(NAME, DATA), since a page opened from a file may load
 * scripts but no data:
 *
 *   data/index.js      what all views need: names, prompts, values, bytes
 *   data/help.js       the help texts, also searched
 *   data/details-N.js  PAGE_CHUNK options each: conditions, selects, reasons
 *   data/bytes-N.js    a build's bytes by folder and option
 *   data/gates.js      which options compile a file, or bring a system call
 *
 * Options are numbered in all of them in the order of the Kconfig files.
 */
#ifndef PAGE_H
#define PAGE_H

#include "bytes/bytes.h"
#include "labels/labels.h"
#include "model/config.h"
#include "syscalls/interfaces.h"

#include <stddef.h>

enum { PAGE_CHUNK = 2048 };

struct page_config {
	const char *name;
	struct config *config; /* evaluated */
};

struct page_build {
	const char *name;
	const struct bytes *bytes;
};

struct page {
	const struct model *model;
	const struct page_config *configs;
	size_t config_count;
	const struct page_build *builds;
	size_t build_count;
	const struct labels *labels;
	/* NULL: the page finds no files and no system calls. */
	const struct kbuild *kbuild;
	const struct interfaces *interfaces;
	/* Called now and then with how far it is; false: stop. NULL: none. */
	bool (*progress)(size_t done, size_t total);
};

/*
 * Writes the page to a folder, under another name first: it is there as a
 * whole or not at all. A page that stands there already is replaced; any other
 * folder is left alone. False on failure: *problem says why, and the caller
 * frees it.
 */
bool page_write(const struct page *page, const char *folder, char **problem);

#endif
