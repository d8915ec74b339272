# SPDX-License-Identifier: GPL-2.0-only
"""Judges stage 13: what a machine can say of a replication. The rest is for people."""

import csv
import io
import re
import sys
from functools import cached_property

from machinery import ROOT
from machinery.judge import Lost, run_or_miss, student_file
from machinery.worksheet import Question

sys.path += [str(ROOT / "scripts"), str(ROOT / "smp-experiments")]
from frame import evidence, jobs, verdict  # noqa: E402 (smp-experiments)

OF_A_ROW = ("measure", "contestant", "x", "setup", "value", "unit")
ORIGIN = ("unit", "method")
WORDS = 40      # at least, in a section of the report
NEAR = 0.001


def prepare():
    """What the solution's claim needs."""
    run_or_miss("make", "-s", "reproduce", "CLAIM=C01")


class Judge:
    def __init__(self, work, out):
        self.work, self.out = work, out

    def table(self, name):
        """The student's rows."""
        rows = list(csv.DictReader(io.StringIO(student_file(self.work, name))))
        if not rows:
            raise Lost(f"{name} has no row")
        return rows

    # --- the claim

    @cached_property
    def parts(self):
        """(experiment, row of claims.csv) of each part of the claim that is measured."""
        text = student_file(self.work, "claim")
        found = re.search(r"^\s*(C\d\d)\s*$", text, re.M)
        if not found:
            raise Lost("claim: expected a line such as C03")
        parts = [(experiment, row) for experiment in jobs.experiments()
                 for row in jobs.rows_of(experiment, "claims.csv")
                 if row["claim"] == found[1] and row["rule"] != "none"]
        if not parts:
            raise Lost(f"{found[1]}: no experiment measures it; the report says why")
        return parts

    def mine(self, rows):
        """Those rows that some part of the claim asks for."""
        wanted = {(row["measure"], name) for _, row in self.parts
                  for name in (row["contestant"], row["against"]) if name}
        return [row for row in rows if (row["measure"], row["contestant"]) in wanted]

    @cached_property
    def rows(self):
        return self.mine(self.table("rows.csv"))

    @cached_property
    def measured(self):
        """What was measured in this checkout."""
        found, _ = evidence.read_results()
        return self.mine([row for experiment, _ in self.parts
                          for row in found.get(experiment, [])])

    def test_rows(self):
        own = {tuple(row.get(name) or "" for name in OF_A_ROW) for row in self.rows}
        here = {tuple(row.get(name) or "" for name in OF_A_ROW) for row in self.measured}
        if not here:
            raise Lost("NOT_YET: nothing of this claim is measured in this checkout")
        if own - here:
            raise Lost(f"this row was not measured here: {','.join(min(own - here))}")
        if here - own:
            raise Lost(f"{len(here - own)} rows are left out, such as "
                       f"{','.join(min(here - own))}")
        for row in self.rows:
            for name in ORIGIN:
                if not row.get(name):
                    raise Lost(f"a row of {row['measure']} does not say its {name}")
        return f"{len(own)} rows"

    # --- figures and verdicts, judged by the student's own rows

    @cached_property
    def verdicts(self):
        return [(row, verdict.judge(row, self.rows)) for _, row in self.parts]

    def line(self, part, x):
        for row in self.table("verdict.csv"):
            if row.get("part") == part and (row.get("x") or "") == x:
                return row
        raise Lost(f"verdict.csv has no line for \"{part}\"" + (f", x {x}" if x else ""))

    def test_interval(self):
        points = 0
        for row, judged in self.verdicts:
            if not judged.points:
                raise Lost(f"\"{row['part']}\": the rows give no figure: {judged.word}")
            for x, estimate in judged.points:
                self.compare(self.line(row["part"], x), estimate)
                points += 1
        return f"{points} figures with n and interval"

    @staticmethod
    def compare(line, estimate):
        expected = {"ours": estimate.value, "n": estimate.n}
        if estimate.low is not None and estimate.n > 1:
            expected |= {"low": estimate.low, "high": estimate.high}
        for name, value in expected.items():
            try:
                given = float(line.get(name) or "")
            except ValueError:
                raise Lost(f"\"{line['part']}\": {name} is no number")
            if abs(given - value) > NEAR * abs(value):
                raise Lost(f"\"{line['part']}\": {name} does not follow from the rows")

    def test_verdict(self):
        for row, judged in self.verdicts:
            for x in [x for x, _ in judged.points] or [""]:
                if self.line(row["part"], x).get("verdict") != judged.word:
                    raise Lost(f"\"{row['part']}\": another verdict follows from the rule "
                               f"`{row['rule']}`")
        return f"{len(self.verdicts)} verdicts"

    def test_sections(self):
        text = student_file(self.work, "report.md")
        sections = dict(re.findall(r"^## (.+?)\s*\n(.*?)(?=^## |\Z)", text, re.M | re.S))
        for _, row in self.parts:
            words = len(sections.get(row["part"], "").split())
            if words < WORDS:
                raise Lost(f"report.md: {words} words under \"## {row['part']}\"; a reader "
                           f"needs {WORDS} at least")
        return f"{len(self.parts)} sections"


# --- worksheets: what a rule says of an interval, by hand and by the kit's judge

def ruling(chance):
    rule = chance.choice(("at-most", "at-least", "same"))
    paper = 1.0 if rule == "same" else round(chance.uniform(0.8, 1.3), 2)
    low = round(paper + chance.uniform(-0.08, 0.05), 3)
    high = round(low + chance.uniform(0.005, 0.05), 3)
    bounds = {"at-most": (float("-inf"), paper), "at-least": (paper, float("inf")),
              "same": (0.98, 1.02)}[rule]
    if bounds[0] <= low and high <= bounds[1]:
        answer = "confirmed"
    elif high < bounds[0] or low > bounds[1]:
        answer = "differs"
    else:
        answer = "undecided"
    return Question(
        f"Rule `{rule}`, the paper's value {paper:g}, tolerance 0; ours is a ratio with the "
        f"interval {low:.3f} to {high:.3f}, n = 5. Which verdict?", answer,
        ask=lambda: ask_judge(rule, paper, low, high))


def ask_judge(rule, paper, low, high):
    from results.compare import Estimate
    found = verdict.RULES[rule]([("", Estimate((low + high) / 2, low, high, 5))],
                                {"": paper}, 0)
    return {True: "confirmed", False: "differs", None: "undecided"}[found]


KINDS = {"ruling": ruling}
