/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A kernel of which every count is known. What stands between two marks is
 * executed as often as the comments say. At the end it prints how many ticks of
 * the time-stamp counter passed from the first mark to the last one: under
 * -icount shift=0, that is the number of instructions.
 */
#include "../mark.h"

#define CR4_OSFXSR 0x200

	.text
	.balign	4
	.long	0x1badb002, 0, -0x1badb002	/* multiboot: no wishes */

	.globl	_start
	.type	_start, @function
_start:
	movl	$stack_top, %esp
	movl	$1000, %ecx
	rdtsc
	movl	%eax, %esi
	COUNT_MARK(1)		/* in all 3001, of which ... */
	nop
1:	lock incl counter	/* ... 1000 with LOCK */
	xchgl	%ebx, %edx	/* no memory, no lock */
	loop	1b
	COUNT_MARK(2)		/* 121; calls of function(): 10 */
	movl	$10, %ebx
1:	call	function
	decl	%ebx
	jnz	1b
	COUNT_MARK(3)		/* 104: each repetition, and the end */
	movl	$buffer, %edi
	movl	$100, %ecx
	cld
	rep stosb
	COUNT_MARK(4)		/* 19, and each event once, but ... */
	cli
	pushf
	popf
	movl	$function, %edx	/* no event, though its bytes hold many */
	xchgl	%eax, counter	/* lock */
	movl	%cr4, %eax
	orl	$CR4_OSFXSR, %eax
	movl	%eax, %cr4	/* cr */
	xorl	%eax, %eax
	movl	%eax, %cr3	/* cr3 */
	invlpg	buffer
	movl	$0x1b, %ecx	/* IA32_APIC_BASE, as it is */
	rdmsr
	wrmsr
	pause
	xorl	%eax, %eax
	cpuid
	inb	$0x61, %al	/* ... io twice */
	outb	%al, $0xed
	COUNT_MARK(5)		/* 1, and 2 below: a mark may return */
	nop
	COUNT_MARK(6)		/* 3 */
	nop
	nop
	nop
	COUNT_MARK(5)
	nop
	nop
	COUNT_MARK(0)
	rdtsc
	subl	%esi, %eax
	movl	%eax, %ebx
	movw	$0x3f8, %dx
	movl	$8, %ecx
1:	roll	$4, %ebx	/* in hexadecimal */
	movl	%ebx, %eax
	andl	$15, %eax
	movb	digits(%eax), %al
	outb	%al, %dx
	loop	1b
	movb	$'\n', %al
	outb	%al, %dx
	movb	$0x10, %al
	outb	%al, $0xf4
1:	jmp	1b

/* Nine instructions with the call's and the return. */
	.type	function, @function
function:
	nop
	cmpl	$0xfa0ff00f, %ebx
	nop
	nop
	nop
	nop
	nop
	nop
	ret

	.data
digits:	.ascii	"0123456789abcdef"
counter: .long	0

	.bss
buffer:	.skip	100
	.balign	16
	.skip	1024
stack_top:
