// SPDX-License-Identifier: GPL-2.0-only
/* Opcodes: Intel SDM, volume 2, appendix A. */
#include "instruction.h"

#include <stdbool.h>
#include <string.h>

const char *const count_names[COUNT_KINDS] = {
	"instructions", "calls",  "syscall", "sysret", "sysenter", "sysexit",
	"int",		"iret",	  "swapgs",  "cr3",    "cr",	   "wrmsr",
	"rdmsr",	"invlpg", "invpcid", "hlt",    "lock",	   "cli",
	"sti",		"pushf",  "popf",    "io",     "cpuid",	   "pause",
};

struct opcode {
	const unsigned char *at; /* behind the prefixes */
	size_t left;		 /* bytes from there on */
	bool lock, repeat;	 /* LOCK, REP */
};

static const unsigned char prefixes[] = {0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65,
					 0x66, 0x67, 0xf0, 0xf2, 0xf3};

static struct opcode skip_prefixes(const unsigned char *bytes, size_t size)
{
	struct opcode op = {.at = bytes, .left = size};

	while (op.left > 1 && memchr(prefixes, *op.at, sizeof(prefixes))) {
		op.lock |= *op.at == 0xf0;
		op.repeat |= *op.at == 0xf3;
		op.at++;
		op.left--;
	}
	/* REX. (In 32-bit code these are INC and DEC, which are one byte.) */
	if (op.left > 1 && (*op.at & 0xf0) == 0x40) {
		op.at++;
		op.left--;
	}
	return op;
}

/* ModRM: its middle field extends the opcode, or names a register. */
static int field(unsigned char modrm)
{
	return modrm >> 3 & 7;
}

static bool in_memory(unsigned char modrm)
{
	return modrm < 0xc0;
}

static enum count group7(unsigned char modrm)
{
	if (modrm == 0xf8)
		return COUNT_SWAPGS;
	return in_memory(modrm) && field(modrm) == 7 ? COUNT_INVLPG
						     : COUNT_INSTRUCTIONS;
}

/* 0F xx */
static enum count two_bytes(const struct opcode *op)
{
	unsigned char next = op->left > 2 ? op->at[2] : 0;

	switch (op->at[1]) {
	case 0x01:
		return group7(next);
	case 0x05:
		return COUNT_SYSCALL;
	case 0x07:
		return COUNT_SYSRET;
	case 0x22:
		return field(next) == 3 ? COUNT_CR3 : COUNT_CR;
	case 0x30:
		return COUNT_WRMSR;
	case 0x32:
		return COUNT_RDMSR;
	case 0x34:
		return COUNT_SYSENTER;
	case 0x35:
		return COUNT_SYSEXIT;
	case 0x38:
		return next == 0x82 ? COUNT_INVPCID : COUNT_INSTRUCTIONS;
	case 0xa2:
		return COUNT_CPUID;
	default:
		return COUNT_INSTRUCTIONS;
	}
}

static enum count one_byte(const struct opcode *op)
{
	switch (op->at[0]) {
	case 0x6c ... 0x6f:
	case 0xe4 ... 0xe7:
	case 0xec ... 0xef:
		return COUNT_IO;
	case 0x86:
	case 0x87:
		return op->left > 1 && in_memory(op->at[1])
			       ? COUNT_LOCK
			       : COUNT_INSTRUCTIONS;
	case 0x90:
		return op->repeat ? COUNT_PAUSE : COUNT_INSTRUCTIONS;
	case 0x9c:
		return COUNT_PUSHF;
	case 0x9d:
		return COUNT_POPF;
	case 0xcc:
	case 0xcd:
		return COUNT_INT;
	case 0xcf:
		return COUNT_IRET;
	case 0xf4:
		return COUNT_HLT;
	case 0xfa:
		return COUNT_CLI;
	case 0xfb:
		return COUNT_STI;
	default:
		return COUNT_INSTRUCTIONS;
	}
}

enum count instruction_event(const unsigned char *bytes, size_t size)
{
	struct opcode op = skip_prefixes(bytes, size);

	if (op.lock)
		return COUNT_LOCK;
	if (op.at[0] == 0x0f)
		return op.left > 1 ? two_bytes(&op) : COUNT_INSTRUCTIONS;
	return one_byte(&op);
}

int instruction_mark(const unsigned char *bytes, size_t size)
{
	if (size == 7 && memcmp(bytes, "\x0f\x1f\x80", 3) == 0 &&
	    memcmp(bytes + 4, "kml", 3) == 0)
		return bytes[3];
	return -1;
}
