/* SPDX-License-Identifier: GPL-2.0-only */
/* What an attack is, and what attacks have in common. */
#ifndef ATTACK_H
#define ATTACK_H

#include <linux/capability.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "machine.h"
#include "probe.h"

/* How an attack ends; also the exit status of the process that tries it.
 * BROKEN (probe.h) means that it could not even be tried: no proof of
 * anything, so a failed test. */
#define HELD 0
#define WON  10

#define CAP(name) (1ULL << CAP_##name)
#define AS_ROOT	  (~0ULL) /* starts as root, calls become_mallory() itself */

/* Each runs in a process of its own, as the user mallory with these
 * capabilities. If CAP_SYS_RAWIO is among them then once more without it. */
struct attack {
	const char *name;
	uint64_t capabilities;
	int (*attack)(void);
	void (*prepare)(void); /* by root, beforehand; may be NULL */
};

/* One list a file, up to an entry without a name. */
extern const struct attack start_attacks[], file_attacks[], place_attacks[],
	loader_attacks[], memory_attacks[], register_attacks[], race_attacks[];

#define HOME	"/home/mallory"
#define BAIT	"/trusted/bait" /* made by prepare(), removed afterwards */
#define TRUSTED "/trusted/probe"
#define DYNAMIC "/trusted/dynamic" /* the same with shared libraries */
#define EVIL	HOME "/evil"

/* --- for prepare(): what fails ends the tests */

void require(bool condition, const char *what);
void put(const char *from, const char *to, mode_t mode, uid_t uid, gid_t gid);
void make_folder(const char *path, mode_t mode, uid_t uid, gid_t gid);
bool write_file(const char *path, const char *text);
void start_victim(void);
extern pid_t victim; /* a KML task that has become mallory's */

/* --- for attack() */

void become_mallory(uint64_t capabilities);
bool enter_user_namespace(int flags); /* as root; flags: others, of unshare() */

/* The exit status of a program, or of a child; negative: -errno of exec. */
int run(const char *program, const char *argument);
int run_opened(int fd, char *const environment[]);
int status_of(pid_t child);

/* From such a status to the outcome: anything at CPL 0 has won. */
int judge(int status);
int start(const char *program);

/* Overwrite a file with the attacker's program; false: not permitted. */
bool overwrite_with_evil(int fd);

/* Whether a call was refused with this error: HELD; another one: BROKEN. */
int refused(long result, int error);

#endif
