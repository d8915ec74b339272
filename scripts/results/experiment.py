# SPDX-License-Identifier: GPL-2.0-only
"""The program `run` of an experiment: lists its jobs, and does one of them. What it
prints and leaves is described in smp-experiments/README.md."""

import functools
import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from . import Problem, command, files, provenance, table, vocabulary

OWN = ["measure", "contestant", "x", "setup", "value", "unit", "arch"]
# When, where and by which commit a job was done says nothing about the result, and
# stands in origin.json.
ORIGIN = ["host_cpu", "kit", "command", "date"]
COLUMNS = OWN + [name for name in vocabulary.PROVENANCE if name not in ORIGIN]


@dataclass
class Job:
    """`measure`, called with a folder for raw data, yields rows. `measures` names what
    they measure: so one claim can be measured without the others. `timed` says that it
    measures time: it needs KVM, and a processor without other work."""

    name: str
    seconds: float
    decides: dict
    measure: Callable
    measures: tuple = ()
    timed: bool = False

    def line(self):
        return json.dumps({"job": self.name, "seconds": self.seconds,
                           "measures": self.measures, "timed": self.timed,
                           "decides": {name: plain(value) for name, value
                                       in sorted(self.decides.items())}})

    def files(self):
        return {str(value) for value in self.decides.values() if isinstance(value, Path)}


@functools.cache
def bytes_of(path):
    """Many jobs name the same file."""
    try:
        return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError as error:
        raise Problem(f"{path} is not there: the experiment's \"prepare\" makes it") from error


def plain(value):
    """A file stands for its bytes, and anything else for itself."""
    return bytes_of(value) if isinstance(value, Path) else value


def complaint(row):
    """What is wrong with a row beyond its columns' kinds; "" if nothing is."""
    for name in ("measure", "contestant", "setup", "value", "unit", "method"):
        if row.get(name, "") == "":
            return f"{name} is empty"
    try:
        if not math.isfinite(float(row["value"])):
            return f"value is {row['value']}"
    except ValueError:
        return f"value is '{row['value']}': expected a number"
    return ""


def check(rows, name):
    """A Problem if this is no table of rows as the README describes it."""
    if rows.columns != COLUMNS:
        raise Problem(f"{name}:1: its columns are {','.join(rows.columns)};"
                      f" expected {','.join(COLUMNS)}")
    if not rows:
        raise Problem(f"{name}:1: it has no row")
    for line, row in zip(rows.lines, rows):
        for wrong in (complaint(row), *vocabulary.complaints_about_row(row)):
            if wrong:
                raise Problem(f"{name}:{line}: {wrong}")


def write_rows(path, rows):
    found = table.Table(COLUMNS, ({"arch": "x86_64", "n": 1} | row for row in rows))
    found = table.parse(found.text(), path.name)
    check(found, path.name)
    table.write(path, found)


def do(jobs, name, folder):
    """The whole list has every job; the quick one is a part of it."""
    for job in jobs(False):
        if job.name == name:
            folder.mkdir(parents=True, exist_ok=True)
            write_rows(folder / "rows.csv", job.measure(folder))
            return
    raise Problem(f"there is no job {name}; \"list\" prints them")


def main(text, jobs):
    """`jobs(quick)` yields each Job."""
    parser = command.arguments(text)
    what = parser.add_subparsers(dest="what", required=True)
    listing = what.add_parser("list", help="print the jobs, a line of JSON each")
    listing.add_argument("--quick", action="store_true", help="few set-ups")
    what.add_parser("files", help="print the files that decide the jobs' results")
    doing = what.add_parser("do", help="do one job")
    doing.add_argument("job", metavar="JOB")
    doing.add_argument("folder", metavar="FOLDER", type=Path)

    def run():
        given = parser.parse_args()
        if given.what == "do":
            do(jobs, given.job, given.folder)
        elif given.what == "files":
            print(*sorted(set().union(*(job.files() for job in jobs(False)))), sep="\n")
        else:
            for job in jobs(given.quick):
                print(job.line())
    command.main(Path(parser.prog).name, run)
