// SPDX-License-Identifier: GPL-2.0-only
/* Processes and the round-robin scheduler, as in xv6: the scheduler is a
 * context of its own, and every switch goes through it.
 *
 *   program A --frame--> kernel stack of A --switch_to()--> scheduler
 *   scheduler --switch_to()--> kernel stack of B --frame--> program B */
#include "errors.h"
#include "kernel.h"

struct process *current;

static struct process processes[MAX_PROCESSES];
static struct {
	uint8_t guard[PAGE_SIZE], stack[KERNEL_STACK_SIZE];
} kernel_stacks[MAX_PROCESSES] __attribute__((aligned(4096)));
static void *scheduler_context;
static int next_pid = 1;

#define SAVED_REGISTERS 6 /* by switch_to(): see switch.S */

void processes_init(void)
{
	size_t i;

	for (i = 0; i < MAX_PROCESSES; i++)
		guard_stack("a process's kernel", kernel_stacks[i].guard);
}

/* A free place in the table, with its kernel stack. It stays free until its
 * state changes: process_spawn() may still fail. */
static struct process *claim_slot(void)
{
	size_t i;

	for (i = 0; i < MAX_PROCESSES; i++) {
		if (processes[i].state == FREE) {
			memset(&processes[i], 0, sizeof(processes[i]));
			processes[i].kernel_stack = kernel_stacks[i].stack;
			return &processes[i];
		}
	}
	return NULL;
}

static bool is_trusted(const char *path)
{
	return strncmp(path, "/trusted/", 9) == 0;
}

/* Kernel mode is passed on, never gained. A program at CPL 3 would choose the
 * arguments of the one it starts, so it cannot start one at CPL 0. The kernel
 * itself (for the first program) and programs at CPL 0 can. */
static bool runs_in_kernel_mode(const char *path)
{
	/* lab 02 who-is-trusted: does this program run at CPL 0? */
	bool may_give = !current || current->kernel_mode;

	return options.user == USER_CPL0 ||
	       (options.user == USER_BY_PATH && is_trusted(path) && may_give);
	/* lab end */
}

/* Writes the argument text to the top of the new stack and returns the stack
 * pointer that the program starts with: it points to that text, and is a
 * multiple of 16, as both ABIs require. */
static uintptr_t push_arguments(struct process *process, const char *text)
{
	size_t size = (strlen(text) + 1 + 15) & ~(size_t)15;
	char *page = map_page(process->root, USER_STACK_TOP - PAGE_SIZE,
			      PTE_WRITE | PTE_USER);

	if (!page)
		return 0;
	copy_string(page + PAGE_SIZE - size, text, size);
	return USER_STACK_TOP - size;
}

/* The info page belongs to the kernel: release() unmaps it, so that it is not
 * freed together with the address space. */
static bool map_info(struct process *process)
{
	pte_t *entry = page_entry(process->root, INFO_ADDRESS, true);

	if (entry)
		*entry = (pte_t)(virt_to_phys(&info) | PTE_PRESENT | PTE_USER);
	return entry;
}

static void release(struct process *process)
{
	pte_t *entry = page_entry(process->root, INFO_ADDRESS, false);

	if (entry)
		*entry = 0;
	address_space_free(process->root);
	process->state = FREE;
}

/* Lays out the kernel stack as if the program had been interrupted just before
 * its first instruction and the process had then called switch_to():
 *
 *   top     struct frame             for return_to_program, in entry.S
 *           return_to_program        the address to which switch_to() returns
 *   context SAVED_REGISTERS words    that switch_to() pops first */
static void prepare_kernel_stack(struct process *process, bool kernel_mode,
				 uintptr_t entry, uintptr_t stack)
{
	struct frame *frame =
		(struct frame *)(process->kernel_stack + KERNEL_STACK_SIZE) - 1;
	uintptr_t *context = (uintptr_t *)frame - 1 - SAVED_REGISTERS;

	memset(context, 0,
	       (size_t)((uint8_t *)(frame + 1) - (uint8_t *)context));
	choose_privilege(frame, kernel_mode);
	process->kernel_mode = frame_cpl(frame) == 0;
	frame->ip = entry;
	frame->sp = stack;
	frame->flags = EFLAGS_FIXED | EFLAGS_IF;
	context[SAVED_REGISTERS] = (uintptr_t)return_to_program;
	process->context = context;
}

