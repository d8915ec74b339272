/* SPDX-License-Identifier: GPL-2.0-only */
/* The address space, x86-64. Also read by the assembler: #define only.
 *
 *   0x00000000_00000000  user half:  info page, program, heap ...
 *   0x00000000_80000000              ... and the stack, growing down from here
 *                        (the rest, to 0x00007fff_ffffffff, stays empty)
 *   0xffffffff_80000000  kernel half: all memory, mapped one to one
 *   0xffffffff_fe000000              the kernel's demand page, not mapped at
 * first 0xffffffff_fee00000              the local APIC
 */
#ifndef KML_LAYOUT_H
#define KML_LAYOUT_H

#define KERNEL_BASE	0xffffffff80000000
#define DIRECT_MAP_SIZE 0x10000000 /* 256 MiB of the 1 GiB that boot.S maps */

#define INFO_ADDRESS	   0x00200000 /* info.h */
#define USER_START	   0x00400000
#define USER_STACK_TOP	   0x80000000
#define USER_STACK_SIZE	   0x00100000
#define USER_END	   USER_STACK_TOP
#define KERNEL_DEMAND_PAGE 0xfffffffffe000000
#define LAPIC_ADDRESS	   0xfffffffffee00000

#endif
