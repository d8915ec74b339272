/* SPDX-License-Identifier: GPL-2.0-only */
/* What the tests of the vm library and command share. */
#ifndef VM_TESTS_H
#define VM_TESTS_H

#include "vm.h"

#include <check.h>
#include <sys/types.h>

#define GUEST(ending) (VM_CACHE "/guests/" ending ".elf")
#define HELLO	      "hello from the guest\n"

/* Ends at once when it works, so this only bounds a failure. */
#define TEST_TIMEOUT 60 /* seconds */

TCase *endings_case(void);
TCase *serial_case(void);
TCase *failures_case(void);
TCase *processes_case(void);
TCase *command_case(void);

/* A case whose tests may start emulators. */
TCase *guest_case(const char *name);

/* Run GUEST(ending) with the defaults of a profile. */
enum vm_ending run_guest(enum vm_profile profile, const char *path,
			 struct vm_result *result);

/* Start build/bin/vm with these arguments, ending in NULL; gives its pid. */
pid_t start_vm(int out, char *const argv[]);
/* The same, to its end; gives its exit status, and its output (freed by the
 * caller) unless output is NULL. */
int vm_status(char **output, char *const argv[]);

#endif
