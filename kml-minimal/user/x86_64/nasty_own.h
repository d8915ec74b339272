/* SPDX-License-Identifier: GPL-2.0-only */
/* Hostile sequences that only x86-64 has: a part of ../nasty.S. */
	nasty /* IRET to CPL 0 */
	pushq $0x10
	pushq $USER_START
	pushfq
	pushq $0x08
	pushq $USER_START
	iretq
	nasty /* SYSCALL with the stack in the kernel */
	movabsq $KERNEL_BASE + 0x110000, %rsp
	xorl %eax, %eax
	syscall
	hlt
	nasty /* SYSCALL with a stack that is not canonical */
	movabsq $0x8000000000000000, %rsp
	xorl %eax, %eax
	syscall
	push $0
	nasty /* SYSCALL with all flags */
	pushq $-1
	popfq
	xorl %eax, %eax
	syscall
	hlt
	nasty /* SYSCALL, an unknown number */
	movl $-1, %eax
	syscall
	hlt
	nasty /* SYSRET */
	sysretq
	nasty /* SWAPGS */
	swapgs
	nasty /* WRFSBASE */
	wrfsbase %rax
	nasty /* data that is not canonical */
	movabsq $0x8000000000000000, %rax
	movl (%rax), %eax
	nasty /* code that is not canonical */
	movabsq $0x8000000000000000, %rax
	jmp *%rax
	nasty /* the edge of the user half */
	movabsq $0x7fffffffffff, %rax
	jmp *%rax
	nasty /* trap with a stack that is not canonical */
	movabsq $0x7fffffffffffffff, %rsp
	int $0x80
	int3
	nasty /* the old vsyscall page */
	movq $0xffffffffff600000, %rax
	call *%rax
	nasty /* 32-bit code segment that is not there */
	pushq $0x33
	pushq $USER_START
	lretq
