/* SPDX-License-Identifier: GPL-2.0-only */
/* What C cannot express, i386: see kml.h. */
#include "registers.h"
#include "layout.h"
#include "selectors.h"

	.text
	.globl _start
_start:
	movl %esp, %eax
	pushl %eax
	call start

	.globl trap
trap:
	pushl %ebx
	movl 8(%esp), %eax
	movl 12(%esp), %ebx
	movl 16(%esp), %ecx
	movl 20(%esp), %edx
	int $0x80
	popl %ebx
	ret

	.globl push_on
push_on:
	movl %esp, %ecx
	movl 4(%esp), %esp
	pushl $0x1234
	movl %ecx, %esp
	ret

	.globl trap_on
trap_on:
	movl %esp, %ecx
	movl 4(%esp), %esp
	xorl %eax, %eax /* CALL_GETPID */
	int $0x80
	movl %ecx, %esp
	ret

	.globl direct_on
direct_on:
	pushl %ebx
	movl %esp, %ebx
	movl 8(%esp), %esp
	addl $20, %esp
	.rept 4 /* the arguments, and CALL_GETPID */
	pushl $0
	.endr
	call *INFO_ADDRESS + 4
	movl %ebx, %esp
	popl %ebx
	ret

	.globl drop_to_cpl3
drop_to_cpl3:
	popl %edx
	movl %esp, %ecx
	pushl $USER_DS
	pushl %ecx
	pushfl
	pushl $USER_CS
	pushl %edx
	movl $USER_DS, %eax
	movl %eax, %ds /* or IRET would clear it */
	movl %eax, %es
	iretl

	.globl enter_vm86
enter_vm86:
	.rept 4 /* GS, FS, DS, ES */
	pushl $0
	.endr
	pushl $0x7fff /* SS, SP */
	pushl $0xfff0
	pushl $(EFLAGS_VM | EFLAGS_FIXED)
	pushl $0x10 /* CS, IP: not mapped */
	pushl $0x200
	iretl

	.globl exit_from
exit_from:
	cli
	movl 8(%esp), %ecx
	movl 4(%esp), %esp
	pushl $0x1234
	movl (%ecx), %ebx
	movl $1, %eax /* CALL_EXIT */
	int $0x80

	.globl spin_on
spin_on:
	movl %esp, %edx
	movl 8(%esp), %ecx
	movl 4(%esp), %esp
	movl INFO_ADDRESS, %eax /* ticks */
1:	cmpl %eax, INFO_ADDRESS
	jne  2f
	decl %ecx
	jnz  1b
	xorl %eax, %eax
	jmp  3f
2:	movl $1, %eax
3:	movl %edx, %esp
	ret

	.globl store_on
store_on:
	movl %esp, %edx
	movl 8(%esp), %eax
	movl 12(%esp), %ecx
	movl 4(%esp), %esp
	movl %ecx, (%eax)
	movl $1000, %ecx
1:	decl %ecx
	jnz  1b
	movl %edx, %esp
	ret

	.globl words_lost_below
words_lost_below:
	movl 4(%esp), %ecx
	movl $-16, %edx
1:	movl $0x5a5a5a5a, (%esp, %edx, 4)
	incl %edx
	jnz  1b
	movl INFO_ADDRESS, %eax
2:	cmpl %eax, INFO_ADDRESS
	jne  3f
	decl %ecx
	jnz  2b
	movl $-1, %eax
	ret
3:	xorl %eax, %eax
	movl $-16, %edx
4:	cmpl $0x5a5a5a5a, (%esp, %edx, 4)
	je   5f
	incl %eax
5:	incl %edx
	jnz  4b
	ret

	/* PUSHA's order: EDI, ESI, EBP, (ESP), EBX, EDX, ECX, EAX. */
	.globl run_with
run_with:
	movl 4(%esp), %eax
	movl %eax, run_code
	movl 12(%esp), %eax
	movl %eax, run_stack
	movl 8(%esp), %esp
	popal
	movl run_stack, %esp
	jmp  *run_code

	.bss
	.balign 4
run_code:
	.skip 4
run_stack:
	.skip 4
