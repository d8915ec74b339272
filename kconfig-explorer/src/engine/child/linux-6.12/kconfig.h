/* SPDX-License-Identifier: GPL-2.0-only */
/* The headers of scripts/kconfig/ and scripts/include/. */
#include <xalloc.h>
#include "lkc.h"
#include "internal.h"
