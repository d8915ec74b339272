// SPDX-License-Identifier: GPL-2.0-only
/* What an ordinary program may rely on, tried at CPL 3 and at CPL 0.
 *
 * usage: kml_test CPL [OTHER]
 *
 * CPL is the level that is expected; OTHER is a copy of this program that runs
 * at the other level. Each test runs in a child of its own, which exits with 0
 * if all is well. The output is KTAP. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#define ARCH_SET_GS 0x1001
#define PAGE	    4096UL
#define FLAG_TF	    0x100UL
#define FLAG_AC	    0x40000UL
#define USER_CS	    0x33

#define CHECK(condition)                                                 \
	do {                                                             \
		if (!(condition)) {                                      \
			printf("# line %d: %s\n", __LINE__, #condition); \
			fflush(stdout);                                  \
			_exit(1);                                        \
		}                                                        \
	} while (0)

static int expected_cpl;
static const char *other;

static int cpl(void)
{
	unsigned long cs;

	__asm__ volatile("mov %%cs, %0" : "=r"(cs));
	return cs & 3;
}

static void catch (int signal, void (*handler)(int, siginfo_t *, void *),
		   int flags)
{
	struct sigaction action = {.sa_sigaction = handler,
				   .sa_flags = SA_SIGINFO | flags};

	CHECK(!sigaction(signal, &action, NULL));
}

static void start_timer(long microseconds)
{
	struct itimerval timer = {{0, microseconds}, {0, microseconds}};

	CHECK(!setitimer(ITIMER_REAL, &timer, NULL));
}

static int status_of(pid_t child)
{
	int status;

	CHECK(waitpid(child, &status, 0) == child);
	return status;
}

static bool died_of(pid_t child, int signal)
{
	int status = status_of(child);

	return WIFSIGNALED(status) && WTERMSIG(status) == signal;
}

static void *new_pages(size_t size)
{
	void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(pages != MAP_FAILED);
	return pages;
}

/* ---- levels, processes ---- */

static void test_level(void)
{
	CHECK(cpl() == expected_cpl);
}

static void test_fork(void)
{
	int i;

	for (i = 0; i < 50; i++) {
		pid_t child = fork();

		CHECK(child >= 0);
		if (!child)
			_exit(cpl() == expected_cpl ? 7 : 8);
		CHECK(WEXITSTATUS(status_of(child)) == 7);
	}
}

/* vfork(): the child runs on its parent's stack, which is worth a test. */
static void run_self(const char *path, int level)
{
	const char digit[2] = {(char)('0' + level), 0};
	/* NOLINTNEXTLINE(clang-analyzer-security.insecureAPI.vfork) */
	pid_t child = vfork();

	CHECK(child >= 0);
	if (!child) {
		execl(path, path, "--is", digit, NULL);
		_exit(100);
	}
	CHECK(status_of(child) == 0);
}

static void test_exec_same(void)
{
	run_self("/proc/self/exe", expected_cpl);
}

static void test_exec_other(void)
{
	int i;

	for (i = 0; i < 10; i++)
		run_self(other, 3 - expected_cpl);
	test_level();
}

static void test_unprivileged_exec(void)
{
	CHECK(!setgid(1000) && !setuid(1000));
	run_self("/proc/self/exe", 3);
}

/* ---- system calls ---- */

static void test_syscall_loop(void)
{
	long pid = getpid();
	int i;

	for (i = 0; i < 100000; i++)
		CHECK(syscall(SYS_getpid) == pid);
}

static void test_registers(void)
{
	const unsigned long want[6] = {1, 2, 3, 4, 5, 6};
	unsigned long have[6], stack_before, stack_after;
	int i;

	for (i = 0; i < 1000; i++) {
		register unsigned long r8 __asm__("r8") = 4;
		register unsigned long r10 __asm__("r10") = 5;
		register unsigned long r12 __asm__("r12") = 6;
		unsigned long di = 1, si = 2, dx = 3;
		long ax = i % 2 ? SYS_getppid : SYS_sched_yield;

		__asm__ volatile("mov %%rsp, %[before]\n\t"
				 "syscall\n\t"
				 "mov %%rsp, %[after]"
				 : "+a"(ax), "+D"(di), "+S"(si), "+d"(dx),
				   "+r"(r8), "+r"(r10),
				   "+r"(r12), [before] "=&r"(stack_before),
				   [after] "=&r"(stack_after)
				 :
				 : "rcx", "r11", "memory", "cc");
		have[0] = di;
		have[1] = si;
		have[2] = dx;
		have[3] = r8;
		have[4] = r10;
		have[5] = r12;
		CHECK(!memcmp(want, have, sizeof(want)));
		CHECK(stack_before == stack_after);
	}
}

