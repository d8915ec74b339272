# SPDX-License-Identifier: GPL-2.0-only
"""What system calls cost a guest: calls/calls.c is run in it, and its operations counted,
or timed where KVM works."""

import functools
import random
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from count import counted
from results import Problem, provenance
from results.experiment import Job

from . import ROOT

OUT = ROOT / "build/calls"
SETUPS, QUICK_SETUPS = 5, 2
# With what processors have today, but the same in each boot, and four levels of pages.
PROCESSOR = "max,rdrand=off,rdseed=off,la57=off"
EVENTS = ["syscall", "sysret", "swapgs", "iret", "int", "cr3", "wrmsr", "invlpg", "invpcid",
          "lock"]
COUNTED = (f"QEMU plugin, icount shift={counted.SHIFT}; of two runs in one boot, one with"
           " twice the operations, the difference")
TIMED = "time-stamp counter under KVM; of two runs in one boot, the difference"
LEAST_EVENTS = 0.005  # an operation; what is below comes from the timer's ticks


@dataclass(frozen=True)
class Contestant:
    """A row of calls/contestants.csv; `linux` is the folder of its kernels."""

    contestant: str
    kernel: str
    folder: str
    level: str
    library: str
    parameters: str
    linux: Path

    def vmlinux(self):
        return self.linux / self.kernel / "vmlinux"

    def is_built(self):
        return (self.linux / self.kernel / "provenance").is_file()

    def rootfs(self, setup):
        return OUT / self.library / f"rootfs-{setup}.cpio"

    def decides(self, setup, way):
        return {"kernel": self.vmlinux(), "workload": Path(__file__),
                "rootfs": self.rootfs(setup), "seed": setup,
                "parameters": [self.folder, self.parameters, way]}


def what_runs(contestant, setup):
    """Kernel, root file system, command. The command line is longer in each set-up, and
    the initramfs larger."""
    return ([contestant.linux / contestant.kernel, contestant.rootfs(setup),
             f"{contestant.folder}/calls {contestant.folder} {contestant.level}"],
            {"append": f"{contestant.parameters} setup={'x' * 7 * setup}", "memory": 128})


def phases(account):
    """Workload, its first mark, operations, and ticks of an operation."""
    found = re.findall(r"^calls: ([\w-]+) mark=(\d+) operations=(\d+) ticks=(-?\d+)",
                       account["serial"], re.M)
    if not found:
        raise Problem(f"the guest measured nothing:\n{account['serial']}")
    for name, mark, operations, ticks in found:
        yield name, int(mark), int(operations), int(ticks) / int(operations)


def slopes(counts, mark, operations):
    """Of one operation: instructions of the kernel and of programs, and all events."""
    def slope(what, *modes):
        return sum(counts[mark + 1, mode, what] - counts[mark, mode, what]
                   for mode in modes) / operations
    found = {"kernel": slope("instructions", "kernel"),
             "user": slope("instructions", "user")}
    return found | {event: slope(event, "kernel", "user") for event in EVENTS}


def combine(first, factor, second, other):
    return {name: factor * first[name] + other * second[name] for name in first}


def with_derived(found):
    """As lmbench does: a switch is half of a pipe's round trip, without what pipes cost
    a process that speaks to itself. And the paper's table 5 has one figure for I/O."""
    return found | {"switch": combine(found["pipe"], 0.5, found["token"], -1),
                    "io": combine(found["read"], 0.5, found["write"], 0.5)}


def point(name):
    """The measure and its x: work-40 is work at 40."""
    measure, _, x = name.rpartition("-")
    return (measure, x) if x.isdigit() else (name, "")


def rows_of(name, values):
    measure, x = point(name)
    total = values["kernel"] + values["user"]
    yield {"measure": measure, "x": x, "value": f"{total:.6g}", "unit": "instructions"}
    for part in ("kernel", "user"):
        yield {"measure": f"{measure} {part}", "x": x, "value": f"{values[part]:.6g}",
               "unit": "instructions"}
    for event in EVENTS:
        if abs(values[event]) >= LEAST_EVENTS:
            yield {"measure": f"{measure} {event}", "x": x,
                   "value": f"{values[event]:.4g}", "unit": "events"}


def common(contestant, setup, account):
    known = provenance.of_guest(account)
    del known["host_cpu"]
    return {"contestant": contestant.contestant, "setup": setup, "seed": setup,
            **provenance.of_kernel(contestant.kernel, contestant.linux), **known}


def count(contestant, setup, folder):
    what, how = what_runs(contestant, setup)
    account, counts = counted.boot(*what, folder, vm=("--", "-cpu", PROCESSOR), **how)
    (folder / "serial").write_text(account["serial"])
    found = with_derived({name: slopes(counts.sums, mark, operations)
                          for name, mark, operations, _ in phases(account)})
    for name, values in found.items():
        for row in rows_of(name, values):
            yield row | common(contestant, setup, account) | {"method": COUNTED}


def time(contestant, setup, _):
    what, how = what_runs(contestant, setup)
    account = counted.run_guest(*what, shift=None, vm=("--accel", "kvm"), **how)
    found = with_derived({name: {"cycles": cycles}
                          for name, _, _, cycles in phases(account)})
    for name, values in found.items():
        measure, x = point(name)
        yield common(contestant, setup, account) | {
            "measure": measure, "x": x, "value": f"{values['cycles']:.6g}",
            "unit": "cycles", "method": TIMED}


def ways():
    """Whether KVM works, "prepare" has found out."""
    yield "count", count
    known = OUT / "kvm"
    if known.is_file() and known.read_text().split() == ["works"]:
        yield "time", time


def jobs(contestants, quick):
    """They are interleaved, in an order that a seed decides."""
    built = []
    for contestant in contestants:
        if contestant.is_built():
            built.append(contestant)
        else:
            print(f"calls: {contestant.linux.name}/{contestant.kernel} is not built",
                  file=sys.stderr)
    for setup in range(QUICK_SETUPS if quick else SETUPS):
        order = list(built)
        random.Random(setup).shuffle(order)
        for contestant in order:
            for way, measure in ways():
                yield Job(f"{way}-{contestant.contestant}-{setup}", 20,
                          contestant.decides(setup, way),
                          functools.partial(measure, contestant, setup),
                          timed=way == "time")
