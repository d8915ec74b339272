# SPDX-License-Identifier: GPL-2.0-only
"""The systems that the paper compares Linux with: its numbers, cited. Nothing here was
measured by this kit."""

from collections import defaultdict
from statistics import median

from results import table

from .evidence import PAPER

BARS = {"fig6", "fig7", "fig8", "fig9"}  # one value for each system
LINUX = "microVM", "lupine"
RUNS = "the authors' repository, median of {} runs"
NAMES = {"microvm": "microVM", "lupine-kml": "lupine", "lupine-kml-tiny": "lupine-tiny",
         "rump-hvt": "rump"}  # as the tables have them


def figures():
    """(what, place, system, value)"""
    for row in table.read(PAPER / "figures.csv"):
        if row["figure"] in BARS:
            yield (row["series"], "figure " + row["figure"].removeprefix("fig"),
                   NAMES.get(row["x or system"], row["x or system"]), row["value"])


def throughput():
    runs, failed = defaultdict(list), defaultdict(list)
    for row in table.read(PAPER / "throughput.csv"):
        which = row["workload"], NAMES.get(row["system"], row["system"])
        runs[which].append(float(row["requests_per_second"]))
        failed[which].append(int(row["failed_requests"] or 0))
    for which, values in runs.items():
        note = f" ({median(failed[which]):,.0f} requests failed)" if any(failed[which]) else ""
        yield (f"{which[0]} requests/s", RUNS.format(len(values)), which[1],
               f"{median(values):,.0f}{note}")


def rows():
    """(what, place, Linux' values, other systems' values), as text."""
    found = defaultdict(lambda: (set(), [], []))
    for what, place, system, value in (*figures(), *throughput()):
        places, linux, others = found[what]
        places.add(place)
        (linux if system.startswith(LINUX) else others).append(f"{system} {value}")
    for what, (places, linux, others) in found.items():
        yield what, "; ".join(sorted(places)), linux, others
