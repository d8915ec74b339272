// SPDX-License-Identifier: GPL-2.0-only
/* How a process ended, in words: for the kernel and for programs that wait. */
#include "calls.h"
#include "string.h"

const char *vector_name(unsigned vector)
{
	/* clang-format off */
	static const char *const names[] = { /* SDM vol. 3, table 6-1 */
		"#DE divide error", "#DB debug", "NMI", "#BP breakpoint",
		"#OF overflow", "#BR bound range exceeded",
		"#UD invalid opcode", "#NM device not available",
		"#DF double fault", "coprocessor segment overrun",
		"#TS invalid TSS", "#NP segment not present",
		"#SS stack-segment fault", "#GP general protection",
		"#PF page fault", "reserved exception",
		"#MF x87 floating-point error", "#AC alignment check",
		"#MC machine check", "#XM SIMD floating-point exception",
		"#VE virtualization exception", "#CP control protection"
	};
	/* clang-format on */

	return vector < ARRAY_SIZE(names) ? names[vector]
					  : "an unexpected interrupt";
}

const char *status_text(int status)
{
	static char text[80];
	unsigned vector = (unsigned)status & 0xff;

	if (status == KILLED_BY_LIMIT)
		format_to(text, sizeof(text),
			  "status %d: killed by the time limit", status);
	else if (status & KILLED)
		format_to(text, sizeof(text),
			  "status %d: killed by %s, vector %u", status,
			  vector_name(vector), vector);
	else
		format_to(text, sizeof(text), "status %d", status);
	return text;
}
