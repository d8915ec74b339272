/* SPDX-License-Identifier: GPL-2.0-only */
/* Sequences that must do no harm at CPL 3: see hostile.c. Each either ends in a
 * fault, or has no effect. Those that both machines have are here, with the
 * macros of words.h (AX is EAX or RAX); the others are in nasty_own.inc. */
#include "layout.h"
#include "words.h"

	/* Begins a sequence, and adds it to the table. */
	.macro nasty
	.text
	.set here, .
	.section .rodata.nasty, "a"
	ADDRESS here
	.text
	.endm

	.section .rodata.nasty, "a"
	.balign WORD
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
	lgdt (SP)
	nasty /* load IDTR */
	lidt (SP)
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
	mov %cr0, AX
	nasty /* CR3 */
	mov AX, %cr3
	nasty /* CR4 */
	mov AX, %cr4
	nasty /* DR7 */
	mov AX, %dr7
	nasty /* invlpg */
	invlpg (AX)
	nasty /* IRET with NT set: a task return */
	W(pushf)
	W(or) $0x4000, (SP)
	W(popf)
	W(iret)
	nasty /* raise IOPL, then CLI */
	W(pushf)
	W(or) $0x3000, (SP)
	W(popf)
	cli
	nasty /* single-step into a system call */
	W(pushf)
	W(or) $0x100, (SP)
	W(popf)
	int $0x80
	nasty /* alignment check */
	W(pushf)
	W(or) $0x40000, (SP)
	W(popf)
	movl 1(SP), %eax
	int $0x80
	nasty /* all flags at once */
	W(push) $-1
	W(popf)
	int $0x80
	hlt
	nasty /* direction flag, then a system call */
	std
	movl $2, %eax
	int $0x80
	nasty /* far return to the kernel's CS */
	W(push) $0x08
	W(push) $USER_START
	W(lret)
	nasty /* far return to a TSS */
	W(push) $0x28
	W(push) $0
	W(lret)
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
	LOAD(KERNEL_BASE + 0x110000, SP)
	int $0x80
	hlt
	nasty /* stack in the kernel: push */
	LOAD(KERNEL_BASE + 0x110000, SP)
	push $0
	nasty /* stack at 0: trap, then call */
	xorl %esp, %esp
	int $0x80
	call 1f
1:
	hlt
	nasty /* stack at the top: trap, then push */
	LOAD(-1, SP)
	int $0x80
	W(pushf)
	nasty /* exhaust the stack */
1:
	W(push) $0
	jmp 1b
	nasty /* jump to the kernel */
	LOAD(KERNEL_BASE + 0x100040, AX)
	jmp *AX
	nasty /* jump to the last byte */
	LOAD(-1, AX)
	jmp *AX
	nasty /* copy over the kernel */
	LOAD(KERNEL_BASE + 0x100000, DI)
	movl $USER_START, %esi
	movl $0x1000, %ecx
	rep movsb
	nasty /* copy from the kernel */
	LOAD(KERNEL_BASE + 0x100000, SI)
	lea -0x2000(SP), DI
	movl $0x1000, %ecx
	rep movsb
	nasty /* fill all of memory from here */
	mov SP, DI
	movl $-1, %ecx
	rep stosb
	nasty /* lock where it may not be */
	lock; .byte 0x89, 0xc8
	nasty /* x87: divide by zero, unmasked */
	fninit
	W(push) $0
	fldcw (SP)
	fld1
	fldz
	fdivrp
	fwait
	nasty /* SSE: divide by zero, unmasked */
	W(push) $0
	ldmxcsr (SP)
	xorps %xmm0, %xmm0
	divps %xmm0, %xmm0
	nasty /* MXCSR's reserved bits */
	W(push) $-1
	ldmxcsr (SP)
	nasty /* restore garbage into the FPU */
	movl $USER_START, %eax
	fxrstor (AX)
	nasty /* SYSENTER, SYSEXIT */
	sysenter
	nasty /* SYSEXIT */
	SYSEXIT
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
	movl $0x1000, ARGUMENT
	int $0x80
	movl $1, (AX)
	jmp 1b
	nasty /* overwrite own code */
	movl $USER_START, %eax
	movl $0, (AX)
	nasty /* overwrite the info page */
	movl $INFO_ADDRESS, %eax
	movl $0, (AX)
	nasty /* the kernel's FS and GS */
	movl $0x10, %eax
	movl %eax, %fs
	nasty /* direct call */
	mov INFO_ADDRESS + WORD, AX
	call *AX
#include "nasty_own.inc"
	hlt

	.section .rodata.nasty, "a"
nasty_end:
	.globl nasty_count
nasty_count:
	ADDRESS (nasty_end - nasty_sequences) / WORD
