// SPDX-License-Identifier: GPL-2.0-only
/* A program at CPL 0 goes to CPL 3 by an IRET of its own. A gate gives back the
 * CPL that it found in the frame; SYSCALL finds none: see the exceptions in
 * kml-minimal/README.md.
 *
 *   drop LEVEL   expects this CPL after a system call by the library */
#include "kml.h"

int main(int argc, char **argv)
{
	static char stack[256];
	unsigned before = cpl(), dropped, by_gate, by_library;
	long pid;

	about_to("drop", "");
	drop_to_cpl3();
	dropped = cpl();
	pid = trap_on(stack + sizeof(stack));
	by_gate = cpl();
	if (pid != getpid())
		outcome("failed", "INT 0x80 returned %ld", pid);
	by_library = cpl();
	if (before != 0 || dropped != 3 || by_gate != 3 || argc < 1 ||
	    by_library != parse_number(argv[0]))
		outcome("failed", "CPL %u, %u, INT 0x80 %u, library %u", before,
			dropped, by_gate, by_library);
	outcome("ok", "CPL 0, then 3; 3 after INT 0x80, %u after a call",
		by_library);
}
