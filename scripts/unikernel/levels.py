# SPDX-License-Identifier: GPL-2.0-only
"""At which privilege level an image's programs run: QEMU's monitor is asked for the
registers again and again, while a client inside is served. CR3 distinguishes processes.
(init, which always is at CPL 3, does not count: it is linked to low addresses, and other
programs are loaded high.)"""

import collections
import re
import socket
import subprocess
import tempfile
import time
from pathlib import Path

UNIKERNEL = Path(__file__).with_name("unikernel")
PROGRAMS = range(1 << 32, 1 << 47)  # of the address space
FEWEST = 5  # samples that say something
MOST_BOOTS = 20


def ask(monitor):
    monitor.send(b"info registers\n")
    time.sleep(0.02)
    return monitor.recv(1 << 16).decode(errors="replace")


def sample(path, guest):
    """How often the CPU was in a program at each level: {CR3: {level: count}}."""
    levels = collections.defaultdict(collections.Counter)
    monitor = None
    while guest.poll() is None:
        try:
            if monitor is None:
                connection = socket.socket(socket.AF_UNIX)
                connection.connect(str(path))
                connection.settimeout(2)
                monitor = connection
            found = re.search(r"RIP=(\w+).*?CPL=(\d).*?CR3=(\w+)", ask(monitor),
                              re.S)
            if found and int(found[1], 16) in PROGRAMS:
                levels[found[3]][found[2]] += 1
        except OSError:
            time.sleep(0.1)
    return levels


def watch_once(image, others):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "monitor")
        with subprocess.Popen(
                [UNIKERNEL, "check", *image, "--inside", "--", "--", "-monitor",
                 f"unix:{path},server,nowait"], **others) as guest:
            try:
                levels = sample(path, guest)
            except BaseException:
                guest.terminate()
                raise
        return guest.returncode, levels


def total(samples):
    return sum(counts.total() for counts in samples.values())


def watch(*image, **others):
    """Let a client inside be served, again until there are enough samples: on a busy
    machine a small program has ended before it is asked often. The exit status of
    "unikernel check", and {(boot, CR3): {level: count}}. `image`: its name and variant;
    `others`: for subprocess.Popen."""
    samples = {}
    for boot in range(MOST_BOOTS):
        status, levels = watch_once(image, others)
        samples |= {(boot, cr3): counts for cr3, counts in levels.items()}
        if status or total(samples) >= FEWEST:
            break
    return status, samples


def only_main(samples):
    """In each boot one process at most is always at CPL 0, and all others at CPL 3; and
    there are both."""
    at_0 = [boot for (boot, _), counts in samples.items() if set(counts) == {"0"}]
    at_3 = [boot for (boot, _), counts in samples.items() if set(counts) == {"3"}]
    return (len(at_0) == len(set(at_0)) > 0 and len(at_3) > 0
            and len(at_0) + len(at_3) == len(samples))


def judge(samples, image):
    """Whether the processes are where they should be, and where that is. With --kml
    every program must be at CPL 0, without at CPL 3; with --kml=main one process is at
    CPL 0, and what it starts, and the client, at CPL 3."""
    enough = total(samples) >= FEWEST
    if "--kml=main" in image:
        return (enough and only_main(samples),
                "the application is at CPL 0, the client at CPL 3")
    wanted = "0" if "--kml" in image else "3"
    return (enough and all(set(counts) == {wanted} for counts in samples.values()),
            f"its programs are at CPL {wanted}")
