// SPDX-License-Identifier: GPL-2.0-only
/* Faults that only x86-64 has. */
#include "kml_test.h"
#include "machine.h"

#define NON_CANONICAL 0x8000000000000000UL

static void jump_to(unsigned long address)
{
	__asm__ volatile("jmp *%0" : : "r"(address));
}

/* An address of which bits 63 to 47 are not all the same: #GP, or #SS. */
TEST(non_canonical_address, "non-canonical address")
{
	EXPECT(SIGSEGV, *(volatile char *)NON_CANONICAL);
	EXPECT(SIGSEGV, *(volatile char *)NON_CANONICAL = 1);
	EXPECT(SIGSEGV, jump_to(NON_CANONICAL));
}

static unsigned long bad_sp;

static void push_to_non_canonical(void)
{
	push_at(bad_sp);
}

TEST(non_canonical_push, "push to a non-canonical address")
{
	bad_sp = 0x0000800000000008UL;
	ASSERT_TRUE(died_of_bad_address(in_child(push_to_non_canonical)));
	bad_sp = NON_CANONICAL + 8;
	ASSERT_TRUE(died_of_bad_address(in_child(push_to_non_canonical)));
}
