/* SPDX-License-Identifier: GPL-2.0-only */
/* What every file of kml-minimal may use. No libc: these headers are the
 * compiler's own (ISO C 4p6, "freestanding"). */
#ifndef KML_TYPES_H
#define KML_TYPES_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PAGE_SIZE	    ((uintptr_t)4096)
#define PAGE_MASK	    (~(PAGE_SIZE - 1))
#define PAGE_ALIGN(address) (((address) + PAGE_SIZE - 1) & PAGE_MASK)

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#endif
