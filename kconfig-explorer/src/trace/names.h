/* SPDX-License-Identifier: GPL-2.0-only */
/* Names for numbers; NULL where there is none. See also trace.h. */
#ifndef NAMES_H
#define NAMES_H

const char *name_family(unsigned long family);
const char *name_socket_type(unsigned long type);
const char *name_netlink_protocol(unsigned long protocol);

#endif
