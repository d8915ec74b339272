/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Marks, by which a guest says what it does: after COUNT_MARK(N) all is
 * counted under N, until the next mark, by whichever process. A machine starts
 * with mark 0. A mark is a NOP that no compiler makes, nopl DISPLACEMENT(%rax)
 * with N and "kml" as displacement, so a program with marks runs anywhere.
 */
#ifndef COUNT_MARK_H
#define COUNT_MARK_H

#ifdef __ASSEMBLER__
#define COUNT_MARK(n) .byte 0x0f, 0x1f, 0x80, n, 'k', 'm', 'l'
#else
#define COUNT_MARK(n)                                                  \
	__asm__ volatile(".byte 0x0f, 0x1f, 0x80, %c0; .ascii \"kml\"" \
			 :                                             \
			 : "i"(n)                                      \
			 : "memory")
#endif

#endif