static void test_set_gs(void)
{
	long result = syscall(SYS_arch_prctl, ARCH_SET_GS, 0x1000);

	if (expected_cpl == 0)
		CHECK(result == -1 && errno == EPERM);
	else
		CHECK(result == 0);
}

static void ignore(int signal, siginfo_t *info, void *context)
{
	(void)signal;
	(void)info;
	(void)context;
}

static void test_restart(void)
{
	int ends[2];
	char byte = 0;
	pid_t child;

	catch (SIGALRM, ignore, SA_RESTART);
	CHECK(!pipe(ends));
	child = fork();
	CHECK(child >= 0);
	if (!child) {
		usleep(300000);
		CHECK(write(ends[1], "x", 1) == 1);
		_exit(0);
	}
	start_timer(10000);
	CHECK(read(ends[0], &byte, 1) == 1 && byte == 'x');
	start_timer(0);
	CHECK(status_of(child) == 0);
}

/* ---- faults ---- */

static sigjmp_buf back;
static volatile int caught, caught_code;
static void *volatile caught_address;

static void jump_back(int signal, siginfo_t *info, void *context)
{
	const ucontext_t *saved = context;

	/* At the time of the signal this looked like a program at CPL 3. */
	CHECK((saved->uc_mcontext.gregs[REG_CSGSFS] & 0xffff) == USER_CS);
	caught = signal;
	caught_code = info->si_code;
	caught_address = info->si_addr;
	siglongjmp(back, 1);
}

#define EXPECT(signal, action)                \
	do {                                  \
		caught = 0;                   \
		catch (signal, jump_back, 0); \
		if (!sigsetjmp(back, 1)) {    \
			action;               \
		}                             \
		CHECK(caught == (signal));    \
		CHECK(cpl() == expected_cpl); \
	} while (0)

/* Kernel addresses at which nothing is mapped: a program at CPL 0 may well
 * read what is. */
#define HOLE_IN_KERNEL 0xffffffff00000000UL
#define NON_CANONICAL  0x8000000000000000UL

static void call(unsigned long address)
{
	void (*function)(void);

	memcpy(&function, &address, sizeof(function));
	function();
}

static void test_memory_faults(void)
{
	const unsigned long bad[] = {0, HOLE_IN_KERNEL, NON_CANONICAL,
				     0x00007fffffffe000UL};
	char *pages = new_pages(PAGE);
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		/* NOLINTBEGIN(clang-analyzer-core.NullDereference) */
		EXPECT(SIGSEGV, *(volatile char *)bad[i]);
		EXPECT(SIGSEGV, *(volatile char *)bad[i] = 1);
		/* NOLINTEND(clang-analyzer-core.NullDereference) */
	}
	EXPECT(SIGSEGV, call(0));
	EXPECT(SIGSEGV, call(HOLE_IN_KERNEL));
	EXPECT(SIGSEGV, call(NON_CANONICAL));
	EXPECT(SIGSEGV, call((unsigned long)pages)); /* not executable */
	CHECK(!mprotect(pages, PAGE, PROT_READ));
	EXPECT(SIGSEGV, pages[5] = 1);
	CHECK(caught_address == pages + 5 && caught_code == SEGV_ACCERR);
}

static void test_other_faults(void)
{
	volatile int zero = 0, one = 1;

	EXPECT(SIGILL, __asm__ volatile("ud2"));
	EXPECT(SIGTRAP, __asm__ volatile("int3"));
	EXPECT(SIGFPE, one = one / zero);
}

static void test_kernel_refuses(void)
{
	int ends[2];

	CHECK(!pipe(ends));
	CHECK(write(ends[1], (void *)HOLE_IN_KERNEL, 1) == -1);
	CHECK(errno == EFAULT);
	CHECK(write(ends[1], (void *)PAGE, 1) == -1);
	CHECK(errno == EFAULT);
}

