# SPDX-License-Identifier: GPL-2.0-only
"""Judges stage 12 by runs of the student's own two kernels, counted by function."""

import csv
import hashlib
import re
import sys
from functools import cache, cached_property

from machinery import ROOT
from machinery.judge import Lost, entries, run_or_miss, student_file
from machinery.submission import RUNS
from machinery.worksheet import Question

sys.path += [str(ROOT / "scripts"), str(ROOT / "smp-experiments")]
from count.functions import name_of  # noqa: E402 (scripts/count)
from frame import parts  # noqa: E402 (smp-experiments)
from results.provenance import linux_folder  # noqa: E402

EXPERIMENT = ROOT / "smp-experiments/smp"
KERNELS = {"up": "solved", "smp": "solved-smp"}
IMAGES = {"up": "pristine-solved-up", "smp": "pristine-solved-smp"}
LEAST, FEWEST, SHARE = 4, 8, 0.5
OPERATIONS = 20000


def image(name):
    path = linux_folder() / IMAGES[name] / "vmlinux"
    if not path.is_file():
        raise Lost(f"NOT_YET: the kernel {IMAGES[name]} is not built: "
                   "smp-experiments/smp/prepare solved", "not built")
    return path


def do(job, name):
    """Runs a job of the experiment once for each kernel: its folder."""
    digest = hashlib.sha256(image(name).read_bytes()).hexdigest()[:16]
    folder = RUNS / "smp" / f"{job}-{digest}"
    if not (folder / "rows.csv").is_file():
        run_or_miss(EXPERIMENT / "run", "do", f"{job}-{KERNELS[name]}-0", folder)
    return folder


def value(job, name, measure):
    with open(do(job, name) / "rows.csv") as rows:
        return next(row["value"] for row in csv.DictReader(rows)
                    if row["measure"] == measure)


def by_function(name):
    """function -> instructions of a hand-over."""
    found = {}
    with open(do("handover-1", name) / "counts.csv") as rows:
        for row in csv.DictReader(rows):
            sign = {"2": 1, "1": -1}.get(row["mark"], 0)
            if row["what"] == "instructions" and sign:
                function = name_of(row)
                found[function] = found.get(function, 0) + \
                    sign * int(row["count"]) / OPERATIONS
    return found


@cache
def patterns():
    return parts.read(EXPERIMENT / "parts.csv")


def part_of(function):
    return next((part for part, pattern in patterns() if pattern.fullmatch(function)),
                parts.ELSE)


def prepare():
    run_or_miss(EXPERIMENT / "prepare", "solved")


class Judge:
    def __init__(self, work, out):
        self.work, self.out = work, out

    @cached_property
    def differences(self):
        up, smp = by_function("up"), by_function("smp")
        return {function: smp.get(function, 0) - up.get(function, 0)
                for function in up | smp}

    def test_attribution(self):
        given = {}
        for number, words, _ in entries(student_file(self.work, "attribution")):
            given[words[0]] = " ".join(words[1:])
        for function, part in given.items():
            by = self.differences.get(function, 0)
            if abs(by) < LEAST:
                raise Lost(f"{function} differs by {by:.1f} instructions only")
            if part != part_of(function):
                raise Lost(f"{function} is not part of `{part}`")
        everything = sum(map(abs, self.differences.values()))
        share = sum(abs(self.differences[name]) for name in given) / everything
        if len(given) < FEWEST or share <= SHARE:
            raise Lost(f"{len(given)} functions explain {share:.0%} of the differences: "
                       f"too little")
        return f"{len(given)} functions explain {share:.0%} of the differences"

    def test_order(self):
        given = [" ".join(words) for _, words, _ in
                 entries(student_file(self.work, "order"))]
        sums = {}
        for function, by in self.differences.items():
            if function != "user":
                sums[part_of(function)] = sums.get(part_of(function), 0) + by
        dearest = sorted(sums, key=sums.get, reverse=True)[:3]
        for place, (own, right) in enumerate(zip(given + [""] * 3, dearest), 1):
            if own != right:
                raise Lost(f"number {place} of the dearest parts is not `{own}`")
        return "the three dearest parts, in order"

    def facts(self):
        differences = {name: by for name, by in self.differences.items() if name != "user"}
        return {"up": value("handover-1", "up", "handover"),
                "smp": value("handover-1", "smp", "handover"),
                "top": max(differences, key=lambda name: abs(differences[name])),
                "locks": value("handover-1", "smp", "handover-locks"),
                "locks-kept": value("handover-noreplace-smp-1", "smp",
                                    "handover-noreplace-smp-locks"),
                "boot": boot_price("boot"), "boot-page": boot_price("boot-percpu-page")}


def boot_price(what):
    return str(int(value(f"{what}-1", "smp", what)) - int(value(f"{what}-1", "up", what)))


# --- worksheets: which functions an SMP kernel has, by the options and in the image

GATES = {  # function -> is it compiled without SMP? By the kernel's #ifdefs and makefiles
    "__update_load_avg_se": ("kernel/sched/pelt.h", False),
    "ttwu_queue_wakelist": ("kernel/sched/core.c", False),
    "smp_call_function_many": ("kernel/smp.c", False),
    "select_task_rq_fair": ("kernel/sched/fair.c", False),
    "migration_cpu_stop": ("kernel/sched/core.c", False),
    "native_smp_prepare_cpus": ("arch/x86/kernel/smpboot.c", False),
    "flush_tlb_mm_range": ("arch/x86/mm/tlb.c", True),
    "try_to_wake_up": ("kernel/sched/core.c", True),
    "futex_wake": ("kernel/futex/waitwake.c", True),
    "enqueue_task_fair": ("kernel/sched/fair.c", True),
    "__switch_to": ("arch/x86/kernel/process_64.c", True),
}


def in_up(function):
    return "yes" if re.search(rf"^\w+ \w {function}$",
                              run_or_miss("nm", image("up")), re.M) else "no"


def function(chance):
    name = chance.choice(sorted(GATES))
    file, plain = GATES[name]
    return Question(f"{name}() of {file}: is it in your kernel without SMP?",
                    "yes" if plain else "no", ask=lambda: in_up(name))


KINDS = {"function": function}
