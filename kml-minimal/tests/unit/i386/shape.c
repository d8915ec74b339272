// SPDX-License-Identifier: GPL-2.0-only
/* What the tests must know of i386. */
#include "tests.h"

/* SDM vol. 3, figure 4-2: directory 31:22, table 21:12. */
uint64_t walk(const pte_t *root, uint64_t address)
{
	uint32_t directory_entry = root[address >> 22 & 0x3ff];
	const uint32_t *table;

	if (!(directory_entry & 1))
		return 0;
	table = phys_to_virt(directory_entry & 0xfffff000);
	return table[address >> 12 & 0x3ff];
}

const uint64_t distinct_addresses[] = {
	0x00000000, 0x00001000, 0x003ff000, 0x00400000, 0x12345000, 0x7ffff000,
};
const size_t distinct_count = ARRAY_SIZE(distinct_addresses);

const struct word_value fault_words[] = {
	{"fault=df-rewrite", FAULT_DF_REWRITE},
	{"fault=df-retry", FAULT_DF_RETRY},
	{"fault=pf-task", FAULT_PF_TASK},
	{"fault=none", FAULT_NONE},
};
const size_t fault_words_count = ARRAY_SIZE(fault_words);
