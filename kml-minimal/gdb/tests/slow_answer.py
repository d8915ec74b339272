# SPDX-License-Identifier: GPL-2.0-only
"""On a busy machine QEMU answers late. gdb goes on waiting, and gets its answer.

QEMU is stopped while gdb connects, for longer than gdb waits by itself (2 s)."""
import glob
import os
import signal
import subprocess

import gdb

from checks import check, pc, run_to_push, session

SECONDS = 6


def emulator(address):
    """The process that serves a gdb there."""
    wanted = f"tcp:{address}".encode()
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(path, "rb") as file:
                words = file.read().split(b"\0")
        except OSError:
            continue
        if wanted in words and b"qemu-system-" in words[0]:
            return int(path.split("/")[2])
    raise RuntimeError(f"no QEMU serves gdb at {address}")


def story():
    run_to_push()
    address = gdb.selected_inferior().connection.details
    pid = emulator(address)
    gdb.execute("disconnect", to_string=True)
    os.kill(pid, signal.SIGSTOP)
    with subprocess.Popen(["sh", "-c", f"sleep {SECONDS}; kill -CONT {pid}"]):
        gdb.execute(f"target remote {address}", to_string=True)
        check(pc() != 0, f"an answer that takes {SECONDS} s")


session(story)
