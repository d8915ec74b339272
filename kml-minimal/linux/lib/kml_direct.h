/* SPDX-License-Identifier: GPL-2.0-only */
/* Direct system calls: at CPL 0 the kernel is a function that one can call.
 *
 *	kml_direct_init();
 *	kml_call3(SYS_write, 1, (long)"hello\n", 6);
 *
 * A KML program finds the address of the kernel's entry in its auxiliary
 * vector. It is called like any C function of up to six arguments, with the
 * number of the system call in R10, the static chain pointer (System V ABI for
 * x86-64, 3.2.3): the one register besides the arguments' that a call in C can
 * set. So the compiler knows that this is a call: what it changes, that nothing
 * may be in the red zone, how to unwind.
 *
 * In any other program, and before kml_direct_init(), the same call ends in an
 * ordinary SYSCALL. The result is the kernel's own: -errno for an error.
 *
 * The return address is on the stack. So vfork, clone and clone3 with a new
 * stack, and rt_sigreturn need a SYSCALL in the caller itself. */
#ifndef KML_DIRECT_H
#define KML_DIRECT_H

/* SYSCALL for callers of that convention; its fourth argument is in R10. */
void kml_syscall(void) __attribute__((visibility("hidden")));
__asm__(".pushsection .text.kml_syscall, \"axG\", @progbits, kml_syscall, "
	"comdat\n"
	".weak kml_syscall\n"
	".hidden kml_syscall\n"
	".type kml_syscall, @function\n"
	"kml_syscall:\n"
	".cfi_startproc\n"
	"	movq %r10, %rax\n"
	"	movq %rcx, %r10\n"
	"	syscall\n"
	"	ret\n"
	".cfi_endproc\n"
	".size kml_syscall, . - kml_syscall\n"
	".popsection");

/* Where calls go. musl finds the entry itself, see musl/syscall_arch.h. */
#ifndef KML_ENTRY
#define KML_ENTRY kml_entry

#include <sys/auxv.h>

__attribute__((weak)) void (*kml_entry)(void) = kml_syscall;

/* Can this program call the kernel directly? */
static inline int kml_direct_init(void)
{
	unsigned long entry = getauxval(32 /* AT_SYSINFO */);

	if (entry)
		kml_entry = (void (*)(void))entry;
	return entry != 0;
}
#endif

#define KML_CALL(types, ...)              \
	__builtin_call_with_static_chain( \
		((long(*) types)KML_ENTRY)(__VA_ARGS__), (void *)number)

static inline long kml_call0(long number)
{
	return KML_CALL((void));
}

static inline long kml_call1(long number, long a)
{
	return KML_CALL((long), a);
}

static inline long kml_call2(long number, long a, long b)
{
	return KML_CALL((long, long), a, b);
}

static inline long kml_call3(long number, long a, long b, long c)
{
	return KML_CALL((long, long, long), a, b, c);
}

static inline long kml_call4(long number, long a, long b, long c, long d)
{
	return KML_CALL((long, long, long, long), a, b, c, d);
}

static inline long kml_call5(long number, long a, long b, long c, long d,
			     long e)
{
	return KML_CALL((long, long, long, long, long), a, b, c, d, e);
}

static inline long kml_call6(long number, long a, long b, long c, long d,
			     long e, long f)
{
	return KML_CALL((long, long, long, long, long, long), a, b, c, d, e, f);
}

#endif
