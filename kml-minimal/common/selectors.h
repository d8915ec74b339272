/* SPDX-License-Identifier: GPL-2.0-only */
/* Segment selectors: index into the GDT * 8 + requested privilege level (SDM
 * vol. 3, 3.4.2). Also read by the assembler: #define only.
 *
 * The order is SYSCALL's and SYSRET's (SDM vol. 2): SYSCALL loads SS from CS +
 * 8; SYSRET takes SS from STAR + 8 and the 64-bit CS from STAR + 16. */
#ifndef KML_SELECTORS_H
#define KML_SELECTORS_H

#define KERNEL_CS 0x08
#define KERNEL_DS 0x10
#define USER_DS	  0x1b /* 0x18, RPL 3 */
#define USER_CS	  0x23 /* 0x20, RPL 3 */
#define TSS_MAIN  0x28 /* two entries long on x86-64 */
#define TSS_DF	  0x30 /* i386: the tasks behind the task gates */
#define TSS_PF	  0x38
#define TSS_NMI	  0x40

#define VECTOR_SYSCALL 0x80 /* INT 0x80, as in Linux */

#define CPL_MASK 3 /* CS bits 0-1: the current privilege level */

#endif
