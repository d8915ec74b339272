# SPDX-License-Identifier: GPL-2.0-only
"""Boots a kernel under counted instructions, in a set-up of an experiment, and sums up
what the plugin counted."""

import json
import os
from collections import Counter
from pathlib import Path

from results import Problem, command, provenance, table
from results.provenance import ROOT

from .functions import name_of

SHIFT = 3  # an instruction takes 2^3 ns


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


def run_guest(kernel, rootfs, run, *, append="", memory=512, cpus=1, timeout=120,
              shift=SHIFT, vm=()):
    """What vm says of a guest under counted instructions; or by the clock, if `shift` is
    None. `kernel` is the folder in which scripts/linux built it. A guest without the
    verdict "pass" is a Problem."""
    icount = () if shift is None else ("--icount", str(shift))
    account = json.loads(command.output(
        ROOT / "scripts/linux/boot", kernel.name, "--rootfs", rootfs, "--append", append,
        "--run", run, "--", "--memory", str(memory), "--cpus", str(cpus),
        *icount, "--timeout", str(timeout), "--format", "json", *vm,
        env=os.environ | {"LINUX_OUT": str(kernel.parent)}))
    if account["verdict"] != 0:
        raise Problem(f"{kernel}: {run}: {account['message']}\n{account['serial']}")
    return account


def boot(kernel, rootfs, run, folder, *, vm=(), **guest):
    """The same, and what the plugin counts, which stays in `folder`."""
    counts = Path(folder) / "counts.csv"
    account = run_guest(kernel, rootfs, run, vm=("--count", counts, *vm), **guest)
    return account, Counts(counts)


# --- set-ups: they change what should not matter

def padded(setup):
    """For the kernel's command line, which is longer in each set-up."""
    return f"setup={'x' * 7 * setup}"


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
