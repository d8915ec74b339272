// SPDX-License-Identifier: GPL-2.0-only
/* The stack: deep, overflowing, missing. An interrupt or a fault that comes
 * while there is none is what KML is about: stack starvation. */
#include "kml_test.h"
#include "machine.h"

/* A second or so, under an emulator. */
#define TURNS	 200000000UL
#define FOR_EVER ~0UL

static int recurse(int levels)
{
	volatile char frame[1000];

	frame[0] = (char)levels;
	frame[999] = 1;
	return levels ? recurse(levels - 1) + frame[999] : frame[0];
}

TEST(deep_recursion, "deep recursion")
{
	ASSERT_EQ(recurse(6000), 6000);
}

TEST(stack_overflow, "stack overflow, alternate stack")
{
	use_alternate_stack();
	EXPECT_WITH(SIGSEGV, SA_ONSTACK, recurse(1 << 30));
}

TEST(interrupts_without_stack, "interrupts without a stack")
{
	unsigned long page = unmapped_page();

	spin_with_stack(page + PAGE, TURNS);
	spin_with_stack(page + 3, TURNS);
	spin_with_stack(0, TURNS);
}

/* The kernel knows a program by its stack pointer. Here it is one of the
 * kernel's, as if its page were missing. */
#define KERNEL_SP (KERNEL_HOLE + 64)

TEST(interrupts_with_kernel_sp, "interrupts on the kernel half")
{
	spin_with_stack(KERNEL_SP, TURNS);
}

static void get_signal_without_stack(void)
{
	on_signal(SIGALRM, ignore, 0);
	start_timer(20000);
	spin_with_stack(unmapped_page(), FOR_EVER);
}

TEST(signal_without_stack, "signal without a stack")
{
	ASSERT_TRUE(died_of(in_child(get_signal_without_stack), SIGSEGV));
}

static unsigned long bad_sp;

static void push_to_bad_stack(void)
{
	push_at(bad_sp);
}

/* (From 0, the word goes to the highest address, which is the kernel's.) */
TEST(push_to_missing_stack, "push without a stack")
{
	const unsigned long bad[] = {unmapped_page(), 0, sizeof(long), PAGE,
				     KERNEL_SP};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		bad_sp = bad[i];
		ASSERT_TRUE(died_of(in_child(push_to_bad_stack), SIGSEGV));
	}
}

static void unmap_own_stack(void)
{
	unmap_stack_and_push(new_pages(4 * PAGE), 4 * PAGE);
}

TEST(munmap_of_own_stack, "munmap of the own stack")
{
	ASSERT_TRUE(died_of(in_child(unmap_own_stack), SIGSEGV));
}

/* System calls need no stack: a program can take its own away and make a new
 * one in its place. */
TEST(replaced_own_stack, "munmap and mmap of the own stack")
{
	char *stack = new_pages(4 * PAGE);

	stack[PAGE] = 1;
	ASSERT_EQ(replace_stack_and_push(stack, 4 * PAGE),
		  (unsigned long)stack);
	ASSERT_EQ(stack[PAGE], 0);
	ASSERT_EQ(*(unsigned long *)(stack + 4 * PAGE - sizeof(long)), 4711);
}
