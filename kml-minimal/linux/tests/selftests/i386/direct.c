// SPDX-License-Identifier: GPL-2.0-only
/* Direct calls: C libraries call what AT_SYSINFO names, which for a KML program
 * is the kernel. What holds for the vDSO's __kernel_vsyscall must hold for
 * that. Since libraries call it, all other tests are tests of it, too. */
#include "kml_test.h"
#include "machine.h"

#include <asm/ldt.h>
#include <errno.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>

/* Number and arguments are in the registers of INT 0x80: EAX, EBX, ECX ... */
long call_directly(long number, long a, long b, long c)
{
	unsigned long entry = getauxval(AT_SYSINFO);
	long result;

	__asm__ volatile("call *%[entry]"
			 : "=a"(result)
			 : "0"(number), "b"(a), "c"(b),
			   "d"(c), [entry] "m"(entry)
			 : "memory");
	return result;
}

TEST(direct_entry, "direct calls: the entry")
{
	ASSERT_EQ(is_user_address(getauxval(AT_SYSINFO)), expected_cpl == 3);
	ASSERT_EQ(call_directly(SYS_getpid, 0, 0, 0), getpid());
	ASSERT_EQ(call_directly(-1, 0, 0, 0), -ENOSYS);
	ASSERT_EQ(call_directly(0x7fffffff, 0, 0, 0), -ENOSYS);
}

/* Calls with the stack pointer SP and marks in all other registers; puts what
 * they hold afterwards into "kept", ESP as a difference. */
__attribute__((used)) static long kept[7], called_entry;

long call_directly_at(unsigned long sp, long number)
{
	static const long marks[] = {11, 12, 13, 14, 15, 16, 0};
	long result;

	called_entry = (long)getauxval(AT_SYSINFO);
	__asm__ volatile("push %%ebp\n\t"
			 "push %%ebx\n\t"
			 "mov %%esp, kept+24\n\t"
			 "mov %[sp], %%esp\n\t"
			 "mov $11, %%ebx\n\t"
			 "mov $12, %%ecx\n\t"
			 "mov $13, %%edx\n\t"
			 "mov $14, %%esi\n\t"
			 "mov $15, %%edi\n\t"
			 "mov $16, %%ebp\n\t"
			 "push %%esp\n\t"
			 "call *called_entry\n\t"
			 "sub %%esp, (%%esp)\n\t"
			 "mov %%ebx, kept\n\t"
			 "mov %%ecx, kept+4\n\t"
			 "pop %%ecx\n\t"
			 "mov kept+24, %%esp\n\t"
			 "mov %%ecx, kept+24\n\t"
			 "mov %%edx, kept+8\n\t"
			 "mov %%esi, kept+12\n\t"
			 "mov %%edi, kept+16\n\t"
			 "mov %%ebp, kept+20\n\t"
			 "pop %%ebx\n\t"
			 "pop %%ebp"
			 : "=a"(result)
			 : "0"(number), [sp] "c"(sp)
			 : "edx", "esi", "edi", "memory", "cc");
	kept[6] -= 4; /* PUSH ESP pushes the old one */
	ASSERT_EQ(memcmp(kept, marks, sizeof(marks)), 0);
	return result;
}

TEST(direct_registers, "direct calls: all registers but EAX are kept")
{
	unsigned long stack = (unsigned long)new_pages(PAGE) + PAGE;
	int i;

	for (i = 0; i < 1000; i++) {
		ASSERT_EQ(call_directly_at(stack, SYS_getpid), getpid());
		ASSERT_EQ(call_directly_at(stack, SYS_sched_yield), 0);
		ASSERT_EQ(call_directly_at(stack, -1), -ENOSYS);
	}
}

/* Each of the call's own words may be the first on a page. */
TEST(direct_fresh_stack, "direct calls: stack pages that are not mapped yet")
{
	unsigned long stack;
	int i;

	for (i = 0; i < 64; i += 4) {
		stack = (unsigned long)new_pages(2 * PAGE) + PAGE;
		ASSERT_EQ(call_directly_at(stack + i, SYS_getpid), getpid());
	}
}

