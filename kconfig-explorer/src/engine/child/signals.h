/* SPDX-License-Identifier: GPL-2.0-only */
/* What the engine does when it crashes, or gets a signal to end. */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <stddef.h>

/* `where` writes where the parser is into a text of this size. */
void signals_catch(void (*where)(char *text, size_t size));

#endif
