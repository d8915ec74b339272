/* SPDX-License-Identifier: GPL-2.0-only */
/* The change from one kernel stack to another, x86-64: void switch_to(void
 * **save, void *load). What the C compiler expects to survive a call is kept on
 * the stack that is left (System V ABI, AMD64 supplement, 3.2.1). */
	.text
	.globl switch_to
switch_to:
	pushq %rbp
	pushq %rbx
	pushq %r12
	pushq %r13
	pushq %r14
	pushq %r15
	movq %rsp, (%rdi)
	movq %rsi, %rsp
	popq %r15
	popq %r14
	popq %r13
	popq %r12
	popq %rbx
	popq %rbp
	ret
