# SPDX-License-Identifier: GPL-2.0-only
"""A grade, for people and as JSON."""

import sys

from machinery.confine import abi
from machinery.stage import relative

COLOURS = {True: "\x1b[32m", False: "\x1b[31m"}


def mark(passed, text):
    if not sys.stdout.isatty():
        return text
    return f"{COLOURS[passed]}{text}\x1b[0m"


def print_grade(grade):
    print(f"{grade.stage.title}\n")
    said = set()
    for result in grade.results:
        points = mark(result.passed, f"{result.points}/{result.test.points}")
        print(f"{points}  {result.test.name}: {result.test.expected}")
        for seen in result.seen:
            if seen.ending == "not built" and seen.detail in said:
                print("     not built: as above")
                break
            if not seen.passed:
                said.add(seen.detail)
                print_seen(grade.stage, result.test, seen)
                break
    for note in grade.notes:
        print(f"note: {note}")
    if not abi():
        print("note: no Landlock here: a submission could read other files while "
              "it is compiled")
    lost = [result.test.name for result in grade.results if not result.passed]
    if lost:
        print(f"lost: {' '.join(lost)}")
    print(f"{mark(grade.points == grade.full, f'{grade.points} of {grade.full}')} "
          f"points; the runs are in {relative(grade.folder)}")


def print_seen(stage, test, seen):
    print(f"     {seen.ending}: " + seen.detail.replace("\n", "\n       "))
    if seen.expected:
        print(f"     in {seen.row}: expected {seen.expected}")
    for line in seen.lines:
        print(f"       | {line}")
    if seen.chain:
        print("     the emulator saw:")
        for line in seen.chain:
            print(f"       {line}")
    advice = stage.advice(test.name, f"{seen.ending}: {seen.detail}")
    if advice:
        print(f"     hint: {advice}")
    if seen.serial:
        print(f"     kept: {seen.serial}, {seen.trace}")


def as_data(grade):
    """For --json: the same facts."""
    return {
        "stage": grade.stage.number, "points": grade.points, "of": grade.full,
        "confined": bool(abi()), "notes": grade.notes,
        "same_as_kit": grade.same_as_kit,
        "tests": [{
            "test": result.test.name, "points": result.points,
            "of": result.test.points, "expected": result.test.expected,
            "runs": [vars(seen) for seen in result.seen],
        } for result in grade.results],
    }
