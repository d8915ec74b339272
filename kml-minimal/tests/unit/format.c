// SPDX-License-Identifier: GPL-2.0-only
/* format() against libc's vsnprintf(): every conversion that it knows, with
 * every kind of field and length, and random combinations. */
#include "tests.h"

#include <limits.h>
#include <stdio.h>

#define SIZE 128

static const char *const fields[] = {
	"",   "0",   "1",   "2",    "3",   "5",	   "20",   "30",     "-1",
	"-5", "-20", "01",  "05",   "020", "030",  "-05",  "0-5",    "+",
	" ",  "+ ",  "+5",  " 05",  "-+5", ".0",   ".1",   ".5",     ".20",
	"5.", "5.0", "5.3", "05.3", "3.5", "-5.3", "+5.3", "-+20.9", "40.25",
};

/* The same in an octal or hexadecimal number, where there is no sign. */
static const char *const alternate_fields[] = {
	"#",   "#1",   "#5",   "#05", "-#5",  "#.0",
	"#.1", "#5.3", "#.20", "#30", "#030", "-#30.25",
};

struct text {
	char bytes[SIZE];
	size_t length;
};

static void put(char c, void *context)
{
	struct text *text = context;

	if (text->length < SIZE - 1)
		text->bytes[text->length++] = c;
}

/* Formats with both and compares, bytes and length. (Check's macros would take
 * longer than all the rest, even when they find nothing.) */
static void compare(const char *template, ...)
{
	struct text ours = {.length = 0, .bytes = ""};
	char theirs[SIZE];
	va_list arguments;
	int length;
	bool known;

	va_start(arguments, template);
	known = format(put, &ours, template, arguments);
	va_end(arguments);
	va_start(arguments, template);
	length = vsnprintf(theirs, sizeof(theirs), template, arguments);
	va_end(arguments);
	if (!known || (size_t)length != ours.length ||
	    memcmp(ours.bytes, theirs, ours.length) != 0)
		ck_abort_msg("'%s' gives '%s', libc's '%s'", template,
			     ours.bytes, theirs);
}

static const char *template_for(const char *field, const char *conversion)
{
	static char template[32];

	snprintf(template, sizeof(template), "<%%%s%s>", field, conversion);
	return template;
}

/* Each length has a type of its own; those of hh and h arrive as int. */
static void compare_value(const char *field, const char *letter,
			  unsigned long long value)
{
	char conversion[8];

	compare(template_for(field, letter), (int)value);
#define COMPARE(length, type)                                          \
	snprintf(conversion, sizeof(conversion), length "%s", letter); \
	compare(template_for(field, conversion), (type)value)
	COMPARE("hh", int);
	COMPARE("h", int);
	COMPARE("l", long);
	COMPARE("ll", long long);
	COMPARE("z", size_t);
	COMPARE("t", ptrdiff_t);
	COMPARE("j", intmax_t);
#undef COMPARE
}

static const unsigned long long values[] = {
	0,	    1,		 7,
	8,	    9,		 10,
	42,	    -1ull,	 -7ull,
	-42ull,	    0x7f,	 0x80,
	0xff,	    0x8000,	 INT_MAX,
	INT_MIN,    UINT_MAX,	 0xabcdef,
	1ull << 40, 12345678901, -12345678901ull,
	LLONG_MAX,  LLONG_MIN,
};

static void compare_numbers(const char *field, const char *letters)
{
	char letter[2] = "";
	size_t i;

	for (; *letters; letters++) {
		letter[0] = *letters;
		for (i = 0; i < ARRAY_SIZE(values); i++)
			compare_value(field, letter, values[i]);
	}
}

/* ISO C leaves open what flags but - mean to %s, %c and %p, or what a precision
 * means to the last two. */
static void compare_texts(const char *field)
{
	if (field[0] == '0' || strpbrk(field, "+ "))
		return;
	compare(template_for(field, "s"), "");
	compare(template_for(field, "s"), "abc");
	compare(template_for(field, "s"),
		"longer than all fields, not cut off at all");
	if (strchr(field, '.'))
		return;
	compare(template_for(field, "c"), 'x');
	compare(template_for(field, "c"), 0xe4);
	compare(template_for(field, "p"), field);
	compare(template_for(field, "p"), (void *)UINTPTR_MAX);
	compare(template_for(field, "s"), (char *)NULL);
}

START_TEST(all_fields)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fields); i++) {
		compare_numbers(fields[i], "di");
		if (!strpbrk(fields[i], "+ "))
			compare_numbers(fields[i], "uoxX");
		compare_texts(fields[i]);
	}
	for (i = 0; i < ARRAY_SIZE(alternate_fields); i++)
		compare_numbers(alternate_fields[i], "oxX");
}
END_TEST

static const char *one_of(const char *const *choices, size_t count)
{
	return choices[(size_t)random() % count];
}

static long random_value(void)
{
	unsigned long value = (unsigned long)random() << 33 ^
			      (unsigned long)random() << 11 ^
			      (unsigned long)random();

	return (long)(value >> random() % 64);
}

/* Flags that mean something to the conversion, some of them twice. */
static void add_flags(char *template, const char *flags)
{
	size_t length = strlen(template);

	while (random() % 2)
		template[length++] = flags[(size_t)random() % strlen(flags)];
	template[length] = 0;
}

