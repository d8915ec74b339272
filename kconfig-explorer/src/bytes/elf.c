// SPDX-License-Identifier: GPL-2.0-only
/* Sections and symbols of an ELF file, by libelf. */
#include "bytes/elf.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void add_section(struct pool *pool, struct elf_file *file,
			const GElf_Shdr *header, const char *name)
{
	file->sections[file->section_count++] = (struct elf_section){
		.name = pool_intern(pool, name, strlen(name)),
		.address = header->sh_addr,
		.size = header->sh_size,
		.offset = header->sh_offset,
		.code = header->sh_flags & SHF_EXECINSTR,
		.writable = header->sh_flags & SHF_WRITE,
		.in_file = header->sh_type != SHT_NOBITS,
	};
}

static void read_symbols(struct pool *pool, struct elf_file *file, Elf *elf,
			 Elf_Scn *section, const GElf_Shdr *header)
{
	Elf_Data *data = elf_getdata(section, NULL);
	size_t i, count = header->sh_size / header->sh_entsize;
	struct elf_symbol *symbol;
	const char *name;
	GElf_Sym entry;
	void **at;

	for (i = 1; i < count; i++) {
		if (!gelf_getsym(data, i, &entry))
			break;
		name = elf_strptr(elf, header->sh_link, entry.st_name);
		at = name && *name ? table_at(&file->symbols, name) : NULL;
		if (!at || *at) /* local names may come twice: keep the first */
			continue;
		symbol = *at = pool_alloc(pool, sizeof(*symbol));
		symbol->value = entry.st_value;
		symbol->size = entry.st_size;
		symbol->weak = GELF_ST_BIND(entry.st_info) == STB_WEAK;
		symbol->sized = entry.st_shndx != SHN_UNDEF &&
				entry.st_shndx != SHN_ABS;
	}
}

static bool read_sections(struct pool *pool, struct elf_file *file, Elf *elf)
{
	size_t count, names;
	Elf_Scn *section = NULL;
	GElf_Shdr header;

	if (elf_getshdrnum(elf, &count) || elf_getshdrstrndx(elf, &names))
		return false;
	file->sections = pool_alloc(pool, count * sizeof(*file->sections));
	while ((section = elf_nextscn(elf, section))) {
		if (!gelf_getshdr(section, &header))
			return false;
		if (header.sh_flags & SHF_ALLOC)
			add_section(pool, file, &header,
				    elf_strptr(elf, names, header.sh_name));
		else if (header.sh_type == SHT_SYMTAB && header.sh_entsize)
			read_symbols(pool, file, elf, section, &header);
	}
	return true;
}

static struct elf_file *read_elf(struct pool *pool, Elf *elf)
{
	struct elf_file *file = pool_alloc(pool, sizeof(*file));

	if (!elf || elf_kind(elf) != ELF_K_ELF)
		return NULL;
	file->is_64 = gelf_getclass(elf) == ELFCLASS64;
	table_init(&file->symbols, pool);
	return read_sections(pool, file, elf) ? file : NULL;
}

struct elf_file *elf_read(struct pool *pool, const char *path, char **problem)
{
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	struct elf_file *file = NULL;
	const char *why;
	Elf *elf;

	elf_version(EV_CURRENT);
	if (descriptor >= 0) {
		elf = elf_begin(descriptor, ELF_C_READ_MMAP, NULL);
		file = read_elf(pool, elf);
		elf_end(elf);
	}
	why = descriptor < 0 ? strerror(errno) : "not a whole ELF file";
	if (descriptor >= 0)
		close(descriptor);
	if (!file)
		*problem = text_format("%s: %s", path, why);
	return file;
}
