/* SPDX-License-Identifier: GPL-2.0-only */
/* Entry points that accept any bytes at all and abort if the kernel's answer
 * is wrong: for the seeded loop of fuzz.c and for libFuzzer alike. */
#ifndef UNIT_FUZZ_H
#define UNIT_FUZZ_H

#include <stddef.h>
#include <stdint.h>

void fuzz_elf(const uint8_t *bytes, size_t size);
void fuzz_archive(const uint8_t *bytes, size_t size);
void fuzz_options(const uint8_t *bytes, size_t size);

#endif
