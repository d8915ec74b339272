/* SPDX-License-Identifier: GPL-2.0-only */
/* The path "syscall": the instruction SYSCALL, as any C library uses it. */
static inline __attribute__((always_inline)) long call(long number, long a,
						       long b, long c)
{
	/* The fourth argument is 0: wait4 takes a pointer there. */
	register long r10 __asm__("r10") = 0;
	long result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "0"(number), "D"(a), "S"(b), "d"(c), "r"(r10)
			 : "rcx", "r11", "memory");
	return result;
}

/* A call that takes no arguments, and so sets none. */
static inline __attribute__((always_inline)) long call_null(long number)
{
	long result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "0"(number)
			 : "rcx", "r11", "memory");
	return result;
}

static inline int find_call(void)
{
	return 1;
}
