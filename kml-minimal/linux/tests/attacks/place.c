// SPDX-License-Identifier: GPL-2.0-only
/* Other roots: a /trusted, or libraries, of the attacker's own. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

/* A file system of one's own at /trusted, in namespaces of one's own. */
static bool own_trusted(void)
{
	bool done;
	int fd;

	if (!enter_user_namespace(CLONE_NEWNS) ||
	    mount("tmpfs", "/trusted", "tmpfs", 0, NULL))
		return false;
	fd = open("/trusted/evil", O_WRONLY | O_CREAT | O_CLOEXEC, 0755);
	done = overwrite_with_evil(fd);
	close(fd);
	return done;
}

static int own_namespace(void)
{
	return own_trusted() ? start("/trusted/evil") : BROKEN;
}

/* One without the capability prepares the folder, one with it comes in. */
static int through_proc(void)
{
	char path[64];
	int ready[2], outcome = BROKEN;
	pid_t child;

	if (pipe(ready))
		return BROKEN;
	child = fork();
	if (!child) {
		if (own_trusted() && write(ready[1], "", 1) == 1)
			pause();
		_exit(BROKEN);
	}
	close(ready[1]);
	snprintf(path, sizeof(path), "/proc/%d/root/trusted/evil", child);
	if (read(ready[0], path + sizeof(path) - 1, 1) == 1)
		outcome = start(path);
	kill(child, SIGKILL);
	return outcome;
}

/* The same file, but where the administrator has not shown it: a mount may
 * differ in what it permits. */
static int bind_of_root(void)
{
	if (mount("/", "/mnt", NULL, MS_BIND, NULL))
		return BROKEN;
	return start("/mnt/trusted/probe");
}

static int bind_over_trusted(void)
{
	if (mkdir(HOME "/over", 0755) || link(EVIL, HOME "/over/probe") ||
	    mount(HOME "/over", "/trusted", NULL, MS_BIND, NULL))
		return BROKEN;
	return start(TRUSTED);
}

/* The loader's name is in the file; which file that is depends on the mounts.
 */
static int own_loader_by_mount(void)
{
	if (unshare(CLONE_NEWNS) ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount(EVIL, LOADER, NULL, MS_BIND, NULL))
		return BROKEN;
	return start(DYNAMIC);
}

/* A new root, with the attacker's program as its loader and its /trusted. */
static bool make_jail(void)
{
	return !mkdir(HOME "/jail", 0755) &&
	       !mkdir(HOME "/jail" LOADER_FOLDER, 0755) &&
	       !mkdir(HOME "/jail/trusted", 0755) &&
	       !link(EVIL, HOME "/jail" LOADER) &&
	       !link(EVIL, HOME "/jail/trusted/evil");
}

/* ... and which root that is. The program was opened before. */
static int own_loader_by_chroot(void)
{
	int fd = open(DYNAMIC, O_PATH);

	if (!make_jail() || chroot(HOME "/jail"))
		return BROKEN;
	return judge(run_opened(fd, environ));
}

static int own_trusted_by_chroot(void)
{
	if (!make_jail() || chroot(HOME "/jail"))
		return BROKEN;
	return start("/trusted/evil");
}

/* Root's folders and files, as an image that the attacker mounts can have. */
static void prepare_root(void)
{
	make_folder("/folder", 0755, 0, 0);
	make_folder("/folder/old", 0755, 0, 0);
	make_folder("/folder/trusted", 0755, 0, 0);
	put("/lib/attacks/evil", "/folder/trusted/evil", 0755, 0, 0);
	require(!mount("/folder", "/folder", NULL, MS_BIND, NULL), "/folder");
}

/* In the mount namespace of init, by somebody with CAP_SYS_ADMIN alone. */
static long move_root(void)
{
	pid_t child = fork();

	if (!child) {
		become_mallory(CAP(SYS_ADMIN));
		_exit(syscall(SYS_pivot_root, "/folder", "/folder/old") ? errno
									: 0);
	}
	return status_of(child);
}

/* The root of all others has moved, too. Then root starts a trusted program. */
static int own_trusted_by_pivot(void)
{
	long error = move_root();
	int outcome;

	if (error)
		return error == EPERM ? HELD : BROKEN;
	outcome = start("/trusted/evil");
	if (syscall(SYS_pivot_root, "/old", "/old/folder"))
		return BROKEN;
	return outcome;
}

/* The administrator wants no program to gain privileges on this mount. */
static void prepare_nosuid(void)
{
	require(!mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND | MS_NOSUID, NULL),
		"nosuid");
}

static int trusted(void)
{
	return start(TRUSTED);
}

const struct attack place_attacks[] = {
	{"own-namespace", 0, own_namespace, NULL},
	{"through-proc", CAP(SYS_RAWIO), through_proc, NULL},
	{"bind-of-root", CAP(SYS_RAWIO) | CAP(SYS_ADMIN), bind_of_root, NULL},
	{"bind-over-trusted", CAP(SYS_RAWIO) | CAP(SYS_ADMIN),
	 bind_over_trusted, NULL},
	{"own-loader-by-mount", CAP(SYS_RAWIO) | CAP(SYS_ADMIN),
	 own_loader_by_mount, NULL},
	{"own-loader-by-chroot", CAP(SYS_RAWIO) | CAP(SYS_CHROOT),
	 own_loader_by_chroot, NULL},
	{"own-trusted-by-chroot", CAP(SYS_RAWIO) | CAP(SYS_CHROOT),
	 own_trusted_by_chroot, NULL},
	{"own-trusted-by-pivot", AS_ROOT, own_trusted_by_pivot, prepare_root},
	{"nosuid", CAP(SYS_RAWIO), trusted, prepare_nosuid},
	{0},
};
