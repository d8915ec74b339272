// SPDX-License-Identifier: GPL-2.0-only
/* Endings that every emulator has. */
#include "internal.h"

#include <string.h>

/* result->fault is filled in as far as it is known. */
void end_by_triple_fault(struct vm_result *result)
{
	const struct vm_place *fault = &result->fault;

	result->ending = VM_ENDED_TRIPLE_FAULT;
	result->message =
		fault->known
			? text_format(
				  "triple fault: the processor reset at %#llx, CPL %d",
				  fault->ip, fault->cpl)
			: text_copy("triple fault: the processor reset");
}

void end_by_verdict(struct vm_result *result, int verdict)
{
	result->ending = VM_ENDED_VERDICT;
	result->verdict = verdict;
	result->message = text_format("the guest's verdict: %d (%s)", verdict,
				      verdict ? "fail" : "pass");
}

int printed_verdict(const char *serial)
{
	const char *line = serial;
	int verdict = -1;

	for (; (line = strstr(line, "kml: verdict ")); line++) {
		if (!strncmp(line, VM_VERDICT_PASS, strlen(VM_VERDICT_PASS)))
			verdict = 0;
		if (!strncmp(line, VM_VERDICT_FAIL, strlen(VM_VERDICT_FAIL)))
			verdict = 1;
	}
	return verdict;
}
