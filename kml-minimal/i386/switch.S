/* SPDX-License-Identifier: GPL-2.0-only */
/* The change from one kernel stack to another, i386: void switch_to(void
 * **save, void *load). What the C compiler expects to survive a call is kept on
 * the stack that is left (System V ABI, i386 supplement, 2.2.1). */
	.text
	.globl switch_to
switch_to:
	movl 4(%esp), %eax
	movl 8(%esp), %edx
	pushl %ebp
	pushl %ebx
	pushl %esi
	pushl %edi
	subl $8, %esp /* SAVED_REGISTERS counts x86-64's six */
	movl %esp, (%eax)
	movl %edx, %esp
	addl $8, %esp
	popl %edi
	popl %esi
	popl %ebx
	popl %ebp
	ret
