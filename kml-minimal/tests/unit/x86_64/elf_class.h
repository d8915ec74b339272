/* SPDX-License-Identifier: GPL-2.0-only */
/* Which of libc's descriptions of ELF is this machine's. */
#ifndef UNIT_ELF_CLASS_H
#define UNIT_ELF_CLASS_H

#include <elf.h>

typedef Elf64_Ehdr Header;
typedef Elf64_Phdr Segment;
#define FILE_CLASS   ELFCLASS64
#define FILE_MACHINE EM_X86_64
#define WORD_MAX     UINT64_MAX

#endif
