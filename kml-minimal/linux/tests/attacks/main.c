// SPDX-License-Identifier: GPL-2.0-only
/* Attacks on Kernel Mode Linux, one after the other. The output is KTAP.
 *
 *   kml_attacks                 all of them: each must be held
 *   kml_attacks --won NAME...   only these, and each must win: for kernels that
 *                               lack the check which stands in its way
 *   kml_attacks --list          their names
 *
 * NAME.user is the attack by a user without CAP_SYS_RAWIO. */
#define _GNU_SOURCE
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

static const struct attack *const families[] = {
	start_attacks,	file_attacks,	  place_attacks, loader_attacks,
	memory_attacks, register_attacks, race_attacks,	 NULL,
};

static int tried, failed;

/* --- before and after */

static int remove_one(const char *path, const struct stat *status, int type,
		      struct FTW *where)
{
	(void)status;
	(void)type;
	(void)where;
	return remove(path);
}

static void remove_all(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* As root installed it: /trusted, and the attacker's home. */
static void reset(void)
{
	umount2("/mnt", MNT_DETACH);
	umount2("/trusted", MNT_DETACH);
	umount2("/folder", MNT_DETACH);
	require(!mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND, NULL), "/");
	require(!chmod("/", 0755), "/");
	remove_all(BAIT);
	remove_all("/folder");
	remove_all(HOME);
	make_folder(HOME, 0755, MALLORY, MALLORY);
	put("/lib/attacks/evil", EVIL, 0755, MALLORY, MALLORY);
	put("/lib/attacks/evil-dynamic", HOME "/evil-dynamic", 0755, MALLORY,
	    MALLORY);
	put("/lib/attacks/evil.so", HOME "/evil.so", 0755, MALLORY, MALLORY);
}

/* It has the last word: was it written to? It ends by itself if so, which may
 * take its time. */
static bool victim_written(bool expected)
{
	int turns = expected ? 1000 : 2;
	siginfo_t info = {0};

	while (turns-- && !info.si_pid) {
		usleep(10000);
		waitid(P_PID, (id_t)victim, &info, WEXITED | WNOHANG | WNOWAIT);
	}
	kill(victim, SIGTERM);
	return status_of(victim) == VICTIM_WRITTEN;
}

/* --- one attack */

static int in_new_process(const struct attack *attack, uint64_t caps)
{
	pid_t child = fork();
	int status;

	if (!child) {
		setpgid(0, 0);
		if (caps != AS_ROOT)
			become_mallory(caps);
		exit(attack->attack());
	}
	status = status_of(child);
	kill(-child, SIGKILL);
	return status;
}

static int try(const struct attack *attack, uint64_t caps)
{
	int outcome;

	victim = 0;
	reset();
	if (attack->prepare)
		attack->prepare();
	outcome = in_new_process(attack, caps);
	if (victim && victim_written(outcome == WON) != (outcome == WON))
		outcome = BROKEN;
	return outcome;
}

/* What is to be done with an attack, as its user or as the lesser one. */
typedef void task(const struct attack *attack, const char *name, uint64_t caps);

static void print(const struct attack *attack, const char *name, uint64_t caps)
{
	(void)attack;
	(void)caps;
	puts(name);
}

static int wanted = HELD;

static void report(const struct attack *attack, const char *name, uint64_t caps)
{
	int outcome = try(attack, caps);
	const char *how = outcome == HELD  ? "held"
			  : outcome == WON ? "won"
					   : "could not be tried";

	failed += outcome != wanted;
	printf("%sok %d %s # %s\n", outcome == wanted ? "" : "not ", ++tried,
	       name, how);
	fflush(stdout);
}

/* --- all, or those that are named */

static char **names;

static bool named(const char *name)
{
	char **one;

	for (one = names; one && *one; one++) {
		if (!strcmp(*one, name))
			return true;
	}
	return !names;
}

static void for_each(task *what)
{
	const struct attack *const *family;
	const struct attack *attack;
	uint64_t caps;
	char lesser[64];

	for (family = families; *family; family++) {
		for (attack = *family; attack->name; attack++) {
			caps = attack->capabilities;
			snprintf(lesser, sizeof(lesser), "%s.user",
				 attack->name);
			if (named(attack->name))
				what(attack, attack->name, caps);
			if (caps != AS_ROOT && caps & CAP(SYS_RAWIO) &&
			    named(lesser))
				what(attack, lesser, caps & ~CAP(SYS_RAWIO));
		}
	}
}

static int attack_all(void)
{
	require(!mkdir("/home", 0755) && !mkdir("/mnt", 0755), "/home, /mnt");
	/* Debian's kernels forbid links to other users' files: too easy. */
	require(write_file("/proc/sys/fs/protected_hardlinks", "0"), "fs");
	puts("KTAP version 1");
	for_each(report);
	printf("1..%d\n# %d failed\n", tried, failed);
	return failed != 0;
}

static int win_all(int number)
{
	wanted = WON;
	if (attack_all())
		return 1;
	if (tried != number)
		puts("# not all of the named attacks exist");
	return tried != number;
}

int main(int argc, char **argv)
{
	if (argc == 1)
		return attack_all();
	if (argc == 2 && !strcmp(argv[1], "--list")) {
		for_each(print);
		return 0;
	}
	if (argc > 2 && !strcmp(argv[1], "--won")) {
		names = argv + 2;
		return win_all(argc - 2);
	}
	fprintf(stderr, "usage: kml_attacks [--won NAME... | --list]\n");
	return 2;
}
