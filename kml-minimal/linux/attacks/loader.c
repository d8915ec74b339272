// SPDX-License-Identifier: GPL-2.0-only
/* The caller's environment, and the dynamic loader as a program. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

/* AT_SECURE makes the loader ignore LD_PRELOAD, LD_AUDIT, LD_LIBRARY_PATH ...
 * The trusted program itself may run at CPL 0. */
static int preload(void)
{
	char *environment[] = {"LD_PRELOAD=" HOME "/evil.so", NULL};
	int status = run_opened(open(DYNAMIC, O_PATH), environment);

	return status == TRUSTED_AT(0) ? HELD : judge(status);
}

static void prepare_loader(void)
{
	put(LOADER, BAIT, 0755, 0, 0);
}

/* A loader below /trusted runs anything at CPL 0 for those who hold the
 * capability: that is what root has asked for. Others gain nothing. */
static int trusted_loader(void)
{
	return judge(run(BAIT, HOME "/evil-dynamic"));
}

const struct attack loader_attacks[] = {
	{"preload", CAP(SYS_RAWIO), preload, NULL},
	{"trusted-loader", 0, trusted_loader, prepare_loader},
	{0},
};
