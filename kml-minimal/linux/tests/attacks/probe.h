/* SPDX-License-Identifier: GPL-2.0-only */
/* What the programs that are started, and those who start them, agree on. */
#ifndef PROBE_H
#define PROBE_H

#define MALLORY 1000 /* the attacker's user and group */

/* Exit statuses. */
#define TRUSTED_AT(level) (100 + (level))
#define EVIL_AT(level)	  (200 + (level))
#define VICTIM_WRITTEN	  150
#define CALLERS_CHOICE	  160 /* of personality, at CPL 0 */
#define OWN_CHOICE	  161
#define BROKEN		  1

/* The victim's memory, and its descriptors. */
#define VICTIM_WORD  0x10000000UL
#define VICTIM_SIZE  4096UL
#define VICTIM_FILE  7
#define VICTIM_READY 8

#endif
