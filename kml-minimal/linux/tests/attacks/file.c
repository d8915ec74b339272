// SPDX-License-Identifier: GPL-2.0-only
/* Files that somebody else than root could have put or changed below /trusted,
 * and files that are elsewhere. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

static int opened = -1; /* by prepare() for its attack, as if in good time */

/* --- the file itself */

static void prepare_owned_file(void)
{
	put(TRUSTED, BAIT, 0755, MALLORY, 0);
}

static void prepare_group_file(void)
{
	put(TRUSTED, BAIT, 0775, 0, MALLORY);
}

static void prepare_others_file(void)
{
	put(TRUSTED, BAIT, 0757, 0, 0);
}

static int overwrite(void)
{
	int fd = open(BAIT, O_WRONLY | O_CLOEXEC);
	bool done = overwrite_with_evil(fd);

	close(fd);
	return done ? start(BAIT) : BROKEN;
}

/* --- the folders on the way: a link to any file of root's serves, and best the
 * dynamic loader, which runs what its argument names */

static int loader_runs_evil(const char *loader)
{
	return judge(run(loader, HOME "/evil-dynamic"));
}

static void prepare_owned_folder(void)
{
	make_folder(BAIT, 0755, MALLORY, 0);
}

static void prepare_group_folder(void)
{
	make_folder(BAIT, 0775, 0, MALLORY);
}

static void prepare_others_folder(void)
{
	make_folder(BAIT, 0757, 0, 0);
}

static int link_loader(void)
{
	if (linkat(AT_FDCWD, LOADER, AT_FDCWD, BAIT "/loader",
		   AT_SYMLINK_FOLLOW))
		return BROKEN;
	return loader_runs_evil(BAIT "/loader");
}

/* Whoever may write to / can give another folder of root's the name. */
static void prepare_open_root(void)
{
	require(!chmod("/", 0757), "/");
	make_folder("/folder", 0755, 0, 0);
	put(LOADER, "/folder/loader", 0755, 0, 0);
}

static int rename_folder(void)
{
	int outcome;

	if (rename("/trusted", "/trusted.away") ||
	    rename("/folder", "/trusted"))
		return BROKEN;
	outcome = loader_runs_evil("/trusted/loader");
	if (rename("/trusted", "/folder") ||
	    rename("/trusted.away", "/trusted"))
		return BROKEN;
	return outcome;
}

/* --- elsewhere */

static int loader_itself(void)
{
	return loader_runs_evil(LOADER);
}

static int folder_of_that_name(void)
{
	if (mkdir(HOME "/trusted", 0755) || link(EVIL, HOME "/trusted/evil") ||
	    chdir(HOME))
		return BROKEN;
	return start("trusted/evil");
}

static int symbolic_link(void)
{
	if (symlink(EVIL, HOME "/symlink"))
		return BROKEN;
	return start(HOME "/symlink");
}

static void prepare_trusted_link(void)
{
	require(!symlink(EVIL, BAIT), BAIT);
}

static int bait(void)
{
	return start(BAIT);
}

/* --- files without a name */

static int memory_file(void)
{
	int fd = memfd_create("evil", 0);

	if (!overwrite_with_evil(fd))
		return BROKEN;
	return judge(run_opened(fd, environ));
}

static int nameless_file(void)
{
	char path[64];
	int fd, out = open(HOME, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0755);

	/* Reopened, because what is open for writing is not executed. */
	snprintf(path, sizeof(path), "/proc/self/fd/%d", out);
	if (!overwrite_with_evil(out))
		return BROKEN;
	fd = open(path, O_RDONLY);
	close(out);
	return judge(run_opened(fd, environ));
}

/* Root has withdrawn a program, but who has it open still can execute it. */
static void prepare_withdrawn(void)
{
	put(TRUSTED, BAIT, 0755, 0, 0);
	opened = open(BAIT, O_PATH);
	require(opened >= 0 && !unlink(BAIT), BAIT);
}

static int run_withdrawn(void)
{
	return judge(run_opened(opened, environ));
}

/* The file was mallory's once, who still can write to it. */
static void prepare_open_for_writing(void)
{
	put(TRUSTED, BAIT, 0755, 0, 0);
	opened = open(BAIT, O_WRONLY | O_CLOEXEC);
	require(opened >= 0, BAIT);
}

static int write_and_run(void)
{
	int status;

	if (!overwrite_with_evil(opened))
		return BROKEN;
	status = run(BAIT, NULL);
	return status == -ETXTBSY ? HELD : judge(status);
}

/* Nothing can be put there by a link either. */
static int hard_link(void)
{
	return refused(link(EVIL, "/trusted/evil"), EACCES);
}

const struct attack file_attacks[] = {
	{"owned-file", CAP(SYS_RAWIO), overwrite, prepare_owned_file},
	{"group-file", CAP(SYS_RAWIO), overwrite, prepare_group_file},
	{"others-file", CAP(SYS_RAWIO), overwrite, prepare_others_file},
	{"owned-folder", CAP(SYS_RAWIO), link_loader, prepare_owned_folder},
	{"group-folder", CAP(SYS_RAWIO), link_loader, prepare_group_folder},
	{"others-folder", CAP(SYS_RAWIO), link_loader, prepare_others_folder},
	{"open-root", CAP(SYS_RAWIO), rename_folder, prepare_open_root},
	{"loader-itself", CAP(SYS_RAWIO), loader_itself, NULL},
	{"own-folder", CAP(SYS_RAWIO), folder_of_that_name, NULL},
	{"symlink", CAP(SYS_RAWIO), symbolic_link, NULL},
	{"trusted-symlink", CAP(SYS_RAWIO), bait, prepare_trusted_link},
	{"memfd", CAP(SYS_RAWIO), memory_file, NULL},
	{"tmpfile", CAP(SYS_RAWIO), nameless_file, NULL},
	{"withdrawn", CAP(SYS_RAWIO), run_withdrawn, prepare_withdrawn},
	{"open-for-writing", CAP(SYS_RAWIO), write_and_run,
	 prepare_open_for_writing},
	{"hard-link", CAP(SYS_RAWIO), hard_link, NULL},
	{0},
};
