// SPDX-License-Identifier: GPL-2.0-only
/* Frames and fault tasks, i386.
 *
 * When a stack starves, the CPU pushes nothing: through a task gate it saves
 * the program's whole state in TSS_MAIN and runs one of the tasks below, on a
 * stack of its own. The task maps the missing page and IRETs (retry), or it
 * rewrites TSS_MAIN so that IRET leads to the page-fault handler instead. */
#include "kernel.h"
#include "tss.h"

/* entry.S */
extern uint32_t entry_vector, *pushed_frame, return_eip;
extern const char return_jump[];
void double_fault_task(uint32_t error);
void page_fault_task(uint32_t error);
_Noreturn void handle_vm86_frame(struct frame *frame);
void enter_with_frame(void);

/* entry.S returns to CPL 0 by a JMP in STI's shadow. An NMI may come all the
 * same; the IRET of its task ends the shadow, and an interrupt can then find
 * the program at that JMP. It was on its way to return_eip. */
static uint32_t program_ip(uint32_t ip)
{
	return ip == (uint32_t)return_jump ? return_eip : ip;
}

/* Problem I: without a change of privilege the CPU leaves SS and ESP out, and
 * what it pushes lies on the program's stack. Brings both kinds of frame into
 * the one form that the rest of the kernel knows. Returns where the CPU had
 * pushed. */
uintptr_t fetch_frame(struct frame *frame)
{
	const uint32_t *pushed = pushed_frame;

	frame->vector = entry_vector;
	frame->error = has_error_code(entry_vector) ? *pushed++ : 0;
	frame->ip = program_ip(pushed[0]);
	frame->cs = pushed[1];
	frame->flags = pushed[2];
	if (frame->cs & CPL_MASK) {
		frame->sp = pushed[3];
		frame->ss = pushed[4];
	} else {
		/* lab 03 frame-from-cpl0: the CPU pushed neither of them */
		frame->sp = (uint32_t)(pushed + 3);
		frame->ss = KERNEL_DS;
		/* lab end */
	}
	return (uintptr_t)pushed;
}

/* See entry.S. The program ends here, so its frame need not be in its place at
 * the top of the kernel stack. */
void handle_vm86_frame(struct frame *frame)
{
	if (is_irq(frame->vector))
		handle_irq(frame->vector);
	frame->vector = VECTOR_GP; /* as if IRET had been refused at any CPL */
	frame->error = 0;
	kill_program(frame, 0, KILLED | VECTOR_GP);
}

/* Did a fault's task interrupt a program? By the rule of entry.S, or because
 * the program's own ESP points into the kernel half. */
static bool is_program(uint16_t selector)
{
	return selector == TSS_MAIN && current &&
	       (tss_main.eip < KERNEL_BASE || tss_main.esp < KERNEL_BASE ||
		(tss_main.cs & CPL_MASK));
}

/* Writes by hand, at the top of the kernel stack, what the CPU and entry.S
 * would have pushed had the program been at CPL 3; then lets the interrupted
 * task continue not in the program but in the kernel, with that frame. */
static void redirect_to_kernel(uint32_t vector, uint32_t error)
{
	/* lab 05 rewrite: the frame, then the registers for enter_with_frame */
	struct tss *tss = &tss_main;
	struct frame *frame = (struct frame *)tss->esp0 - 1;

	*frame = (struct frame){
		.edi = tss->edi,
		.esi = tss->esi,
		.ebp = tss->ebp,
		.ebx = tss->ebx,
		.edx = tss->edx,
		.ecx = tss->ecx,
		.eax = tss->eax,
		.gs = tss->gs,
		.fs = tss->fs,
		.es = tss->es,
		.ds = tss->ds,
		.vector = vector,
		.error = error,
		.ip = program_ip(tss->eip),
		.cs = tss->cs,
		.flags = tss->eflags,
		.sp = tss->esp,
		.ss = tss->ss,
	};
	trace("redirect frame=%lx eip=%x esp=%x", (unsigned long)frame,
	      tss->eip, tss->esp);
	tss->esp = (uint32_t)frame;
	tss->eip = (uint32_t)enter_with_frame;
	tss->eflags = EFLAGS_FIXED; /* IF = 0, as behind an interrupt gate */
	tss->cs = KERNEL_CS;
	tss->ss = tss->ds = tss->es = KERNEL_DS;
	/* lab end */
}

/* The kernel may miss one page of its own: see nested= in options.h. */
static void serve_kernel_fault(unsigned vector, const struct tss *task,
			       uintptr_t address)
{
	const struct tss *saved = tss_of(task->back_link);

	if (!kernel_page_in(address))
		panic("%s, vector %u, in the kernel: eip %x esp %x cr2 %lx%s",
		      vector_name(vector), vector, saved->eip, saved->esp,
		      (unsigned long)address, overflow_text(address));
}

/* The task behind the #DF gate: called by entry.S each time it is entered. The
 * two cures:
 *
 *   df-retry    map the page; IRET returns to the program, which repeats the
 *               instruction. What could not be pushed is not missed: the fault
 *               comes no more, and an interrupt is redelivered.
 *   df-rewrite  change TSS_MAIN; IRET returns into the kernel, which handles
 * the #DF like any fault, with its own stack, on behalf of the program.
 */
void double_fault_task(uint32_t error)
{
	uintptr_t address = read_cr2();

	trace_task("df", &tss_df, &error);
	overflow_stack(OVERFLOW_FAULT);
	/* A fault inside the #PF task: its TSS was busy, so the CPU could not
	 * deliver the second #PF. Serve it here; IRET resumes the #PF task. */
	if (!is_program(tss_df.back_link)) {
		/* lab 06 nested: the #PF task, or the kernel itself */
		serve_kernel_fault(VECTOR_DF, &tss_df, address);
		return;
		/* lab end */
	}
	/* lab 05 retry: retry, or rewrite where that cannot help */
	if (options.fault == FAULT_DF_REWRITE ||
	    !stack_page_in(tss_main.esp, address)) {
		redirect_to_kernel(VECTOR_DF, error);
		return;
	}
	trace("retry eip=%x esp=%x", tss_main.eip, tss_main.esp);
	info.double_faults++;
	redeliver_lost_interrupts();
	/* lab end */
}

/* The task behind the #PF gate (fault=pf-task): every page fault, from every
 * privilege level, comes here. No page fault then needs the program's stack,
 * so none becomes a double fault. */
void page_fault_task(uint32_t error)
{
	uintptr_t address = read_cr2();

	/* lab 06 pf-task: map the page, or send the program to the kernel */
	trace_task("pf", &tss_pf, &error);
	overflow_stack(OVERFLOW_FAULT);
	if (!is_program(tss_pf.back_link)) {
		serve_kernel_fault(VECTOR_PF, &tss_pf, address);
		return;
	}
	provoke_page_fault();
	if ((error & PF_PRESENT) || !page_in(address)) {
		write_cr2(address); /* the provoked fault has changed it */
		redirect_to_kernel(VECTOR_PF, error);
		return;
	}
	redeliver_lost_interrupts();
	/* lab end */
}
