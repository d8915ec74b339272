// SPDX-License-Identifier: GPL-2.0-only
/* Frames, x86-64.
 *
 * When a stack starves, a gate with an IST entry makes the CPU push on a stack
 * that always exists. But each use of an IST stack starts at its top: a second
 * event overwrites the frame of the first.
 *
 *   program ... #PF --> IST stack: frame 1
 *                       handler   ... #PF --> IST stack: frame 2, on frame 1
 *
 * So entry.S and fetch_frame() move the frame to the process's kernel stack
 * before anything else can fault. frame=ist leaves it, to show what happens. */
#include "kernel.h"
#include "tss.h"

/* entry.S */
extern uint32_t entry_vector;
extern uint64_t *pushed_frame;

/* Completes a frame with the words that the CPU pushed, wherever it did so:
 * on the kernel stack (they are in place then, and this copies them onto
 * themselves), on the program's, or on an IST stack. Returns where. */
uintptr_t fetch_frame(struct frame *frame)
{
	/* lab 07 frame-from-ist: the vector; the words that the CPU pushed */
	const uint64_t *pushed = pushed_frame;

	frame->vector = entry_vector;
	frame->error = has_error_code(entry_vector) ? *pushed++ : 0;
	frame->ip = pushed[0];
	frame->cs = pushed[1];
	frame->flags = pushed[2];
	frame->sp = pushed[3];
	frame->ss = pushed[4];
	return (uintptr_t)pushed;
	/* lab end */
}
