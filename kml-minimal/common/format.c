// SPDX-License-Identifier: GPL-2.0-only
/* Formatted text: the engine of printk() and of the programs' printf(). The
 * conversions that it supports do what ISO C says (7.21.6.1). It stops at any
 * other, because it does not know which argument to skip for it. */
#include "string.h"

struct sink {
	void (*put)(char c, void *context);
	void *context;
};

/* Functions share the list by the address of this struct. Where va_list is an
 * array (x86-64), a parameter of that type is a pointer, and its address has
 * another type. */
struct arguments {
	va_list list;
};

struct field {
	bool left, zero, plus, space, alternate; /* flags: - 0 + ' ' # */
	unsigned width;
	int precision;	 /* negative: none given */
	size_t bytes;	 /* of an integer argument */
	bool has_length; /* hh h l ll z t j */
};

/* A number before it is padded: a sign or 0x, zeros, digits. */
struct number {
	const char *prefix, *digits;
	unsigned length, zeros;
	char room[22]; /* 2^64 - 1 has 22 octal digits */
};

static void repeat(struct sink sink, char c, unsigned count)
{
	while (count--)
		sink.put(c, sink.context);
}

static void put_text(struct sink sink, const char *text, unsigned length)
{
	while (length--)
		sink.put(*text++, sink.context);
}

static unsigned missing(unsigned wanted, unsigned length)
{
	return wanted > length ? wanted - length : 0;
}

static void put_string(struct sink sink, const char *text, unsigned length,
		       const struct field *field)
{
	unsigned padding = missing(field->width, length);

	repeat(sink, ' ', field->left ? 0 : padding);
	put_text(sink, text, length);
	repeat(sink, ' ', field->left ? padding : 0);
}

static void put_number(struct sink sink, const struct number *number,
		       const struct field *field)
{
	unsigned prefix_length = (unsigned)strlen(number->prefix);
	unsigned zeros = number->zeros;
	unsigned padding =
		missing(field->width, prefix_length + zeros + number->length);

	if (field->zero && !field->left && field->precision < 0) {
		zeros += padding; /* -007, not 00-7 */
		padding = 0;
	}
	repeat(sink, ' ', field->left ? 0 : padding);
	put_text(sink, number->prefix, prefix_length);
	repeat(sink, '0', zeros);
	put_text(sink, number->digits, number->length);
	repeat(sink, ' ', field->left ? padding : 0);
}

/* Divides *value by a small base and returns the remainder: 16 bits at a time,
 * as i386 has no 64-bit division without the compiler's library. */
static unsigned divide(uint64_t *value, unsigned base)
{
	uint64_t quotient = 0;
	unsigned remainder = 0, part;
	int shift;

	for (shift = 48; shift >= 0; shift -= 16) {
		part = remainder << 16 | (unsigned)(*value >> shift & 0xffff);
		quotient = quotient << 16 | part / base;
		remainder = part % base;
	}
	*value = quotient;
	return remainder;
}

/* With precision 0 the value 0 has no digit at all. */
static void make_digits(struct number *number, uint64_t value, unsigned base,
			const char *symbols, int precision)
{
	char *end = number->room + sizeof(number->room);
	char *digit = end;

	if (!value && precision)
		*--digit = '0';
	while (value)
		*--digit = symbols[divide(&value, base)];
	number->digits = digit;
	number->length = (unsigned)(end - digit);
	number->zeros = precision > 0
				? missing((unsigned)precision, number->length)
				: 0;
}

/* The integer argument, sign-extended or not, whatever its type was. */
static uint64_t fetch(struct arguments *arguments, size_t bytes, bool is_signed)
{
	uint64_t value = bytes == sizeof(uint64_t)
				 ? va_arg(arguments->list, uint64_t)
				 : va_arg(arguments->list, unsigned);
	unsigned unused = 64 - 8 * (unsigned)bytes;

	value <<= unused;
	return is_signed ? (uint64_t)((int64_t)value >> unused)
			 : value >> unused;
}

static void put_signed(struct sink sink, const struct field *field,
		       struct arguments *arguments)
{
	int64_t value = (int64_t)fetch(arguments, field->bytes, true);
	uint64_t magnitude = (uint64_t)value;
	struct number number;

	number.prefix = value < 0      ? "-"
			: field->plus  ? "+"
			: field->space ? " "
				       : "";
	make_digits(&number, value < 0 ? 0 - magnitude : magnitude, 10,
		    "0123456789", field->precision);
	put_number(sink, &number, field);
}

static void put_hex(struct sink sink, const struct field *field, uint64_t value,
		    const char *prefix, const char *symbols)
{
	struct number number = {.prefix = prefix};

	make_digits(&number, value, 16, symbols, field->precision);
	put_number(sink, &number, field);
}

/* The flag # adds a leading zero, unless there is one. */
static void put_octal(struct sink sink, const struct field *field,
		      uint64_t value)
{
	struct number number = {.prefix = ""};

	make_digits(&number, value, 8, "01234567", field->precision);
	if (field->alternate && !number.zeros &&
	    (!number.length || *number.digits != '0'))
		number.zeros = 1;
	put_number(sink, &number, field);
}

