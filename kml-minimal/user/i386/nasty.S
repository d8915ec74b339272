/* SPDX-License-Identifier: GPL-2.0-only */
/* Sequences that no program at CPL 3 should get away with, i386: see
 * hostile.c. Each either ends in a fault, or must have no effect. */
#include "layout.h"

	/* Begins a sequence, and adds it to the table. */
	.macro nasty
	.text
	.set here, .
	.section .rodata.nasty, "a"
	.long here
	.text
	.endm

	.section .rodata.nasty, "a"
	.balign 4
	.globl nasty_sequences
nasty_sequences:

	nasty /* cli */
	cli
	nasty /* hlt */
	hlt
	nasty /* clts */
	clts
	nasty /* port in */
	inb $0x21, %al
	nasty /* port out */
	movb $0xfe, %al
	outb %al, $0x64
	nasty /* invd */
	invd
	nasty /* wbinvd */
	wbinvd
	nasty /* rdmsr */
	rdmsr
	nasty /* wrmsr */
	wrmsr
	nasty /* rdpmc */
	rdpmc
	nasty /* ud2 */
	ud2
	nasty /* icebp */
	.byte 0xf1
	nasty /* int3 */
	int3
	nasty /* an IRQ's vector */
	int $0x20
	nasty /* the APIC timer's vector */
	int $0x30
	nasty /* NMI's vector */
	int $2
	nasty /* #DF's vector */
	int $8
	nasty /* #PF's vector */
	int $14
	nasty /* the last vector */
	int $255
	nasty /* spin */
1:
	jmp 1b
	nasty /* load GDTR */
	lgdt (%esp)
	nasty /* load IDTR */
	lidt (%esp)
	nasty /* load TR */
	movw $0x28, %ax
	ltr %ax
	nasty /* load LDTR */
	lldt %ax
	nasty /* load MSW */
	lmsw %ax
	nasty /* store the GDTR (allowed) in the kernel */
	sgdt KERNEL_BASE
	nasty /* CR0 */
	mov %cr0, %eax
	nasty /* CR3 */
	mov %eax, %cr3
	nasty /* CR4 */
	mov %eax, %cr4
	nasty /* DR7 */
	mov %eax, %dr7
	nasty /* invlpg */
	invlpg (%eax)
	nasty /* IRET with NT set: a task return */
	pushfl
	orl $0x4000, (%esp)
	popfl
	iretl
	nasty /* raise IOPL, then CLI */
	pushfl
	orl $0x3000, (%esp)
	popfl
	cli
	nasty /* single-step into a system call */
	pushfl
	orl $0x100, (%esp)
	popfl
	int $0x80
	nasty /* alignment check */
	pushfl
	orl $0x40000, (%esp)
	popfl
	movl 1(%esp), %eax
	int $0x80
	nasty /* all flags at once */
	pushl $-1
	popfl
	int $0x80
	hlt
	nasty /* direction flag, then a system call */
	std
	movl $2, %eax
	int $0x80
	nasty /* far return to the kernel's CS */
	pushl $0x08
	pushl $USER_START
	lretl
	nasty /* far return to a TSS */
	pushl $0x28
	pushl $0
	lretl
	nasty /* IRET to CPL 0 */
	pushfl
	pushl $0x08
	pushl $USER_START
	iretl
	nasty /* the kernel's DS */
	movl $0x10, %eax
	movl %eax, %ds
	nasty /* a TSS as DS */
	movl $0x28, %eax
	movl %eax, %ds
	nasty /* a TSS as SS */
	movl $0x2b, %eax
	movl %eax, %ss
	nasty /* no DS, then a system call */
	xorl %eax, %eax
	movl %eax, %ds
	movl %eax, %es
	int $0x80
	nasty /* no SS */
	xorl %eax, %eax
	movl %eax, %ss
	int $0x80
	nasty /* SS shadow, then a trap */
	movl %ss, %eax
	movl %eax, %ss
	int $0x80
	movl %ss, %eax
	movl %eax, %ss
	int3
	nasty /* stack in the kernel: trap */
	movl $KERNEL_BASE + 0x110000, %esp
	int $0x80
	hlt
	nasty /* stack in the kernel: push */
	movl $KERNEL_BASE + 0x110000, %esp
	push $0
	nasty /* stack at 0: trap, then call */
	xorl %esp, %esp
	int $0x80
	call 1f
1:
	hlt
	nasty /* stack at the top: trap, then push */
	movl $-1, %esp
	int $0x80
	pushfl
	nasty /* exhaust the stack */
1:
	pushl $0
	jmp 1b
	nasty /* jump to the kernel */
	movl $KERNEL_BASE + 0x100040, %eax
	jmp *%eax
	nasty /* jump to the last byte */
	movl $-1, %eax
	jmp *%eax
	nasty /* copy over the kernel */
	movl $KERNEL_BASE + 0x100000, %edi
	movl $USER_START, %esi
	movl $0x1000, %ecx
	rep movsb
	nasty /* copy from the kernel */
	movl $KERNEL_BASE + 0x100000, %esi
	lea -0x2000(%esp), %edi
	movl $0x1000, %ecx
	rep movsb
	nasty /* fill all of memory from here */
	mov %esp, %edi
	movl $-1, %ecx
	rep stosb
	nasty /* lock where it may not be */
	lock; .byte 0x89, 0xc8
	nasty /* x87: divide by zero, unmasked */
	fninit
	pushl $0
	fldcw (%esp)
	fld1
	fldz
	fdivrp
	fwait
	nasty /* SSE: divide by zero, unmasked */
	pushl $0
	ldmxcsr (%esp)
	xorps %xmm0, %xmm0
	divps %xmm0, %xmm0
	nasty /* MXCSR's reserved bits */
	pushl $-1
	ldmxcsr (%esp)
	nasty /* restore garbage into the FPU */
	movl $USER_START, %eax
	fxrstor (%eax)
	nasty /* SYSENTER, SYSEXIT */
	sysenter
	nasty /* SYSEXIT */
	sysexit
	nasty /* every system call there is, and some that are not */
	movl $4, %esi
1:
	movl %esi, %eax
	int $0x80
	incl %esi
	cmpl $3000, %esi
	jne 1b
	hlt
	nasty /* take all memory */
1:
	movl $7, %eax
	movl $0x1000, %ebx
	int $0x80
	movl $1, (%eax)
	jmp 1b
	nasty /* overwrite own code */
	movl $USER_START, %eax
	movl $0, (%eax)
	nasty /* overwrite the info page */
	movl $INFO_ADDRESS, %eax
	movl $0, (%eax)
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
	nasty /* the kernel's FS and GS */
	movl $0x10, %eax
	movl %eax, %fs
	nasty /* PUSHA across the top */
	movl $8, %esp
	pushal
	nasty /* direct call */
	movl INFO_ADDRESS + 4, %eax
	call *%eax
	hlt

	.section .rodata.nasty, "a"
nasty_end:
	.globl nasty_count
nasty_count:
	.long (nasty_end - nasty_sequences) / 4
