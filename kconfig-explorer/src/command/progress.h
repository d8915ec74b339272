/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A line on standard error that says what is being done and for how long, for
 * all that takes more than three seconds: on a terminal, or where it was asked
 * for (--progress).
 */
#ifndef COMMAND_PROGRESS_H
#define COMMAND_PROGRESS_H

/* To the descriptor itself: stderr lets no such thing pass (guard.h). */
#define CLEAR_LINE "\r\033[K"

/* What is being done from now on. */
void progress(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Nothing: the line is wiped out. Messages do that by themselves. */
void progress_end(void);
/* On other things than terminals as well, as one line after another. */
void progress_always(void);

#endif
