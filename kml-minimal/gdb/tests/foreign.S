/* SPDX-License-Identifier: GPL-2.0-only */
/* A foreign kernel, for foreign.py: linked at 1 MiB, without paging,
 * and with a GDT whose limit is as large as can be. Behind its three entries
 * lies whatever there is. */
	.section .multiboot, "ax"
	.balign 4
	.long 0x1badb002, 0, -0x1badb002

	.text
	.globl _start
_start:
	lgdt gdt_pointer
	ljmp $8, $reload
reload:
	movl $stack_top, %esp
spin:
	jmp spin

	.balign 8
gdt:
	.quad 0
	.quad 0x00cf9a000000ffff /* code, data: SDM vol. 3, 3.4.5 */
	.quad 0x00cf92000000ffff
	.fill 0x1000, 8, 0x00cf93000000ffff
gdt_pointer:
	.word 0xffff
	.long gdt

	.bss
	.skip 4096
stack_top:
