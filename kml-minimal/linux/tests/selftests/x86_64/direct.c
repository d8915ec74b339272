// SPDX-License-Identifier: GPL-2.0-only
/* Direct calls: a KML program calls the kernel like a function. What holds for
 * SYSCALL must hold for them. At CPL 3 the same calls end in a SYSCALL. */
#include "kml_test.h"
#include "machine.h"

#include "../../lib/kml_direct.h"
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>

long call_directly(long number, long a, long b, long c)
{
	kml_direct_init();
	return kml_call3(number, a, b, c);
}

TEST(direct_entry, "direct calls: the entry")
{
	ASSERT_EQ(kml_direct_init(), expected_cpl == 0);
	ASSERT_EQ(is_user_address((unsigned long)kml_entry), expected_cpl == 3);
}

TEST(direct_arguments, "direct calls: all numbers of arguments")
{
	char buffer[4] = "";
	int ends[2];
	char *page;

	kml_direct_init();
	ASSERT_EQ(kml_call0(SYS_getpid), getpid());
	ASSERT_EQ(kml_call1(SYS_close, -1), -EBADF);
	ASSERT_EQ(kml_call2(SYS_pipe2, (long)ends, 0), 0);
	ASSERT_EQ(kml_call3(SYS_write, ends[1], (long)"abc", 4), 4);
	ASSERT_EQ(kml_call4(SYS_pread64, ends[0], (long)buffer, 4, 0), -ESPIPE);
	ASSERT_EQ(kml_call3(SYS_read, ends[0], (long)buffer, 4), 4);
	ASSERT_EQ(strcmp(buffer, "abc"), 0);
	page = (char *)kml_call6(SYS_mmap, 0, PAGE, PROT_READ | PROT_WRITE,
				 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	ASSERT_TRUE(is_user_address((unsigned long)page));
	ASSERT_EQ(kml_call5(SYS_mremap, (long)page, PAGE, PAGE, 0, 0),
		  (long)page);
	page[0] = 1;
}

/* Only the low half of the number counts, as an int. */
TEST(direct_numbers, "direct calls: odd numbers")
{
	kml_direct_init();
	ASSERT_EQ(kml_call0(-1), -ENOSYS);
	ASSERT_EQ(kml_call0(100000), -ENOSYS);
	ASSERT_EQ(kml_call0(0x7fffffff), -ENOSYS);
	ASSERT_EQ(kml_call0(0xffffffffL), -ENOSYS);
	ASSERT_EQ(kml_call0(1L << 63 | SYS_getpid), getpid());
	ASSERT_EQ(kml_call0(1L << 32 | SYS_getpid), getpid());
}

/* Makes a direct call with marks in the registers that C functions preserve,
 * and puts what it finds there afterwards into "kept". */
__attribute__((used)) static unsigned long kept[6];

static long marked_call(long number, long a)
{
	register long r10 __asm__("r10") = number;
	long result;

	__asm__ volatile("sub $128, %%rsp\n\t" /* the red zone */
			 "push %%rbx\n\t"
			 "push %%rbp\n\t"
			 "mov $11, %%ebx\n\t"
			 "mov $12, %%ebp\n\t"
			 "mov $13, %%r12d\n\t"
			 "mov $14, %%r13d\n\t"
			 "mov $15, %%r14d\n\t"
			 "mov %%rsp, %%r15\n\t"
			 "call *kml_entry(%%rip)\n\t"
			 "sub %%rsp, %%r15\n\t"
			 "mov %%rbx, kept(%%rip)\n\t"
			 "mov %%rbp, kept+8(%%rip)\n\t"
			 "mov %%r12, kept+16(%%rip)\n\t"
			 "mov %%r13, kept+24(%%rip)\n\t"
			 "mov %%r14, kept+32(%%rip)\n\t"
			 "mov %%r15, kept+40(%%rip)\n\t"
			 "pop %%rbp\n\t"
			 "pop %%rbx\n\t"
			 "add $128, %%rsp"
			 : "=a"(result), "+r"(r10), "+D"(a)
			 :
			 : "rcx", "rdx", "rsi", "r8", "r9", "r11", "r12", "r13",
			   "r14", "r15", "memory", "cc");
	return result;
}

static bool marks_kept(void)
{
	static const unsigned long marks[] = {11, 12, 13, 14, 15, 0};

	return !memcmp(kept, marks, sizeof(marks));
}

TEST(direct_registers, "direct calls: preserved registers")
{
	pid_t child;
	int i;

	kml_direct_init();
	for (i = 0; i < 1000; i++) {
		ASSERT_EQ(marked_call(SYS_getpid, 0), getpid());
		ASSERT_TRUE(marks_kept());
		ASSERT_EQ(marked_call(SYS_sched_yield, 0), 0);
		ASSERT_TRUE(marks_kept());
		ASSERT_EQ(marked_call(-1, 0), -ENOSYS);
		ASSERT_TRUE(marks_kept());
	}
	child = (pid_t)marked_call(SYS_fork, 0);
	if (!child)
		_exit(marks_kept() ? 7 : 8);
	ASSERT_TRUE(marks_kept());
	ASSERT_TRUE(exited_with(child, 7));
}

/* A handler must find, and can change, the registers of an interrupted call,
 * although the kernel did not save all of them when the call came. */
static void change_mark(int signal, siginfo_t *info, void *context)
{
	ucontext_t *saved = context;
	greg_t *registers = saved->uc_mcontext.gregs;

	tick(signal, info, context);
	ASSERT_EQ(registers[REG_RBX], 11);
	ASSERT_EQ(registers[REG_RBP], 12);
	ASSERT_EQ(registers[REG_R12], 13);
	ASSERT_EQ(registers[REG_R13], 14);
	ASSERT_EQ(registers[REG_R14], 15);
	ASSERT_EQ(registers[REG_RAX], -EINTR);
	registers[REG_R14] = 4711;
}

TEST(direct_signal_frame, "direct calls: registers in a signal handler")
{
	kml_direct_init();
	on_signal(SIGALRM, change_mark, 0);
	start_timer(20000);
	ASSERT_EQ(marked_call(SYS_pause, 0), -EINTR);
	start_timer(0);
	ASSERT_GT(ticks, 0);
	ASSERT_EQ(kept[4], 4711);
	kept[4] = 15;
	ASSERT_TRUE(marks_kept());
}

static void sleep_and_be_stopped(void)
{
	struct timespec time = {.tv_nsec = 200000000};

	ASSERT_EQ(kml_call2(SYS_nanosleep, (long)&time, 0), 0);
}

/* SIGSTOP makes the kernel restart nanosleep by another call, which has another
 * number: restart_syscall. */
TEST(direct_restart_block, "direct calls: restarted by restart_syscall")
{
	pid_t child;

	kml_direct_init();
	child = in_child(sleep_and_be_stopped);
	usleep(50000);
	ASSERT_EQ(kill(child, SIGSTOP), 0);
	usleep(50000);
	ASSERT_EQ(kill(child, SIGCONT), 0);
	ASSERT_TRUE(exited_with(child, 0));
}

/* Calls with the stack pointer SP. */
static long call_at(unsigned long sp, long number, long a, long b)
{
	register long r10 __asm__("r10") = number;
	long result;

	__asm__ volatile("mov %%rsp, %%rbx\n\t"
			 "mov %[sp], %%rsp\n\t"
			 "call *kml_entry(%%rip)\n\t"
			 "mov %%rbx, %%rsp"
			 : "=a"(result), "+r"(r10), "+D"(a), "+S"(b)
			 : [sp] "r"(sp)
			 : "rbx", "rcx", "rdx", "r8", "r9", "r11", "memory",
			   "cc");
	return result;
}

long call_directly_at(unsigned long sp, long number)
{
	kml_direct_init();
	return call_at(sp, number, 0, 0);
}

/* The call needs three words: the return address, and the flags for a moment.
 */
TEST(direct_fresh_stack, "direct calls: stack pages that are not mapped yet")
{
	unsigned long stack;
	int i;

	kml_direct_init();
	for (i = 0; i < 64; i += 8) {
		stack = (unsigned long)new_pages(2 * PAGE) + PAGE;
		ASSERT_EQ(call_at(stack + i, SYS_getpid, 0, 0), getpid());
	}
}

TEST(direct_missing_stack, "direct calls: without a stack")
{
	unsigned long hole;

	kml_direct_init();
	use_alternate_stack();
	hole = unmapped_page();
	EXPECT_WITH(SIGSEGV, SA_ONSTACK,
		    call_at(hole + PAGE, SYS_getpid, 0, 0));
	EXPECT_WITH(SIGSEGV, SA_ONSTACK, call_at(hole + 8, SYS_getpid, 0, 0));
	EXPECT_WITH(SIGSEGV, SA_ONSTACK, call_at(PAGE, SYS_getpid, 0, 0));
	EXPECT_WITH(SIGSEGV, SA_ONSTACK, call_at(0, SYS_getpid, 0, 0));
}

/* Room for the return address, but not for the flags. */
TEST(direct_stack_end, "direct calls: at the end of the stack")
{
	char *stack;

	kml_direct_init();
	use_alternate_stack();
	stack = new_pages(2 * PAGE);
	ASSERT_EQ(munmap(stack, PAGE), 0);
	if (expected_cpl == 0)
		EXPECT_WITH(SIGSEGV, SA_ONSTACK,
			    call_at((unsigned long)stack + PAGE + 8, SYS_getpid,
				    0, 0));
}

/* The kernel's RET faults, and is the program's. */
TEST(direct_lost_stack, "direct calls: munmap of the stack called on")
{
	char *stack;

	kml_direct_init();
	use_alternate_stack();
	stack = new_pages(PAGE);
	EXPECT_WITH(SIGSEGV, SA_ONSTACK,
		    call_at((unsigned long)stack + PAGE, SYS_munmap,
			    (long)stack, PAGE));
	ASSERT_EQ(caught.address, stack + PAGE - 8);
}

/* Reads 200 bytes into BUFFER, with FLAGS set; gives those that are set
 * afterwards. The kernel copies as many by a string instruction, which goes
 * downwards with DF set. */
unsigned long read_with_flags(unsigned long flags, int from, char *buffer)
{
	register long r10 __asm__("r10");
	long a = from, b = (long)buffer, c = 200;
	unsigned long after;

	kml_direct_init();
	r10 = SYS_read; /* no call may stand behind this */
	__asm__ volatile("sub $128, %%rsp\n\t"
			 "pushfq\n\t"
			 "or %[flags], (%%rsp)\n\t"
			 "popfq\n\t"
			 "call *kml_entry(%%rip)\n\t"
			 "pushfq\n\t"
			 "mov (%%rsp), %[after]\n\t"
			 "andq $~0x4400, (%%rsp)\n\t"
			 "popfq\n\t"
			 "add $128, %%rsp"
			 : [after] "=&b"(after), "+r"(r10), "+D"(a), "+S"(b),
			   "+d"(c)
			 : [flags] "r"(flags)
			 : "rax", "rcx", "r8", "r9", "r11", "memory", "cc");
	return after & (FLAG_DF | FLAG_NT);
}

static void exit_directly(void)
{
	kml_call1(SYS_exit_group, 9);
}

TEST(direct_fork_and_exit, "direct calls: fork and exit")
{
	int i;

	kml_direct_init();
	for (i = 0; i < 50; i++) {
		pid_t child = (pid_t)kml_call0(SYS_fork);

		ASSERT_GE(child, 0);
		if (!child)
			exit_directly();
		ASSERT_TRUE(exited_with(child, 9));
	}
}

static const char *path;
static char level[2];

static void exec_directly(void)
{
	const char *const arguments[] = {path, "--is", level, NULL};

	kml_call3(SYS_execve, (long)path, (long)arguments, 0);
	_exit(100);
}

TEST(direct_exec, "direct calls: exec")
{
	int i;

	kml_direct_init();
	for (i = 0; i < 20; i++) {
		bool across = i % 2 && other_program;

		path = across ? other_program : "/proc/self/exe";
		level[0] = (char)('0' +
				  (across ? 3 - expected_cpl : expected_cpl));
		ASSERT_TRUE(exited_with(in_child(exec_directly), 0));
	}
	ASSERT_EQ(kml_call3(SYS_execve, (long)"/no/such", 0, 0), -ENOENT);
}

/* What the header warns of: the new stack has no return address. Here it has
 * one, so this shows where the child begins. */
static void child_on_new_stack(void)
{
	_exit(11);
}

static pid_t clone_to(unsigned long *stack)
{
	return (pid_t)kml_call5(SYS_clone, SIGCHLD, (long)stack, 0, 0, 0);
}

TEST(direct_clone, "direct calls: clone with a new stack")
{
	unsigned long *stack = new_pages(PAGE);

	kml_direct_init();
	ASSERT_TRUE(died_of(clone_to(stack + 500), SIGSEGV));
	stack[500] = (unsigned long)child_on_new_stack;
	ASSERT_TRUE(exited_with(clone_to(stack + 500), 11));
}

/* Many threads, also on many CPUs, that are rescheduled while they call. */
#define THREADS 8
#define ROUNDS	20000

static void *call_much(void *unused)
{
	long pid = getpid();
	int i;

	/* A busy machine may let the first signal wait for long. */
	for (i = 0; i < ROUNDS || !ticks; i++) {
		ASSERT_EQ(kml_call0(SYS_getpid), pid);
		if (i % 64 == 0)
			ASSERT_EQ(kml_call0(SYS_sched_yield), 0);
	}
	ASSERT_EQ(cpl(), expected_cpl);
	return unused;
}

TEST(direct_threads, "direct calls: threads")
{
	pthread_t threads[THREADS];
	int i;

	kml_direct_init();
	on_signal(SIGALRM, tick, SA_RESTART);
	start_timer(1000);
	for (i = 0; i < THREADS; i++)
		ASSERT_EQ(pthread_create(&threads[i], NULL, call_much, NULL),
			  0);
	for (i = 0; i < THREADS; i++)
		ASSERT_EQ(pthread_join(threads[i], NULL), 0);
	start_timer(0);
}
