// SPDX-License-Identifier: GPL-2.0-only
/* Faults of a program become signals, not oopses. */
#include "kml_test.h"
#include "machine.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>

static void call(unsigned long address)
{
	void (*function)(void);

	memcpy(&function, &address, sizeof(function));
	function();
}

static void try_all_accesses(unsigned long address)
{
	/* NOLINTBEGIN(clang-analyzer-core.NullDereference) */
	EXPECT(SIGSEGV, *(volatile char *)address);
	EXPECT(SIGSEGV, *(volatile char *)address = 1);
	EXPECT(SIGSEGV, call(address));
	/* NOLINTEND(clang-analyzer-core.NullDereference) */
}

TEST(null_pointer, "null pointer")
{
	try_all_accesses(0);
}

/* What is mapped there a program at CPL 0 may well use. */
TEST(kernel_address, "unmapped kernel address")
{
	try_all_accesses(KERNEL_HOLE);
}

TEST(unmapped_address, "unmapped address")
{
	unsigned long address = unmapped_page();

	try_all_accesses(address);
	ASSERT_EQ(caught.address, (void *)address);
	ASSERT_EQ(caught.code, SEGV_MAPERR);
}

TEST(read_only_page, "read-only page")
{
	char *page = new_pages(PAGE);

	ASSERT_EQ(mprotect(page, PAGE, PROT_READ), 0);
	EXPECT(SIGSEGV, page[5] = 1);
	ASSERT_EQ(caught.address, page + 5);
	ASSERT_EQ(caught.code, SEGV_ACCERR);
}

/* SMAP lets a program at CPL 0 use its memory only with AC set, but AC is the
 * program's to clear. */
TEST(alignment_check_flag, "memory with AC cleared")
{
	const unsigned long turns = 1000 * 1000;
	const long parent = getppid();
	unsigned long word = 0;
	int i;

	for (i = 0; i < 100; i++)
		ASSERT_EQ(compute_without_ac(turns, SYS_getppid, &word),
			  parent);
	ASSERT_EQ(word, 100);
}

static void write_without_interrupts(volatile char *byte)
{
	__asm__ volatile("cli\n\t"
			 "movb $1, %0\n\t"
			 "sti"
			 : "=m"(*byte));
}

/* CLI works at CPL 0. Linux 6.12 takes a fault with IF clear for a bug of its
 * own. */
TEST(interrupts_off, "page fault with interrupts off")
{
	char *page = new_pages(PAGE);

	if (expected_cpl == 3) {
		EXPECT(SIGSEGV, write_without_interrupts(page));
		return;
	}
	write_without_interrupts(page);
	ASSERT_EQ(*page, 1);
}

/* A page of a mapped file that lies behind the file's end. */
TEST(bus_error, "SIGBUS")
{
	FILE *file = tmpfile();
	char *page;

	ASSERT_TRUE(file);
	page = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fileno(file), 0);
	ASSERT_NE(page, MAP_FAILED);
	EXPECT(SIGBUS, *(volatile char *)page);
	ASSERT_EQ(caught.address, page);
}

TEST(invalid_instruction, "SIGILL")
{
	EXPECT(SIGILL, __asm__ volatile("ud2"));
}

TEST(breakpoint_instruction, "SIGTRAP")
{
	EXPECT(SIGTRAP, __asm__ volatile("int3"));
}

TEST(division_by_zero, "SIGFPE: division")
{
	volatile int zero = 0, one = 1;

	/* NOLINTNEXTLINE(clang-analyzer-core.DivideZero) */
	EXPECT(SIGFPE, one = one / zero);
	ASSERT_EQ(caught.code, FPE_INTDIV);
}

/* With the exception unmasked: bit 2 of the control word (SDM vol. 1, 8.1.5).
 * (QEMU has no unmasked exceptions of SSE.) */
TEST(x87_exception, "SIGFPE: x87")
{
	const unsigned short control = 0x37f & ~4;

	EXPECT(SIGFPE, __asm__ volatile("fldcw %0\n\t"
					"fld1\n\t"
					"fldz\n\t"
					"fdivrp\n\t"
					"fwait"
					:
					: "m"(control)));
	ASSERT_EQ(caught.code, FPE_FLTDIV);
}
