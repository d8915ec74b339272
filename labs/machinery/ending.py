# SPDX-License-Identifier: GPL-2.0-only
"""What ends a command of the course also ends all that it has started.

A terminal's Ctrl-C reaches the processes of one group, `kill` reaches one process. Builds
and guests have sessions of their own, and a shell script that waits for make sees a
signal only when make has ended. So the signal goes to every descendant, and they have
time to clean up. (subprocess.run() would kill its child at once.)
"""

import ctypes
import os
import signal
import sys
import time

PR_SET_CHILD_SUBREAPER = 36
GRACE = 10  # seconds
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def parents():
    """pid -> its parent, of each process that has not ended."""
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                state, parent = file.read().rpartition(")")[2].split()[:2]
        except OSError:
            continue  # it ended meanwhile
        if state not in "ZX":
            found[int(name)] = int(parent)
    return found


def descendants():
    found, generation = set(), {os.getpid()}
    known = parents()
    while generation:
        generation = {pid for pid, parent in known.items() if parent in generation}
        found |= generation
    return found


def send(number):
    for pid in descendants():
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass


def end_descendants():
    send(signal.SIGTERM)
    limit = time.monotonic() + GRACE
    while descendants():
        if time.monotonic() > limit:
            send(signal.SIGKILL)
        time.sleep(0.05)


def interrupted(number, _):
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    end_descendants()
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)


def end_what_we_start():
    """From now on. A process whose parent ends becomes our child (prctl(2)). What is
    ignored already, as nohup does, stays so."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, interrupted)
