// SPDX-License-Identifier: GPL-2.0-only
/* vm probe: what really runs a guest on this machine. */
#include "command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
	"usage: vm probe [--format text|json]\n"
	"\n"
	"Starts a tiny guest in every profile and under KVM and reports what\n"
	"works. Exit status: 0 if every profile works, otherwise 1.\n";

static void print_row(bool json, bool first, const char *name, bool works,
		      const char *version, const char *reason)
{
	if (!json) {
		printf("%-8s  %-5s  %-12s  %s\n", name, works ? "works" : "no",
		       version, reason);
		return;
	}
	printf("%s\n  {\"name\": ", first ? "" : ",");
	print_json_string(name);
	printf(", \"works\": %s, \"version\": ", works ? "true" : "false");
	print_json_string(version);
	printf(", \"reason\": ");
	print_json_string(reason);
	printf("}");
}

static bool probe_profile(enum vm_profile profile, bool json)
{
	const char *version = vm_emulator_version(profile);
	char *reason;
	bool works = vm_profile_works(profile, &reason);

	print_row(json, profile == 0, vm_profile_name(profile), works,
		  version ? version : "missing", reason);
	free(reason);
	return works;
}

static void probe_kvm(bool json)
{
	char *reason;
	bool works = vm_kvm_works(&reason);

	print_row(json, false, "kvm", works, "-", reason);
	free(reason);
}

int command_probe(int argc, char **argv)
{
	bool json = argc == 3 && !strcmp(argv[1], "--format") &&
		    !strcmp(argv[2], "json");
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
	fputs(json ? "[" : "", stdout);
	for (profile = 0; profile < VM_PROFILES; profile++)
		all &= probe_profile(profile, json);
	probe_kvm(json);
	fputs(json ? "\n]\n" : "", stdout);
	return all ? 0 : 1;
}
