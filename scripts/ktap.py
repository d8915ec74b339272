# SPDX-License-Identifier: GPL-2.0-only
"""Tests in Python that print KTAP. A test is a function named after what holds; it
asserts, and returns why it was skipped, if it was."""

import subprocess
import traceback

from results import Problem

TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run():
    """Run all tests; 1 if one failed."""
    print(f"KTAP version 1\n1..{len(TESTS)}")
    failed = 0
    for number, function in enumerate(TESTS, 1):
        name = function.__name__.replace("_", " ")
        try:
            skipped = function()
            print(f"ok {number} {name}{f' # SKIP {skipped}' if skipped else ''}",
                  flush=True)
        except (Problem, AssertionError, OSError, ValueError, KeyError,
                subprocess.SubprocessError):
            failed += 1
            print(f"not ok {number} {name}")
            print("".join(f"# {line}\n" for line in
                          traceback.format_exc().splitlines()), end="", flush=True)
    return int(failed > 0)
