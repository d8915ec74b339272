// SPDX-License-Identifier: GPL-2.0-only
/* The result of a run as text or JSON. */
#include "command.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *need_memory(void *got)
{
	if (!got) {
		fputs("vm: out of memory\n", stderr);
		exit(EXIT_EMULATOR_FAILED);
	}
	return got;
}

/*
 * Serial output may be any bytes; they become the code points of the same
 * number, so that the JSON is valid and nothing is lost.
 */
json_t *json_of_bytes(const char *bytes)
{
	char *utf8 = need_memory(malloc(2 * strlen(bytes) + 1)), *end = utf8;
	json_t *value;

	for (; *bytes; bytes++) {
		unsigned char c = *bytes;

		if (c >= 0x80)
			*end++ = 0xc0 | c >> 6;
		*end++ = c >= 0x80 ? 0x80 | (c & 0x3f) : c;
	}
	*end = '\0';
	value = need_memory(json_string(utf8));
	free(utf8);
	return value;
}

void print_json(json_t *value)
{
	json_dumpf(need_memory(value), stdout,
		   JSON_INDENT(1) | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(9));
	putchar('\n');
	json_decref(value);
}

static void report_json(const struct vm_result *r, const struct options *o)
{
	print_json(json_pack(
		"{s:s, s:s, s:i, s:f, s:f, s:f, s:i, s:s, s:o, s:o, s:s, s:s, s:o, s:o}",
		"profile", vm_profile_name(o->config.profile), "ending",
		vm_ending_name(r->ending), "verdict", r->verdict, "wall_s",
		r->wall_s, "guest_s", r->guest_s, "timeout_s", r->timeout_s,
		"truncated", r->truncated, "accel", vm_accel_name(r->accel),
		"emulator", json_of_bytes(r->emulator), "host_cpu",
		json_of_bytes(r->host_cpu), "kernel_sha256", r->kernel_sha256,
		"initrd_sha256", r->initrd_sha256, "message",
		json_of_bytes(r->message), "serial", json_of_bytes(r->serial)));
}

static void report_text(const struct vm_result *result)
{
	bool good = result->ending == VM_ENDED_EXPECTED ||
		    (result->ending == VM_ENDED_VERDICT && !result->verdict);
	const char *colour = good ? "\033[32m" : "\033[31m";
	bool coloured = isatty(STDERR_FILENO);

	fprintf(stderr, "vm: %s%s%s (%.2f s, %s, %s)\n", coloured ? colour : "",
		result->message, coloured ? "\033[0m" : "", result->wall_s,
		result->emulator, vm_accel_name(result->accel));
}

void report(const struct vm_result *result, const struct options *options)
{
	if (options->format == REPORT_JSON)
		report_json(result, options);
	else if (!options->quiet || result->ending == VM_ENDED_EMULATOR_FAILED)
		report_text(result);
}
