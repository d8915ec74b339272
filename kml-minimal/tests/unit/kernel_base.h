/* SPDX-License-Identifier: GPL-2.0-only */
/* Included ahead of every file: the machine's layout, but with the kernel's
 * half where a program of the host can have memory. arena.c puts some there.
 * Everything else, the page tables' form included, stays the machine's. */
#include "layout.h"

#undef KERNEL_BASE
#define KERNEL_BASE 0x200000000000
