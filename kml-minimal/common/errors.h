/* SPDX-License-Identifier: GPL-2.0-only */
/* What a system call returns, negated, when it cannot do its work: the
 * numbers of Linux, so that they can be looked up (errno(3)). */
#ifndef KML_ERRORS_H
#define KML_ERRORS_H

#define ENOENT	2
#define ENOEXEC 8
#define ECHILD	10
#define EAGAIN	11
#define ENOMEM	12
#define EFAULT	14
#define EINVAL	22
#define ENOSYS	38

#endif
