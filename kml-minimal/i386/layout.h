/* SPDX-License-Identifier: GPL-2.0-only */
/* The address space, i386. Also read by the assembler: #define only.
 *
 *   0x00000000  user half:  info page, program, heap ...
 *   0x80000000              ... and the stack, growing down from here
 *   0xc0000000  kernel half: all memory, mapped one to one
 *   0xfe000000              the kernel's demand page, not mapped at first
 *   0xfee00000              the local APIC
 */
#ifndef KML_LAYOUT_H
#define KML_LAYOUT_H

#define KERNEL_BASE	0xc0000000
#define DIRECT_MAP_SIZE 0x10000000 /* 256 MiB: boot.S maps as much */

#define INFO_ADDRESS	   0x00200000 /* info.h */
#define USER_START	   0x00400000
#define USER_STACK_TOP	   0x80000000
#define USER_STACK_SIZE	   0x00100000
#define USER_END	   USER_STACK_TOP
#define KERNEL_DEMAND_PAGE 0xfe000000
#define LAPIC_ADDRESS	   0xfee00000

#endif
