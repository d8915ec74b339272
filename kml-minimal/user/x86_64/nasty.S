/* SPDX-License-Identifier: GPL-2.0-only */
/* Sequences that no program at CPL 3 should get away with, x86-64: see
 * hostile.c. Each either ends in a fault, or must have no effect. */
#include "layout.h"

	/* Begins a sequence, and adds it to the table. */
	.macro nasty
	.text
	.set here, .
	.section .rodata.nasty, "a"
	.quad here
	.text
	.endm

	.section .rodata.nasty, "a"
	.balign 8
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
	lgdt (%rsp)
	nasty /* load IDTR */
	lidt (%rsp)
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
	mov %cr0, %rax
	nasty /* CR3 */
	mov %rax, %cr3
	nasty /* CR4 */
	mov %rax, %cr4
	nasty /* DR7 */
	mov %rax, %dr7
	nasty /* invlpg */
	invlpg (%rax)
	nasty /* IRET with NT set: a task return */
	pushfq
	orq $0x4000, (%rsp)
	popfq
	iretq
	nasty /* raise IOPL, then CLI */
	pushfq
	orq $0x3000, (%rsp)
	popfq
	cli
	nasty /* single-step into a system call */
	pushfq
	orq $0x100, (%rsp)
	popfq
	int $0x80
	nasty /* alignment check */
	pushfq
	orq $0x40000, (%rsp)
	popfq
	movl 1(%rsp), %eax
	int $0x80
	nasty /* all flags at once */
	pushq $-1
	popfq
	int $0x80
	hlt
	nasty /* direction flag, then a system call */
	std
	movl $2, %eax
	int $0x80
	nasty /* far return to the kernel's CS */
	pushq $0x08
	pushq $USER_START
	lretq
	nasty /* far return to a TSS */
	pushq $0x28
	pushq $0
	lretq
	nasty /* IRET to CPL 0 */
	pushq $0x10
	pushq $USER_START
	pushfq
	pushq $0x08
	pushq $USER_START
	iretq
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
	movabsq $KERNEL_BASE + 0x110000, %rsp
	int $0x80
	hlt
	nasty /* stack in the kernel: push */
	movabsq $KERNEL_BASE + 0x110000, %rsp
	push $0
	nasty /* stack at 0: trap, then call */
	xorl %esp, %esp
	int $0x80
	call 1f
1:
	hlt
	nasty /* stack at the top: trap, then push */
	movq $-1, %rsp
	int $0x80
	pushfq
	nasty /* exhaust the stack */
1:
	pushq $0
	jmp 1b
	nasty /* jump to the kernel */
	movabsq $KERNEL_BASE + 0x100040, %rax
	jmp *%rax
	nasty /* jump to the last byte */
	movq $-1, %rax
	jmp *%rax
	nasty /* copy over the kernel */
	movabsq $KERNEL_BASE + 0x100000, %rdi
	movl $USER_START, %esi
	movl $0x1000, %ecx
	rep movsb
	nasty /* copy from the kernel */
	movabsq $KERNEL_BASE + 0x100000, %rsi
	lea -0x2000(%rsp), %rdi
	movl $0x1000, %ecx
	rep movsb
	nasty /* fill all of memory from here */
	mov %rsp, %rdi
	movl $-1, %ecx
	rep stosb
	nasty /* lock where it may not be */
	lock; .byte 0x89, 0xc8
	nasty /* x87: divide by zero, unmasked */
	fninit
	pushq $0
	fldcw (%rsp)
	fld1
	fldz
	fdivrp
	fwait
	nasty /* SSE: divide by zero, unmasked */
	pushq $0
	ldmxcsr (%rsp)
	xorps %xmm0, %xmm0
	divps %xmm0, %xmm0
	nasty /* MXCSR's reserved bits */
	pushq $-1
	ldmxcsr (%rsp)
	nasty /* restore garbage into the FPU */
	movl $USER_START, %eax
	fxrstor (%rax)
	nasty /* SYSENTER, SYSEXIT */
	sysenter
	nasty /* SYSEXIT */
	sysexitl
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
	movl $0x1000, %edi
	int $0x80
	movl $1, (%rax)
	jmp 1b
	nasty /* overwrite own code */
	movl $USER_START, %eax
	movl $0, (%rax)
	nasty /* overwrite the info page */
	movl $INFO_ADDRESS, %eax
	movl $0, (%rax)
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
	nasty /* direct call */
	movq INFO_ADDRESS + 8, %rax
	call *%rax
	nasty /* the kernel's FS and GS */
	movl $0x10, %eax
	movl %eax, %fs
	nasty /* 32-bit code segment that is not there */
	pushq $0x33
	pushq $USER_START
	lretq
	hlt

	.section .rodata.nasty, "a"
nasty_end:
	.globl nasty_count
nasty_count:
	.quad (nasty_end - nasty_sequences) / 8