/* A width or a precision, in figures or as an argument; returns how many. */
static int add_count(char *template, const char *before)
{
	bool star = random() % 3 == 0;

	if (random() % 2)
		return 0;
	strcat(template, before);
	if (star)
		strcat(template, "*");
	else if (!*before || random() % 4)
		sprintf(template + strlen(template), "%ld", random() % 30 + 1);
	return star;
}

static void compare_random(void)
{
	static const char *const lengths[] = {"",   "hh", "h", "l",
					      "ll", "z",  "t", "j"};
	static const char *const letters[] = {"d", "i", "u", "o", "x", "X"};
	const char *letter = one_of(letters, ARRAY_SIZE(letters));
	const char *length = one_of(lengths, ARRAY_SIZE(lengths));
	bool is_signed = strpbrk(letter, "di"), is_plain = *letter == 'u';
	bool is_int = !*length || *length == 'h';
	int star[2] = {(int)(random() % 41) - 20, (int)(random() % 31) - 10};
	char template[128] = "<%";
	long value = random_value();
	int first, stars;

	add_flags(template, is_signed ? "-0+ " : is_plain ? "-0" : "-0#");
	first = add_count(template, "");
	stars = first + add_count(template, ".");
	if (stars == 1 && !first)
		star[0] = star[1];
	sprintf(template + strlen(template), "%s%s> %%s", length, letter);
#define COMPARE(...)                                               \
	(is_int ? compare(template, __VA_ARGS__(int) value, "end") \
		: compare(template, __VA_ARGS__ value, "end"))
	if (stars == 0)
		COMPARE();
	else if (stars == 1)
		COMPARE(star[0], );
	else
		COMPARE(star[0], star[1], );
#undef COMPARE
}

/* The same templates each time; a failure names its template. */
START_TEST(random_fields)
{
	int i;

	srandom(7);
	for (i = 0; i < 100000; i++)
		compare_random();
}
END_TEST

START_TEST(mixtures)
{
	compare("");
	compare("plain");
	compare("100%%");
	compare("%d%s%c%lx%u%ld%x", -1, "two", '3', 4ul, 5u, -6l, 7u);
	compare("%p then %d", (void *)values, 5);
	compare("%-5d|%05d|%+d|%lld|%zu|%hhx|%i|%o|%X|%c|%%", 3, 4, 5, 6ll,
		(size_t)7, 8, 9, 10, 11, 'c');
	compare("%*d|%-*d|%*d", 5, 1, 5, 2, -5, 3);
	compare("%.*s|%*.*s|%.*s", 2, "abc", 5, 1, "abc", -1, "abc");
	compare("%*d|%.*d", 0, 0, 0, 0);
}
END_TEST

/* Conversions that format() does not know, or that do not exist: it stops
 * there, as it cannot know which argument comes next. */
START_TEST(refused_conversions)
{
	static const char *const refused[] = {
		"%f",	   "%5.2f",    "%lf",	"%Lf",	 "%e",	 "%g",	"%a",
		"%n",	   "%hhn",     "%ls",	"%lc",	 "%hs",	 "%zp", "%q",
		"%Ld",	   "%m",       "%'d",	"%1$d",	 "%l",	 "%",	"%-05",
		"%12345d", "%.12345d", "%I64d", "%hhhd", "%lll", "%b",	"%5-d",
	};
	char text[SIZE], *template;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(refused); i++) {
		/* Exactly as long, so that the sanitizer guards its end. */
		ck_assert(asprintf(&template, "%%d%s", refused[i]) > 0);
		ck_assert(!format_to(text, sizeof(text), template, 4, 2, 0));
		ck_assert_msg(!strncmp(text, "4<%", 3), "%s: '%s'", template,
			      text);
		ck_assert_msg(strstr(text, " is not supported>"), "%s: '%s'",
			      template, text);
		free(template);
	}
	ck_assert(!format_to(text, sizeof(text), "a %5.2f b %d", 1.5, 3));
	ck_assert_str_eq(text, "a <%5.2f is not supported>");
}
END_TEST

/* The sanitizer catches a read beyond the end. (Its vsnprintf() makes one.) */
START_TEST(text_without_end)
{
	static const char unended[] = {'a', 'b', 'c'};
	char text[SIZE];

	ck_assert(format_to(text, sizeof(text), "%.3s", unended));
	ck_assert_str_eq(text, "abc");
	ck_assert(format_to(text, sizeof(text), "%.*s", 2, unended));
	ck_assert_str_eq(text, "ab");
}
END_TEST

START_TEST(truncation)
{
	char ours[16], theirs[16];
	size_t size;

	memset(ours, '.', sizeof(ours));
	memset(theirs, '.', sizeof(theirs));
	for (size = 1; size < sizeof(ours); size++) {
		ck_assert(format_to(ours, size, "%s-%05d", "abc", 42));
		ck_assert_int_eq(snprintf(theirs, size, "%s-%05d", "abc", 42),
				 9);
		ck_assert_mem_eq(ours, theirs, sizeof(ours));
	}
}
END_TEST

TCase *format_case(void)
{
	TCase *tcase = tcase_create("format");

	tcase_add_test(tcase, all_fields);
	tcase_add_test(tcase, mixtures);
	tcase_add_test(tcase, random_fields);
	tcase_add_test(tcase, refused_conversions);
	tcase_add_test(tcase, text_without_end);
	tcase_add_test(tcase, truncation);
	return tcase;
}
