/* SPDX-License-Identifier: GPL-2.0-only */
/* Which of libc's descriptions of ELF is this machine's. */
#ifndef UNIT_ELF_CLASS_H
#define UNIT_ELF_CLASS_H

#include <elf.h>

typedef Elf32_Ehdr Header;
typedef Elf32_Phdr Segment;
#define FILE_CLASS   ELFCLASS32
#define FILE_MACHINE EM_386
#define WORD_MAX     UINT32_MAX

#endif
