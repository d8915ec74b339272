# SPDX-License-Identifier: GPL-2.0-only
"""Runs a compiler that reads nothing but what it is given.

A submission is compiled, and `#include "/home/other/solution.c"` or `.incbin` would
read what its author may not. Landlock (Linux 5.13, landlock(7)) forbids it without
privileges. Limits keep it from filling the disk and the memory.
"""

import ctypes
import os
import resource

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
PR_SET_NO_NEW_PRIVS = 38
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
# What ABI 1 can forbid; ABI 2 adds renaming between folders, ABI 3 truncating.
ALL = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
FILE_ONLY = EXECUTE | WRITE_FILE | READ_FILE | 1 << 14
READ = EXECUTE | READ_FILE | READ_DIR

SYSTEM = ("/usr", "/bin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache",
          "/etc/alternatives", "/dev/null")
LIMITS = {resource.RLIMIT_FSIZE: 16 << 20, resource.RLIMIT_AS: 2 << 30,
          resource.RLIMIT_CPU: 120, resource.RLIMIT_CORE: 0}

libc = ctypes.CDLL(None, use_errno=True)


class Ruleset(ctypes.Structure):
    _fields_ = [("handled", ctypes.c_uint64)]


class Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


def abi():
    """Landlock's version here; 0 if there is none."""
    return max(0, libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), 1))


def check(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), "landlock")
    return result


def allow(ruleset, path, rights):
    try:
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    if not os.path.isdir(path):
        rights &= FILE_ONLY
    rule = Beneath(rights & ALL[min(abi(), max(ALL))], parent)
    check(libc.syscall(ADD_RULE, ruleset, 1, ctypes.byref(rule), 0))
    os.close(parent)


def confine(readable, writable, limits=LIMITS):
    """From now on this process and its children read and write only there."""
    for kind, limit in limits.items():
        hard = resource.getrlimit(kind)[1]
        limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (limit, limit))
    if not abi():
        return
    everything = ALL[min(abi(), max(ALL))]
    handled = Ruleset(everything)
    ruleset = check(libc.syscall(CREATE_RULESET, ctypes.byref(handled),
                                 ctypes.sizeof(handled), 0))
    for path in SYSTEM:
        allow(ruleset, path, READ | (WRITE_FILE if path == "/dev/null" else 0))
    for path in readable:
        allow(ruleset, path, READ)
    for path in writable:
        allow(ruleset, path, everything)
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    check(libc.syscall(RESTRICT_SELF, ruleset, 0))
