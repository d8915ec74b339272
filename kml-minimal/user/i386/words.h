/* SPDX-License-Identifier: GPL-2.0-only */
/* Words for assembly that both machines share, i386. */
/* clang-format off */
#define WORD 4 /* bytes */
#define ADDRESS .long
#define W(instruction) instruction##l
#define AX %eax
#define SP %esp
#define SI %esi
#define DI %edi
#define SYSEXIT sysexit
#define ARGUMENT %ebx /* a system call's first one */
#define LOAD(value, word) movl $value, word
