// SPDX-License-Identifier: GPL-2.0-only
/* Signals raised by faults whose handlers return, nest, or stand on an
 * alternate stack. */
#include "kml_test.h"
#include "machine.h"

#include <sys/mman.h>

static char *page;

static void allow_access(int signal, siginfo_t *info, void *context)
{
	ignore(signal, info, context);
	ASSERT_EQ(info->si_addr, page + 10);
	ASSERT_EQ(mprotect(page, PAGE, PROT_READ | PROT_WRITE), 0);
	ticks++;
}

/* When the handler returns, the instruction is executed again. */
TEST(restarted_instruction, "faulting instruction restarted")
{
	int i;

	page = new_pages(PAGE);
	on_signal(SIGSEGV, allow_access, 0);
	for (i = 1; i <= 20; i++) {
		ASSERT_EQ(mprotect(page, PAGE, PROT_NONE), 0);
		*(volatile char *)(page + 10) = (char)i;
		ASSERT_EQ(ticks, i);
		ASSERT_EQ((unsigned char)page[10], i);
	}
}

static void skip_ud2(int signal, siginfo_t *info, void *context)
{
	ucontext_t *saved = context;

	ignore(signal, info, context);
	saved->uc_mcontext.gregs[SAVED_IP] += 2;
	ticks++;
}

static void fault_again(int signal, siginfo_t *info, void *context)
{
	__asm__ volatile("ud2");
	allow_access(signal, info, context);
}

TEST(fault_in_handler, "fault in the handler of a fault")
{
	page = new_pages(PAGE);
	ASSERT_EQ(mprotect(page, PAGE, PROT_NONE), 0);
	on_signal(SIGILL, skip_ud2, 0);
	on_signal(SIGSEGV, fault_again, 0);
	*(volatile char *)(page + 10) = 1;
	ASSERT_EQ(ticks, 2);
}

static char *stack_bottom;

static void check_stack(int signal, siginfo_t *info, void *context)
{
	char local;

	ASSERT_GT(&local, stack_bottom);
	ASSERT_LT(&local, stack_bottom + ALTERNATE_STACK);
	if (signal == SIGSEGV)
		allow_access(signal, info, context);
	else
		skip_ud2(signal, info, context);
	if (signal == SIGSEGV)
		__asm__ volatile("ud2");
}

TEST(nested_on_alternate_stack, "nested faults on an alternate stack")
{
	stack_bottom = use_alternate_stack();
	page = new_pages(PAGE);
	ASSERT_EQ(mprotect(page, PAGE, PROT_NONE), 0);
	on_signal(SIGILL, check_stack, SA_ONSTACK);
	on_signal(SIGSEGV, check_stack, SA_ONSTACK);
	*(volatile char *)(page + 10) = 1;
	ASSERT_EQ(ticks, 2);
}

static void fault_without_handler(void)
{
	*(volatile char *)unmapped_page() = 1;
}

static void blocked_fault(void)
{
	sigset_t set;

	on_signal(SIGSEGV, ignore, 0);
	sigemptyset(&set);
	sigaddset(&set, SIGSEGV);
	sigprocmask(SIG_BLOCK, &set, NULL);
	fault_without_handler();
}

TEST(deadly_faults, "fault without a handler, or with the signal blocked")
{
	ASSERT_TRUE(died_of(in_child(fault_without_handler), SIGSEGV));
	ASSERT_TRUE(died_of(in_child(blocked_fault), SIGSEGV));
}
