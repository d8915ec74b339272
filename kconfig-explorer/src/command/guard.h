/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Standard output and standard error show much that others wrote: names in
 * configurations, prompts, paths. From guard_streams() on all that goes through
 * them is made printable (base/printable.h), whatever command prints it.
 */
#ifndef GUARD_H
#define GUARD_H

void guard_streams(void);

/*
 * What follows on standard output is the content of a file, which must be exact
 * to the byte, unless it goes to a terminal.
 */
void guard_exact(void);

#endif
