// SPDX-License-Identifier: GPL-2.0-only
/* A small executable, and the check of a loaded one: see executable.h. */
#include "executable.h"

#include <assert.h>

#define ROOT_SIZE (((size_t)1 << PT_BITS) * sizeof(pte_t))

void executable_fill(struct executable *file)
{
	size_t i;

	*file = (struct executable){
		.header =
			{
				.e_ident = {0x7f, 'E', 'L', 'F', FILE_CLASS,
					    ELFDATA2LSB, EV_CURRENT},
				.e_type = ET_EXEC,
				.e_machine = FILE_MACHINE,
				.e_version = EV_CURRENT,
				.e_entry = CODE + 4,
				.e_phoff =
					offsetof(struct executable, segments),
				.e_ehsize = sizeof(Header),
				.e_phentsize = sizeof(Segment),
				.e_phnum = ARRAY_SIZE(file->segments),
			},
		.segments = {{
				     .p_type = PT_LOAD,
				     .p_flags = PF_R | PF_X,
				     .p_offset =
					     offsetof(struct executable, code),
				     .p_vaddr = CODE,
				     .p_filesz = CODE_SIZE,
				     .p_memsz = CODE_SIZE,
			     },
			     {
				     .p_type = PT_LOAD,
				     .p_flags = PF_R | PF_W,
				     .p_offset =
					     offsetof(struct executable, data),
				     .p_vaddr = DATA,
				     .p_filesz = DATA_FILE,
				     .p_memsz = DATA_SIZE,
			     }},
	};
	for (i = 0; i < CODE_SIZE; i++)
		file->code[i] = (char)(i * 7 + i / 256 + 1);
	memset(file->data, 'd', DATA_FILE);
}

static Segment segment_at(const char *image, size_t index)
{
	Header header;
	Segment segment;

	memcpy(&header, image, sizeof(header));
	memcpy(&segment, image + header.e_phoff + index * sizeof(segment),
	       sizeof(segment));
	if (segment.p_type != PT_LOAD)
		segment.p_memsz = 0;
	return segment;
}

static size_t segment_count(const char *image)
{
	Header header;

	memcpy(&header, image, sizeof(header));
	return header.e_phnum;
}

/* The byte at an address: that of the last segment which has one there. */
static char expected_byte(const char *image, uint64_t address)
{
	size_t i;

	for (i = segment_count(image); i-- > 0;) {
		Segment segment = segment_at(image, i);

		if (segment.p_memsz > 0 && address >= segment.p_vaddr &&
		    address - segment.p_vaddr < segment.p_filesz)
			return image[segment.p_offset + address -
				     segment.p_vaddr];
	}
	return 0;
}

/* A page is writable if any segment on it asks for that. */
static bool expected_writable(const char *image, uint64_t page)
{
	size_t i;

	for (i = 0; i < segment_count(image); i++) {
		Segment segment = segment_at(image, i);

		if (segment.p_memsz > 0 && segment.p_flags & PF_W &&
		    page + PAGE_SIZE > segment.p_vaddr &&
		    page < (uint64_t)segment.p_vaddr + segment.p_memsz)
			return true;
	}
	return false;
}

static void check_byte(const pte_t *root, const char *image, uint64_t address)
{
	uint64_t entry = walk(root, address);
	const char *page = phys_to_virt(entry & PAGE_MASK);

	assert((entry & (PTE_PRESENT | PTE_USER)) == (PTE_PRESENT | PTE_USER));
	assert(!(entry & PTE_WRITE) ==
	       !expected_writable(image, address & PAGE_MASK));
	assert(page[address & ~PAGE_MASK] == expected_byte(image, address));
}

/* Bytes around all borders, and a sample of those in between. */
static void check_segment_loaded(const pte_t *root, const char *image,
				 const Segment *segment)
{
	uint64_t at, end = (uint64_t)segment->p_vaddr + segment->p_memsz;

	assert(segment->p_vaddr >= USER_START);
	assert(end <= USER_END - USER_STACK_SIZE);
	for (at = segment->p_vaddr; at < end; at += 61)
		check_byte(root, image, at);
	for (at = segment->p_vaddr & PAGE_MASK; at < end; at += PAGE_SIZE)
		check_byte(root, image, at | ~PAGE_MASK);
	check_byte(root, image, end - 1);
	if (segment->p_filesz)
		check_byte(root, image,
			   segment->p_vaddr + segment->p_filesz - 1);
}

static void check_loaded(const pte_t *root, const char *image, uintptr_t entry,
			 uintptr_t end)
{
	uint64_t last = 0;
	size_t i;

	for (i = 0; i < segment_count(image); i++) {
		Segment segment = segment_at(image, i);

		if (segment.p_memsz == 0)
			continue;
		check_segment_loaded(root, image, &segment);
		if (segment.p_vaddr + segment.p_memsz > last)
			last = segment.p_vaddr + segment.p_memsz;
	}
	assert(end == last);
	assert(entry >= USER_START && entry < USER_END);
}

const char *load_and_check(const void *image, size_t size)
{
	size_t before = pages_available();
	uintptr_t entry = 0, end = 0;
	pte_t *root = address_space_new();
	const char *error;

	assert(root);
	error = elf_load(root, image, size, &entry, &end);
	if (!error)
		check_loaded(root, image, entry, end);
	assert(!memcmp((char *)root + ROOT_SIZE / 2,
		       (char *)kernel_root + ROOT_SIZE / 2, ROOT_SIZE / 2));
	address_space_free(root);
	assert(pages_available() == before);
	return error;
}
