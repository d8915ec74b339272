// SPDX-License-Identifier: GPL-2.0-only
/* printf() with each type of argument, as the sizes of types depend on the
 * machine. (tests/unit/format.c compares all conversions with a C library's on
 * the host.)
 *
 *   print           compares
 *   print refused   asks for %f, which ends the program */
#include "kml.h"

static int failures;

static void expect(const char *wanted, const char *template, ...)
	__attribute__((format(printf, 2, 3)));

static void expect(const char *wanted, const char *template, ...)
{
	static char text[128];
	va_list arguments;

	va_start(arguments, template);
	format_list_to(text, sizeof(text), template, arguments);
	va_end(arguments);
	if (strcmp(text, wanted) == 0)
		return;
	failures++;
	printf("'%s' gives '%s', not '%s'\n", template, text, wanted);
}

/* A second argument follows, which is wrong if the first was read with another
 * size. */
static void expect_numbers(void)
{
	expect("-5 7", "%d %d", -5, 7);
	expect("5 7", "%i %d", 5, 7);
	expect("4294967295 7", "%u %d", ~0u, 7);
	expect("0xff FF 377 7", "%#x %X %o %d", 255u, 255u, 255u, 7);
	expect("-1 255 7", "%hhd %hhu %d", 255, 255, 7);
	expect("-1 65535 7", "%hd %hu %d", 65535, 65535, 7);
	expect("-5 7", "%ld %d", -5l, 7);
	expect("-9223372036854775807 7", "%lld %d", -9223372036854775807ll, 7);
	expect("18446744073709551615 7", "%llu %d", ~0ull, 7);
	expect("1777777777777777777777 7", "%llo %d", ~0ull, 7);
	expect("ffffffffffffffff 7", "%jx %d", UINTMAX_MAX, 7);
	expect("8 -8 7", "%zu %td %d", (size_t)8, (ptrdiff_t)-8, 7);
}

static void expect_fields(void)
{
	expect("   +5|5    |00005|  005|", "%+5d|%-5d|%05d|%5.3d|", 5, 5, 5, 5);
	expect("    5|5    |", "%*d|%*d|", 5, 5, -5, 5);
	expect("  abc|abc  |   ab|ab|", "%5s|%-5s|%5.2s|%.*s|", "abc", "abc",
	       "abc", 2, "abc");
	expect("0x400000 7 100%", "%p %d %d%%", (void *)USER_START, 7, 100);
	expect("x  x|  x|", "%c%3c|%3c|", 'x', 'x', 'x');
}

int main(int argc, char **argv)
{
	if (argc > 0 && strcmp(argv[0], "refused") == 0)
		printf("before %5.2f behind %d\n", 1.5, 3);
	about_to("print", "");
	expect_numbers();
	expect_fields();
	if (failures)
		outcome("overwritten", "%d texts are not what C says",
			failures);
	outcome("ok", "texts are what C says, at CPL %u", cpl());
}
