// SPDX-License-Identifier: GPL-2.0-only
/* GDT, TSS and IDT, i386.
 *
 *   TR ---> TSS_MAIN     programs and kernel. esp0: the kernel stack that the
 *                        CPU switches to, but only when the CPL changes
 *   IDT
 *    2  NMI  task gate ---> TSS_NMI ---> a stack of its own
 *    8  #DF  task gate ---> TSS_DF  ---> a stack of its own
 *   14  #PF  task gate ---> TSS_PF  ---> a stack of its own   (fault=pf-task)
 *       others: interrupt gates: frame pushed on esp0's stack, or, at CPL 0,
 *       on whatever stack the interrupted program had
 *
 * Through a task gate the CPU pushes no frame: it saves all registers in the
 * TSS that TR names, loads them from the gate's TSS, and writes the old TR into
 * the new TSS's back link (SDM vol. 3, 7.3). The interrupted program's memory
 * stays untouched, so the state of its stack does not matter. */
#include "descriptors.h"
#include "kernel.h"
#include "tss.h"

#define TASK_STACK_SIZE 4096

struct tss tss_main, tss_df, tss_pf, tss_nmi;

struct task_stack {
	uint8_t guard[PAGE_SIZE], stack[TASK_STACK_SIZE];
};

static struct task_stack df_stack __attribute__((aligned(4096)));
static struct task_stack pf_stack __attribute__((aligned(4096)));
static struct task_stack nmi_stack __attribute__((aligned(4096)));

static uint64_t gdt[9], idt[VECTORS];

/* entry.S */
extern const char vector_stubs[VECTORS][16];
void df_task(void);
void pf_task(void);
void nmi_task(void);
void nmi_entry(void);

struct tss *tss_of(uint16_t selector)
{
	switch (selector) {
	case TSS_DF:
		return &tss_df;
	case TSS_PF:
		return &tss_pf;
	case TSS_NMI:
		return &tss_nmi;
	default:
		return &tss_main;
	}
}

bool tss_is_busy(uint16_t selector)
{
	return gdt[selector / 8] >> 40 & 2; /* type 9 available, 11 busy */
}

static void set_tss(uint16_t selector, uint8_t access)
{
	gdt[selector / 8] = segment_descriptor(
		(uint32_t)tss_of(selector), sizeof(struct tss) - 1, access, 0);
}

/* The registers that the CPU loads when it goes through the task gate. The
 * descriptor must say "available": a task that is busy cannot be entered, and
 * the attempt is #GP (SDM vol. 3, 7.2.2). CR3 is the kernel's own: a task has
 * to run whichever process is current, or none. */
static void prepare_task(uint16_t selector, void (*entry)(void),
			 const char *name, struct task_stack *stack)
{
	/* lab 05 task: what the CPU loads; the guard page; the descriptor */
	*tss_of(selector) = (struct tss){
		.cr3 = virt_to_phys(kernel_root),
		.eip = (uint32_t)entry,
		.eflags = EFLAGS_FIXED,
		.esp = (uint32_t)(stack + 1),
		.cs = KERNEL_CS,
		.ss = KERNEL_DS,
		.ds = KERNEL_DS,
		.es = KERNEL_DS,
		.fs = KERNEL_DS,
		.gs = KERNEL_DS,
		.io_map_base = sizeof(struct tss),
	};
	guard_stack(name, stack->guard);
	set_tss(selector, ACCESS_TSS);
	/* lab end */
}

static void prepare_gdt(void)
{
	const uint8_t flat = GRANULARITY_4K_32BIT;

	gdt[KERNEL_CS / 8] =
		segment_descriptor(0, 0xfffff, ACCESS_CODE(0), flat);
	gdt[KERNEL_DS / 8] =
		segment_descriptor(0, 0xfffff, ACCESS_DATA(0), flat);
	/* lab 01 user-segments: data and code of user mode */
	gdt[USER_DS / 8] = segment_descriptor(0, 0xfffff, ACCESS_DATA(3), flat);
	gdt[USER_CS / 8] = segment_descriptor(0, 0xfffff, ACCESS_CODE(3), flat);
	/* lab end */
	tss_main.ss0 = KERNEL_DS;
	tss_main.io_map_base = sizeof(struct tss); /* no ports for CPL 3 */
	set_tss(TSS_MAIN, ACCESS_TSS);
	prepare_task(TSS_DF, df_task, "the #DF task's", &df_stack);
	prepare_task(TSS_PF, pf_task, "the #PF task's", &pf_stack);
	prepare_task(TSS_NMI, nmi_task, "the NMI task's", &nmi_stack);
}

