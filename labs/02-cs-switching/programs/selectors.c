// SPDX-License-Identifier: GPL-2.0-only
/* The data segments of a program. (QEMU lets a program read and write through
 * a null selector; a CPU raises #GP, SDM vol. 3, 3.4.2.) */
#include "kml.h"

#define SELECTOR(segment)                                                 \
	({                                                                \
		unsigned short value;                                     \
		__asm__ volatile("mov %%" #segment ", %0" : "=r"(value)); \
		value;                                                    \
	})

int main(void)
{
	unsigned ss = SELECTOR(ss), ds = SELECTOR(ds), es = SELECTOR(es),
		 fs = SELECTOR(fs), gs = SELECTOR(gs);

	about_to("selectors", "");
	if (ds != ss || es != ss || fs != ss || gs != ss)
		outcome("failed",
			"SS holds %x, but DS %x, ES %x, FS %x and GS %x", ss,
			ds, es, fs, gs);
	outcome("ok", "SS, DS, ES, FS and GS hold %x", ss);
}