static volatile int depth;

static void nest(int signal, siginfo_t *info, void *context)
{
	(void)info;
	(void)context;
	if (++depth < 20)
		CHECK(!raise(signal));
	CHECK(cpl() == expected_cpl);
}

static void test_nested_signals(void)
{
	catch (SIGUSR1, nest, SA_NODEFER);
	CHECK(!raise(SIGUSR1) && depth == 20);
}

static void use_alternate_stack(void)
{
	stack_t stack = {.ss_sp = new_pages(16 * PAGE), .ss_size = 16 * PAGE};

	CHECK(!sigaltstack(&stack, NULL));
}

static int recurse(int levels)
{
	volatile char frame[1000];

	frame[0] = (char)levels;
	frame[999] = 1;
	return levels ? recurse(levels - 1) + frame[999] : frame[0];
}

static void test_deep_recursion(void)
{
	CHECK(recurse(6000) == 6000);
}

static void test_stack_overflow(void)
{
	use_alternate_stack();
	caught = 0;
	catch (SIGSEGV, jump_back, SA_ONSTACK);
	if (!sigsetjmp(back, 1))
		recurse(1 << 30);
	CHECK(caught == SIGSEGV);
}

/* ---- the stack ---- */

/* Spins without a stack: RSP is set to BAD meanwhile. */
static void spin_with_stack(unsigned long bad)
{
	unsigned long turns = 200000000;

	__asm__ volatile("mov %%rsp, %%r15\n\t"
			 "mov %[bad], %%rsp\n"
			 "1: dec %[turns]\n\t"
			 "jnz 1b\n\t"
			 "mov %%r15, %%rsp"
			 : [turns] "+r"(turns)
			 : [bad] "r"(bad)
			 : "r15", "memory", "cc");
}

static void test_interrupts_without_stack(void)
{
	char *pages = new_pages(PAGE);

	CHECK(!munmap(pages, PAGE));
	spin_with_stack((unsigned long)pages + PAGE);
	spin_with_stack((unsigned long)pages + 3);
	spin_with_stack(0);
}

static void test_signal_without_stack(void)
{
	pid_t child = fork();

	CHECK(child >= 0);
	if (!child) {
		catch (SIGALRM, ignore, 0);
		start_timer(20000);
		spin_with_stack(8 * PAGE);
		_exit(1);
	}
	CHECK(died_of(child, SIGSEGV));
}

static void test_push_without_stack(void)
{
	pid_t child = fork();

	CHECK(child >= 0);
	if (!child) {
		__asm__ volatile("mov %0, %%rsp\n\t"
				 "pushq $1\n\t"
				 "ud2"
				 :
				 : "r"(8 * PAGE));
		_exit(1);
	}
	CHECK(died_of(child, SIGSEGV));
}

static void test_unmap_own_stack(void)
{
	pid_t child = fork();

	CHECK(child >= 0);
	if (!child) {
		char *stack = new_pages(4 * PAGE);

		__asm__ volatile("mov %[top], %%rsp\n\t"
				 "pushq $1\n\t"
				 "syscall\n\t"
				 "pushq $1\n\t"
				 "ud2"
				 :
				 : "a"(SYS_munmap), "D"(stack),
				   "S"(4 * PAGE), [top] "r"(stack + 4 * PAGE)
				 : "rcx", "r11", "memory");
		_exit(1);
	}
	CHECK(died_of(child, SIGSEGV));
}

/* The 128 bytes below RSP are the program's, interrupts or not. */
static void test_red_zone(void)
{
	unsigned long turns = 100000000, wrong = 0;

	catch (SIGALRM, ignore, 0);
	start_timer(5000);
	__asm__ volatile("1: mov %[turns], -8(%%rsp)\n\t"
			 "mov %[turns], -128(%%rsp)\n\t"
			 "mov %[turns], -64(%%rsp)\n\t"
			 "pause\n\t"
			 "cmp %[turns], -8(%%rsp)\n\t"
			 "jne 2f\n\t"
			 "cmp %[turns], -128(%%rsp)\n\t"
			 "jne 2f\n\t"
			 "cmp %[turns], -64(%%rsp)\n\t"
			 "jne 2f\n\t"
			 "sub $10, %[turns]\n\t"
			 "jnz 1b\n\t"
			 "jmp 3f\n"
			 "2: inc %[wrong]\n"
			 "3:"
			 : [turns] "+r"(turns), [wrong] "+r"(wrong)
			 :
			 : "memory", "cc");
	CHECK(!wrong);
}

