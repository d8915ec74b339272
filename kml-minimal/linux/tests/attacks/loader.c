// SPDX-License-Identifier: GPL-2.0-only
/* The caller's environment, and the dynamic loader as a program. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

/* AT_SECURE makes the loader ignore LD_PRELOAD and its like. The trusted
 * program itself may run at CPL 0. */
static int start_with(char *variable)
{
	char *environment[] = {variable, NULL};
	int status = run_opened(open(DYNAMIC, O_PATH), environment);

	return status == TRUSTED_AT(0) ? HELD : judge(status);
}

static int preload(void)
{
	return start_with("LD_PRELOAD=" HOME "/evil.so");
}

static int audit(void)
{
	return start_with("LD_AUDIT=" HOME "/evil.so");
}

/* A library that the program needs, of the attacker's own. */
static int library_path(void)
{
	if (link(HOME "/evil.so", HOME "/libm.so.6"))
		return BROKEN;
	return start_with("LD_LIBRARY_PATH=" HOME);
}

/* The loader is the program here, and what it loads, a trusted file too, is
 * data to the kernel. */
static int loader_on_trusted(void)
{
	return judge(run(LOADER, DYNAMIC));
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
	{"audit", CAP(SYS_RAWIO), audit, NULL},
	{"library-path", CAP(SYS_RAWIO), library_path, NULL},
	{"loader-on-trusted", CAP(SYS_RAWIO), loader_on_trusted, NULL},
	{"loader-by-root", AS_ROOT, loader_on_trusted, NULL},
	{"trusted-loader", 0, trusted_loader, prepare_loader},
	{0},
};
