/* SPDX-License-Identifier: GPL-2.0-only */
/* Entry to and exit from the kernel, i386.
 *
 * From CPL 3 the CPU has switched to the kernel stack (TSS.esp0). From CPL 0 it
 * has not: EFLAGS, CS and EIP lie on the program's own stack. So no stub pushes
 * a word before it has looked where ESP points, and a program's stack is left
 * at once for the kernel's: the entry code never faults on it. (With IF = 0 and
 * one processor, fixed words of memory can hold what registers cannot. They are
 * reached through SS, because DS is still the program's.)
 *
 * "A program's stack" is one below KERNEL_BASE, whatever EIP is: the code below
 * that runs on one, at both ends of a direct call and at the end of
 * return_to_cpl0, counts as the program's. */
#include "frame.h"
#include "layout.h"
#include "selectors.h"
#include "tss.h"

	/* The lower part of struct frame; then the kernel's data segments. */
	.macro SAVE_REGISTERS
	pushl %ds
	pushl %es
	pushl %fs
	pushl %gs
	pushal
	movl $KERNEL_DS, %eax
	movl %eax, %ds
	movl %eax, %es
	cld
	.endm

	.macro RESTORE_REGISTERS
	popal
	popl %gs
	popl %fs
	popl %es
	popl %ds
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
	movl $n, %ss:entry_vector
	.if (n == 8) || (n >= 10 && n <= 14) || (n == 17) || (n == 21)
	jmp entry_error
	.else
	jmp entry_plain
	.endif
	.set n, n + 1
	.endr

	/* Who was interrupted: a program or the kernel? ESP decides where the
	 * CPU has not switched it, and CS where it has. In virtual-8086 mode
	 * (CPL 3) CS is no selector. */
	.balign 16
entry_plain:
	/* lab 03 whose-stack: a program at CPL 0, on its own stack? */
	cmpl $KERNEL_BASE, %esp
	jb   entry_from_program
	/* lab end */
	testl $EFLAGS_VM, 8(%esp) /* the EFLAGS just pushed */
	jnz  entry_plain_from_vm86
	testb $CPL_MASK, 4(%esp) /* the CS just pushed */
	jnz  entry_from_program /* CPL 3, on the kernel stack */
	pushl $0
	jmp  entry_from_kernel
entry_error:
	/* lab 03 whose-stack-error: the same, behind an error code */
	cmpl $KERNEL_BASE, %esp
	jb   entry_from_program
	/* lab end */
	testl $EFLAGS_VM, 12(%esp)
	jnz  entry_from_vm86
	testb $CPL_MASK, 8(%esp)
	jz   entry_from_kernel

	/* From CPL 3 the CPU's words already lie at the top of the kernel
	 * stack; from CPL 0 fetch_frame() brings them there. */
entry_from_program:
	movl %esp, %ss:pushed_frame
	movl %ss:tss_main + TSS_ESP0, %esp /* as the CPU does from CPL 3 */
	subl $FRAME_SIZE - FRAME_VECTOR, %esp
	SAVE_REGISTERS
	pushl %esp
	call handle_program_frame
	addl $4, %esp

	/* ESP: a program's complete struct frame. */
	.globl return_to_program
return_to_program:
	testb $CPL_MASK, FRAME_CS(%esp)
	jz   return_to_cpl0
	RESTORE_REGISTERS
	addl $8, %esp /* vector, error */
	iretl

	/* IRET to CPL 0 does not load ESP (SDM vol. 2, IRET). And a frame must
	 * not be put on the program's stack, which may be starving. So the
	 * flags and registers come from the kernel stack, then ESP and EIP from
	 * fixed words, and nothing else may use those words in between:
	 *
	 *            ESP         EIP         IF
	 *   popfl    kernel's    kernel's    0
	 *   movl     program's   kernel's    0
	 *   sti      program's   kernel's    1, but no interrupt comes yet:
	 *   jmp      program's   program's   1  STI takes effect behind the
	 *                                    next instruction (SDM
	 *                                    vol. 2, STI)
	 *
	 * An NMI can end STI's shadow early: see program_ip(). TF is not
	 * restored: it would trap in here. */
