/* SPDX-License-Identifier: GPL-2.0-only */
/* Included before every file: the machine's layout, but with the kernel half
 * where a program of the host can have memory, which arena.c maps there. All
 * else, the form of the page tables included, stays the machine's. */
#include "layout.h"

#undef KERNEL_BASE
#define KERNEL_BASE 0x200000000000
