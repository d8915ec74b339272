// SPDX-License-Identifier: GPL-2.0-only
/* Symbol tables of ELF files, 32 and 64 bits: elf(5). */
#include "symbols.h"

#include "base/memory.h"
#include "base/text.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Linux' user half ends here, with the default VMSPLIT_3G of i386. */
#define UPPER_HALF_32 0xc0000000ull
#define UPPER_HALF_64 (1ull << 63)

struct file {
	const unsigned char *bytes;
	size_t size;
	bool wide; /* ELF64 */
};

/* The fields that both sizes have, read from either. */
struct section {
	uint64_t address, offset, size;
	uint32_t type, link;
	bool code;
};

static char *map(struct file *file, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat about;

	if (fd < 0 || fstat(fd, &about) < 0)
		return text_format("cannot read %s: %s", path, strerror(errno));
	file->size = about.st_size;
	file->bytes = mmap(NULL, file->size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (file->bytes == MAP_FAILED || file->size < sizeof(Elf64_Ehdr) ||
	    memcmp(file->bytes, ELFMAG, SELFMAG) != 0)
		return text_format("%s is no ELF file, such as vmlinux is",
				   path);
	file->wide = file->bytes[EI_CLASS] == ELFCLASS64;
	return NULL;
}

static bool within(const struct file *file, uint64_t offset, uint64_t size)
{
	return offset <= file->size && size <= file->size - offset;
}

static size_t section_count(const struct file *file)
{
	const Elf64_Ehdr *wide = (const void *)file->bytes;
	const Elf32_Ehdr *narrow = (const void *)file->bytes;

	if (file->wide)
		return within(file, wide->e_shoff,
			      wide->e_shnum * sizeof(Elf64_Shdr))
			       ? wide->e_shnum
			       : 0;
	return within(file, narrow->e_shoff,
		      narrow->e_shnum * sizeof(Elf32_Shdr))
		       ? narrow->e_shnum
		       : 0;
}

#define SECTION(header)                                                      \
	(struct section)                                                     \
	{                                                                    \
		.address = (header)->sh_addr, .offset = (header)->sh_offset, \
		.size = (header)->sh_size, .type = (header)->sh_type,        \
		.link = (header)->sh_link,                                   \
		.code = (header)->sh_flags & SHF_EXECINSTR,                  \
	}

static struct section section(const struct file *file, size_t index)
{
	const Elf64_Ehdr *wide = (const void *)file->bytes;
	const Elf32_Ehdr *narrow = (const void *)file->bytes;

	if (file->wide)
		return SECTION(
			(const Elf64_Shdr *)(file->bytes + wide->e_shoff) +
			index);
	return SECTION((const Elf32_Shdr *)(file->bytes + narrow->e_shoff) +
		       index);
}

/* Symbols have the same fields in another order. */
static Elf64_Sym symbol(const struct file *file, const struct section *table,
			size_t index)
{
	const void *at = file->bytes + table->offset;
	const Elf32_Sym *narrow = (const Elf32_Sym *)at + index;

	if (file->wide)
		return ((const Elf64_Sym *)at)[index];
	return (Elf64_Sym){.st_name = narrow->st_name,
			   .st_info = narrow->st_info,
			   .st_value = narrow->st_value};
}

static void add(struct symbols *symbols, uint64_t address, const char *name,
		int rank)
{
	symbols->functions = one_more(symbols->functions, symbols->count,
				      sizeof(*symbols->functions));
	symbols->functions[symbols->count++] = (struct function){
		.address = address, .name = name, .rank = rank};
}

/* A section's beginning has a name even if no symbol stands there. */
static void add_code(struct symbols *symbols, const struct section *section)
{
	symbols->code = one_more(symbols->code, symbols->sections,
				 sizeof(*symbols->code));
	symbols->code[symbols->sections++] =
		(struct range){.start = section->address,
			       .end = section->address + section->size};
	add(symbols, section->address, "(unnamed)", 0);
}

static bool in_code(const struct symbols *symbols, uint64_t address)
{
	size_t i;

	for (i = 0; i < symbols->sections; i++)
		if (address >= symbols->code[i].start &&
		    address < symbols->code[i].end)
			return true;
	return false;
}

/* Functions, and the labels that stand for them in assembly. */
static void add_symbol(struct symbols *symbols, const struct file *file,
		       const struct section *names, const Elf64_Sym *symbol)
{
	int type = ELF64_ST_TYPE(symbol->st_info);
	const char *name;

	if ((type != STT_FUNC && type != STT_NOTYPE) ||
	    symbol->st_name >= names->size ||
	    !in_code(symbols, symbol->st_value))
		return;
	name = (const char *)file->bytes + names->offset + symbol->st_name;
	if (!*name || *name == '.')
		return;
	add(symbols, symbol->st_value, name,
	    1 + 2 * (type == STT_FUNC) +
		    (ELF64_ST_BIND(symbol->st_info) == STB_GLOBAL));
}

static void add_table(struct symbols *symbols, const struct file *file,
		      const struct section *table)
{
	size_t size = file->wide ? sizeof(Elf64_Sym) : sizeof(Elf32_Sym), i;
	struct section names = section(file, table->link);
	Elf64_Sym one;

	if (!within(file, table->offset, table->size) || names.size == 0 ||
	    !within(file, names.offset, names.size) ||
	    file->bytes[names.offset + names.size - 1])
		return;
	for (i = 0; i < table->size / size; i++) {
		one = symbol(file, table, i);
		add_symbol(symbols, file, &names, &one);
	}
}

static int by_address(const void *left, const void *right)
{
	const struct function *a = left, *b = right;

	if (a->address != b->address)
		return a->address < b->address ? -1 : 1;
	if (a->rank != b->rank)
		return b->rank - a->rank;
	return strcmp(a->name, b->name);
}

/* Of several at an address, the first stays. */
static void sort(struct symbols *symbols)
{
	size_t i, kept = 0;

	qsort(symbols->functions, symbols->count, sizeof(*symbols->functions),
	      by_address);
	for (i = 0; i < symbols->count; i++)
		if (!kept || symbols->functions[i].address !=
				     symbols->functions[kept - 1].address)
			symbols->functions[kept++] = symbols->functions[i];
	symbols->count = kept;
}

char *symbols_read(struct symbols *symbols, const char *path)
{
	struct file file = {0};
	char *problem = map(&file, path);
	struct section one;
	size_t i, count, unnamed;

	if (problem || !file.bytes)
		return problem;
	*symbols = (struct symbols){.upper_half = file.wide ? UPPER_HALF_64
							    : UPPER_HALF_32};
	count = section_count(&file);
	for (i = 0; i < count; i++) {
		one = section(&file, i);
		if (one.code && one.address)
			add_code(symbols, &one);
	}
	unnamed = symbols->count;
	for (i = 0; i < count; i++) {
		one = section(&file, i);
		if (one.type == SHT_SYMTAB && one.link < count)
			add_table(symbols, &file, &one);
	}
	if (symbols->count == unnamed)
		return text_format("%s has no symbols: was it stripped?", path);
	sort(symbols);
	return NULL;
}

long symbols_find(const struct symbols *symbols, uint64_t address)
{
	size_t low = 0, high = symbols->count, middle;

	if (!in_code(symbols, address))
		return -1;
	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (symbols->functions[middle].address <= address)
			low = middle;
		else
			high = middle;
	}
	return low;
}
