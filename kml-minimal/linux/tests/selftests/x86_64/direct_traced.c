// SPDX-License-Identifier: GPL-2.0-only
/* Direct calls under observation: single steps, ptrace, seccomp. */
#include "kml_test.h"
#include "machine.h"

#include "../../lib/kml_direct.h"
#include <errno.h>
#include <linux/seccomp.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>

#define FLAG_TF 0x100

/* --- the trap flag */

static volatile int steps_in_kernel;

static void count_step(int signal, siginfo_t *info, void *context)
{
	ucontext_t *saved = context;
	greg_t *registers = saved->uc_mcontext.gregs;

	tick(signal, info, context);
	if (!is_user_address((unsigned long)registers[SAVED_IP]))
		steps_in_kernel++;
	if (ticks == 400)
		registers[SAVED_FLAGS] &= ~FLAG_TF;
}

/* The entry's first instructions are stepped like the program's own; then it
 * finds the flag, and leaves the rest to SYSCALL, which masks it. */
TEST(direct_self_stepping, "direct calls: single-stepping itself")
{
	long pid = getpid();
	int i;

	kml_direct_init();
	on_signal(SIGTRAP, count_step, 0);
	start_stepping();
	for (i = 0; i < 400; i++)
		ASSERT_EQ(kml_call0(SYS_getpid), pid);
	ASSERT_EQ(ticks, 400);
	ASSERT_EQ(steps_in_kernel > 50, expected_cpl == 0);
	ASSERT_EQ(cpl(), expected_cpl);
}

/* --- ptrace */

static void stop_to_be_traced(void)
{
	ASSERT_EQ(ptrace(PTRACE_TRACEME, 0, NULL, NULL), 0);
	ASSERT_EQ(raise(SIGSTOP), 0);
}

/* (The last test of the ID shows that it is still a whole program.) */
static void call_while_traced(void)
{
	long pid = getpid();
	int i;

	stop_to_be_traced();
	for (i = 0; i < 1000; i++)
		ASSERT_EQ(kml_call0(SYS_getpid), pid);
	_exit(cpl() == expected_cpl ? 5 : 6);
}

static void get_registers(pid_t child, struct user_regs_struct *registers)
{
	ASSERT_EQ(ptrace(PTRACE_GETREGS, child, NULL, registers), 0);
	ASSERT_EQ(registers->cs, USER_CS);
}

TEST(direct_stepping, "direct calls: single steps by ptrace")
{
	struct user_regs_struct registers;
	int i, in_kernel = 0;
	pid_t child;

	kml_direct_init();
	child = in_child(call_while_traced);
	wait_for_stop(child, SIGSTOP);
	for (i = 0; i < 400; i++) {
		ASSERT_EQ(ptrace(PTRACE_SINGLESTEP, child, NULL, NULL), 0);
		wait_for_stop(child, SIGTRAP);
		get_registers(child, &registers);
		in_kernel += !is_user_address(registers.rip);
	}
	ASSERT_EQ(in_kernel > 50, expected_cpl == 0);
	ASSERT_EQ(ptrace(PTRACE_CONT, child, NULL, NULL), 0);
	ASSERT_TRUE(exited_with(child, 5));
}

static void next_system_call_stop(pid_t child,
				  struct user_regs_struct *registers)
{
	ASSERT_EQ(ptrace(PTRACE_SYSCALL, child, NULL, NULL), 0);
	wait_for_stop(child, SIGTRAP);
	get_registers(child, registers);
}

static void set_registers(pid_t child, struct user_regs_struct *registers)
{
	ASSERT_EQ(ptrace(PTRACE_SETREGS, child, NULL, registers), 0);
}

static int ends[2];

/* The tracer makes the first call another one, gives the second other
 * arguments, and the third another result. */
static void be_deceived(void)
{
	stop_to_be_traced();
	ASSERT_EQ(kml_call0(SYS_getpid), getppid());
	ASSERT_EQ(kml_call3(SYS_write, ends[1], (long)"abcd", 4), 2);
	ASSERT_EQ(kml_call0(SYS_getpid), 4711);
	_exit(5);
}

TEST(direct_system_call_stops, "direct calls: changed by ptrace")
{
	struct user_regs_struct registers;
	char buffer[5] = "";
	pid_t child;

	kml_direct_init();
	ASSERT_EQ(pipe(ends), 0);
	child = in_child(be_deceived);
	wait_for_stop(child, SIGSTOP);
	/* raise() has calls of its own to finish. */
	do
		next_system_call_stop(child, &registers);
	while (registers.orig_rax != SYS_getpid);
	ASSERT_EQ(registers.rax, (unsigned long)-ENOSYS);
	registers.orig_rax = SYS_getppid;
	set_registers(child, &registers);
	do
		next_system_call_stop(child, &registers);
	while (registers.orig_rax != SYS_write);
	ASSERT_EQ(registers.rdi, (unsigned long)ends[1]);
	ASSERT_EQ(registers.rdx, 4);
	registers.rsi++;
	registers.rdx = 2;
	set_registers(child, &registers);
	next_system_call_stop(child, &registers);
	ASSERT_EQ(registers.rax, 2);
	next_system_call_stop(child, &registers);
	next_system_call_stop(child, &registers);
	ASSERT_EQ(registers.orig_rax, SYS_getpid);
	registers.rax = 4711;
	set_registers(child, &registers);
	ASSERT_EQ(ptrace(PTRACE_CONT, child, NULL, NULL), 0);
	ASSERT_TRUE(exited_with(child, 5));
	ASSERT_EQ(read(ends[0], buffer, 4), 2);
	ASSERT_EQ(buffer[0], 'b');
}

/* A call that blocks, made with marks in registers that the kernel does not
 * save when it comes. */
static void call_with_marks(long number, long a, long b, long c)
{
	register long r10 __asm__("r10") = number;

	__asm__ volatile("sub $128, %%rsp\n\t"
			 "mov $4711, %%ebx\n\t"
			 "mov $4712, %%r15d\n\t"
			 "call *kml_entry(%%rip)\n\t"
			 "add $128, %%rsp"
			 : "+r"(r10), "+D"(a), "+S"(b), "+d"(c)
			 :
			 : "rax", "rbx", "rcx", "r8", "r9", "r11", "r15",
			   "memory", "cc");
}

static void check_marks(pid_t child, long number)
{
	struct user_regs_struct registers;

	get_registers(child, &registers);
	ASSERT_EQ(registers.rbx, 4711);
	ASSERT_EQ(registers.r15, 4712);
	ASSERT_EQ(registers.orig_rax, (unsigned long)number);
}

static void block_in_read(void)
{
	char byte;

	call_with_marks(SYS_read, ends[0], (long)&byte, 1);
}

TEST(direct_attach, "direct calls: ptrace attaches to one that waits")
{
	pid_t child;

	kml_direct_init();
	ASSERT_EQ(pipe(ends), 0);
	child = in_child(block_in_read);
	usleep(100000);
	ASSERT_EQ(ptrace(PTRACE_SEIZE, child, NULL, NULL), 0);
	ASSERT_EQ(ptrace(PTRACE_INTERRUPT, child, NULL, NULL), 0);
	wait_for_stop(child, SIGTRAP);
	check_marks(child, SYS_read);
	ASSERT_EQ(ptrace(PTRACE_DETACH, child, NULL, NULL), 0);
	ASSERT_EQ(write(ends[1], "x", 1), 1);
	ASSERT_TRUE(exited_with(child, 0));
}

static void exit_while_traced(void)
{
	stop_to_be_traced();
	call_with_marks(SYS_exit_group, 9, 0, 0);
}

static void fork_while_traced(void)
{
	stop_to_be_traced();
	call_with_marks(SYS_fork, 0, 0, 0);
	_exit(9);
}

static void check_event(void (*body)(void), long option, int event, long number)
{
	pid_t child = in_child(body);
	int status;

	wait_for_stop(child, SIGSTOP);
	ASSERT_EQ(ptrace(PTRACE_SETOPTIONS, child, NULL, option), 0);
	ASSERT_EQ(ptrace(PTRACE_CONT, child, NULL, NULL), 0);
	status = status_of(child);
	ASSERT_TRUE(WIFSTOPPED(status));
	ASSERT_EQ(status >> 16, event);
	check_marks(child, number);
	ASSERT_EQ(ptrace(PTRACE_DETACH, child, NULL, NULL), 0);
	ASSERT_TRUE(exited_with(child, 9));
}

TEST(direct_events, "direct calls: ptrace events")
{
	kml_direct_init();
	check_event(exit_while_traced, PTRACE_O_TRACEEXIT, PTRACE_EVENT_EXIT,
		    SYS_exit_group);
	check_event(fork_while_traced, PTRACE_O_TRACEFORK, PTRACE_EVENT_FORK,
		    SYS_fork);
}

/* --- seccomp */

static void filter_getppid(unsigned int action)
{
	ASSERT_EQ(kml_call3(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0,
			    (long)filter_of_getppid(action)),
		  0);
}

TEST(direct_seccomp_errno, "direct calls: seccomp refuses")
{
	kml_direct_init();
	ASSERT_EQ(kml_call0(SYS_getppid), getppid());
	filter_getppid(SECCOMP_RET_ERRNO | EXDEV);
	ASSERT_EQ(kml_call0(SYS_getppid), -EXDEV);
	ASSERT_EQ(kml_call0(SYS_getpid), getpid());
}

static void set_result(int signal, siginfo_t *info, void *context)
{
	ucontext_t *saved = context;

	tick(signal, info, context);
	ASSERT_EQ(info->si_syscall, SYS_getppid);
	saved->uc_mcontext.gregs[REG_RAX] = 4711;
}

TEST(direct_seccomp_trap, "direct calls: seccomp sends SIGSYS")
{
	kml_direct_init();
	on_signal(SIGSYS, set_result, 0);
	filter_getppid(SECCOMP_RET_TRAP);
	ASSERT_EQ(kml_call0(SYS_getppid), 4711);
	ASSERT_EQ(ticks, 1);
}

static void be_killed(void)
{
	filter_getppid(SECCOMP_RET_KILL_PROCESS);
	kml_call0(SYS_getppid);
}

TEST(direct_seccomp_kill, "direct calls: seccomp kills")
{
	kml_direct_init();
	ASSERT_TRUE(died_of(in_child(be_killed), SIGSYS));
}
