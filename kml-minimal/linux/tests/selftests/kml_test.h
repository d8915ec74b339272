/* SPDX-License-Identifier: GPL-2.0-only */
/* What the tests share: how one is written, and how it checks things.
 *
 *	TEST(fork_inherits, "fork")
 *	{
 *		ASSERT_EQ(cpl(), expected_cpl);
 *	}
 *
 * A test runs in a process of its own: it may change signal handlers, exhaust
 * its stack or be killed. It has passed if that process exits with 0. */
#ifndef KML_TEST_H
#define KML_TEST_H

#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#define PAGE 4096UL

struct test {
	const char *name;
	void (*run)(void);
};

/* The linker gathers the pointers to all tests in one section, in the order of
 * the files, and marks its ends; harness.c goes through them. ("no_reorder":
 * gcc would turn the order within a file around.) */
#define TEST(function, title)                                             \
	static void function(void);                                       \
	static const struct test function##_test = {title, function};     \
	static const struct test *const function##_entry                  \
		__attribute__((used, no_reorder, section("kml_tests"))) = \
			&function##_test;                                 \
	static void function(void)

/* Each ends the test if it does not hold, and prints both values, as the
 * kernel's own kselftest_harness.h does. (A common type, as the comparison
 * itself has.) */
#define ASSERT_EQ(a, b)	       ASSERT_THAT(a, ==, b, #a, #b)
#define ASSERT_NE(a, b)	       ASSERT_THAT(a, !=, b, #a, #b)
#define ASSERT_LT(a, b)	       ASSERT_THAT(a, <, b, #a, #b)
#define ASSERT_GT(a, b)	       ASSERT_THAT(a, >, b, #a, #b)
#define ASSERT_GE(a, b)	       ASSERT_THAT(a, >=, b, #a, #b)
#define ASSERT_TRUE(condition) ASSERT_THAT(condition, !=, 0, #condition, "0")
#define ASSERT_THAT(a, operator, b, a_text, b_text)                       \
	do {                                                              \
		__typeof__(1 ? (a) : (b)) a_ = (a), b_ = (b);             \
		if (!(a_ operator b_))                                    \
			test_failed(__FILE__, __LINE__, a_text, (long)a_, \
				    #operator, b_text, (long)b_);         \
	} while (0)

/* The level that the tests expect to run at, and the name of a copy of this
 * program that runs at the other one (or NULL). */
extern int expected_cpl;
extern const char *other_program;

void test_failed(const char *file, int line, const char *a, long a_value,
		 const char *operator, const char * b, long b_value)
	__attribute__((noreturn));

/* Ends the test: it cannot be done here. */
void skip(const char *reason) __attribute__((noreturn));

int cpl(void);

/* Installs a handler; flags as for sigaction(), with SA_SIGINFO. */
void on_signal(int signal, void (*handler)(int, siginfo_t *, void *),
	       int flags);
/* Two handlers: one does nothing, one counts in "ticks". */
void ignore(int signal, siginfo_t *info, void *context);
void tick(int signal, siginfo_t *info, void *context);
extern volatile int ticks;
/* ... and this one those that came where a direct call enters the kernel. */
void look_where(int signal, siginfo_t *info, void *context);
extern volatile int ticks_in_entry;

/* SIGALRM again and again; 0 ends it. */
void start_timer(long microseconds);

/* Starts a child that runs BODY and then exits with 0; gives its PID. */
pid_t in_child(void (*body)(void));

/* Wait for a child: its status, as waitpid() gives it; was it killed by SIGNAL;
 * did it exit with STATUS? */
int status_of(pid_t child);
bool died_of(pid_t child, int signal);
bool exited_with(pid_t child, int status);
/* Was it killed for its use of a bad address? Of the two signals a stack gets
 * SIGBUS where its address is not canonical, but not from QEMU 7.2: there that
 * is #GP, not #SS. */
bool died_of_bad_address(pid_t child);

/* Memory, readable and writable; and an address at which nothing is. */
void *new_pages(size_t size);
unsigned long unmapped_page(void);

/* Makes a stack for handlers with SA_ONSTACK; gives its lowest address. */
#define ALTERNATE_STACK (16 * PAGE)
char *use_alternate_stack(void);

/* For a debugger: wait until a child stops because of SIGNAL; write a debug
 * register of a stopped child (SDM vol. 3, 18.2). */
void wait_for_stop(pid_t child, int signal);
void set_debug_register(pid_t child, int number, unsigned long value);
#define DR7_ENABLE_0	    1UL
#define DR7_WRITE_4_BYTES_0 (0xdUL << 16)

/* A seccomp filter that answers getppid() by ACTION and allows all else. The
 * process may install it from now on (PR_SET_NO_NEW_PRIVS). */
struct sock_fprog;
const struct sock_fprog *filter_of_getppid(unsigned int action);

/* The signal that EXPECT has caught. */
struct caught {
	int signal, code;
	void *address;
};
extern volatile struct caught caught;
extern sigjmp_buf after_fault;
void jump_back(int signal, siginfo_t *info, void *context);

/* Does ACTION, a statement, raise SIGNAL? FLAGS are sigaction's. */
#define EXPECT_WITH(signal_, flags, action)           \
	do {                                          \
		caught.signal = 0;                    \
		on_signal(signal_, jump_back, flags); \
		if (!sigsetjmp(after_fault, 1)) {     \
			action;                       \
		}                                     \
		ASSERT_EQ(caught.signal, (signal_));  \
		ASSERT_EQ(cpl(), expected_cpl);       \
	} while (0)
#define EXPECT(signal_, action) EXPECT_WITH(signal_, 0, action)

#endif
