# SPDX-License-Identifier: GPL-2.0-only
"""A guest that is counted, in a set-up."""

import json
import subprocess

from results import Problem

from . import ROOT

SHIFT = 3  # an instruction takes 2^3 ns
# The same for all contestants: no image's own line, which would compare what their makers
# knew of it.
PARAMETERS = "console=ttyS0 reboot=t oops=panic panic=-1 loglevel=3"
METHOD = f"QEMU plugin, icount shift={SHIFT}"
PASSES = 0  # the verdict of a guest that is content


def command_line(more, setup):
    """Longer in each set-up, which moves what lies behind it."""
    return f"{PARAMETERS} {more} PAD={'x' * 11 * setup}"


def count(kernel, archive, line, setup, folder, memory, timeout):
    """What vm says of the guest, and its serial line; leaves its counts in
    folder/counts.csv. A set-up makes the initramfs longer, by zeros that the kernel
    skips. A Problem if it does not end with a verdict, or with a bad one."""
    initrd, log = folder / "initrd", folder / "serial"
    initrd.write_bytes(archive.read_bytes() + bytes(40960 * setup))
    try:
        done = subprocess.run(
            [ROOT / "build/bin/vm", "run", "--profile", "microvm", "--kernel", kernel,
             "--initrd", initrd, "--append", line, "--memory", str(memory),
             "--icount", str(SHIFT), "--timeout", str(timeout),
             "--count", folder / "counts.csv", "--log", log, "--format", "json"],
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    finally:
        initrd.unlink()
    serial = log.read_text(errors="replace").replace("\r", "") if log.exists() else ""
    if not done.stdout.startswith("{"):
        raise Problem(f"{kernel}: vm ended with status {done.returncode}: {done.stderr}")
    account = json.loads(done.stdout)
    if account["verdict"] != PASSES:
        raise Problem(f"{kernel}: {account['message']}\n{serial}")
    return account, serial
