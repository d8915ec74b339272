// SPDX-License-Identifier: GPL-2.0-only
/* Faults that only i386 has: INTO and BOUND. */
#include "kml_test.h"

TEST(overflow, "SIGSEGV: INTO")
{
	EXPECT(SIGSEGV, __asm__ volatile("movb $0x7f, %%al\n\t"
					 "incb %%al\n\t"
					 "into"
					 :
					 :
					 : "eax", "cc"));
}

TEST(bounds, "SIGSEGV: BOUND")
{
	const int limits[2] = {0, 10};

	EXPECT(SIGSEGV, __asm__ volatile("bound %0, %1"
					 :
					 : "r"(11), "m"(limits)));
}