static int load_program(struct process *process, const char *path,
			const char *arguments)
{
	uintptr_t entry, end, stack;
	const char *error;
	size_t size;
	const void *image = archive_find(path, &size);

	if (!image)
		return -ENOENT;
	error = elf_load(process->root, image, size, &entry, &end);
	if (error) {
		printk("kml: cannot start %s: %s\n", path, error);
		return error == elf_out_of_memory ? -ENOMEM : -ENOEXEC;
	}
	stack = push_arguments(process, arguments);
	if (!stack || !map_info(process))
		return -ENOMEM;
	process->heap_start = PAGE_ALIGN(end);
	process->heap_end = process->heap_start;
	prepare_kernel_stack(process, runs_in_kernel_mode(path), entry, stack);
	return 0;
}

int process_spawn(const char *path, const char *arguments)
{
	struct process *process = claim_slot();
	int error;

	if (!process)
		return -EAGAIN;
	process->root = address_space_new();
	if (!process->root)
		return -ENOMEM;
	error = load_program(process, path, arguments);
	if (error) {
		release(process);
		return error;
	}
	fpu_new(process);
	copy_string(process->name, path, sizeof(process->name));
	process->pid = next_pid++;
	process->parent = current;
	process->state = READY;
	return process->pid;
}

/* The C function that calls this goes on where it was when the scheduler
 * chooses the process again: all it needs lies on the kernel stack that is left
 * here. */
void process_yield(enum process_state state)
{
	struct process *self = current;

	self->state = state;
	switch_to(&self->context, scheduler_context);
}

/* No process waits for them: the scheduler releases each when it has ended. */
static void leave_children(struct process *parent)
{
	size_t i;

	for (i = 0; i < MAX_PROCESSES; i++)
		if (processes[i].parent == parent)
			processes[i].parent = NULL;
}

/* The process cannot release its own kernel stack and page tables while it runs
 * on them. So it becomes a ZOMBIE, and its parent or the scheduler releases it.
 */
void process_exit(int status)
{
	current->status = status;
	leave_children(current);
	if (current->parent && current->parent->state == WAITING)
		current->parent->state = READY;
	process_yield(ZOMBIE);
	panic("process %d ran after its end", current->pid);
}

static struct process *find_child(struct process *parent, bool ended)
{
	size_t i;

	for (i = 0; i < MAX_PROCESSES; i++)
		if (processes[i].state != FREE &&
		    processes[i].parent == parent &&
		    (!ended || processes[i].state == ZOMBIE))
			return &processes[i];
	return NULL;
}

int process_wait(int *status)
{
	struct process *child;

	while (!(child = find_child(current, true))) {
		if (!find_child(current, false))
			return -ECHILD;
		process_yield(WAITING);
		current->ticks = 0;
	}
	*status = child->status;
	release(child);
	return child->pid;
}

void wake_readers(void)
{
	size_t i;

	for (i = 0; i < MAX_PROCESSES; i++)
		if (processes[i].state == READING)
			processes[i].state = READY;
}

/* With interrupts disabled all the way: the program's flags, which IRET loads,
 * enable them again. */
static void run(struct process *process)
{
	current = process;
	process->state = RUNNING;
	activate(process);
	fpu_activate(process);
	switch_to(&scheduler_context, process->context);
	/* The parent may soon release the process, with the page tables that
	 * CR3 still names. */
	activate_kernel();
	current = NULL;
}

/* A timer tick comes back here by process_yield(). Only when a whole round has
 * found nothing to run does the CPU wait, with interrupts enabled. */
int scheduler(void)
{
	struct process *first = &processes[0];
	bool idle;
	size_t i;

	overflow_stack(OVERFLOW_BOOT);
	for (;;) {
		idle = true;
		for (i = 0; i < MAX_PROCESSES; i++) {
			if (processes[i].state == READY) {
				run(&processes[i]);
				idle = false;
			}
			if (first->state == ZOMBIE)
				return first->status;
			if (processes[i].state == ZOMBIE &&
			    !processes[i].parent)
				release(&processes[i]);
		}
		if (idle)
			wait_for_interrupt();
	}
}
