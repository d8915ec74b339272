# SPDX-License-Identifier: GPL-2.0-only
"""The cost model: counted events x published latencies = estimated cycles.

latencies.csv has the latencies, each with its source, and a range. An estimate has one,
too: its ends are the least and the most that latencies in their ranges can give. A ratio
takes the same latencies for both contestants, since both would run on one processor."""

import functools
import itertools
import math
from collections import defaultdict
from pathlib import Path
from statistics import fmean

from results import Problem, compare, table

LATENCIES = Path(__file__).with_name("latencies.csv")
INSTRUCTION = "instruction"  # one that is no event


@functools.cache
def latencies():
    """{event: (low, high)}"""
    return {row["event"]: (float(row["low"]), float(row["high"]))
            for row in table.read(LATENCIES)}


def middle(low, high):
    return math.sqrt(low * high)


class Counted:
    """Rows of an experiment: how often an operation does what the model knows."""

    def __init__(self, rows):
        self.values, self.setups = defaultdict(list), defaultdict(set)
        for row in rows:
            if row["unit"] in ("instructions", "events"):
                where = row["measure"], row["contestant"], row["x"]
                self.values[where].append(float(row["value"]))
                self.setups[where].add(row["setup"])

    def mean(self, *where):
        """An event that has no row did not happen."""
        return fmean(self.values[where]) if where in self.values else 0

    def xs(self, measure, contestant):
        return sorted((x for name, of, x in self.values if (name, of)
                       == (measure, contestant)), key=lambda x: float(x or 0))

    def events(self, measure, contestant, x):
        """{} if it was not counted."""
        instructions = self.mean(measure, contestant, x)
        if not instructions:
            return {}
        found = {event: self.mean(f"{measure} {event}", contestant, x)
                 for event in latencies() if event != INSTRUCTION}
        return found | {INSTRUCTION: instructions - sum(found.values())}

    def has_events(self, measure, x, *contestants):
        """One of them may have none. If nobody has any, none was counted."""
        return any((f"{measure} {event}", name, x) in self.values
                   for event in latencies() for name in contestants)

    def n(self, measure, x, *contestants):
        return min(len(self.setups[measure, name, x]) for name in contestants)


def cost(events, latency):
    return sum(count * latency[event] for event, count in events.items())


def corners():
    """Every latency at either end. (A cost, and a ratio of costs, rises or falls with
    each of them all the way, so its extremes are at corners.)"""
    known = latencies()
    for ends in itertools.product(*known.values()):
        yield dict(zip(known, ends))


def centre():
    return {event: middle(*ends) for event, ends in latencies().items()}


def estimate(of, n):
    """`of` gives the figure for latencies."""
    found = [of(latency) for latency in corners()]
    return compare.Estimate(of(centre()), min(found), max(found), n)


def cycles(counted, measure, contestant, x=""):
    """Of one operation; None if it was not counted."""
    found = counted.events(measure, contestant, x)
    if not found:
        return None
    return estimate(lambda latency: cost(found, latency),
                    counted.n(measure, x, contestant))


def ratio(counted, measure, contestant, against, x=""):
    ours = counted.events(measure, contestant, x)
    theirs = counted.events(measure, against, x)
    if not ours or not theirs or not counted.has_events(measure, x, contestant, against):
        return None
    return estimate(lambda latency: cost(ours, latency) / cost(theirs, latency),
                    counted.n(measure, x, contestant, against))


def points(rows, part):
    """(x, Estimate) for a part of a claim that has two contestants."""
    if not part["against"]:
        raise Problem("the cost model judges ratios only")
    counted = Counted(rows)
    found = [(x, ratio(counted, part["measure"], part["contestant"], part["against"], x))
             for x in counted.xs(part["measure"], part["contestant"])
             if part["x"] in ("", x)]
    return [(x, value) for x, value in found if value]