return_to_cpl0:
	movl FRAME_EIP(%esp), %eax
	movl %eax, return_eip
	movl FRAME_ESP(%esp), %eax
	movl %eax, return_esp
	RESTORE_REGISTERS
	addl $FRAME_EFLAGS - FRAME_VECTOR, %esp
	testl $EFLAGS_IF, (%esp)
	jz   1f
	andl $~(EFLAGS_IF | EFLAGS_TF), (%esp)
	popfl
	movl %ss:return_esp, %esp
	sti
	.globl return_jump
return_jump:
	jmp  *%ss:return_eip
1:	andl $~EFLAGS_TF, (%esp)
	popfl
	movl %ss:return_esp, %esp
	jmp  *%ss:return_eip

	/* A fault task sends TSS_MAIN here, with ESP at a complete frame. */
	.globl enter_with_frame
enter_with_frame:
	pushl %esp
	call serve_program
	addl $4, %esp
	jmp  return_to_program

	/* Interrupted kernel code: stay on this stack, and IRET. */
entry_from_kernel:
	pushl entry_vector
	SAVE_REGISTERS
	pushl %esp
	call handle_kernel_frame
	addl $4, %esp
	RESTORE_REGISTERS
	addl $8, %esp
	iretl

	/* Virtual-8086 mode: CS is no selector there, and the frame is longer.
	 * A program at CPL 0 can enter that mode by IRET (SDM vol. 2, IRET); in
	 * QEMU 7.2 one at CPL 3 can, too. */
entry_plain_from_vm86:
	pushl $0
entry_from_vm86:
	pushl %ss:entry_vector
	SAVE_REGISTERS
	pushl %esp
	call handle_vm86_frame

	/* The system call as a function call, for programs at CPL 0:
	 * long direct_call(number, a, b, c). The arguments lie on the
	 * program's stack; the work is done on the kernel stack, as for a trap.
	 * PUSHFL still belongs to the program, as the CALL before it: if the
	 * stack starves here, the fault is repaired like any other of the
	 * program's. (CLI first would lose the IF that PUSHFL has to save.)
	 *
	 * A gate would have cleared NT, with which the next IRET is a return to
	 * another task (SDM vol. 2, IRET), and SAVE_REGISTERS DF. The program's
	 * other flags are not the kernel's to keep either. */
	.globl direct_call
direct_call:
	/* lab 08 direct-call: flags, stack, system_call(), and back */
	pushfl
	cli
	movl %esp, %eax
	movl tss_main + TSS_ESP0, %esp
	pushl $EFLAGS_FIXED
	popfl
	pushl %eax
	pushl 20(%eax)
	pushl 16(%eax)
	pushl 12(%eax)
	pushl 8(%eax)
	call system_call
	addl $16, %esp
	popl %esp
	popfl
	ret
	/* lab end */

	/* The tasks behind the task gates. IRET with NT = 1 goes back through
	 * the back link; the next time the task is entered it goes on behind
	 * its IRET: hence the loops. #DF and #PF find the error code pushed on
	 * the task's stack (SDM vol. 3, 6.13). */
	.globl df_task
df_task:
	/* lab 05 df-loop: double_fault_task(), and back; every time */
	call double_fault_task
	addl $4, %esp
	iretl
	jmp  df_task
	/* lab end */

	.globl pf_task
pf_task:
	/* lab 06 pf-loop: page_fault_task(), and back; every time */
	call page_fault_task
	addl $4, %esp
	iretl
	jmp  pf_task
	/* lab end */

	.globl nmi_task
nmi_task:
	call handle_nmi
	iretl
	jmp  nmi_task

	/* nmi=plain: an ordinary gate, on whatever stack there is. */
	.globl nmi_entry
nmi_entry:
	SAVE_REGISTERS
	call handle_nmi
	RESTORE_REGISTERS
	iretl

	.bss
	.balign 4
	.globl entry_vector, pushed_frame, return_eip
entry_vector:
	.skip 4 /* which stub was entered */
pushed_frame:
	.skip 4 /* where the CPU pushed the program's frame */
return_eip:
	.skip 4
return_esp:
	.skip 4
