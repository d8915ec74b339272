/* SPDX-License-Identifier: GPL-2.0-only */
/* The headers of scripts/kconfig/. */
#include "lkc.h"
#include "internal.h"
