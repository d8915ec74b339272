# SPDX-License-Identifier: GPL-2.0-only
"""Builds, boots and judges: from a student's folder to points."""

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from base.environment import outside_make
from machinery import ROOT, Missing, Wrong, facts
from machinery.explain import explain, ran_in_program
from machinery.judge import Lost, load, need_packages
from machinery.submission import (RUNS, NotBuilt, build_headers, build_student,
                                  need_tools, notes, same_as_kit)

# What only the tests' programs print: a kernel that holds it would report for them.
PROGRAMS_WORDS = (b"outcome:", b"about to:")


@dataclass
class Seen:
    """A scenario's end."""
    row: str         # its columns
    expected: str
    passed: bool
    ending: str      # one of explain.ENDINGS, or "as expected"
    detail: str
    lines: list      # around it, from the serial line
    chain: list      # exceptions before the end, from the emulator's log
    serial: str = ""
    trace: str = ""


@dataclass
class Result:
    test: object
    seen: list = field(default_factory=list)

    @property
    def passed(self):
        return bool(self.seen) and all(seen.passed for seen in self.seen)

    @property
    def points(self):
        return self.test.points if self.passed else 0


@dataclass
class Grade:
    stage: object
    folder: Path
    results: list
    notes: list
    same_as_kit: list

    @property
    def points(self):
        return sum(result.points for result in self.results)

    @property
    def full(self):
        return sum(result.test.points for result in self.results)


def grade(stage, work, only=None, gdb=True, others="own"):
    """Everything of one stage. Raises Missing where nothing can be judged."""
    tests = [test for test in stage.tests.values()
             if only in (None, test.name) and (gdb or test.kernel != "facts")]
    if not tests:
        raise Wrong(f"TEST={only}: stage {stage.number} has no such test; choose "
                    f"one of {' '.join(stage.tests)}")
    folder = new_folder(stage)
    try:
        return grade_in(folder, stage, work, tests, others)
    except (KeyboardInterrupt, SystemExit):
        shutil.rmtree(folder, ignore_errors=True)
        raise


def grade_in(folder, stage, work, tests, others):
    if stage.is_linux:
        return Grade(stage, folder, judge_linux(stage, work, folder, tests), [], [])
    results = judge_all(stage, work, folder, tests, others)
    order = list(stage.tests)
    results.sort(key=lambda result: order.index(result.test.name))
    for tree in folder.glob("*/tree"):
        shutil.rmtree(tree, ignore_errors=True)
    return Grade(stage, folder, results, list(notes(stage, work, others)),
                 same_as_kit(stage, work))


def judge_all(stage, work, folder, tests, others):
    """The results of tests of the student's kernel."""
    need_tools(sorted(set().union(*(test.machines for test in tests))))
    results = []
    for kernel in ("own", "kit", "facts"):
        chosen = [test for test in tests if test.kernel == kernel]
        if chosen and kernel == "facts":
            results += [judge_facts(stage, work, test, others)
                        for test in chosen]
        elif chosen:
            results += judge(stage, work, folder, chosen, kernel == "kit", others)
    return results


def judge_linux(stage, work, folder, tests):
    """The results of a stage that has a judge.py."""
    need_packages()
    judged = load(stage.folder).Judge(work / stage.name, folder)
    results = []
    for test in tests:
        progress(f"{stage.number}: {test.name}")
        try:
            detail = compare_answers(stage, work, judged) if test.kernel == "facts" \
                else getattr(judged, f"test_{test.name.replace('-', '_')}")()
            seen = Seen(test.name, "", True, "as expected", detail, [], [])
        except Lost as lost:
            seen = Seen(test.name, "", False, lost.ending, str(lost), lost.lines, [])
        results.append(Result(test, [seen]))
    return results


def compare_answers(stage, work, judged):
    """The facts of a stage that has a judge.py, against the student's own build."""
    wrong = facts.wrong_answers(stage, work, stage.questions, judged.facts(), "build")
    if wrong:
        raise Lost(wrong)
    return "each answer is so in your build"


def is_old(folder):
    """Was this folder made more than an hour ago? Another grade may just remove it."""
    try:
        return time.time() - folder.stat().st_mtime > 3600
    except FileNotFoundError:
        return False


def new_folder(stage):
    """build/labs/NN-..., in which the runs are kept; the last few of each stage."""
    RUNS.mkdir(parents=True, exist_ok=True)
    for old in sorted(RUNS.glob(f"{stage.number}-*"))[:-9]:
        if is_old(old):
            shutil.rmtree(old, ignore_errors=True)
    stamp = time.strftime("%Y%m%d-%H%M%S")
    folder = Path(tempfile.mkdtemp(prefix=f"{stage.number}-{stamp}-", dir=RUNS))
    folder.chmod(0o755)
    return folder


