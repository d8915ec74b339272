/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The path "syscall": through the vDSO's __kernel_vsyscall, which holds
 * SYSENTER or INT 0x80, whichever the kernel finds best. That is the vDSO's ELF
 * entry; AT_SYSINFO names it, too, but not to a program at CPL 0.
 */
#include <elf.h>
#include <sys/auxv.h>

#include "vsyscall.h"

static inline int find_call(void)
{
	const Elf32_Ehdr *vdso = (void *)getauxval(AT_SYSINFO_EHDR);

	vsyscall = vdso ? (unsigned long)vdso + vdso->e_entry : 0;
	return vsyscall != 0;
}
