/* SPDX-License-Identifier: GPL-2.0-only */
/* A system call by a call: the number in EAX, arguments as for INT 0x80. */

static unsigned long vsyscall;

static inline __attribute__((always_inline)) long call(long number, long a,
						       long b, long c)
{
	long result;

	/* The fourth argument, in ESI, is 0: wait4 takes a pointer there. */
	__asm__ volatile("call *%[vsyscall]"
			 : "=a"(result)
			 : "0"(number), "b"(a), "c"(b), "d"(c),
			   "S"(0), [vsyscall] "m"(vsyscall)
			 : "memory");
	return result;
}

/* A call that takes no arguments, and so sets none. */
static inline __attribute__((always_inline)) long call_null(long number)
{
	long result;

	__asm__ volatile("call *%[vsyscall]"
			 : "=a"(result)
			 : "0"(number), [vsyscall] "m"(vsyscall)
			 : "memory");
	return result;
}
