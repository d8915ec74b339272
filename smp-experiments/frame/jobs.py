# SPDX-License-Identifier: GPL-2.0-only
"""Experiments, and their jobs: what `run list` prints, each with its key."""

import json
import os
import re
import subprocess
from dataclasses import asdict, dataclass

from results import Problem, provenance, table

from . import EXPERIMENTS, ROOT


@dataclass(frozen=True)
class Job:
    """`measures` are those in its rows; empty: not told."""

    experiment: str
    name: str
    key: str
    seconds: float
    measures: tuple
    timed: bool = False

    def title(self):
        return f"{self.experiment}/{self.name}"

    def as_dictionary(self):
        return asdict(self)


def experiments():
    return sorted(path.parent.name for path in EXPERIMENTS.glob("*/run")
                  if os.access(path, os.X_OK))


def rows_of(experiment, name):
    """An experiment's claims.csv or figures.csv; [] if it has none."""
    path = EXPERIMENTS / experiment / name
    return table.read(path) if path.exists() else []


def key(experiment, decides):
    """Names a result by all that decides it. (Key names are sorted: their order
    decides nothing.)"""
    text = json.dumps([experiment, decides], sort_keys=True)
    return provenance.short_hash(text.encode())


def parse(experiment, line):
    try:
        said = json.loads(line)
        job = Job(experiment, said["job"], key(experiment, said["decides"]),
                  float(said["seconds"]), tuple(said.get("measures", ())),
                  bool(said.get("timed")))
    except (ValueError, KeyError, TypeError) as error:
        raise Problem(f"{experiment}/run list prints no job: {line[:200]} ({error})") \
            from error
    if not re.fullmatch(r"[\w.+-]+", job.name) or job.name.startswith("."):
        raise Problem(f"{experiment}/run list: a job cannot be named {job.name!r}:"
                      " letters, digits and . + - only")
    return job


def of(experiment, quick):
    """The jobs of an experiment, or a Problem."""
    listed = subprocess.run(
        [EXPERIMENTS / experiment / "run", "list", *(["--quick"] if quick else [])],
        cwd=ROOT, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL)
    if listed.returncode:
        raise Problem(f"{experiment}/run list ended with status {listed.returncode}:"
                      f" {listed.stderr.strip()}")
    found = [parse(experiment, line) for line in listed.stdout.splitlines()]
    names = [job.name for job in found]
    for name in names:
        if names.count(name) > 1:
            raise Problem(f"{experiment}/run list: two jobs are named {name}")
    return found
