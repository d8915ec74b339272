// SPDX-License-Identifier: GPL-2.0-only
/* The two machines of the story. */
#include "story.h"

const struct machine machines[MACHINES] = {
	{
		.arch = "i386",
		.title = "i386",
		.profile = VM_I386,
		.word = 4,
		.registers = {"EIP", "CS", "EFLAGS", "ESP", "SS"},
		.policies = {"df-retry", "df-rewrite", "pf-task"},
		.by_double_fault = {true, true, false},
		.loses = {true, true, true},
		.from_double_fault = "df-rewrite",
	},
	{
		.arch = "x86_64",
		.title = "x86-64",
		.profile = VM_X86_64,
		.word = 8,
		.registers = {"RIP", "CS", "RFLAGS", "RSP", "SS"},
		.policies = {"ist-df", "ist-pf", "ist-all"},
		.by_double_fault = {true, false, false},
		.loses = {true, true, false},
		.from_double_fault = "ist-df",
	},
};
