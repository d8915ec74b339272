// SPDX-License-Identifier: GPL-2.0-only
/* What the tests must know of x86-64. */
#include "tests.h"

static const uint64_t *next_table(const uint64_t *table, uint64_t index)
{
	uint64_t entry = table ? table[index] : 0;

	return entry & 1 ? phys_to_virt(entry & 0x000ffffffffff000) : NULL;
}

/* SDM vol. 3, figure 4-8: PML4 47:39, directory pointer 38:30, directory
 * 29:21, table 20:12. */
uint64_t walk(const pte_t *root, uint64_t address)
{
	const uint64_t *table = next_table(root, address >> 39 & 0x1ff);

	table = next_table(table, address >> 30 & 0x1ff);
	table = next_table(table, address >> 21 & 0x1ff);
	return table ? table[address >> 12 & 0x1ff] : 0;
}

const uint64_t distinct_addresses[] = {
	0x000000000000, 0x000000001000, 0x0000001ff000, 0x000000200000,
	0x00003fe00000, 0x000040000000, 0x007fc0000000, 0x008000000000,
	0x123456789000, 0x7ffffffff000,
};
const size_t distinct_count = ARRAY_SIZE(distinct_addresses);

const struct word_value fault_words[] = {
	{"fault=ist-all", FAULT_IST_ALL},
	{"fault=ist-pf", FAULT_IST_PF},
	{"fault=ist-df", FAULT_IST_DF},
	{"fault=none", FAULT_NONE},
};
const size_t fault_words_count = ARRAY_SIZE(fault_words);
