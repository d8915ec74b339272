/* SPDX-License-Identifier: GPL-2.0-only */
/* Hostile sequences that only i386 has: a part of ../nasty.S. */
	nasty /* IRET to CPL 0 */
	pushfl
	pushl $0x08
	pushl $USER_START
	iretl
	nasty /* virtual-8086 mode */
	pushfl
	orl $0x20000, (%esp)
	popfl
	int $0x80
	iretl
	nasty /* far jump to the running TSS */
	ljmp $0x28, $0
	nasty /* far jump to the #DF task */
	ljmp $0x30, $0
	nasty /* far call of the #PF task */
	lcall $0x3b, $0
	nasty /* far jump to the kernel's CS */
	ljmp $0x08, $USER_START
	nasty /* SYSCALL */
	syscall
	nasty /* INTO */
	movl $0x7fffffff, %eax
	addl $1, %eax
	into
	nasty /* BOUND */
	movl $-1, %eax
	bound %eax, (%esp)
	nasty /* PUSHA across the top */
	movl $8, %esp
	pushal
