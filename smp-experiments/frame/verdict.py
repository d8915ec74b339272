# SPDX-License-Identifier: GPL-2.0-only
"""Judges a part of a claim: a row of an experiment's claims.csv, by the rows that were
measured. ../README.md describes the rules."""

import math
from dataclasses import dataclass, field

from results import Problem, compare

from . import model

CONFIRMED, DIFFERS = "confirmed", "differs"
UNMEASURABLE, IN_PART = "not measurable here", "confirmed in part"
UNDECIDED, MISSING = "undecided", "not measured yet"
IN_INSTRUCTIONS, BY_MODEL = "in instructions: ", "by the cost model: "
PARTLY = "differs in part"
TIMES = {"ns", "us", "ms", "s", "cycles"}
EXACT = {"options", "bytes", "yes"}  # units of what is counted once and cannot vary


@dataclass
class Verdict:
    """`points` are (x, Estimate); `paper` has the paper's value for each x."""

    word: str
    why: str = ""
    points: list = field(default_factory=list)
    paper: dict = field(default_factory=dict)
    units: tuple = ()
    methods: tuple = ()


@dataclass(frozen=True)
class Measured:
    """The rows that a part asks for, of its contestant and of the one it is divided
    by: (x, set-up, value)."""

    ours: list
    theirs: list
    seed: str

    def at(self, x):
        return ([(setup, value) for at, setup, value in self.ours if at == x],
                [(setup, value) for at, setup, value in self.theirs if at == x])

    def xs(self):
        found = {x for x, _, _ in self.ours}
        if self.theirs:
            found &= {x for x, _, _ in self.theirs}
        return sorted(found, key=lambda x: float(x or 0))


def observations(rows, part, contestant):
    return [(row["x"], row["setup"], float(row["value"])) for row in rows
            if row["measure"] == part["measure"] and row["contestant"] == contestant
            and part["x"] in ("", row["x"])]


def exact(values):
    """Of what cannot vary: all set-ups must give the same."""
    found = {value for _, value in values}
    if len(found) > 1:
        raise Problem(f"the set-ups give {len(found)} figures for what cannot vary")
    value = found.pop()
    return compare.Estimate(value, value, value, len(values))


def one(ours, theirs, part, is_exact, seed):
    """The estimate at one x; None if no set-up has both contestants."""
    if is_exact and part["against"]:
        ours, theirs = exact(ours), exact(theirs)
        value = ours.value / theirs.value
        return compare.Estimate(value, value, value, min(ours.n, theirs.n))
    if is_exact:
        return exact(ours)
    if any(value <= 0 for _, value in ours + theirs):
        raise Problem("a value is not above 0, which has no geometric mean")
    if part["against"]:
        return compare.ratio(ours, theirs, seed)
    return compare.mean(ours, seed)


def points(measured, part, is_exact):
    found = [(x, one(*measured.at(x), part, is_exact, measured.seed))
             for x in measured.xs()]
    return [(x, estimate) for x, estimate in found if estimate]


def papers_values(part):
    """A number for all x, or "X:VALUE X:VALUE"."""
    if ":" not in part["paper"]:
        return {"": float(part["paper"] or 0)}
    return {x: float(value) for x, value in
            (pair.split(":") for pair in part["paper"].split())}


def around(value, tolerance):
    return value - abs(value) * tolerance, value + abs(value) * tolerance


# --- the rules: True, False, or None if the interval does not say

def all_of(answers):
    answers = list(answers)
    return False if False in answers else None if None in answers else True


def near(estimates, paper, tolerance):
    """A point of which the paper has no value counts for nothing."""
    pairs = [(estimate, paper.get(x, paper.get(""))) for x, estimate in estimates]
    pairs = [(estimate, value) for estimate, value in pairs if value is not None]
    if not pairs:
        return None
    return all_of(estimate.within(*around(value, tolerance))
                  for estimate, value in pairs)


def same_side(estimates, paper):
    """The direction: does the contestant win where it wins in the paper?"""
    for x, estimate in estimates:
        value = paper.get(x, paper.get(""))
        if value is None or abs(value - 1) <= compare.NO_DIFFERENCE:
            continue
        range_ = (1, math.inf) if value > 1 else (0, 1)
        yield estimate.within(*range_)


def value(estimates, paper, tolerance):
    return near(estimates, paper, tolerance)


def ratio(estimates, paper, tolerance):
    return all_of([near(estimates, paper, tolerance), *same_side(estimates, paper)])


def at_most(estimates, paper, tolerance):
    bound = around(paper[""], tolerance)[1]
    return all_of(estimate.within(-math.inf, bound) for _, estimate in estimates)


def at_least(estimates, paper, tolerance):
    bound = around(paper[""], tolerance)[0]
    return all_of(estimate.within(bound, math.inf) for _, estimate in estimates)


def same(estimates, _paper, _tolerance):
    return all_of(estimate.no_difference() for _, estimate in estimates)


def monotone(estimates):
    """No point lies clearly above the one before it."""
    for (_, before), (_, after) in zip(estimates, estimates[1:]):
        if before.high is None or after.low is None:
            yield None
        else:
            yield after.low <= before.high * (1 + compare.NO_DIFFERENCE)


