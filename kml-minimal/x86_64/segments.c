// SPDX-License-Identifier: GPL-2.0-only
/* GDT, TSS and IDT, x86-64.
 *
 *   TR ---> TSS_MAIN   rsp0:   the kernel stack that the CPU switches to, but
 *                              only when the CPL changes
 *                      ist[0]: shared ---> a stack of its own
 *                      ist[1]: #DF    ---> a stack of its own
 *                      ist[2]: NMI    ---> a stack of its own
 *   IDT
 *     each gate names an IST stack, or none (0): then the frame goes to
 *     rsp0's stack, or, at CPL 0, to whatever stack the program had
 *
 * 64-bit mode has no task gates. A gate that names an IST stack makes the CPU
 * load RSP in every case, even from CPL 0, before it pushes (SDM vol. 3,
 * 6.14.5). */
#include "descriptors.h"
#include "kernel.h"
#include "tss.h"

#define MSR_STAR  0xc0000081
#define MSR_LSTAR 0xc0000082
#define MSR_FMASK 0xc0000084

struct tss tss_main;
struct ist_stack ist_stacks[3] __attribute__((aligned(4096)));
uint64_t program_is_cpl0; /* entry.S: how to return from SYSCALL */
uint32_t frames_stay;	  /* entry.S: frame=ist */

static uint64_t gdt[7];
static struct wide_descriptor idt[VECTORS];

/* entry.S */
extern const char vector_stubs[VECTORS][16];
void nmi_entry(void);
void syscall_entry(void);

static void write_msr(uint32_t msr, uint64_t value)
{
	__asm__ volatile("wrmsr"
			 :
			 : "c"(msr), "a"((uint32_t)value),
			   "d"((uint32_t)(value >> 32)));
}

static void prepare_gdt(void)
{
	struct wide_descriptor tss =
		tss_descriptor((uint64_t)&tss_main, sizeof(tss_main) - 1);

	gdt[KERNEL_CS / 8] =
		segment_descriptor(ACCESS_CODE(0), FLAGS_CODE_64BIT);
	gdt[KERNEL_DS / 8] = segment_descriptor(ACCESS_DATA(0), 0);
	/* lab 01 user-segments-64: data and code of user mode */
	gdt[USER_DS / 8] = segment_descriptor(ACCESS_DATA(3), 0);
	gdt[USER_CS / 8] = segment_descriptor(ACCESS_CODE(3), FLAGS_CODE_64BIT);
	/* lab end */
	gdt[TSS_MAIN / 8] = tss.low;
	gdt[TSS_MAIN / 8 + 1] = tss.high;
}

static void prepare_tss(void)
{
	static const char *const names[] = {"the shared IST", "the #DF IST",
					    "the NMI IST"};
	unsigned i;

	for (i = 0; i < ARRAY_SIZE(ist_stacks); i++) {
		guard_stack(names[i], ist_stacks[i].guard);
		tss_main.ist[i] = (uint64_t)(&ist_stacks[i] + 1);
	}
	tss_main.io_map_base = sizeof(tss_main); /* no ports for CPL 3 */
	trace("tss at=%lx shared=%lx df=%lx nmi=%lx", (uintptr_t)&tss_main,
	      tss_main.ist[IST_SHARED - 1], tss_main.ist[IST_DF - 1],
	      tss_main.ist[IST_NMI - 1]);
}

/* The cure for stack starvation on this machine: the vectors that get a stack
 * of their own. #DF is enough to save the program, as a #PF whose frame cannot
 * be pushed becomes one (SDM vol. 3, table 6-5); but an interrupt whose frame
 * cannot be pushed is then lost. Only with an IST stack for every vector no
 * push can fail. */
static enum ist choose_ist(unsigned vector)
{
	/* lab 07 choose-ist: which stack of the IST, by vector and policy */
	if (vector == VECTOR_NMI)
		return options.nmi_own_stack ? IST_NMI : IST_NONE;
	switch (options.fault) {
	case FAULT_IST_ALL:
		return vector == VECTOR_DF ? IST_DF : IST_SHARED;
	case FAULT_IST_PF:
		return vector == VECTOR_PF ? IST_SHARED : IST_NONE;
	case FAULT_IST_DF:
		return vector == VECTOR_DF ? IST_DF : IST_NONE;
	default:
		return IST_NONE;
	}
	/* lab end */
}

static void prepare_idt(void)
{
	unsigned vector;

	for (vector = 0; vector < VECTORS; vector++) {
		uint64_t entry = vector == VECTOR_NMI
					 ? (uint64_t)nmi_entry
					 : (uint64_t)vector_stubs[vector];

		idt[vector] = interrupt_gate(KERNEL_CS, entry, gate_dpl(vector),
					     choose_ist(vector));
	}
}

static void load_tables(void)
{
	const struct table_pointer gdtr = {sizeof(gdt) - 1, (uintptr_t)gdt};
	const struct table_pointer idtr = {sizeof(idt) - 1, (uintptr_t)idt};

	__asm__ volatile("lgdt %0\n\t"
			 "pushq %1\n\t"
			 "leaq 1f(%%rip), %%rax\n\t"
			 "pushq %%rax\n\t"
			 "lretq\n"
			 "1:\n\t"
			 "movl %2, %%ds\n\t"
			 "movl %2, %%es\n\t"
			 "movl %2, %%ss\n\t"
			 "lidt %3\n\t"
			 "ltr %4"
			 :
			 : "m"(gdtr), "i"(KERNEL_CS), "r"(KERNEL_DS), "m"(idtr),
			   "r"((uint16_t)TSS_MAIN)
			 : "rax", "memory");
}

/* SYSCALL (SDM vol. 2) loads CS and SS from STAR, RIP from LSTAR, and clears
 * the flags that FMASK lists: IF, because RSP is still the program's; TF, DF,
 * NT and AC, because the kernel must not run with what a program left in them.
 */
static void enable_syscall(void)
{
	write_msr(MSR_STAR,
		  (uint64_t)KERNEL_DS << 48 | (uint64_t)KERNEL_CS << 32);
	write_msr(MSR_LSTAR, (uint64_t)syscall_entry);
	write_msr(MSR_FMASK,
		  EFLAGS_TF | EFLAGS_IF | EFLAGS_DF | EFLAGS_NT | EFLAGS_AC);
}

void segments_init(void)
{
	frames_stay = !options.copy_frame;
	prepare_gdt();
	prepare_tss();
	prepare_idt();
	load_tables();
	enable_syscall();
}

/* The one difference between a program in user mode and one in kernel mode: the
 * segment selectors. IRET loads them from this frame, and bits 0-1 of CS are
 * the CPL (SDM vol. 3, 5.5). (64-bit mode ignores DS and ES, and nothing here
 * uses FS or GS, so struct frame does not hold them.) */
void choose_privilege(struct frame *frame, bool kernel_mode)
{
	/* lab 02 privilege-x86-64: the selectors of this level */
	frame->cs = kernel_mode ? KERNEL_CS : USER_CS;
	frame->ss = kernel_mode ? KERNEL_DS : USER_DS;
	/* lab end */
}

void activate(struct process *process)
{
	/* The stack to which the CPU switches from CPL 3, and entry.S from
	 * CPL 0: empty, as this process is about to return to its program. */
	tss_main.rsp0 = (uint64_t)process->kernel_stack + KERNEL_STACK_SIZE;
	program_is_cpl0 = process->kernel_mode;
	write_cr3(virt_to_phys(process->root));
}

void activate_kernel(void)
{
	write_cr3(virt_to_phys(kernel_root));
}
