/* SPDX-License-Identifier: GPL-2.0-only */
/* Included before the kernel's own files: renames the functions that libc has
 * as well, so that one program can hold and compare both. */
#define memset	kernel_memset
#define memcpy	kernel_memcpy
#define memcmp	kernel_memcmp
#define strlen	kernel_strlen
#define strcmp	kernel_strcmp
#define strncmp kernel_strncmp
