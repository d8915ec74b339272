/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A guest of a few instructions: the smallest multiboot kernel that ends in a
 * given way. Built once for every ending; see ENDING below. It runs in 32-bit
 * mode in every emulator, and says hello on the serial line first.
 */
#define COM1	    0x3f8
#define LINE_CTL    (COM1 + 3)
#define LINE_STATUS (COM1 + 5)
#define CAN_SEND    0x20
#define ALL_SENT    0x40

	.text
	.balign	4
	.long	0x1badb002, 0, -0x1badb002	/* multiboot: no wishes */

	.globl	_start
_start:
	cli
	movl	$stack_top, %esp
	call	set_up_serial
	movl	$hello, %esi
	call	print
	jmp	ending

/* 115200 baud, 8 bits, no parity. */
set_up_serial:
	movw	$LINE_CTL, %dx
	movb	$0x80, %al
	outb	%al, %dx
	movw	$COM1, %dx
	movb	$1, %al
	outb	%al, %dx
	movw	$(COM1 + 1), %dx
	movb	$0, %al
	outb	%al, %dx
	movw	$LINE_CTL, %dx
	movb	$3, %al
	outb	%al, %dx
	ret

/* Print the string at ESI and wait until it is on the line. */
print:
	lodsb
	testb	%al, %al
	jz	2f
	call	put
	jmp	print
2:	movw	$LINE_STATUS, %dx
	inb	%dx, %al
	testb	$ALL_SENT, %al
	jz	2b
	ret

/* Print AL. */
put:
	movb	%al, %ah
1:	movw	$LINE_STATUS, %dx
	inb	%dx, %al
	testb	$CAN_SEND, %al
	jz	1b
	movb	%ah, %al
	movw	$COM1, %dx
	outb	%al, %dx
	ret

/* End with the verdict at ESI and the byte BL: QEMU takes the byte, ... */
verdict:
	call	print
	movb	%bl, %al
	outb	%al, $0xf4
/* ... and Bochs, where that port means nothing, this word. */
quit_bochs:
	movl	$shutdown, %esi
	movw	$0x8900, %dx
1:	lodsb
	testb	%al, %al
	jz	spin
	outb	%al, %dx
	jmp	1b
spin:
	jmp	spin

ending:
#if defined(ENDING_pass)
	movl	$passed, %esi
	movb	$0x10, %bl
	jmp	verdict
#elif defined(ENDING_fail)
	movl	$failed, %esi
	movb	$0x11, %bl
	jmp	verdict
#elif defined(ENDING_other)
	movl	$failed, %esi
	movb	$0x3f, %bl
	jmp	verdict
#elif defined(ENDING_triple)
	lidt	no_table	/* nothing can be delivered from now on */
	ud2
#elif defined(ENDING_spin)
	jmp	spin
#elif defined(ENDING_flood)
	movl	$hello, %esi
	call	print
	jmp	ending
#elif defined(ENDING_poweroff)
	movw	$0x2000, %ax	/* ACPI: sleep now, state S5 */
	movw	$0x604, %dx	/* where QEMU's PC has its PM1a control */
	outw	%ax, %dx
	jmp	quit_bochs
#elif defined(ENDING_reset)
	movb	$0xfe, %al	/* by the keyboard controller */
	outb	%al, $0x64
	jmp	spin
#elif defined(ENDING_echo)
	/* Give back what is typed, until a full stop. */
1:	movw	$LINE_STATUS, %dx
	inb	%dx, %al
	testb	$1, %al
	jz	1b
	movw	$COM1, %dx
	inb	%dx, %al
	cmpb	$'.', %al
	je	2f
	call	put
	jmp	1b
2:	movl	$passed, %esi
	movb	$0x10, %bl
	jmp	verdict
#else
#error "no such ending"
#endif

hello:	.asciz	"hello from the guest\n"
passed:	.asciz	"kml: verdict pass\n"
failed:	.asciz	"kml: verdict fail\n"
shutdown: .asciz "Shutdown"
no_table: .word	0, 0, 0

	.bss
	.space	4096
stack_top:

	.section .note.GNU-stack, "", @progbits
