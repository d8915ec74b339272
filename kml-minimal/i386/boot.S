/* SPDX-License-Identifier: GPL-2.0-only */
/* Boot, i386: from the multiboot loader to kernel_main().
 *
 * The loader leaves us in 32-bit protected mode, without paging (Multiboot
 * 3.2). The kernel is linked for addresses at KERNEL_BASE. So before paging is
 * on, the code has to turn each symbol into a physical address; and right
 * after, instructions are still fetched from a low address. The first entry of
 * kernel_root maps it, until the jump to `high`. */
#include "layout.h"
#include "registers.h"

#define PHYSICAL(symbol) (symbol - KERNEL_BASE)

#define HEADER_MAGIC 0x1badb002
#define HEADER_FLAGS 0x00000003 /* modules on page boundaries; memory size */

#define PTE_KERNEL 0x83 /* present, writable, 4 MiB */
#define PTE_PAGE   0x03
#define PTE_TABLE  0x07
#define PTE_DEVICE 0x9b /* present, writable, 4 MiB, not cached */

	.section .multiboot, "a"
	.balign 4
	.long HEADER_MAGIC
	.long HEADER_FLAGS
	.long -(HEADER_MAGIC + HEADER_FLAGS)

	.text
	.globl start
start:
	movl %eax, %esi /* multiboot magic */
	movl $PHYSICAL(kernel_root), %eax
	movl %eax, %cr3
	movl %cr4, %eax
	orl  $(CR4_PSE | CR4_OSFXSR | CR4_OSXMMEXCPT), %eax
	movl %eax, %cr4
	movl %cr0, %eax
	andl $~CR0_EM, %eax
	orl  $(CR0_PG | CR0_WP | CR0_NE | CR0_MP), %eax
	movl %eax, %cr0
	movl $high, %eax
	jmp  *%eax
high:
	/* The low half was only the bridge to here. */
	movl $0, kernel_root
	movl %cr3, %eax
	movl %eax, %cr3
	movl $boot_stack_top, %esp
	xorl %ebp, %ebp /* where a backtrace ends */
	pushl %ebx /* physical address of the multiboot information */
	pushl %esi
	call kernel_main

	/* The page directory: entry i covers 4 MiB from i << 22 (SDM vol. 3,
	 * 4.3). All physical memory is mapped from KERNEL_BASE on, so that the
	 * kernel can reach any page frame by adding that to its address. */
	.data
	.balign 4096
	.globl kernel_root
kernel_root:
	.long PTE_KERNEL /* identity, until `high` */
	.fill (KERNEL_BASE >> 22) - 1, 4, 0
	.long PHYSICAL(kernel_table) + PTE_TABLE
	.set  i, 1
	.rept (DIRECT_MAP_SIZE >> 22) - 1
	.long (i << 22) | PTE_KERNEL
	.set  i, i + 1
	.endr
	.set  mapped_end, KERNEL_BASE + DIRECT_MAP_SIZE
	.fill (KERNEL_DEMAND_PAGE >> 22) - (mapped_end >> 22), 4, 0
	.long PHYSICAL(demand_table) + PTE_TABLE
	.fill (LAPIC_ADDRESS >> 22) - (KERNEL_DEMAND_PAGE >> 22) - 1, 4, 0
	.long (LAPIC_ADDRESS & ~0x3fffff) | PTE_DEVICE
	.fill 1023 - (LAPIC_ADDRESS >> 22), 4, 0

	.globl demand_table
demand_table:
	.fill 1024, 4, 0

	/* The first 4 MiB, where the kernel lies, page by page: guards.c. */
	.globl kernel_table
kernel_table:
	.set  i, 0
	.rept 1024
	.long (i << 12) | PTE_PAGE
	.set  i, i + 1
	.endr

	.bss
	.balign 4096
	.globl boot_stack_guard
boot_stack_guard:
	.skip 4096
	.skip 8192
boot_stack_top:
