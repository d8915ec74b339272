/* SPDX-License-Identifier: GPL-2.0-only */
/* The parts of an executable file that a loader needs: System V gABI,
 * chapters 4 and 5. arch.h selects the class that the machine runs. */
#ifndef KML_ELF_H
#define KML_ELF_H

#include "types.h"

struct elf32_header {
	uint8_t ident[16];
	uint16_t type, machine;
	uint32_t version, entry, phoff, shoff, flags;
	uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct elf32_segment {
	uint32_t type, offset, vaddr, paddr, filesz, memsz, flags, align;
};

struct elf64_header {
	uint8_t ident[16];
	uint16_t type, machine;
	uint32_t version;
	uint64_t entry, phoff, shoff;
	uint32_t flags;
	uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct elf64_segment {
	uint32_t type, flags;
	uint64_t offset, vaddr, paddr, filesz, memsz, align;
};

#define ELF_EXECUTABLE	  2 /* e_type */
#define ELF_LOAD	  1 /* p_type */
#define ELF_FLAG_WRITE	  2 /* p_flags */
#define ELF_CLASS_32	  1 /* ident[4] */
#define ELF_CLASS_64	  2
#define ELF_MACHINE_386	  3
#define ELF_MACHINE_AMD64 62

#endif
