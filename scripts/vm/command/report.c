// SPDX-License-Identifier: GPL-2.0-only
/* The result of a run as text, JSON or CSV. */
#include "command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/*
 * Serial output may be any bytes; they become the code points of the same
 * number, so that the JSON is valid and nothing is lost.
 */
void print_json_string(const char *s)
{
	putchar('"');
	for (; *s; s++) {
		unsigned char c = *s;

		if (c == '"' || c == '\\')
			printf("\\%c", c);
		else if (c == '\n')
			fputs("\\n", stdout);
		else if (c < 0x20 || c >= 0x7f)
			printf("\\u%04x", c);
		else
			putchar(c);
	}
	putchar('"');
}

static void print_csv_string(const char *s)
{
	putchar('"');
	for (; *s; s++) {
		if (*s == '"')
			putchar('"');
		putchar(*s);
	}
	putchar('"');
}

/* One value of a result: a string, or a number as it is printed. */
struct field {
	const char *name, *text;
	double number;
};

enum { FIELDS = 14 };

static void list_fields(const struct vm_result *r, const struct options *o,
			struct field fields[FIELDS])
{
	const struct field list[FIELDS] = {
		{"profile", vm_profile_name(o->config.profile), 0},
		{"ending", vm_ending_name(r->ending), 0},
		{"verdict", NULL, r->verdict},
		{"wall_s", NULL, r->wall_s},
		{"guest_s", NULL, r->guest_s},
		{"timeout_s", NULL, r->timeout_s},
		{"truncated", NULL, r->truncated},
		{"accel", vm_accel_name(r->accel), 0},
		{"emulator", r->emulator, 0},
		{"host_cpu", r->host_cpu, 0},
		{"kernel_sha256", r->kernel_sha256, 0},
		{"initrd_sha256", r->initrd_sha256, 0},
		{"message", r->message, 0},
		{"serial", r->serial, 0},
	};

	memcpy(fields, list, sizeof(list));
}

static void report_json(const struct field fields[FIELDS])
{
	int i;

	for (i = 0; i < FIELDS; i++) {
		printf("%s\"%s\": ", i ? ",\n " : "{", fields[i].name);
		if (fields[i].text)
			print_json_string(fields[i].text);
		else
			printf("%.9g", fields[i].number);
	}
	puts("}");
}

/* A heading and one row; the serial output is left to --log. */
static void report_csv(const struct field fields[FIELDS])
{
	int i;

	for (i = 0; i < FIELDS - 1; i++)
		printf("%s%s", i ? "," : "", fields[i].name);
	putchar('\n');
	for (i = 0; i < FIELDS - 1; i++) {
		if (i)
			putchar(',');
		if (fields[i].text)
			print_csv_string(fields[i].text);
		else
			printf("%.9g", fields[i].number);
	}
	putchar('\n');
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
	struct field fields[FIELDS];

	list_fields(result, options, fields);
	if (options->format == REPORT_JSON)
		report_json(fields);
	else if (options->format == REPORT_CSV)
		report_csv(fields);
	else if (!options->quiet || result->ending == VM_ENDED_EMULATOR_FAILED)
		report_text(result);
}