static volatile int ticks;

static void tick(int signal, siginfo_t *info, void *context)
{
	ignore(signal, info, context);
	ticks++;
}

static void test_timer(void)
{
	catch (SIGALRM, tick, 0);
	start_timer(2000);
	while (ticks < 100)
		;
	CHECK(cpl() == expected_cpl);
}

/* ---- floating point ---- */

static void spin_with_registers(double value)
{
	int i;

	for (i = 0; i < 200; i++) {
		unsigned long turns = 200000;
		double have;

		__asm__ volatile("movsd %[in], %%xmm7\n"
				 "1: dec %[turns]\n\t"
				 "jnz 1b\n\t"
				 "movsd %%xmm7, %[out]"
				 : [turns] "+r"(turns), [out] "=m"(have)
				 : [in] "m"(value)
				 : "xmm7", "cc");
		CHECK(have == value);
		sched_yield();
	}
}

static void test_fpu(void)
{
	pid_t children[3];
	int i;

	for (i = 0; i < 3; i++) {
		children[i] = fork();
		CHECK(children[i] >= 0);
		if (!children[i]) {
			catch (SIGALRM, tick, 0);
			start_timer(3000);
			spin_with_registers(1.5 * (i + 1));
			_exit(0);
		}
	}
	for (i = 0; i < 3; i++)
		CHECK(status_of(children[i]) == 0);
}

/* ---- threads ---- */

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long counter;
static __thread long own;

static void *count(void *unused)
{
	int i;

	for (i = 0; i < 20000; i++) {
		pthread_mutex_lock(&mutex);
		counter++;
		own++;
		if (i % 100 == 0)
			sched_yield();
		pthread_mutex_unlock(&mutex);
	}
	CHECK(own == 20000 && cpl() == expected_cpl);
	return unused;
}

static void test_threads(void)
{
	pthread_t threads[4];
	int i;

	for (i = 0; i < 4; i++)
		CHECK(!pthread_create(&threads[i], NULL, count, NULL));
	for (i = 0; i < 4; i++)
		CHECK(!pthread_join(threads[i], NULL));
	CHECK(counter == 80000);
}

/* ---- garbage for the way back ---- */

static greg_t garbage_value;
static int garbage_register;

static void garble(int signal, siginfo_t *info, void *context)
{
	ucontext_t *saved = context;

	ignore(signal, info, context);
	saved->uc_mcontext.gregs[garbage_register] = garbage_value;
}

static pid_t return_to_garbage(int which, unsigned long value)
{
	pid_t child = fork();

	CHECK(child >= 0);
	if (child)
		return child;
	garbage_register = which;
	garbage_value = (greg_t)value;
	catch (SIGUSR1, garble, 0);
	raise(SIGUSR1);
	_exit(9);
}

static void test_garbage_sigreturn(void)
{
	const unsigned long bad[] = {0, HOLE_IN_KERNEL, NON_CANONICAL,
				     0xffffffff81000000UL};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (bad[i] != 0xffffffff81000000UL)
			CHECK(died_of(return_to_garbage(REG_RIP, bad[i]),
				      SIGSEGV));
		CHECK(WIFSIGNALED(
			status_of(return_to_garbage(REG_RSP, bad[i]))));
	}
	/* Flags that a program cannot set: nothing happens. */
	CHECK(WEXITSTATUS(status_of(return_to_garbage(REG_EFL, 0x3002))) == 9);
}

/* ---- tracing ---- */

static void count_step(int signal, siginfo_t *info, void *context)
{
	ucontext_t *saved = context;

	ignore(signal, info, context);
	if (++ticks == 50)
		saved->uc_mcontext.gregs[REG_EFL] &= ~FLAG_TF;
}

