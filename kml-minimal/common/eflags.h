/* SPDX-License-Identifier: GPL-2.0-only */
/* Flags of EFLAGS and RFLAGS: SDM vol. 1, 3.4.3. Also read by the assembler:
 * #define only. */
#ifndef KML_EFLAGS_H
#define KML_EFLAGS_H

#define EFLAGS_FIXED 0x000002 /* always reads as 1 */
#define EFLAGS_TF    0x000100
#define EFLAGS_IF    0x000200
#define EFLAGS_DF    0x000400
#define EFLAGS_IOPL  0x003000
#define EFLAGS_NT    0x004000
#define EFLAGS_VM    0x020000
#define EFLAGS_AC    0x040000
#define EFLAGS_ID    0x200000

#endif
