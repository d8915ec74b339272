/* SPDX-License-Identifier: GPL-2.0-only */
/* The programmable interval timer, an Intel 8254. */
#ifndef KML_PIT_H
#define KML_PIT_H

void pit_start_timer(void);   /* IRQ 0, at TICKS_PER_SECOND */
void pit_wait_one_tick(void); /* without interrupts */

#endif
