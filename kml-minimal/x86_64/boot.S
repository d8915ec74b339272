/* SPDX-License-Identifier: GPL-2.0-only */
/* Boot, x86-64: from the multiboot loader to kernel_main().
 *
 * The loader leaves us in 32-bit protected mode, without paging (Multiboot
 * 3.2), and QEMU refuses 64-bit ELF files unless the header itself gives the
 * load addresses (flag bit 16). Long mode is entered as in SDM vol. 3, 9.8.5:
 * PAE, CR3, EFER.LME, paging; then a far jump into a 64-bit code segment. The
 * kernel is linked for addresses at KERNEL_BASE, and this code runs below
 * 4 GiB: the first entry of kernel_root maps it there, until the jump to
 * `high`. */
#include "layout.h"
#include "registers.h"
#include "selectors.h"

#define PHYSICAL(symbol) (symbol - KERNEL_BASE)

#define HEADER_MAGIC 0x1badb002
#define HEADER_FLAGS 0x00010003 /* addresses; page boundaries; memory size */

#define MSR_EFER       0xc0000080
#define EFER_SCE       0x001 /* SYSCALL and SYSRET exist */
#define EFER_LME       0x100

#define PTE_KERNEL 0x83 /* present, writable, 2 MiB */
#define PTE_PAGE   0x03
#define PTE_TABLE  0x07
#define PTE_DEVICE 0x9b /* present, writable, 2 MiB, not cached */

	.section .multiboot, "a"
	.balign 4
multiboot_header:
	.long HEADER_MAGIC
	.long HEADER_FLAGS
	.long -(HEADER_MAGIC + HEADER_FLAGS)
	.long PHYSICAL(multiboot_header)
	.long PHYSICAL(kernel_start)
	.long PHYSICAL(kernel_load_end)
	.long PHYSICAL(kernel_end)
	.long PHYSICAL(start)

	.text
	.globl start
	.code32
start:
	movl %eax, %esi /* multiboot magic */
	movl $PHYSICAL(kernel_root), %eax
	movl %eax, %cr3
	movl %cr4, %eax
	orl  $(CR4_PAE | CR4_OSFXSR | CR4_OSXMMEXCPT), %eax
	movl %eax, %cr4
	movl $MSR_EFER, %ecx
	rdmsr
	orl  $(EFER_LME | EFER_SCE), %eax
	wrmsr
	movl %cr0, %eax
	andl $~CR0_EM, %eax
	orl  $(CR0_PG | CR0_WP | CR0_NE | CR0_MP), %eax
	movl %eax, %cr0
	lgdt PHYSICAL(boot_gdt_pointer)
	ljmp $KERNEL_CS, $PHYSICAL(low64)

	.code64
low64:
	movq $high, %rax
	jmp  *%rax
high:
	/* The low half was only the bridge to here. */
	movq $0, kernel_root(%rip)
	movq %cr3, %rax
	movq %rax, %cr3
	movq $boot_stack_top, %rsp
	xorl %ebp, %ebp /* where a backtrace ends */
	movl %esi, %edi
	movl %ebx, %esi /* physical address of the multiboot information */
	call kernel_main

	.data
	.balign 8
boot_gdt:
	.quad 0
	.quad 0x00209a0000000000 /* 64-bit code: SDM vol. 3, 3.4.5 */
boot_gdt_pointer:
	.word . - boot_gdt - 1
	.long PHYSICAL(boot_gdt)

	/* Four levels (SDM vol. 3, 4.5): root, directories, direct_map and
	 * high_map, and below these pages of 2 MiB or a table. All physical
	 * memory is mapped from KERNEL_BASE on, so that the kernel can reach
	 * any page frame by adding that to its address. The identity map for
	 * the start of boot.S shares direct_map. */
	.balign 4096
	.globl kernel_root
kernel_root:
	.quad PHYSICAL(directories_low) + PTE_TABLE /* until `high` */
	.fill 510, 8, 0
	.quad PHYSICAL(directories) + PTE_TABLE
directories_low:
	.quad PHYSICAL(direct_map) + PTE_TABLE
	.fill 511, 8, 0
directories:
	.fill 510, 8, 0
	.quad PHYSICAL(direct_map) + PTE_TABLE /* from KERNEL_BASE */
	.quad PHYSICAL(high_map) + PTE_TABLE /* the last GiB */
direct_map:
	.quad PHYSICAL(kernel_table) + PTE_TABLE
	.set  i, 1
	.rept 511
	.quad (i << 21) | PTE_KERNEL
	.set  i, i + 1
	.endr
	/* Entry i covers 2 MiB from 0xffffffffc0000000 + (i << 21). */
high_map:
	.fill (KERNEL_DEMAND_PAGE >> 21) & 511, 8, 0
	.quad PHYSICAL(demand_table) + PTE_TABLE
	.fill ((LAPIC_ADDRESS - KERNEL_DEMAND_PAGE) >> 21) - 2, 8, 0
	.quad ((LAPIC_ADDRESS & 0xffe00000) - 0x200000) | PTE_DEVICE /* I/O */
	.quad (LAPIC_ADDRESS & 0xffe00000) | PTE_DEVICE
	.fill 511 - ((LAPIC_ADDRESS >> 21) & 511), 8, 0

	.globl demand_table
demand_table:
	.fill 512, 8, 0

	/* The first 2 MiB, where the kernel lies, page by page: guards.c. */
	.globl kernel_table
kernel_table:
	.set  i, 0
	.rept 512
	.quad (i << 12) | PTE_PAGE
	.set  i, i + 1
	.endr

	.bss
	.balign 4096
	.globl boot_stack_guard
boot_stack_guard:
	.skip 4096
	.skip 8192
boot_stack_top:
