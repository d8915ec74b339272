// SPDX-License-Identifier: GPL-2.0-only
/* What several tests need. */
#include "kml_test.h"
#include "machine.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/user.h>
#include <sys/wait.h>

#define DEBUG_REGISTER(n) \
	(offsetof(struct user, u_debugreg) + (n) * sizeof(long))

volatile int ticks, ticks_in_entry;
volatile struct caught caught;
sigjmp_buf after_fault;

int cpl(void)
{
	unsigned long cs;

	__asm__ volatile("mov %%cs, %0" : "=r"(cs));
	return cs & 3;
}

void on_signal(int signal, void (*handler)(int, siginfo_t *, void *), int flags)
{
	struct sigaction action = {.sa_sigaction = handler,
				   .sa_flags = SA_SIGINFO | flags};

	ASSERT_EQ(sigaction(signal, &action, NULL), 0);
}

void ignore(int signal, siginfo_t *info, void *context)
{
	(void)signal;
	(void)info;
	(void)context;
}

void tick(int signal, siginfo_t *info, void *context)
{
	ignore(signal, info, context);
	ticks++;
}

/* About as many bytes as are run on the program's stack when a call comes.
 * (Most signals come when it ends, and find the kernel's last instruction.) */
#define ENTRY_SIZE 32

void look_where(int signal, siginfo_t *info, void *context)
{
	const ucontext_t *saved = context;
	unsigned long ip = (unsigned long)saved->uc_mcontext.gregs[SAVED_IP];

	tick(signal, info, context);
	ASSERT_EQ(saved_cs(saved), USER_CS);
	if (!is_user_address(ip) && ip - getauxval(AT_SYSINFO) < ENTRY_SIZE)
		ticks_in_entry++;
}

void start_timer(long microseconds)
{
	struct itimerval timer = {{0, microseconds}, {0, microseconds}};

	ASSERT_EQ(setitimer(ITIMER_REAL, &timer, NULL), 0);
}

pid_t in_child(void (*body)(void))
{
	pid_t child = fork();

	ASSERT_GE(child, 0);
	if (!child) {
		body();
		_exit(0);
	}
	return child;
}

int status_of(pid_t child)
{
	int status;

	ASSERT_EQ(waitpid(child, &status, 0), child);
	return status;
}

/* Diagnostics for those who ask only whether a status is as wanted. */
static bool as_wanted(bool wanted, int status)
{
	if (!wanted)
		printf("# the status of the child is %#x\n", status);
	return wanted;
}

bool died_of(pid_t child, int signal)
{
	int status = status_of(child);

	return as_wanted(WIFSIGNALED(status) && WTERMSIG(status) == signal,
			 status);
}

bool died_of_bad_address(pid_t child)
{
	int status = status_of(child);

	return as_wanted(WIFSIGNALED(status) && (WTERMSIG(status) == SIGSEGV ||
						 WTERMSIG(status) == SIGBUS),
			 status);
}

bool exited_with(pid_t child, int wanted)
{
	int status = status_of(child);

	return as_wanted(WIFEXITED(status) && WEXITSTATUS(status) == wanted,
			 status);
}

void wait_for_stop(pid_t child, int signal)
{
	int status = status_of(child);

	ASSERT_TRUE(WIFSTOPPED(status));
	ASSERT_EQ(WSTOPSIG(status), signal);
}

void set_debug_register(pid_t child, int number, unsigned long value)
{
	ASSERT_EQ(ptrace(PTRACE_POKEUSER, child, (void *)DEBUG_REGISTER(number),
			 (void *)value),
		  0);
}

void *new_pages(size_t size)
{
	void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	ASSERT_NE(pages, MAP_FAILED);
	return pages;
}

unsigned long unmapped_page(void)
{
	void *page = new_pages(PAGE);

	ASSERT_EQ(munmap(page, PAGE), 0);
	return (unsigned long)page;
}

char *use_alternate_stack(void)
{
	stack_t stack = {.ss_size = ALTERNATE_STACK};

	stack.ss_sp = new_pages(stack.ss_size);
	ASSERT_EQ(sigaltstack(&stack, NULL), 0);
	return stack.ss_sp;
}

void jump_back(int signal, siginfo_t *info, void *context)
{
	/* At the time of the signal this looked like a program at CPL 3. */
	ASSERT_EQ(saved_cs(context), USER_CS);
	caught.signal = signal;
	caught.code = info->si_code;
	caught.address = info->si_addr;
	siglongjmp(after_fault, 1);
}

const struct sock_fprog *filter_of_getppid(unsigned int action)
{
	static struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	static const struct sock_fprog program = {.len = 4, .filter = filter};

	filter[2].k = action;
	ASSERT_EQ(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
	return &program;
}
