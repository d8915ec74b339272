// SPDX-License-Identifier: GPL-2.0-only
/* Formatted text: the engine behind the kernel's and the programs' printf. */
#include "string.h"

struct field {
	bool left, zero, is_long;
	int width;
};

struct sink {
	void (*put)(char c, void *context);
	void *context;
};

static void put_padded(struct sink sink, const char *text, int length,
		       struct field field)
{
	int padding = field.width - length;

	if (!field.left)
		for (; padding > 0; padding--)
			sink.put(field.zero ? '0' : ' ', sink.context);
	while (length--)
		sink.put(*text++, sink.context);
	for (; padding > 0; padding--)
		sink.put(' ', sink.context);
}

static void put_number(struct sink sink, unsigned long value, unsigned base,
		       bool negative, struct field field)
{
	char digits[24];
	char *p = digits + sizeof(digits);

	do {
		*--p = "0123456789abcdef"[value % base];
		value /= base;
	} while (value);
	if (negative && field.zero && !field.left) { /* -007, not 00-7 */
		sink.put('-', sink.context);
		field.width--;
	} else if (negative) {
		*--p = '-';
	}
	put_padded(sink, p, (int)(digits + sizeof(digits) - p), field);
}

static const char *parse_field(const char *text, struct field *field)
{
	*field = (struct field){0};
	for (; *text == '-' || *text == '0'; text++)
		*(*text == '-' ? &field->left : &field->zero) = true;
	for (; *text >= '0' && *text <= '9'; text++)
		field->width = field->width * 10 + (*text - '0');
	field->is_long = *text == 'l';
	return text + field->is_long;
}

static void put_signed(struct sink sink, long value, struct field field)
{
	unsigned long magnitude = (unsigned long)value;

	put_number(sink, value < 0 ? 0 - magnitude : magnitude, 10, value < 0,
		   field);
}

void format(void (*put)(char c, void *context), void *context, const char *text,
	    va_list arguments)
{
	struct sink sink = {put, context};
	struct field field;
	const char *string;
	char character;

	for (; *text; text++) {
		if (*text != '%') {
			put(*text, context);
			continue;
		}
		text = parse_field(text + 1, &field);
		switch (*text) {
		case 'd':
			put_signed(sink,
				   field.is_long ? va_arg(arguments, long)
						 : va_arg(arguments, int),
				   field);
			break;
		case 'u':
		case 'x':
			put_number(sink,
				   field.is_long
					   ? va_arg(arguments, unsigned long)
					   : va_arg(arguments, unsigned int),
				   *text == 'u' ? 10 : 16, false, field);
			break;
		case 's':
			string = va_arg(arguments, const char *);
			put_padded(sink, string, (int)strlen(string), field);
			break;
		case 'c':
			character = (char)va_arg(arguments, int);
			put_padded(sink, &character, 1, field);
			break;
		case 0: /* a lone % at the end */
			return;
		default: /* %% and anything unknown stand for themselves */
			put(*text, context);
		}
	}
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

void format_to(char *text, size_t size, const char *template, ...)
{
	struct buffer buffer = {text, text + size - 1};
	va_list arguments;

	va_start(arguments, template);
	format(put_to_buffer, &buffer, template, arguments);
	va_end(arguments);
	*buffer.next = 0;
}
