// SPDX-License-Identifier: GPL-2.0-only
#include "base/printable.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of the letter that begins so; 0: none does (RFC 3629, section 4). */
static size_t letter_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first <= 0xdf)
		return 2;
	if (first >= 0xe0 && first <= 0xef)
		return 3;
	return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

static uint32_t decode(const unsigned char *at, size_t length)
{
	uint32_t letter = length == 1 ? *at : *at & (0x7f >> length);

	while (--length)
		letter = letter << 6 | (*++at & 0x3f);
	return letter;
}

/* Longer than need be, or a half of UTF-16, or beyond Unicode's end? */
static bool is_encoded_well(uint32_t letter, size_t length)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

	return letter >= least[length] && letter <= 0x10ffff &&
	       (letter < 0xd800 || letter > 0xdfff);
}

static bool is_harmless(uint32_t letter)
{
	if (letter == '\n' || letter == '\t')
		return true;
	if (letter < 0x20 || (letter >= 0x7f && letter < 0xa0))
		return false;
	/* Lines' ends and directions of writing. */
	return !(letter >= 0x2028 && letter <= 0x202e) &&
	       !(letter >= 0x2066 && letter <= 0x2069);
}

/*
 * How many bytes may be written as they are; 0: the first may not. *whole is
 * false if the text ends within a letter.
 */
static size_t next_letter(const unsigned char *at, size_t left, bool *whole)
{
	size_t length = letter_length(*at), i;
	uint32_t letter;

	*whole = true;
	for (i = 1; i < length && i < left; i++)
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	*whole = length <= left;
	if (!length || !*whole)
		return 0;
	letter = decode(at, length);
	return is_encoded_well(letter, length) && is_harmless(letter) ? length
								      : 0;
}

size_t printable_write(FILE *to, const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t at = 0, letter;
	bool whole;

	while (at < length) {
		letter = next_letter(bytes + at, length - at, &whole);
		if (!whole)
			break;
		if (letter)
			fwrite(text + at, 1, letter, to);
		else
			fprintf(to, "\\x%02x", bytes[at]);
		at += letter ? letter : 1;
	}
	return at;
}

char *printable(const char *text)
{
	size_t length = strlen(text), at = 0, size;
	char *result;
	FILE *to = text_stream(&result, &size);

	while ((at += printable_write(to, text + at, length - at)) < length)
		fprintf(to, "\\x%02x", (unsigned char)text[at++]);
	fclose(to);
	return result;
}
