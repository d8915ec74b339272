// SPDX-License-Identifier: GPL-2.0-only
/* The programmable interval timer: see pit.h. */
#include "pit.h"
#include "cpu.h"
#include "info.h"

#define PIT_CHANNEL0  0x40
#define PIT_CHANNEL2  0x42
#define PIT_CONTROL   0x43
#define PIT_FREQUENCY 1193182ul
#define PIT_DIVISOR   (PIT_FREQUENCY / TICKS_PER_SECOND)
#define GATE2	      0x61 /* bit 0: gate of channel 2; bit 5: its output */

#define RATE_GENERATOR 0x34 /* channel 0, low and high byte, mode 2 */
#define ONE_SHOT       0xb0 /* channel 2, low and high byte, mode 0 */

static void load(uint16_t channel, uint8_t mode)
{
	outb(PIT_CONTROL, mode);
	outb(channel, PIT_DIVISOR & 0xff);
	outb(channel, PIT_DIVISOR >> 8);
}

void pit_start_timer(void)
{
	load(PIT_CHANNEL0, RATE_GENERATOR);
}

/* Channel 2 is the loudspeaker's: software opens its gate, and can read its
 * output, so this needs no interrupt. Bit 1 connects the loudspeaker: off. */
void pit_wait_one_tick(void)
{
	outb(GATE2, (inb(GATE2) & ~0x02u) | 0x01);
	load(PIT_CHANNEL2, ONE_SHOT);
	while (!(inb(GATE2) & 0x20))
		;
}