TEST(direct_missing_stack, "direct calls: without a stack")
{
	char *stack = new_pages(2 * PAGE);

	use_alternate_stack();
	ASSERT_EQ(munmap(stack, PAGE), 0);
	EXPECT_WITH(SIGSEGV, SA_ONSTACK,
		    call_directly_at((unsigned long)stack + PAGE, SYS_getpid));
	EXPECT_WITH(
		SIGSEGV, SA_ONSTACK,
		call_directly_at((unsigned long)stack + PAGE + 4, SYS_getpid));
	/* Room for the return address, but not for the flags. */
	if (expected_cpl == 0)
		EXPECT_WITH(SIGSEGV, SA_ONSTACK,
			    call_directly_at((unsigned long)stack + PAGE + 8,
					     SYS_getpid));
}

static long call_on(unsigned long sp, long number, long a, long b)
{
	long result;

	called_entry = (long)getauxval(AT_SYSINFO);
	__asm__ volatile("push %%ebp\n\t"
			 "mov %%esp, %%ebp\n\t"
			 "mov %[sp], %%esp\n\t"
			 "call *called_entry\n\t"
			 "mov %%ebp, %%esp\n\t"
			 "pop %%ebp"
			 : "=a"(result)
			 : "0"(number), "b"(a), "c"(b), [sp] "S"(sp)
			 : "edx", "edi", "memory", "cc");
	return result;
}

TEST(direct_unmapped_stack, "direct calls: the call unmaps its own stack")
{
	long stack = (long)new_pages(PAGE);

	use_alternate_stack();
	EXPECT_WITH(SIGSEGV, SA_ONSTACK,
		    call_on(stack + PAGE, SYS_munmap, stack, PAGE));
}

static unsigned short fs(void)
{
	unsigned short selector;

	__asm__ volatile("mov %%fs, %0" : "=r"(selector));
	return selector;
}

/* set_thread_area() takes away the descriptor that FS names. */
TEST(direct_segment, "direct calls: a segment register")
{
	struct user_desc area = {.entry_number = -1, .seg_32bit = 1};
	struct user_desc none = {.read_exec_only = 1, .seg_not_present = 1};
	unsigned short selector;

	ASSERT_EQ(call_directly(SYS_set_thread_area, (long)&area, 0, 0), 0);
	selector = area.entry_number * 8 + 3;
	__asm__ volatile("mov %0, %%fs" : : "r"(selector));
	ASSERT_EQ(call_directly(SYS_getpid, 0, 0, 0), getpid());
	ASSERT_EQ(fs(), selector);
	none.entry_number = area.entry_number;
	ASSERT_EQ(call_directly(SYS_set_thread_area, (long)&none, 0, 0), 0);
	ASSERT_EQ(fs(), 0);
}

/* Reads 200 bytes into BUFFER, with FLAGS set; gives those that are set
 * afterwards. The kernel copies as many by a string instruction, which goes
 * downwards with DF set. */
unsigned long read_with_flags(unsigned long flags, int from, char *buffer)
{
	unsigned long after;

	called_entry = (long)getauxval(AT_SYSINFO);
	__asm__ volatile("pushf\n\t"
			 "or %[flags], (%%esp)\n\t"
			 "popf\n\t"
			 "call *called_entry\n\t"
			 "pushf\n\t"
			 "mov (%%esp), %[after]\n\t"
			 "andl $~0x4400, (%%esp)\n\t"
			 "popf"
			 : [after] "=S"(after)
			 : [flags] "S"(flags), "a"(SYS_read), "b"(from),
			   "c"(buffer), "d"(200)
			 : "memory", "cc");
	return after & (FLAG_DF | FLAG_NT);
}

/* A child with a new stack begins with the RET behind the call: it must find a
 * return address there. (C libraries use INT 0x80 for such a clone.) */
static void child_on_new_stack(void)
{
	_exit(11);
}

TEST(direct_clone, "direct calls: clone with a new stack")
{
	unsigned long *stack = new_pages(PAGE);

	if (expected_cpl == 3)
		skip("the vDSO pops registers, too");
	stack[500] = (unsigned long)child_on_new_stack;
	ASSERT_TRUE(exited_with((pid_t)call_directly(SYS_clone, SIGCHLD,
						     (long)(stack + 500), 0),
				11));
	ASSERT_TRUE(died_of((pid_t)call_directly(SYS_clone, SIGCHLD,
						 (long)(stack + 400), 0),
			    SIGSEGV));
}
