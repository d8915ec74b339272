# SPDX-License-Identifier: GPL-2.0-only
"""Boots a kernel under counted instructions, in a set-up of an experiment, and sums up
what the plugin counted."""

import json
import os
import subprocess
from collections import Counter
from pathlib import Path

from results import Problem, provenance, table
from results.provenance import ROOT

from .functions import name_of

SHIFT = 3  # an instruction takes 2^3 ns
METHOD = f"QEMU plugin, icount shift={SHIFT}"
JSON = ("--format", "json")
# Of images (run_image), the same for all: no image's own line, which would compare what
# their makers knew of it.
PARAMETERS = "console=ttyS0 reboot=t oops=panic panic=-1 loglevel=3"


class Counts:
    """`sums` has (mark, mode, what), `functions` (mark, function, what)."""

    def __init__(self, path):
        self.sums, self.functions = Counter(), Counter()
        for row in table.read(path):
            mark, count = int(row["mark"]), int(row["count"])
            self.sums[mark, row["mode"], row["what"]] += count
            self.functions[mark, name_of(row), row["what"]] += count

    def busiest(self, mark):
        """Instructions of the processor that executed most; there must be several."""
        return max(count for (at, _, what), count in self.sums.items()
                   if at == mark and what.startswith("processor "))

    def instructions(self):
        """Of the machine's whole life."""
        return sum(count for (_, _, what), count in self.sums.items() if what == "instructions")


def account_of(kernel, *words, env=None):
    """What vm, asked for JSON, says of a guest. One without the verdict "pass" is a
    Problem."""
    done = subprocess.run(map(str, words), env=env, text=True, capture_output=True,
                          check=False, stdin=subprocess.DEVNULL)
    if not done.stdout.startswith("{"):
        raise Problem(f"{kernel}: {words[0]} ended with status {done.returncode}:"
                      f" {done.stderr}")
    account = json.loads(done.stdout)
    if account["verdict"] != 0:
        raise Problem(f"{kernel}: {account['message']}\n{account['serial']}")
    return account


def run_guest(kernel, rootfs, run, *, append="", memory=512, cpus=1, timeout=120,
              shift=SHIFT, vm=()):
    """What vm says of a command in a guest under counted instructions; or by the clock, if
    `shift` is None. `kernel` is the folder in which scripts/linux built it. `vm` has
    further options, and behind "--" those of QEMU."""
    icount = () if shift is None else ("--icount", shift)
    return account_of(
        f"{kernel}: {run}", ROOT / "scripts/linux/boot", kernel.name, "--rootfs", rootfs,
        "--append", append, "--run", run, "--", *JSON, "--memory", memory, "--cpus", cpus,
        *icount, "--timeout", timeout, *vm,
        env=os.environ | {"LINUX_OUT": str(kernel.parent)})


def boot(kernel, rootfs, run, folder, *, vm=(), **guest):
    """The same, and what the plugin counts, which stays in `folder`."""
    counts = Path(folder) / "counts.csv"
    account = run_guest(kernel, rootfs, run, vm=("--count", counts, *vm), **guest)
    return account, Counts(counts)


def run_image(kernel, rootfs, line, setup, folder, *, memory, timeout):
    """What vm says of an image of "unikernel", in a set-up, and its serial line, which
    stays in `folder` with counts.csv. `kernel` is a vmlinux."""
    initrd = longer(rootfs, setup, folder)
    try:
        account = account_of(
            kernel, ROOT / "build/bin/vm", "run", *JSON, "--profile", "microvm", "--kernel",
            kernel, "--initrd", initrd, "--append", line, "--memory", memory, "--icount",
            SHIFT, "--timeout", timeout, "--count", folder / "counts.csv")
    finally:
        initrd.unlink()
    serial = account["serial"].replace("\r", "")
    (folder / "serial").write_text(serial)
    return account, serial


# --- set-ups: they change what should not matter

def padded(setup):
    """For the kernel's command line, which is longer in each set-up."""
    return f"setup={'x' * 7 * setup}"


def command_line(more, setup):
    """Of an image: longer in each set-up, which moves what lies behind it."""
    return f"{PARAMETERS} {more} PAD={'x' * 11 * setup}"


def longer(rootfs, setup, folder):
    """An initramfs, with zeros behind it that the kernel skips."""
    path = Path(folder) / "rootfs.cpio"
    path.write_bytes(rootfs.read_bytes() + bytes(40960 * setup))
    return path


def row(kernel, contestant, setup, account):
    """What all rows of a guest have in common."""
    found = {"contestant": contestant, "setup": setup, "unit": "instructions",
             "seed": setup, **provenance.of_kernel(kernel.name, kernel.parent),
             **provenance.of_guest(account)}
    del found["host_cpu"]  # it decides nothing
    return found