def falls(estimates, paper, tolerance):
    if len(estimates) < 2:
        return None
    fell = estimates[-1][1].value < estimates[0][1].value
    return all_of([near(estimates, paper, tolerance), fell, *monotone(estimates)])


def flat(estimates, _paper, tolerance):
    """Each value against that of the smallest x."""
    if len(estimates) < 2:
        return None
    first = estimates[0][1].value
    return all_of(estimate.within(*around(first, tolerance))
                  for _, estimate in estimates)


def yes(estimates, _paper, _tolerance):
    return all(estimate.value == 1 for _, estimate in estimates)


def distance(estimate):
    return abs(math.log(estimate.value))


def fades(estimates, paper, tolerance):
    """A difference that vanishes with x: what is left of it never grows."""
    if len(estimates) < 2:
        return None
    falls_back = [distance(after) <= distance(before) + compare.NO_DIFFERENCE
                  for (_, before), (_, after) in zip(estimates, estimates[1:])]
    fell = distance(estimates[-1][1]) < distance(estimates[0][1])
    return all_of([ratio(estimates, paper, tolerance), fell, *falls_back])


RULES = {"value": value, "ratio": ratio, "at-most": at_most, "at-least": at_least,
         "same": same, "falls": falls, "flat": flat, "fades": fades, "yes": yes}


def word_for(answer, part, units):
    word = {True: CONFIRMED, False: DIFFERS, None: UNDECIDED}[answer]
    if part["judge"] == "model":
        return BY_MODEL + {True: "agrees", False: "differs", None: UNDECIDED}[answer]
    if part["judge"] == "time" and not TIMES.issuperset(units) and answer is not None:
        return IN_INSTRUCTIONS + {True: "agrees", False: "differs"}[answer]
    return word


def units_and_methods(rows, part):
    """Of the rows that count. Different units cannot be compared."""
    mine = [row for row in rows if row["measure"] == part["measure"]
            and row["contestant"] in (part["contestant"], part["against"])]
    units = tuple(sorted({row["unit"] for row in mine}))
    if len(units) > 1:
        raise Problem(f"rows of {part['measure']} have several units: {', '.join(units)}")
    return units, tuple(sorted({row["method"] for row in mine}))


def measured_in_time(rows, measure):
    """Without what was counted of a measure, if there is time: on a host whose KVM works
    a measure has both."""
    timed = any(row["measure"] == measure and row["unit"] in TIMES for row in rows)
    return [row for row in rows if not timed or row["measure"] != measure
            or row["unit"] in TIMES]


def judge_by_model(part, rows):
    found = model.points(rows, part)
    if not found:
        return Verdict(MISSING)
    paper = papers_values(part)
    answer = RULES[part["rule"]](found, paper, float(part["tolerance"] or 0))
    why = {True: "", False: part["cause"] or "not known yet",
           None: "the published latencies leave both open"}[answer]
    return Verdict(word_for(answer, part, ()), why, found, paper, ("cycles",),
                   ("counted events x published latencies",))


def judge_rows(part, rows):
    if part["rule"] == "none":
        return Verdict(UNMEASURABLE, part["cause"])
    if part["rule"] not in RULES:
        raise Problem(f"there is no rule {part['rule']}, but {', '.join(RULES)}")
    if part["judge"] == "model":
        return judge_by_model(part, rows)
    rows = measured_in_time(rows, part["measure"])
    measured = Measured(observations(rows, part, part["contestant"]),
                        observations(rows, part, part["against"]),
                        f"{part['claim']} {part['part']}")
    if not measured.ours or (part["against"] and not measured.theirs):
        return Verdict(MISSING)
    units, methods = units_and_methods(rows, part)
    found = points(measured, part, units[0] in EXACT)
    if not found:
        return Verdict(MISSING, "no set-up has both contestants")
    paper = papers_values(part)
    answer = RULES[part["rule"]](found, paper, float(part["tolerance"] or 0))
    why = part["cause"] or "not known yet" if answer is False else ""
    if answer is None:
        why = ("the interval holds the limit" if all(estimate.n > 1 for _, estimate in found)
               else "one set-up says nothing about how sure the figure is")
    return Verdict(word_for(answer, part, units), why, found, paper, units, methods)


def judge(part, rows):
    """Never fails: what cannot be judged says so."""
    try:
        return judge_rows(part, rows)
    except (Problem, ValueError, ZeroDivisionError) as problem:
        return Verdict(UNDECIDED, f"{problem}")


def of_claim(words):
    """The verdict on a claim, from those on its parts. A model that leaves it open does
    not count beside what was measured."""
    words = set(words) or {MISSING}
    if len(words) > 1:
        words.discard(BY_MODEL + UNDECIDED)
    if len(words) == 1:
        return words.pop()
    if all(word.endswith(DIFFERS) for word in words):
        return min(words, key=len)
    if any(word.endswith(DIFFERS) for word in words):
        return PARTLY
    for word in (UNDECIDED, MISSING):
        if word in words:
            return word
    return IN_PART
