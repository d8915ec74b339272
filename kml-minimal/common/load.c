// SPDX-License-Identifier: GPL-2.0-only
/* Loads an ELF executable. The file is not trusted: every offset, size and
 * address is checked before it is used. Sums of two of them could wrap around,
 * so the checks subtract: `size - offset < filesz`, after `offset <= size`. */
#include "kernel.h"

#define LIMIT (USER_END - USER_STACK_SIZE) /* behind the last usable byte */

const char elf_out_of_memory[] = "out of memory";

static const char *check_header(const elf_header *header, size_t size)
{
	if (size < sizeof(*header) || memcmp(header->ident, "\177ELF", 4) != 0)
		return "not an ELF file";
	if (header->ident[4] != ELF_CLASS || header->machine != ELF_MACHINE)
		return "not built for " ARCH_NAME;
	if (header->type != ELF_EXECUTABLE)
		return "not an executable (linked with -no-pie?)";
	if (header->phentsize != sizeof(elf_segment) || header->phoff > size ||
	    header->phnum > (size - header->phoff) / sizeof(elf_segment))
		return "segment table outside the file";
	/* On x86-64, IRET to an address that is not canonical would fault in
	 * the kernel, not in the program (SDM vol. 2). */
	if (header->entry < USER_START || header->entry >= LIMIT)
		return "entry point outside the program's address range";
	return NULL;
}

static const char *check_segment(const elf_segment *segment, size_t size)
{
	if (segment->offset > size || segment->filesz > size - segment->offset)
		return "segment outside the file";
	if (segment->filesz > segment->memsz)
		return "segment smaller in memory than in the file";
	if (segment->vaddr < USER_START || segment->vaddr > LIMIT ||
	    segment->memsz > LIMIT - segment->vaddr)
		return "segment outside the program's address range";
	return NULL;
}

static const char *load_segment(pte_t *root, const elf_segment *segment,
				const char *contents)
{
	pte_t rights = PTE_USER;
	uintptr_t address = (uintptr_t)segment->vaddr;
	size_t copied = 0, part;
	char *page;

	if (segment->flags & ELF_FLAG_WRITE)
		rights |= PTE_WRITE;
	for (; copied < segment->memsz; copied += part, address += part) {
		page = map_page(root, address, rights);
		if (!page)
			return elf_out_of_memory;
		part = PAGE_SIZE - (address & ~PAGE_MASK);
		if (part > segment->memsz - copied)
			part = (size_t)segment->memsz - copied;
		if (copied < segment->filesz) /* the rest of memsz stays 0 */
			memcpy(page + (address & ~PAGE_MASK), contents + copied,
			       part < segment->filesz - copied
				       ? part
				       : (size_t)segment->filesz - copied);
	}
	return NULL;
}

const char *elf_load(pte_t *root, const void *image, size_t size,
		     uintptr_t *entry, uintptr_t *end)
{
	const elf_header *header = image;
	const char *error = check_header(header, size);
	elf_segment segment;
	size_t i;

	*end = USER_START;
	for (i = 0; !error && i < header->phnum; i++) {
		/* Copied, as the table need not be aligned in the file. */
		memcpy(&segment,
		       (const char *)image + header->phoff +
			       i * sizeof(segment),
		       sizeof(segment));
		if (segment.type != ELF_LOAD || segment.memsz == 0)
			continue;
		error = check_segment(&segment, size);
		if (!error)
			error = load_segment(root, &segment,
					     (const char *)image +
						     segment.offset);
		if (segment.vaddr + segment.memsz > *end)
			*end = (uintptr_t)(segment.vaddr + segment.memsz);
	}
	if (error)
		return error;
	*entry = (uintptr_t)header->entry;
	return *end == USER_START ? "no segment to load" : NULL;
}
