/* SPDX-License-Identifier: GPL-2.0-only */
/* System call numbers and how a process ends, shared by kernel and programs. */
#ifndef KML_CALLS_H
#define KML_CALLS_H

enum call {
	CALL_GETPID, /* () -> pid: does nothing else, our null system call */
	CALL_EXIT,   /* (status) */
	CALL_WRITE,  /* (text, size) -> bytes written, perhaps fewer */
	CALL_READ,  /* (buffer, size) -> bytes read: a line, or what fits of it;
		     * waits until it is complete. 0: the input has ended */
	CALL_SPAWN, /* (path, arguments) -> pid */
	CALL_WAIT,  /* (int *status) -> pid of a child that ended; its status
		     * is what it gave to exit(), or KILLED | vector */
	CALL_YIELD, /* () */
	CALL_SBRK,  /* (bytes) -> old end of the heap */
	CALL_CLOCK, /* () -> milliseconds since boot */
	CALLS,
};

#define KILLED		0x100 /* status of a process that the kernel ended */
#define KILLED_BY_LIMIT (KILLED | 0xff)

/* status.c: a vector's mnemonic and name; a status in words (the next call
 * overwrites them). */
const char *vector_name(unsigned vector);
const char *status_text(int status);

#endif