def judge(stage, work, folder, tests, on_kit, others):
    """The results of tests that run on one kernel: the student's, or the kit's."""
    out = folder / ("headers" if on_kit else "own")
    tree = out / "tree"
    machines = sorted(set().union(*(test.machines for test in tests)))
    make = build_headers if on_kit else build_student
    try:
        progress(f"{stage.number}: building")
        make(stage, work, tree, out, machines, others)
        if not on_kit:
            refuse_forgery(out, machines)
    except NotBuilt as error:
        nothing = Seen("all", "", False, "not built", str(error), [], [])
        return [Result(test, [nothing]) for test in tests]
    return run_rows(stage, folder, out, tests)


def judge_facts(stage, work, test, others):
    """The answers to the gdb exercise, against the student's own image."""
    exercise, out = facts.read_exercise(stage), None
    progress(f"{stage.number}: looking into the image")
    try:
        out = facts.student_image(stage, work, exercise, others)
        found, said = facts.find_facts(exercise, out)
    except NotBuilt as error:
        return Result(test, [Seen("gdb", "", False, "not built", str(error), [], [])])
    finally:
        if out:
            shutil.rmtree(out, ignore_errors=True)
    wrong = facts.wrong_answers(stage, work, exercise.questions, found, "image")
    detail = wrong or "each answer is so in your image"
    lines = [line for line in said.splitlines() if line.startswith(("stopped", "guest"))]
    if set(exercise.questions) <= set(found):
        lines = []
    if not found:
        detail = "the exercise cannot be walked through in your image"
    return Result(test, [Seen("gdb", f"{len(exercise.questions)} facts in "
                              f"answers/{stage.number}", not wrong,
                              "wrong answer" if wrong else "as expected",
                              detail, lines[:6], [])])


def refuse_forgery(out, machines):
    for machine in machines:
        kernel = (out / machine / "kernel.elf").read_bytes()
        for words in PROGRAMS_WORDS:
            if words in kernel:
                raise NotBuilt(f"the {machine} kernel contains \"{words.decode()}\": "
                               "only programs print that, so a test's result would "
                               "prove nothing")


def run_rows(stage, folder, out, tests):
    names = {test.name: Result(test) for test in tests}
    table, kept = out / "tests", out / "runs"
    kept.mkdir()
    table.write_text("\n".join(
        line for line in stage.table.read_text().splitlines()
        if line.strip() and line[0] != "#" and line.split()[1] in names) + "\n")
    progress(f"{stage.number}: running {sum(test.rows for test in tests)} rows of tests")
    run = subprocess.run(
        [ROOT / "build/bin/kml-matrix", "--table", table, "--images",
         os.path.relpath(out, ROOT),
         "--keep", os.path.relpath(kept, ROOT)], cwd=ROOT, env=outside_make(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
    rows = list(csv.DictReader(run.stdout.splitlines()))
    if run.returncode not in (0, 1) or not rows:
        raise Missing(f"the tests did not run: {run.stderr.strip()[-400:]}")
    reasons = expected_reasons(run.stderr)
    for number, row in enumerate(rows, 1):
        names[row["scenario"]].seen.append(
            look(row, reasons, kept / f"{number}.serial", kept / f"{number}.trace"))
    return list(names.values())


def progress(text):
    """For people who wait."""
    if sys.stderr.isatty():
        print(f"{text} ...", file=sys.stderr)


def expected_reasons(text):
    """kml-matrix names each row that did not end as expected, and says why. Two rows
    of a test may differ in their program only: so by (row, what was seen)."""
    return {(found[1], found[3]): found[2] for found in re.finditer(
        r"^kml-matrix: (.*?): expected (.*?), got (.*)$", text, re.M)}


def look(row, reasons, serial, trace):
    key = " ".join(row[name] for name in
                   ("arch", "scenario", "user", "fault", "lostirq"))
    if row["outcome"] == "emulator-failed":
        raise Missing(f"{key}: the emulator failed: {row['detail']}")
    expected = reasons.get((key, f"{row['outcome']}: {row['detail']}"))
    passed = expected is None
    text = serial.read_text(errors="replace")
    log = trace.read_text(errors="replace")
    level = 0 if re.search(r"^about to: .*, at CPL 0$", text, re.M) else 3
    if passed and not ran_in_program(log, level):
        ending, detail = "wrong answer", (
            "the serial line reports success, but the emulator saw no program "
            f"at CPL {level}")
        passed, lines, chain = False, text.splitlines()[-4:], []
    elif passed:
        ending, detail, lines, chain = "as expected", row["detail"], [], []
    else:
        ending, detail, lines, chain = explain(row, text, log)
    return Seen(key, expected or row["expected"], passed, ending, detail, lines, chain,
                os.path.relpath(serial, ROOT), os.path.relpath(trace, ROOT))
