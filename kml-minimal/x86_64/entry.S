/* SPDX-License-Identifier: GPL-2.0-only */
/* Entry to and exit from the kernel, x86-64.
 *
 * The CPU has pushed SS, RSP, RFLAGS, CS, RIP (and perhaps an error code) on
 * one of three stacks: from CPL 3 on the kernel stack (TSS.rsp0); from CPL 0
 * on the program's own; or, if the gate names one, on an IST stack. So no stub
 * pushes a word before it has looked where RSP points, and a program's stack is
 * left at once for the kernel's: the entry code never faults on it. (With
 * IF = 0 and one processor, fixed words of memory can hold what registers
 * cannot.)
 *
 * "A program's stack" is one in the user half, bit 63 of RSP clear, whatever
 * RIP is: the code below that runs on one, at both ends of a direct call and of
 * a SYSCALL, counts as the program's. */
#include "frame.h"
#include "layout.h"
#include "selectors.h"
#include "tss.h"

	/* The lower part of struct frame. */
	.macro SAVE_REGISTERS
	.irp register, rax, rcx, rdx, rbx, rbp, rsi, rdi, r8, r9, r10, r11, \
		r12, r13, r14, r15
	pushq %\register
	.endr
	cld
	.endm

	.macro RESTORE_REGISTERS
	.irp register, r15, r14, r13, r12, r11, r10, r9, r8, rdi, rsi, rbp, \
		rbx, rdx, rcx, rax
	popq %\register
	.endr
	.endm

	.text
	/* Vectors 8, 10-14, 17, 21 come with an error code (SDM vol. 3,
	 * table 6-1). Each stub is 16 bytes long: vector_stubs[n]. */
	.balign 16
	.globl vector_stubs
vector_stubs:
	.set n, 0
	.rept 256
	.balign 16
	movl $n, entry_vector(%rip)
	.if (n == 8) || (n >= 10 && n <= 14) || (n == 17) || (n == 21)
	jmp entry_error
	.else
	jmp entry_plain
	.endif
	.set n, n + 1
	.endr

	.balign 16
	/* Who was interrupted: a program or the kernel? On an IST stack the RSP
	 * of now shows nothing, so the frame has to: CS and RSP, and RIP for a
	 * program at CPL 0 whose own RSP points into the kernel half. */
entry_plain:
	btq  $63, %rsp
	jnc  entry_from_program /* CPL 0, on the program's own stack */
	testb $CPL_MASK, 8(%rsp) /* the CS just pushed */
	jnz  entry_from_program /* CPL 3, on the kernel's or an IST stack */
	btq  $63, (%rsp) /* the RIP and the RSP just pushed */
	jnc  entry_in_kernel_half
	btq  $63, 24(%rsp)
	jnc  entry_in_kernel_half
	pushq $0
	jmp  entry_from_kernel
entry_error: /* the same, one word further up */
	btq  $63, %rsp
	jnc  entry_from_program
	testb $CPL_MASK, 16(%rsp)
	jnz  entry_from_program
	btq  $63, 8(%rsp)
	jnc  entry_in_kernel_half
	btq  $63, 32(%rsp)
	jc   entry_from_kernel

	/* A program at CPL 0, its frame on an IST stack (or, if its RSP has
	 * gone wild, anywhere). frame=ist: stay there, which is safe only while
	 * no second fault uses the same stack. A system call may wait while
	 * others run, so it never stays. */
entry_in_kernel_half:
	movq %rsp, pushed_frame(%rip)
	/* lab 07 leave-ist: unless frame=ist, go where a frame is copied */
	cmpl $0, frames_stay(%rip)
	je   entry_from_program
	/* lab end: nop */
	cmpl $VECTOR_SYSCALL, entry_vector(%rip)
	je   entry_from_program
	/* The CPU aligned RSP to 16 before it pushed (SDM vol. 3, 6.14.2), so
	 * its lowest digit shows whether an error code came. ORQ makes RSP
	 * point to RIP in either case, with room for two words below:
	 *
	 *     without error code        with error code
	 *       8: SS                     8: SS
	 *       0: RSP                    0: RSP
	 *       8: RFLAGS                 8: RFLAGS
	 *       0: CS                     0: CS
	 *       8: RIP    <- RSP          8: RIP          <- RSP after ORQ
	 *       0: (error)                0: error code   <- RSP before ORQ
	 *       8: (vector)               8: (vector)
	 *
	 * That is the end of a struct frame, and fetch_frame() copies the words
	 * onto themselves. */
	orq  $8, %rsp
	subq $16, %rsp
	jmp  save_and_serve

	/* From CPL 3 the CPU's words may already lie at the top of the kernel
	 * stack; in all other cases fetch_frame() brings them there. */