static void test_single_step(void)
{
	int i;

	catch (SIGTRAP, count_step, 0);
	__asm__ volatile("sub $128, %%rsp\n\t"
			 "pushfq\n\t"
			 "orq $0x100, (%%rsp)\n\t"
			 "popfq\n\t"
			 "add $128, %%rsp"
			 :
			 :
			 : "memory", "cc");
	for (i = 0; i < 20; i++)
		syscall(SYS_getppid);
	CHECK(ticks == 50 && cpl() == expected_cpl);
}

static void test_ptrace(void)
{
	struct user_regs_struct registers;
	pid_t child = fork();
	int status, i;

	CHECK(child >= 0);
	if (!child) {
		CHECK(!ptrace(PTRACE_TRACEME, 0, NULL, NULL));
		CHECK(!raise(SIGSTOP));
		for (i = 0; i < 1000; i++)
			syscall(SYS_getppid);
		_exit(cpl() == expected_cpl ? 5 : 6);
	}
	status = status_of(child);
	CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
	for (i = 0; i < 200; i++) {
		CHECK(!ptrace(PTRACE_SINGLESTEP, child, NULL, NULL));
		status = status_of(child);
		CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP);
		CHECK(!ptrace(PTRACE_GETREGS, child, NULL, &registers));
		CHECK(registers.cs == USER_CS && !(registers.rip >> 63));
	}
	for (i = 0; i < 200; i++) {
		CHECK(!ptrace(PTRACE_SYSCALL, child, NULL, NULL));
		status = status_of(child);
		CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP);
	}
	CHECK(!ptrace(PTRACE_CONT, child, NULL, NULL));
	status = status_of(child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 5);
}

static const struct test {
	const char *name;
	void (*run)(void);
} tests[] = {
	{"level", test_level},
	{"fork", test_fork},
	{"exec of the same kind", test_exec_same},
	{"exec across the boundary", test_exec_other},
	{"exec without CAP_SYS_RAWIO", test_unprivileged_exec},
	{"100000 system calls", test_syscall_loop},
	{"registers after system calls", test_registers},
	{"ARCH_SET_GS", test_set_gs},
	{"restarted system call", test_restart},
	{"memory faults", test_memory_faults},
	{"other faults", test_other_faults},
	{"bad addresses for system calls", test_kernel_refuses},
	{"nested signals", test_nested_signals},
	{"deep recursion", test_deep_recursion},
	{"stack overflow, alternate stack", test_stack_overflow},
	{"interrupts without a stack", test_interrupts_without_stack},
	{"signal without a stack", test_signal_without_stack},
	{"push without a stack", test_push_without_stack},
	{"munmap of the own stack", test_unmap_own_stack},
	{"red zone", test_red_zone},
	{"timer while spinning", test_timer},
	{"floating point registers", test_fpu},
	{"threads and futexes", test_threads},
	{"garbage for sigreturn", test_garbage_sigreturn},
	{"single-stepping itself", test_single_step},
	{"ptrace", test_ptrace},
};

#define TESTS (sizeof(tests) / sizeof(tests[0]))

static bool passes(const struct test *test)
{
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child < 0)
		return false;
	if (!child) {
		alarm(300); /* cleared by tests that use ITIMER_REAL */
		test->run();
		_exit(0);
	}
	return status_of(child) == 0;
}

int main(int argc, char **argv)
{
	int failed = 0;
	size_t i;

	if (argc == 3 && !strcmp(argv[1], "--is"))
		return cpl() == atoi(argv[2]) ? 0 : 1;
	if (argc < 2 || argc > 3 || argv[1][1] ||
	    (argv[1][0] != '0' && argv[1][0] != '3')) {
		fprintf(stderr, "usage: %s 0|3 [OTHER]\n", argv[0]);
		return 2;
	}
	expected_cpl = argv[1][0] - '0';
	other = argc == 3 ? argv[2] : NULL;
	printf("KTAP version 1\n1..%zu\n", TESTS);
	for (i = 0; i < TESTS; i++) {
		const char *end = "";
		bool good = true;

		if (tests[i].run == test_exec_other && !other)
			end = " # SKIP no other copy is named";
		else
			good = passes(&tests[i]);
		failed += !good;
		printf("%sok %zu %s%s\n", good ? "" : "not ", i + 1,
		       tests[i].name, end);
	}
	return failed ? 1 : 0;
}
