/* SPDX-License-Identifier: GPL-2.0-only */
/* The local APIC (SDM vol. 3, chapter 10): its timer, and an in-service
 * register that shows lost interrupts just as the 8259's does. */
#ifndef KML_LAPIC_H
#define KML_LAPIC_H

#include "types.h"

bool lapic_present(void);
void lapic_init(void);
void lapic_start_timer(void); /* periodic, at TICKS_PER_SECOND */
int lapic_in_service(void);   /* a vector, or -1 */
void lapic_end_of_interrupt(void);

#endif
