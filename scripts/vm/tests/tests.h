/* SPDX-License-Identifier: GPL-2.0-only */
/* What the tests of the vm library and command share. */
#ifndef VM_TESTS_H
#define VM_TESTS_H

#include "vm.h"

#include <check.h>
#include <sys/types.h>

#define GUEST(ending) (KIT "/build/vm/guests/" ending ".elf")
#define HELLO	      "hello from the guest\n"

/* Ends at once when it works, so this only bounds a failure. */
#define TEST_TIMEOUT 60 /* seconds */

TCase *endings_case(void);
TCase *serial_case(void);
TCase *failures_case(void);
TCase *processes_case(void);
TCase *command_case(void);
TCase *time_case(void);
TCase *devices_case(void);

/* A case whose tests may start emulators. */
TCase *guest_case(const char *name);

/* Run GUEST(ending) with the defaults of a profile. */
enum vm_ending run_guest(enum vm_profile profile, const char *path,
			 struct vm_result *result);

/*
 * Start a guest that never ends in a vm of its own, with that --timeout, and
 * wait until it runs. Gives the emulator's process; we inherit it when vm dies.
 */
pid_t start_spinning(const char *profile, char *timeout, pid_t *vm);

/* A child of the process, or 0. */
pid_t child_of(pid_t parent);

/* Start build/bin/vm with these arguments, ending in NULL; gives its pid. */
pid_t start_vm(int out, char *const argv[]);
/* The same, to its end; gives its exit status, and its output (freed by the
 * caller) unless output is NULL. */
int vm_status(char **output, char *const argv[]);
/* It ends with success, and prints this part. */
void check_output(char *const argv[], const char *part);

#endif
