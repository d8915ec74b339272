// SPDX-License-Identifier: GPL-2.0-only
/* Problem I: where does the CPU push the frame of an interrupt? Fills the 16
 * words below the stack pointer, waits for an interrupt, and counts the words
 * that changed. On x86-64 these are the red zone, which a leaf function may use
 * (System V ABI, AMD64 supplement, 3.2.2).
 *
 *   frames N    expects N words lost */
#include "kml.h"

int main(int argc, char **argv)
{
	int expected = argc > 0 ? (int)parse_number(argv[0]) : 0;
	unsigned long tick;
	int lost;

	about_to("frames", "");
	tick = INFO->ticks;
	lost = words_lost_below(PATIENCE);
	if (lost < 0 || INFO->ticks == tick)
		outcome("failed", "no interrupt came");
	if (lost != expected)
		outcome("overwritten",
			"at CPL %u an interrupt overwrote %d of 16 words below the stack pointer",
			cpl(), lost);
	outcome("ok",
		"at CPL %u an interrupt overwrites %d of 16 words below the stack pointer",
		cpl(), lost);
}