static void put_unsigned(struct sink sink, char conversion,
			 const struct field *field, struct arguments *arguments)
{
	uint64_t value = fetch(arguments, field->bytes, false);
	struct number number = {.prefix = ""};

	if (conversion == 'o') {
		put_octal(sink, field, value);
	} else if (conversion == 'x') {
		put_hex(sink, field, value,
			field->alternate && value ? "0x" : "",
			"0123456789abcdef");
	} else if (conversion == 'X') {
		put_hex(sink, field, value,
			field->alternate && value ? "0X" : "",
			"0123456789ABCDEF");
	} else {
		make_digits(&number, value, 10, "0123456789", field->precision);
		put_number(sink, &number, field);
	}
}

/* With a precision the text need not end in a NUL. */
static void put_argument_string(struct sink sink, const struct field *field,
				const char *text)
{
	unsigned length = 0;

	if (!text)
		text = "(null)";
	while ((field->precision < 0 || length < (unsigned)field->precision) &&
	       text[length])
		length++;
	put_string(sink, text, length, field);
}

/* False when there is no such conversion. */
static bool convert(struct sink sink, char conversion,
		    const struct field *field, struct arguments *arguments)
{
	char character;

	switch (conversion) {
	case 'd':
	case 'i':
		put_signed(sink, field, arguments);
		return true;
	case 'u':
	case 'o':
	case 'x':
	case 'X':
		put_unsigned(sink, conversion, field, arguments);
		return true;
	}
	if (field->has_length)
		return false;
	switch (conversion) {
	case 'c':
		character = (char)va_arg(arguments->list, int);
		put_string(sink, &character, 1, field);
		return true;
	case 's':
		put_argument_string(sink, field,
				    va_arg(arguments->list, const char *));
		return true;
	case 'p':
		put_hex(sink, field, (uintptr_t)va_arg(arguments->list, void *),
			"0x", "0123456789abcdef");
		return true;
	case '%':
		sink.put('%', sink.context);
		return true;
	default:
		return false;
	}
}

static bool set_flag(struct field *field, char c)
{
	bool *flag = c == '-'	? &field->left
		     : c == '0' ? &field->zero
		     : c == '+' ? &field->plus
		     : c == ' ' ? &field->space
		     : c == '#' ? &field->alternate
				: NULL;

	return flag && (*flag = true);
}

/* A width or a precision. Four digits at most: a fifth is no conversion. */
static int parse_count(const char **text, struct arguments *arguments)
{
	int count = 0;

	if (**text == '*') {
		(*text)++;
		return va_arg(arguments->list, int);
	}
	while (**text >= '0' && **text <= '9' && count < 1000)
		count = count * 10 + *(*text)++ - '0';
	return count;
}

static void parse_length(const char **text, struct field *field)
{
	static const struct {
		const char *letters;
		size_t bytes;
	} lengths[] = {
		{"hh", sizeof(char)},	 {"h", sizeof(short)},
		{"ll", sizeof(int64_t)}, {"l", sizeof(long)},
		{"z", sizeof(size_t)},	 {"t", sizeof(ptrdiff_t)},
		{"j", sizeof(intmax_t)}, {"", sizeof(int)},
	};
	size_t i = 0, length;

	while (strncmp(*text, lengths[i].letters, strlen(lengths[i].letters)) !=
	       0)
		i++;
	length = strlen(lengths[i].letters);
	field->bytes = lengths[i].bytes;
	field->has_length = length;
	*text += length;
}

/* Everything between % and the letter of the conversion. */
static const char *parse_field(const char *text, struct field *field,
			       struct arguments *arguments)
{
	int width;

	*field = (struct field){.precision = -1};
	while (set_flag(field, *text))
		text++;
	width = parse_count(&text, arguments);
	field->left |= width < 0;
	field->width = width < 0 ? 0 - (unsigned)width : (unsigned)width;
	if (*text == '.') {
		text++;
		field->precision = parse_count(&text, arguments);
	}
	parse_length(&text, field);
	return text;
}

static void refuse(struct sink sink, const char *text, const char *end)
{
	put_text(sink, "<", 1);
	put_text(sink, text, (unsigned)(end - text + (*end != 0)));
	put_text(sink, " is not supported>", 18);
}

bool format(void (*put)(char c, void *context), void *context, const char *text,
	    va_list list)
{
	struct sink sink = {put, context};
	struct arguments arguments;
	struct field field;
	const char *conversion;
	bool known = true;

	va_copy(arguments.list, list);
	for (; known && *text; text++) {
		if (*text != '%') {
			put(*text, context);
			continue;
		}
		conversion = parse_field(text + 1, &field, &arguments);
		known = convert(sink, *conversion, &field, &arguments);
		if (!known)
			refuse(sink, text, conversion);
		text = conversion;
	}
	va_end(arguments.list);
	return known;
}

struct buffer {
	char *next, *last;
};

static void put_to_buffer(char c, void *context)
{
	struct buffer *buffer = context;

	if (buffer->next < buffer->last)
		*buffer->next++ = c;
}

bool format_list_to(char *text, size_t size, const char *template, va_list list)
{
	struct buffer buffer = {text, text + size - 1};
	bool known = format(put_to_buffer, &buffer, template, list);

	*buffer.next = 0;
	return known;
}

bool format_to(char *text, size_t size, const char *template, ...)
{
	va_list arguments;
	bool known;

	va_start(arguments, template);
	known = format_list_to(text, size, template, arguments);
	va_end(arguments);
	return known;
}
