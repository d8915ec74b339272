# SPDX-License-Identifier: GPL-2.0-only
"""Compares two contestants: a ratio, and how sure it is.

The ratio is that of geometric means, paired by set-up: what a set-up does to both
contestants cancels out. Its interval is a bootstrap's over the set-ups, seeded, so
the same data give the same interval. With few set-ups a percentile interval is too
narrow; so its percentiles are moved out as Hesterberg does ("What Teachers Should
Know About the Bootstrap", 2015, section 3.4: expanded percentile interval)."""

import math
import random
from dataclasses import dataclass
from statistics import NormalDist, fmean

LEVEL = 0.95
RESAMPLES = 10000
NO_DIFFERENCE = 0.02  # repeatable is not precise: a smaller difference is called none


@dataclass(frozen=True)
class Estimate:
    """`low` and `high` are None if one set-up is all there is."""

    value: float
    low: float | None
    high: float | None
    n: int

    def within(self, low, high):
        """Does the interval lie in this range? None if part of it does."""
        if self.low is None:
            return None
        if low <= self.low and self.high <= high:
            return True
        if self.high < low or high < self.low:
            return False
        return None

    def no_difference(self):
        return self.within(1 - NO_DIFFERENCE, 1 + NO_DIFFERENCE)


def student_quantile(probability, freedom):
    """Of Student's t: Cornish and Fisher's expansion, right to 2 % from 3 degrees of
    freedom on. (With fewer the interval spans all resamples anyway.)"""
    z = NormalDist().inv_cdf(probability)
    return (z + (z**3 + z) / (4 * freedom)
            + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
            + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3))


def tail(n):
    """The part of the resamples on each side that is outside the interval."""
    t = student_quantile((1 + LEVEL) / 2, n - 1)
    return NormalDist().cdf(-math.sqrt(n / (n - 1)) * t)


def bootstrap(values, seed):
    """The interval of the mean of `values`."""
    chance = random.Random(seed)
    means = sorted(fmean(chance.choices(values, k=len(values)))
                   for _ in range(RESAMPLES))
    cut = int(tail(len(values)) * RESAMPLES)
    return means[cut], means[-1 - cut]


def estimate(logarithms, seed):
    """Of a geometric mean, from logarithms, one a set-up."""
    n = len(logarithms)
    low, high = bootstrap(logarithms, seed) if n > 1 else (None, None)
    return Estimate(math.exp(fmean(logarithms)),
                    None if low is None else math.exp(low),
                    None if high is None else math.exp(high), n)


def logarithms(observations):
    """For each set-up the mean logarithm; observations are (set-up, value)."""
    by_setup = {}
    for setup, value in observations:
        by_setup.setdefault(setup, []).append(math.log(value))
    return {setup: fmean(values) for setup, values in by_setup.items()}


def mean(observations, seed):
    """The geometric mean over set-ups; None if there is no observation."""
    found = logarithms(observations)
    return estimate([found[setup] for setup in sorted(found)], seed) if found else None


def ratio(ours, theirs, seed):
    """`ours` / `theirs`, over the set-ups that both have; None if there is none."""
    ours, theirs = logarithms(ours), logarithms(theirs)
    both = sorted(ours.keys() & theirs.keys())
    return estimate([ours[s] - theirs[s] for s in both], seed) if both else None
