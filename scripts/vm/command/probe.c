// SPDX-License-Identifier: GPL-2.0-only
/* vm probe: what really runs a guest on this machine. */
#include "command.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
	"usage: vm probe [--format text|json]\n"
	"\n"
	"Starts a tiny guest in every profile, and under KVM, and reports which of\n"
	"them work.\n"
	"\n"
	"example: vm probe\n"
	"Exit status: 0 if every profile works, 1 if not; 2 wrong usage.\n";

/* A row of text, or an element of `list` if there is one. */
static void print_row(json_t *list, const char *name, bool works,
		      const char *version, const char *reason)
{
	if (list)
		json_array_append_new(
			list,
			json_pack("{s:s, s:b, s:o, s:o}", "name", name, "works",
				  works, "version", json_of_bytes(version),
				  "reason", json_of_bytes(reason)));
	else
		printf("%-8s  %-5s  %-12s  %s\n", name, works ? "works" : "no",
		       version, reason);
}

static bool probe_profile(json_t *list, enum vm_profile profile)
{
	const char *version = vm_emulator_version(profile);
	char *reason;
	bool works = vm_profile_works(profile, &reason);

	print_row(list, vm_profile_name(profile), works,
		  version ? version : "missing", reason);
	free(reason);
	return works;
}

static void probe_kvm(json_t *list)
{
	char *reason;
	bool works = vm_kvm_works(&reason);

	print_row(list, "kvm", works, "-", reason);
	free(reason);
}

int command_probe(int argc, char **argv)
{
	bool json = argc == 3 && !strcmp(argv[1], "--format") &&
		    !strcmp(argv[2], "json");
	json_t *list = json ? json_array() : NULL;
	bool all = true;
	int profile;

	if (argc == 2 && !strcmp(argv[1], "--help")) {
		fputs(help, stdout);
		return 0;
	}
	if (argc != 1 && !json && !(argc == 3 && !strcmp(argv[2], "text"))) {
		fputs(help, stderr);
		return EXIT_USAGE;
	}
	for (profile = 0; profile < VM_PROFILES; profile++)
		all &= probe_profile(list, profile);
	probe_kvm(list);
	if (list)
		print_json(list);
	return all ? 0 : 1;
}
