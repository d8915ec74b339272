// SPDX-License-Identifier: GPL-2.0-only
/* QEMU's own account (-d int) of what the CPU did: a line for each exception
 *     0: v=0e e=0002 i=0 cpl=0 IP=0008:00400173 pc=... SP=0010:7ffee000 CR2=...
 * with the registers below it; at the end perhaps `Triple fault`. */
#include "story.h"

#include <stdlib.h>
#include <string.h>

/* "SELECTOR:OFFSET" or "ADDRESS" behind a key of the line. */
static address log_hex(const char *line, const char *key)
{
	const char *value = strstr(line, key);

	return value ? strtoull(value + strlen(key), NULL, 16) : 0;
}

static bool read_exception(const char *line, struct exception *e)
{
	unsigned cs, ss;
	int is_int;

	if (sscanf(line, " %*d: v=%x e=%x i=%d cpl=%u IP=%x:%llx", &e->vector,
		   &e->error, &is_int, &e->cpl, &cs, &e->ip) != 6)
		return false;
	line = strstr(line, "SP=");
	if (!line || sscanf(line, "SP=%x:%llx", &ss, &e->sp) != 2)
		return false;
	e->cr2 = log_hex(line, "CR2=");
	return true;
}

static void add_exception(struct qemu_log *log, struct exception e)
{
	log->exceptions = one_more(log->exceptions, log->count, sizeof(e));
	log->exceptions[log->count++] = e;
}

struct qemu_log read_qemu_log(const char *folder, const struct machine *machine,
			      const char *scene)
{
	char *path = text_format("%s/%s-%s.log", folder, machine->arch, scene);
	char *text = read_file(path), *rest = text, *line;
	struct qemu_log log = {0};
	struct exception e;

	while ((line = strsep(&rest, "\n"))) {
		if (read_exception(line, &e))
			add_exception(&log, e);
		if (strcmp(line, "Triple fault") == 0)
			log.triple_fault = true;
	}
	free(text);
	free(path);
	return log;
}
