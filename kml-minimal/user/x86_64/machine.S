/* SPDX-License-Identifier: GPL-2.0-only */
/* What C cannot express, x86-64: see kml.h. */
#include "registers.h"
#include "layout.h"
#include "selectors.h"

	.text
	.globl _start
_start:
	movq %rsp, %rdi
	call start

	.globl trap
trap:
	movq %rdi, %rax
	movq %rsi, %rdi
	movq %rdx, %rsi
	movq %rcx, %rdx
	syscall
	ret

	.globl push_on
push_on:
	movq %rsp, %rcx
	movq %rdi, %rsp
	pushq $0x1234
	movq %rcx, %rsp
	ret

	.globl trap_on
trap_on:
	movq %rsp, %rcx
	movq %rdi, %rsp
	xorl %eax, %eax /* CALL_GETPID */
	int $0x80
	movq %rcx, %rsp
	ret

	.globl direct_on
direct_on:
	pushq %rbx
	movq %rsp, %rbx
	leaq 8(%rdi), %rsp
	xorl %edi, %edi /* CALL_GETPID */
	call *INFO_ADDRESS + 8
	movq %rbx, %rsp
	popq %rbx
	ret

	.globl drop_to_cpl3
drop_to_cpl3:
	popq %rdx
	movq %rsp, %rcx
	pushq $USER_DS
	pushq %rcx
	pushfq
	pushq $USER_CS
	pushq %rdx
	iretq

	/* There is no such mode: the CPU ignores the flag, and this returns. */
	.globl enter_vm86
enter_vm86:
	popq %rdx
	movq %rsp, %rcx
	movl %ss, %eax
	pushq %rax
	pushq %rcx
	pushfq
	orq  $EFLAGS_VM, (%rsp)
	movl %cs, %eax
	pushq %rax
	pushq %rdx
	iretq

	.globl exit_from
exit_from:
	cli
	movq %rdi, %rsp
	pushq $0x1234
	movl (%rsi), %edi
	movl $1, %eax /* CALL_EXIT */
	int $0x80

	.globl spin_on
spin_on:
	movq %rsp, %rdx
	movq %rdi, %rsp
	movq INFO_ADDRESS, %rax /* ticks */
1:	cmpq %rax, INFO_ADDRESS
	jne  2f
	decq %rsi
	jnz  1b
	xorl %eax, %eax
	jmp  3f
2:	movl $1, %eax
3:	movq %rdx, %rsp
	ret

	.globl store_on
store_on:
	movq %rsp, %rcx
	movq %rdi, %rsp
	movl %edx, (%rsi)
	movl $1000, %eax
1:	decl %eax
	jnz  1b
	movq %rcx, %rsp
	ret

	/* The 16 words are the red zone, 128 bytes (System V ABI, AMD64
	 * supplement, 3.2.2). */
	.globl words_lost_below
words_lost_below:
	movq $-16, %rdx
	movl $0x5a5a5a5a, %r8d
1:	movq %r8, (%rsp, %rdx, 8)
	incq %rdx
	jnz  1b
	movq INFO_ADDRESS, %rax
2:	cmpq %rax, INFO_ADDRESS
	jne  3f
	decq %rdi
	jnz  2b
	movl $-1, %eax
	ret
3:	xorl %eax, %eax
	movq $-16, %rdx
4:	cmpq %r8, (%rsp, %rdx, 8)
	je   5f
	incl %eax
5:	incq %rdx
	jnz  4b
	ret

	.globl run_with
run_with:
	movq %rdi, run_code
	movq %rdx, run_stack
	movq %rsi, %rsp
	.irp register, r15, r14, r13, r12, r11, r10, r9, r8, rdi, rsi, rbp, \
		rbx, rdx, rcx, rax
	popq %\register
	.endr
	movq run_stack, %rsp
	jmp  *run_code

	.bss
	.balign 8
run_code:
	.skip 8
run_stack:
	.skip 8
