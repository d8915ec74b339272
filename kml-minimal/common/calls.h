/* SPDX-License-Identifier: GPL-2.0-only */
/* System call numbers, shared by kernel and programs. */
#ifndef KML_CALLS_H
#define KML_CALLS_H

enum call {
	CALL_GETPID, /* () -> pid: does nothing else, our null system call */
	CALL_EXIT,   /* (status) */
	CALL_WRITE,  /* (text, size) -> bytes written, perhaps fewer */
	CALL_READ,   /* (buffer, size) -> bytes read; waits for the first */
	CALL_SPAWN,  /* (path, arguments) -> pid */
	CALL_WAIT,   /* (int *status) -> pid of a child that ended */
	CALL_YIELD,  /* () */
	CALL_SBRK,   /* (bytes) -> old end of the heap */
	CALL_CLOCK,  /* () -> milliseconds since boot */
	CALLS,
};

#endif
