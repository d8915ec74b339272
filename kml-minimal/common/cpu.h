/* SPDX-License-Identifier: GPL-2.0-only */
/* Single instructions that C cannot express, the same on both machines.
 * Names and meaning: Intel SDM volume 2. */
#ifndef KML_CPU_H
#define KML_CPU_H

#include "registers.h"
#include "selectors.h"
#include "types.h"

/* Vectors: SDM vol. 3, table 6-1. */
enum vector {
	VECTOR_NMI = 2,
	VECTOR_BP = 3,
	VECTOR_OF = 4,
	VECTOR_NM = 7,
	VECTOR_DF = 8,
	VECTOR_GP = 13,
	VECTOR_PF = 14,
	VECTOR_IRQ = 0x20,		 /* the 8259's IRQ 0; 15 more follow */
	VECTOR_CONSOLE = VECTOR_IRQ + 4, /* COM1 */
	VECTOR_LAPIC_TIMER = 0x30,
	VECTOR_LAPIC_SPURIOUS = 0xff,
	VECTORS = 256,
};

/* Vectors 8, 10-14, 17 and 21 come with an error code. entry.S knows too. */
static inline bool has_error_code(unsigned long vector)
{
	return vector < 32 && (0x00227d00u >> vector & 1);
}

static inline bool is_irq(unsigned long vector)
{
	return (vector >= VECTOR_IRQ && vector <= VECTOR_LAPIC_TIMER) ||
	       vector == VECTOR_LAPIC_SPURIOUS;
}

/* DPL 3: those that CPL 3 may raise by INT3, INTO and INT n (SDM vol. 3,
 * 6.12.1.2). */
static inline unsigned gate_dpl(unsigned vector)
{
	/* lab 01 gate-dpl: 3 if a program may use the gate, else 0 */
	return vector == VECTOR_BP || vector == VECTOR_OF ||
			       vector == VECTOR_SYSCALL
		       ? 3
		       : 0;
	/* lab end */
}

/* What LGDT and LIDT load: SDM vol. 3, 2.4. */
struct table_pointer {
	uint16_t limit;
	uintptr_t base;
} __attribute__((packed));

/* Bits of a page fault's error code: SDM vol. 3, figure 4-12. */
#define PF_PRESENT 1u
#define PF_WRITE   2u
#define PF_USER	   4u

static inline void outb(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static inline uint8_t inb(uint16_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

static inline unsigned long read_cr0(void)
{
	unsigned long value;

	__asm__ volatile("mov %%cr0, %0" : "=r"(value));
	return value;
}

static inline void write_cr0(unsigned long value)
{
	__asm__ volatile("mov %0, %%cr0" : : "r"(value) : "memory");
}

/* The address whose translation failed last. */
static inline unsigned long read_cr2(void)
{
	unsigned long value;

	__asm__ volatile("mov %%cr2, %0" : "=r"(value));
	return value;
}

static inline void write_cr2(unsigned long value)
{
	__asm__ volatile("mov %0, %%cr2" : : "r"(value));
}

static inline void write_cr3(unsigned long value)
{
	__asm__ volatile("mov %0, %%cr3" : : "r"(value) : "memory");
}

static inline void invlpg(uintptr_t address)
{
	__asm__ volatile("invlpg (%0)" : : "r"(address) : "memory");
}

/* The processor may be interrupted again right after HLT: STI's shadow
 * covers it, so no interrupt slips in between (SDM vol. 2, STI). */
static inline void wait_for_interrupt(void)
{
	__asm__ volatile("sti; hlt; cli" : : : "memory");
}

static inline void clts(void)
{
	__asm__ volatile("clts");
}

/* An fxsave area: 512 bytes, aligned to 16 (SDM vol. 1, 10.5). */
static inline void fxsave(void *area)
{
	__asm__ volatile("fxsave (%0)" : : "r"(area) : "memory");
}

static inline void fxrstor(const void *area)
{
	__asm__ volatile("fxrstor (%0)" : : "r"(area) : "memory");
}

static inline void fninit(void)
{
	__asm__ volatile("fninit");
}

static inline uint16_t read_tr(void)
{
	uint16_t selector;

	__asm__ volatile("str %0" : "=r"(selector));
	return selector;
}

#endif
