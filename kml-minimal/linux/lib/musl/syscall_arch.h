/* SPDX-License-Identifier: GPL-2.0-only */
/* Takes the place of musl's arch/x86_64/syscall_arch.h: what all of musl's
 * functions call the kernel with, __syscall0() to __syscall6(). */
#define __SYSCALL_LL_E(x) (x)
#define __SYSCALL_LL_O(x) (x)

/* musl finds AT_SYSINFO on every machine, early; 0 until then, and at CPL 3. */
extern unsigned long __sysinfo __attribute__((visibility("hidden")));
#define KML_ENTRY (__sysinfo ? __sysinfo : (unsigned long)kml_syscall)

#define kml_call0 __syscall0
#define kml_call1 __syscall1
#define kml_call2 __syscall2
#define kml_call3 __syscall3
#define kml_call4 __syscall4
#define kml_call5 __syscall5
#define kml_call6 __syscall6
#include "kml_direct.h"

#define VDSO_USEFUL
#define VDSO_CGT_SYM	"__vdso_clock_gettime"
#define VDSO_CGT_VER	"LINUX_2.6"
#define VDSO_GETCPU_SYM "__vdso_getcpu"
#define VDSO_GETCPU_VER "LINUX_2.6"

#define IPC_64 0