/* The cure for stack starvation on this machine: the vectors that go through a
 * task gate. #DF is enough, as a #PF whose frame cannot be pushed becomes one
 * (SDM vol. 3, table 6-5). An NMI comes at any instruction, also where the
 * stack pointer is on its way from one stack to another. */
static uint64_t choose_gate(unsigned vector)
{
	if (vector == VECTOR_DF && options.fault != FAULT_NONE) {
		/* lab 05 df-gate: what saves a starved program? */
		return task_gate(TSS_DF);
		/* lab end */
	}
	if (vector == VECTOR_PF && options.fault == FAULT_PF_TASK) {
		/* lab 06 pf-gate: what keeps one fault from becoming two? */
		return task_gate(TSS_PF);
		/* lab end */
	}
	if (vector == VECTOR_NMI && options.nmi_own_stack) {
		/* lab 06 nmi-gate: an NMI's frame may starve, too */
		return task_gate(TSS_NMI);
		/* lab end: trace("not yet: lab 06 nmi-gate"); */
	}
	if (vector == VECTOR_NMI)
		return interrupt_gate(KERNEL_CS, (uint32_t)nmi_entry, 0);
	return interrupt_gate(KERNEL_CS, (uint32_t)vector_stubs[vector],
			      gate_dpl(vector));
}

static void load_tables(void)
{
	const struct table_pointer gdtr = {sizeof(gdt) - 1, (uintptr_t)gdt};
	const struct table_pointer idtr = {sizeof(idt) - 1, (uintptr_t)idt};

	__asm__ volatile("lgdt %0\n\t"
			 "ljmp %1, $1f\n"
			 "1:\n\t"
			 "movl %2, %%ds\n\t"
			 "movl %2, %%es\n\t"
			 "movl %2, %%fs\n\t"
			 "movl %2, %%gs\n\t"
			 "movl %2, %%ss\n\t"
			 "lidt %3\n\t"
			 "ltr %4"
			 :
			 : "m"(gdtr), "i"(KERNEL_CS), "r"(KERNEL_DS), "m"(idtr),
			   "r"((uint16_t)TSS_MAIN)
			 : "memory");
}

void segments_init(void)
{
	unsigned vector;

	prepare_gdt();
	for (vector = 0; vector < VECTORS; vector++)
		idt[vector] = choose_gate(vector);
	load_tables();
}

/* The one difference between a program in user mode and one in kernel mode: the
 * segment selectors. IRET loads them from this frame, and bits 0-1 of CS are
 * the CPL (SDM vol. 3, 5.5). The data segments follow, because a segment
 * register that is more privileged than the CPL is cleared by IRET (SDM vol. 2,
 * IRET). */
void choose_privilege(struct frame *frame, bool kernel_mode)
{
	/* lab 02 privilege-i386: the selectors of this level */
	frame->cs = kernel_mode ? KERNEL_CS : USER_CS;
	frame->ss = kernel_mode ? KERNEL_DS : USER_DS;
	frame->ds = frame->es = frame->fs = frame->gs = frame->ss;
	/* lab end */
}

/* A task switch away from TSS_MAIN does not save CR3, but the one back loads it
 * (SDM vol. 3, 7.2.1). So TSS_MAIN must follow each change of CR3, or a program
 * wakes up in another's address space. cr3=stale shows that. */
static void set_address_space(const pte_t *root)
{
	/* lab 05 cr3: not only for the first process (but for cr3=stale) */
	if (!options.stale_cr3 || !tss_main.cr3)
		tss_main.cr3 = virt_to_phys(root);
	/* lab end: if (!tss_main.cr3) tss_main.cr3 = virt_to_phys(root); */
	write_cr3(virt_to_phys(root));
}

void activate(struct process *process)
{
	/* The stack to which the CPU switches from CPL 3, and entry.S from
	 * CPL 0: empty, as this process is about to return to its program. */
	tss_main.esp0 = (uint32_t)process->kernel_stack + KERNEL_STACK_SIZE;
	set_address_space(process->root);
}

void activate_kernel(void)
{
	set_address_space(kernel_root);
}
