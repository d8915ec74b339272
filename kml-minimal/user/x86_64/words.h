/* SPDX-License-Identifier: GPL-2.0-only */
/* Words for assembly that both machines share, x86-64. */
/* clang-format off */
#define WORD 8 /* bytes */
#define ADDRESS .quad
#define W(instruction) instruction##q
#define AX %rax
#define SP %rsp
#define SI %rsi
#define DI %rdi
#define SYSEXIT sysexitl /* to CPL 3 in 32-bit mode */
#define ARGUMENT %edi /* a system call's first one */
#define LOAD(value, word) movabsq $value, word
