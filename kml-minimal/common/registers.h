/* SPDX-License-Identifier: GPL-2.0-only */
/* Bits of registers. Also read by the assembler: #define only. */
#ifndef KML_REGISTERS_H
#define KML_REGISTERS_H

/* EFLAGS and RFLAGS: SDM vol. 1, 3.4.3. */
#define EFLAGS_FIXED 0x000002 /* always reads as 1 */
#define EFLAGS_TF    0x000100
#define EFLAGS_IF    0x000200
#define EFLAGS_DF    0x000400
#define EFLAGS_IOPL  0x003000
#define EFLAGS_NT    0x004000
#define EFLAGS_VM    0x020000
#define EFLAGS_AC    0x040000
#define EFLAGS_ID    0x200000

/* Control registers: SDM vol. 3, 2.5. */
#define CR0_MP	       0x00000002 /* WAIT traps with #NM as well */
#define CR0_EM	       0x00000004
#define CR0_TS	       0x00000008
#define CR0_NE	       0x00000020 /* FPU errors are #MF, not IRQ 13 */
#define CR0_WP	       0x00010000 /* read-only holds at CPL 0 too */
#define CR0_PG	       0x80000000
#define CR4_PSE	       0x010 /* i386: 4 MiB pages */
#define CR4_PAE	       0x020
#define CR4_OSFXSR     0x200 /* FXSAVE saves SSE registers too */
#define CR4_OSXMMEXCPT 0x400

#endif
