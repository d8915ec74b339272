/* SPDX-License-Identifier: GPL-2.0-only */
/* Names for numbers; NULL where there is none. */
#ifndef NAMES_H
#define NAMES_H

#include <stdbool.h>

/* The system calls that the headers of this machine know. */
const char *name_call(bool i386, unsigned long number);
bool name_is_call(bool i386, const char *name);

const char *name_family(unsigned long family);
const char *name_socket_type(unsigned long type);
const char *name_netlink_protocol(unsigned long protocol);

#endif