entry_from_program:
	movq %rsp, pushed_frame(%rip)
	movq tss_main + TSS_RSP0(%rip), %rsp /* as the CPU does from CPL 3 */
	subq $FRAME_SIZE - FRAME_VECTOR, %rsp
save_and_serve:
	SAVE_REGISTERS
	movq %rsp, %rdi
	call handle_program_frame

	/* RSP: a program's complete struct frame. IRET always loads RSP too, so
	 * it leads back to CPL 0 as well as to CPL 3. */
	.globl return_to_program
return_to_program:
	RESTORE_REGISTERS
	addq $16, %rsp /* vector, error */
	iretq

	/* Interrupted kernel code: stay on this stack. */
entry_from_kernel:
	subq $8, %rsp
	SAVE_REGISTERS
	movl entry_vector(%rip), %eax
	movq %rax, FRAME_VECTOR(%rsp)
	movq %rsp, %rdi
	call handle_kernel_frame
	jmp  return_to_program

	/* SYSCALL (SDM vol. 2) has loaded CS and SS with the kernel's
	 * selectors, RCX with RIP and R11 with RFLAGS, and cleared IF. It does
	 * not touch RSP, and it pushes nothing: so it never starves.
	 * Number in RAX, arguments in RDI, RSI, RDX, result in RAX. */
	.globl syscall_entry
syscall_entry:
	movq %rsp, program_rsp(%rip)
	movq tss_main + TSS_RSP0(%rip), %rsp
	pushq program_rsp(%rip)
	pushq %r11
	pushq %rcx
	movq %rdx, %rcx
	movq %rsi, %rdx
	movq %rdi, %rsi
	movq %rax, %rdi
	call system_call
	popq %rcx
	popq %r11
	cmpl $0, program_is_cpl0(%rip)
	jne  1f
	/* Nothing of the kernel's may be left in the program's registers. */
	xorl %edx, %edx
	xorl %esi, %esi
	xorl %edi, %edi
	xorl %r8d, %r8d
	xorl %r9d, %r9d
	xorl %r10d, %r10d
	popq %rsp
	/* With an RCX that is not canonical SYSRET would fault here, at CPL 0
	 * on the program's stack; but no program lies above USER_END. */
	sysretq
	/* SYSRET can only lead to CPL 3. To CPL 0 leads a jump. The flags now
	 * are those of whoever was interrupted last: the program's own come
	 * back first, but for IF, which would let an interrupt in here:
	 *
	 *            RSP         RIP         IF
	 *   popfq    kernel's    kernel's    0
	 *   popq     program's   kernel's    0
	 *   sti      program's   kernel's    1, but no interrupt comes yet:
	 *   jmp      program's   program's   1  STI takes effect behind the
	 *                                    next instruction (SDM
	 *                                    vol. 2, STI)
	 *
	 * TF is not restored: it would trap in here. */
1:
	/* lab 08 syscall-return: the flags, the stack, then a jump */
	pushq %r11
	testl $EFLAGS_IF, (%rsp)
	jz   2f
	andl $~(EFLAGS_IF | EFLAGS_TF), (%rsp)
	popfq
	popq %rsp
	sti
	jmp  *%rcx
2:	andl $~EFLAGS_TF, (%rsp)
	popfq
	popq %rsp
	jmp  *%rcx
	/* lab end */

	/* The system call as a function call, for programs at CPL 0:
	 * long direct_call(number, a, b, c). The registers are those of
	 * system_call() already; only the stack must become the kernel's, and
	 * the flags, as through a gate and FMASK: with NT the next IRET faults
	 * (SDM vol. 2, IRET), and C code expects DF to be clear. PUSHFQ still
	 * belongs to the program, as the CALL before it: a fault here is
	 * repaired like any other of the program's. */
	.globl direct_call
direct_call:
	/* lab 08 direct-call-64: flags, stack, system_call(), and back */
	pushfq
	cli
	movq %rsp, %rax
	movq tss_main + TSS_RSP0(%rip), %rsp
	pushq $EFLAGS_FIXED
	popfq
	pushq %rax
	call system_call
	popq %rsp
	popfq
	ret
	/* lab end */

	/* NMI: on its own IST stack, or (nmi=plain) on whatever there is. */
	.globl nmi_entry
nmi_entry:
	SAVE_REGISTERS
	call handle_nmi
	RESTORE_REGISTERS
	iretq

	.bss
	.balign 8
	.globl entry_vector, pushed_frame
pushed_frame:
	.skip 8 /* where the CPU pushed the program's frame */
program_rsp:
	.skip 8
entry_vector:
	.skip 4 /* which stub was entered */
