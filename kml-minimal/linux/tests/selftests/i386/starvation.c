// SPDX-License-Identifier: GPL-2.0-only
/* Stack starvation on i386, which has no stacks for exceptions: what the CPU
 * cannot push makes a double fault, and the kernel repairs that. A program must
 * not notice. /proc/kml shows that it was repaired, not avoided. */
#include "kml_test.h"
#include "machine.h"

#include <sys/mman.h>
#include <sys/syscall.h>

/* Only at CPL 3 the kernel may be one that does not count. */
static void __attribute__((noreturn)) cannot_count(const char *reason)
{
	ASSERT_EQ(expected_cpl, 3);
	skip(reason);
}

/* The number behind NAME in /proc/kml. */
static unsigned long count(const char *name)
{
	FILE *file = fopen("/proc/kml", "r");
	char line[64], format[64];
	unsigned long number;
	bool found = false;

	if (!file)
		cannot_count("there is no /proc/kml");
	snprintf(format, sizeof(format), "%s %%lu", name);
	while (!found && fgets(line, sizeof(line), file))
		found = sscanf(line, format, &number) == 1;
	fclose(file);
	if (!found)
		cannot_count("/proc/kml does not count this");
	return number;
}

/* At CPL 3 the CPU pushes on the kernel's stack, and nothing is to be repaired.
 */
static void check_growth(unsigned long before, unsigned long after)
{
	if (expected_cpl == 0)
		ASSERT_GT(after, before);
	else
		ASSERT_EQ(after, before);
}

static void push_to_new_page(void)
{
	__asm__ volatile("mov %%esp, %%edi\n\t"
			 "mov %0, %%esp\n\t"
			 "pushl $1\n\t"
			 "mov %%edi, %%esp"
			 :
			 : "r"((char *)new_pages(PAGE) + PAGE)
			 : "edi", "memory");
}

TEST(counts_double_faults, "double faults by new stack pages")
{
	unsigned long before = count("recovered_df");
	int i;

	for (i = 0; i < 100; i++)
		push_to_new_page();
	check_growth(before, count("recovered_df"));
}

TEST(counts_lost_interrupts, "interrupts lost and replayed")
{
	unsigned long before = count("replayed_irqs");

	spin_with_stack(unmapped_page() + PAGE, 200000000);
	check_growth(before, count("replayed_irqs"));
}

static long system_call_with_stack(unsigned long sp, long number)
{
	unsigned long after;

	__asm__ volatile("mov %%esp, %%edi\n\t"
			 "mov %[sp], %%esp\n\t"
			 "int $0x80\n\t"
			 "mov %%esp, %[after]\n\t"
			 "mov %%edi, %%esp"
			 : "+a"(number), [after] "=&r"(after)
			 : [sp] "r"(sp)
			 : "edi", "memory");
	ASSERT_EQ(after, sp);
	return number;
}

/* (From 0, the frame would go to the highest addresses, which are the
 * kernel's.) Often enough for timer interrupts to come in between. */
TEST(system_calls_without_stack, "system calls without a stack")
{
	const unsigned long page = unmapped_page();
	const unsigned long bad[] = {page, page + 3, page + PAGE, 0, 4};
	const long parent = getppid();
	size_t i;

	for (i = 0; i < 20000; i++)
		ASSERT_EQ(system_call_with_stack(bad[i % 5], SYS_getppid),
			  parent);
}

/* Two pages of code: the first one takes the stack (EAX: a new ESP) and jumps
 * into the other one, which gives it back. */
void cross_pages(void);
extern char second_page[];
__asm__(".section .text.pages, \"ax\", @progbits\n\t"
	".balign 4096\n"
	"cross_pages:\n\t"
	"mov %esp, %edi\n\t"
	"mov %eax, %esp\n\t"
	"jmp second_page\n\t"
	".balign 4096\n"
	"second_page:\n\t"
	"mov %edi, %esp\n\t"
	"ret\n\t"
	".balign 4096\n\t"
	".previous");

/* A page of the program's file, which the kernel can take away and read again.
 */
TEST(code_without_stack, "new code pages without a stack")
{
	unsigned long sp = unmapped_page() + PAGE;
	int i;

	for (i = 0; i < 100; i++) {
		ASSERT_EQ(madvise(second_page, PAGE, MADV_DONTNEED), 0);
		__asm__ volatile("call cross_pages"
				 : "+a"(sp)
				 :
				 : "edi", "memory");
	}
}

/* RET is the last byte before a hole. What is missing is its stack, which is
 * then there and empty: so it leads to address 0. */
static void return_without_stack(void *ret)
{
	__asm__ volatile("mov %0, %%esp\n\t"
			 "jmp *%1"
			 :
			 : "r"((char *)new_pages(PAGE) + 64), "r"(ret));
}

TEST(ret_before_hole, "RET without a stack, at the end of the code")
{
	char *code = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE | PROT_EXEC,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	ASSERT_NE(code, MAP_FAILED);
	ASSERT_EQ(mprotect(code + PAGE, PAGE, PROT_NONE), 0);
	code[PAGE - 1] = (char)0xc3;
	use_alternate_stack();
	EXPECT_WITH(SIGSEGV, SA_ONSTACK, return_without_stack(code + PAGE - 1));
	ASSERT_EQ(caught.address, NULL);
}
