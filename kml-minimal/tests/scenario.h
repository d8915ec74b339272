/* SPDX-License-Identifier: GPL-2.0-only */
/* The scenarios of kml-minimal: read from the file of that name, run in an
 * emulator, and judged. */
#ifndef KML_SCENARIO_H
#define KML_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "vm.h"

struct scenario {
	char arch[8]; /* i386 or x86_64 */
	char name[32];
	bool in_bochs; /* marked with + */
	char user[8], fault[16], lostirq[16];
	char expected[20];
	char reason[32]; /* what the outcome's detail must contain, or "" */
	char program[64], options[64];
};

struct outcome {
	char word[20];	  /* as in the column `outcome` of make kml-matrix */
	char detail[160]; /* one line */

	/* Where it comes from, as vm has it; the hash's first 16 digits. */
	char emulator[40], accel[8], kernel_sha256[17];
};

/* Reads a table and expands its lists. *count receives the number. The caller
 * frees the array. NULL after an error, reported on stderr with the line. */
struct scenario *scenarios_read(const char *path, size_t *count);

/* Runs one scenario, in QEMU or in Bochs, with the kernel and the programs
 * below folder/ARCH. QEMU counts instructions: a run repeats exactly. What the
 * guest printed goes to KEEP.serial, and the end of QEMU's account of its
 * exceptions to KEEP.trace, unless keep is NULL. */
struct outcome scenario_run(const struct scenario *scenario, bool bochs,
			    const char *folder, const char *keep);

bool scenario_as_expected(const struct scenario *scenario,
			  const struct outcome *outcome);

/* What a guest's output and its ending amount to. */
struct outcome scenario_judge(const struct vm_result *result);

/* evidence.c: the same outcome, or `failed` and what proof is missing if the
 * guest did not show that it reached the step that the row is about. */
struct outcome scenario_prove(const struct scenario *scenario,
			      const struct vm_result *result,
			      struct outcome outcome);

/* Where the archive has the program: "" if the row gives a path already. */
const char *scenario_folder(const struct scenario *scenario);

#endif
