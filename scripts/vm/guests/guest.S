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

/* A microvm's virtio devices: QEMU's include/hw/i386/microvm.h; registers:
 * Virtual I/O Device (VIRTIO) 1.2, section 4.2.2. */
#define VIRTIO_FIRST 0xfeb00000
#define VIRTIO_SIZE  512
#define VIRTIO_LAST  (VIRTIO_FIRST + 7 * VIRTIO_SIZE)
#define MAGIC	     0
#define DEVICE_ID    8
#define SECTORS	     0x100

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
#elif defined(ENDING_halt)
	hlt				/* interrupts are off: for ever */
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
#elif defined(ENDING_disks)
	/*
	 * A microvm's virtio devices, in the order in which QEMU fills their
	 * places: from the last one down. Prints each disk's number of sectors.
	 */
	movl	$VIRTIO_LAST, %ebx
1:	cmpl	$0x74726976, MAGIC(%ebx)	/* "virt" */
	jne	2f
	cmpl	$2, DEVICE_ID(%ebx)		/* a disk */
	jne	2f
	movb	SECTORS(%ebx), %al
	addb	$'0', %al
	call	put
2:	subl	$VIRTIO_SIZE, %ebx
	cmpl	$VIRTIO_FIRST, %ebx
	jae	1b
	movb	$'\n', %al
	call	put
	movl	$passed, %esi
	movb	$0x10, %bl
	jmp	verdict
#elif defined(ENDING_probe)
	/*
	 * What any operating system asks of a processor first, and what a
	 * broken accelerator fails at: paging and the timer's interrupt.
	 */
	movl	%cr4, %eax
	orl	$0x10, %eax		/* 4 MiB pages */
	movl	%eax, %cr4
	movl	$page_directory, %eax
	movl	%eax, %cr3
	movl	%cr0, %eax
	orl	$0x80000000, %eax
	movl	%eax, %cr0
	lgdt	gdt_pointer
	ljmp	$8, $1f
1:	movw	$16, %ax
	movw	%ax, %ds
	movw	%ax, %es
	movw	%ax, %ss
	movl	$tick, %eax		/* a gate is split by its selector */
	movw	%ax, timer_gate
	shrl	$16, %eax
	movw	%ax, timer_gate + 6
	lidt	idt_pointer
	movb	$0x11, %al		/* first 8259: vectors from 32 */
	outb	%al, $0x20
	movb	$32, %al
	outb	%al, $0x21
	movb	$4, %al
	outb	%al, $0x21
	movb	$1, %al
	outb	%al, $0x21
	movb	$0xfe, %al		/* only the timer */
	outb	%al, $0x21
	movb	$0x34, %al		/* every 1193 / 1.193182 MHz = 1 ms */
	outb	%al, $0x43
	movw	$1193, %ax
	outb	%al, $0x40
	movb	%ah, %al
	outb	%al, $0x40
	sti
1:	hlt
	cmpl	$10, ticks
	jb	1b
	cli
	movl	$passed, %esi
	movb	$0x10, %bl
	jmp	verdict

tick:
	pushl	%eax
	incl	ticks
	movb	$0x20, %al		/* end of interrupt */
	outb	%al, $0x20
	popl	%eax
	iretl
#else
#error "no such ending"
#endif

hello:	.asciz	"hello from the guest\n"
passed:	.asciz	"kml: verdict pass\n"
failed:	.asciz	"kml: verdict fail\n"
shutdown: .asciz "Shutdown"
no_table: .word	0, 0, 0

#ifdef ENDING_probe
	.data
	.balign	8
gdt:	.quad	0, 0x00cf9a000000ffff, 0x00cf92000000ffff
gdt_pointer:
	.word	gdt_pointer - gdt - 1
	.long	gdt
	.balign	8
idt:	.fill	32, 8, 0
timer_gate:
	.word	0, 8, 0x8e00, 0
idt_pointer:
	.word	idt_pointer - idt - 1
	.long	idt
ticks:	.long	0
	.balign	4096
page_directory:
	.long	0x83			/* the first 4 MiB, as they are */
	.fill	1023, 4, 0
#endif

	.bss
	.space	4096
stack_top:

	.section .note.GNU-stack, "", @progbits
